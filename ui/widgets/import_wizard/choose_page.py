"""Step 1: which workbook, and which of its sheets."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.core.errors import ConsoleError
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.bar import ProgressLine
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.field import Field
from ui.look.parts.icon import Icon
from ui.look.parts.inputs import Choice
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card, LowArea
from ui.widgets.import_wizard.work import Work


class DropZone(QWidget):
    """A dashed field that takes files; `dropped` carries the path."""

    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._over = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that lies on this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the first file on."""
        self._over = False
        self.update()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the dashes."""
        tokens, px = self._look.tokens, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._over else tokens.border), 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_soft if self._over else tokens.sunken))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), px(6), px(6))


class ChoosePage(QWidget):
    """Signals: `choose` (open the dialog), `template`, `dropped` with a path, `sheet` with a name."""

    choose = Signal()
    template = Signal()
    dropped = Signal(object)
    sheet = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.banner = Banner(look, Tone.RED, "")
        self.banner.hide()
        self.button = Button(look, "选文件", "folder", Kind.PRIMARY)
        self.other = Button(look, "换文件", "folder")
        for button in (self.button, self.other):
            button.clicked.connect(self.choose)
        self._line = ProgressLine("读取工作簿")
        self._state = Elided("", Role.SECOND)
        self._sheets = Choice(look)
        self._sheets.activated.connect(lambda at: self.sheet.emit(self._sheets.itemData(at)))
        self._sheet_field = Field(look, "工作表", self._sheets)
        self._build()
        look.changed.connect(self._dress)
        self._dress()
        self.show_reading(None)
        self.show_sheets((), "")
        self.other.hide()

    def show_error(self, error: ConsoleError | None) -> None:
        """Say in place what was wrong with a file, and what to do next."""
        self.banner.setVisible(error is not None)
        if error is not None:
            self.banner.say(Tone.RED, error.sentence, error.next_step)

    def show_reading(self, words: str | None) -> None:
        """Show that a file is being read, or that none is."""
        for widget in (self._line, self._state):
            widget.setVisible(words is not None)
        self._line.setRange(0, 0 if words is not None else 1)
        self._state.setText(words or "")

    def show_sheets(self, sheets: Sequence[tuple[str, int]], current: str) -> None:
        """Offer the visible sheets where there are several: (name, rows)."""
        self._sheet_field.setVisible(len(sheets) > 1)
        self._sheets.clear()
        for name, rows in sheets:
            self._sheets.addItem(f"{name}（{rows:,} 行）", name)
        self._sheets.setCurrentIndex(max(0, self._sheets.findData(current)))

    def show_work(self, work: Work) -> None:
        """Show the file that was chosen."""
        several = [(sheet.name, sheet.rows) for sheet in work.sheets]
        self.show_sheets(several, work.understood.sheet if work.understood else "")
        self._title.setText(work.path.name if work.path else "把工作簿拖到这里")
        ready = work.understood is not None
        self.button.setVisible(not ready)
        self.other.setVisible(ready)

    def focus_first(self) -> None:
        """Where the keyboard begins."""
        several = self._sheet_field.isVisibleTo(self)
        (self._sheets if several else self.button if self.button.isVisibleTo(self) else self.other).setFocus()

    def _build(self) -> None:
        zone = DropZone(self._look)
        zone.dropped.connect(self.dropped)
        self._title = Words("把工作簿拖到这里", Role.TITLE)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        link = Button(self._look, "没有现成的表？下载模板", kind=Kind.LINK)
        link.clicked.connect(self.template)
        self._zone = QVBoxLayout(zone)
        self._zone.addStretch(1)
        self._zone.addWidget(Icon(self._look, "import", Tone.ACCENT, 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._zone.addWidget(self._title)
        formats = Words("xlsx、xls、ods、csv、txt 都可以，不用改格式；选好后只读取，不写入台账", Role.SECOND)
        for widget in (formats, self.button, self.other, link):
            self._zone.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for below in (self._state, self._line, self._sheet_field):
            self._zone.addWidget(below, 0, Qt.AlignmentFlag.AlignHCenter)
        self._zone.addStretch(1)
        self._card = Card(self._look)
        self._card.box.addWidget(self.banner)
        area = LowArea(zone)
        area.setProperty("part", "plain")
        self._card.box.addWidget(area, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._card, 1)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._zone.setContentsMargins(px(16), px(16), px(16), px(16))
        self._zone.setSpacing(px(12))
        for widget in (self._line, self._sheet_field):
            widget.setFixedWidth(px(320))
