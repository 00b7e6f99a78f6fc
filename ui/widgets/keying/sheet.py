"""A sheet on the screen: questions in the order of the paper, gone through with Enter and single keys."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.widgets.keying.row import Row

Line = Sequence[Row]
"""Questions that stand side by side."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NEXT, BACK = (*ENTER, Qt.Key.Key_Down), (Qt.Key.Key_Up,)


class Sheet(QScrollArea):
    """`finished` when Enter leaves the last question; `changed` after every change."""

    finished = Signal()
    changed = Signal()

    def __init__(self, look: Look, lines: Sequence[Line]) -> None:
        super().__init__()
        self._look = look
        self.rows = {row.key: row for line in lines for row in line}
        """The questions in the order of the paper."""
        self._filled: dict[str, str] = {}
        self._page = QWidget()
        self._page.setProperty("part", "page")
        self._column = QVBoxLayout(self._page)
        for line in lines:
            self._add(line)
        self._column.addStretch(1)
        self.setProperty("part", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._page)
        look.changed.connect(self._dress)
        self._dress()

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put in what is known beforehand."""
        for key, text in typed.items():
            if key in self.rows:
                self.rows[key].set_text(text)
        self._filled = self.answers()

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put answers in as if they had been typed; what is not among them is empty."""
        filled = self._filled
        self.fill({key: typed.get(key, "") for key in self.rows})
        self._filled = filled

    def rewound(self) -> Callable[[], None]:
        """Return what brings answers and complaints back to how they stand now."""
        typed = self.answers()
        blamed = {key: row.complaint() for key, row in self.rows.items()}

        def bring_back() -> None:
            self.retype(typed)
            for key, row in self.rows.items():
                if row.complaint() != blamed[key]:
                    row.blame(blamed[key])

        return bring_back

    def answers(self) -> dict[str, str]:
        """Return key -> text as typed, of all that is answered."""
        return {key: text for key, row in self.rows.items() if (text := row.text())}

    @property
    def is_dirty(self) -> bool:
        """Whether anything was typed since it was filled."""
        return self.answers() != self._filled

    def start(self) -> None:
        """Put the cursor into the first question that has no answer yet."""
        asked = [row for row in self.rows.values() if row.asked]
        first = next((row for row in asked if not row.text()), asked[0])
        self.go_to(first)

    def go_to(self, row: Row) -> None:
        """Put the cursor into a question and bring it into view."""
        QApplication.sendPostedEvents()
        row.start()
        self.ensureWidgetVisible(row, 0, self._look.px(48))

    def blame(self, complaints: Mapping[str, str]) -> list[str]:
        """Say under the questions what is wrong, go to the first; return what has no question."""
        for key, row in self.rows.items():
            row.blame(complaints.get(key, ""))
        if first := next((row for key, row in self.rows.items() if key in complaints), None):
            first.setVisible(True)
            self.go_to(first)
        return [text for key, text in complaints.items() if key not in self.rows]

    def passes(self, row: Row) -> bool:
        """Whether Enter walks past a question that is asked."""
        return False

    def settle(self) -> None:
        """Take over what is still in the input method."""
        QGuiApplication.inputMethod().commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows walk the questions; the scroll area filters its own page through here too."""
        row = next((row for row in self.rows.values() if row.editor is watched), None)
        if row is None:
            return super().eventFilter(watched, event)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in NEXT:
            self._go_on(row, last=event.key() in ENTER)
            return True
        if event.key() in BACK:
            self._go_back(row)
            return True
        return False

    def _add(self, line: Line) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(self._look.px(24))
        for row in line:
            beside.addWidget(row, 1)
            row.editor.installEventFilter(self)
            row.changed.connect(self.changed)
            row.answered.connect(lambda row=row: self._go_on(row, last=False))
        self._column.addLayout(beside)

    def _go_on(self, row: Row, last: bool) -> None:
        self.settle()
        row.judge()
        rest = self._asked()
        following = [one for one in rest[rest.index(row) + 1 :] if not self.passes(one)]
        if following:
            self.go_to(following[0])
        elif last:
            self.finished.emit()

    def _go_back(self, row: Row) -> None:
        asked = self._asked()
        self.go_to(asked[max(0, asked.index(row) - 1)])

    def _asked(self) -> list[Row]:
        return [row for row in self.rows.values() if row.asked]

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(4), px(16), px(8))
        self._column.setSpacing(0)
