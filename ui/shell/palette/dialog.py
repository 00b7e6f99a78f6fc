"""The palette: one box to type in, and what it finds below."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.icon import Icon
from ui.look.parts.inputs import LineEdit
from ui.look.parts.text import Elided, Paragraph, Role, Words
from ui.look.tokens import Tone
from ui.shell.palette.entry import Entry, Group
from ui.shell.palette.paint import RowPainter
from ui.shell.palette.recent import Recent
from ui.shell.palette.rows import Rows
from ui.shell.palette.scrim import Scrim
from ui.shell.palette.search import Search
from ui.shell.worker import Latest, Worker

WIDTH, HEIGHT = 680, 480
PLACEHOLDER = "姓名、户号、档案号、单号，或要做的事"
NAME = "找人、户号、单号或命令"
KEYS = "↑↓ 选择　Enter 打开　Esc 关闭"
READS = "也认拼音、首字母、尾号"
NOTHING = "没有找到。换个说法，或输姓名首字母、户号、单子上的六位单号。"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}


class Palette(QDialog):
    """Finds as one types; what is taken runs once the palette has closed."""

    def __init__(self, look: Look, worker: Worker, search: Search, recent: Recent, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._look, self._search, self._recent = look, search, recent
        self._finding = Latest[list[Group]](worker, self)
        self._waits = self._enter_waits = False
        self.setObjectName("palette")
        self.setWindowTitle(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.box, self.rows, self.list = LineEdit("", PLACEHOLDER), Rows(), QListView()
        self.nothing = Paragraph(NOTHING, Role.SECOND)
        self._painter = RowPainter(look, self.rows, self)
        self._scrim = Scrim(look, window)
        self._build()
        self._dress()
        self.box.textChanged.connect(self._find)
        self.box.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        self._find("")

    @property
    def entries(self) -> list[Entry]:
        """The entries that are shown, from the top."""
        return [row for row in self.rows.rows if isinstance(row, Entry)]

    @property
    def current(self) -> Entry | None:
        """The entry that Enter takes."""
        return self.rows.entry(self.list.currentIndex().row())

    @property
    def busy(self) -> bool:
        """Whether what is shown is not yet that of the text."""
        return self._waits

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the box: arrows walk, Enter takes."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in ENTER:
            self._take()
        elif step := STEPS.get(Qt.Key(event.key())):
            self._walk(step)
        else:
            return False
        return True

    def done(self, result: int) -> None:
        """Give the window its light back."""
        self._scrim.hide()
        self._scrim.deleteLater()
        super().done(result)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, with round corners."""
        t, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.border), 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), self._look.px(6), self._look.px(6))

    def _find(self, text: str) -> None:
        self._waits, self._enter_waits = True, False
        search = self._search
        self._finding.run(lambda: search.groups(text), self._show)

    def _show(self, groups: list[Group]) -> None:
        self.rows.set_groups(groups)
        self._go(self.rows.next_entry(-1, 1))
        self.list.setVisible(bool(groups))
        self.nothing.setVisible(not groups)
        self._waits = False
        if self._enter_waits:
            self._take()

    def _walk(self, step: int) -> None:
        row, one = self.list.currentIndex().row(), 1 if step > 0 else -1
        for _ in range(abs(step)):
            row = self.rows.next_entry(row, one)
        self._go(row)

    def _go(self, row: int) -> None:
        index = self.rows.index(row) if self.rows.entry(row) else QModelIndex()
        self.list.setCurrentIndex(index)
        if row == self.rows.next_entry(-1, 1):
            self.list.scrollToTop()  # with the word above it

    def _clicked(self, index: QModelIndex) -> None:
        if self.rows.entry(index.row()):
            self.list.setCurrentIndex(index)
            self._take()

    def _take(self) -> None:
        """Do what is chosen; a scanner's Enter waits until its digits are looked up."""
        self._enter_waits = self._waits
        if self._waits or (entry := self.current) is None:
            return
        if entry.id:
            self._recent.note(entry.id)
        self.accept()
        entry.run()

    def _build(self) -> None:
        self.box.setObjectName("palette_box")
        self.box.setAccessibleName(NAME)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._painter)
        self.list.setAccessibleName("找到的")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing.hide()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(Icon(self._look, "search", Tone.ACCENT, 20))
        self._head.addWidget(self.box, 1)
        self._foot.addWidget(Words(KEYS, Role.SECOND))
        self._foot.addStretch(1)
        self._foot.addWidget(Elided(READS, Role.SECOND))
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(_line())
        self._column.addWidget(self.nothing, 1)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(_line())
        self._column.addLayout(self._foot)
        self.setFocusProxy(self.box)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._head.setContentsMargins(px(20), px(8), px(16), px(8))
        self._foot.setContentsMargins(px(20), px(8), px(20), px(8))
        self.nothing.setContentsMargins(px(20), px(16), px(20), px(16))
        self._head.setSpacing(px(12))
        self.box.setStyleSheet(
            "QLineEdit#palette_box, QLineEdit#palette_box:focus"
            f" {{ border: none; padding: 0; background: transparent; font-size: {px(18)}px; }}"
        )
        self.list.setStyleSheet("QListView { background: transparent; border: none; }")
        self._place()

    def _place(self) -> None:
        """In the middle, its upper edge within the top third of the window."""
        window = self.parentWidget()
        assert window is not None
        px, room = self._look.px, window.size() - QSize(self._look.px(48), self._look.px(48))
        self.setFixedSize(min(px(WIDTH), room.width()), min(px(HEIGHT), room.height()))
        left = (window.width() - self.width()) // 2
        top = min(px(84), (window.height() - self.height()) // 2)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + left, corner.y() + top)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("part", "rule")
    return line
