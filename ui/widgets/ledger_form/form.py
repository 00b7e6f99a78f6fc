"""A ledger's form, derived from its declared sections."""

from collections.abc import Collection, Mapping
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.widgets.ledger_form.entry import Complain, Entry
from ui.widgets.ledger_form.section import Section

NEW = Snapshot(UUID(int=0), 0, {})
"""What a form shows before a record is made."""


class LedgerForm(QScrollArea):
    """`edited` after every change, `judged` when the number of faults may have changed.

    `reveal_asked` carries the key of a masked field whose eye was pressed. `fixed` fields are shown
    but changed elsewhere.
    """

    edited = Signal()
    judged = Signal()
    reveal_asked = Signal(str)

    def __init__(
        self, look: Look, ledger: Ledger, complain: Complain, icons: Mapping[str, str], unfolded: int,
        fixed: Collection[str] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self._look, self._fixed = look, frozenset(fixed)
        self.entries = {key: Entry(look, field, complain) for key, field in ledger.fields.items()}
        self.sections = [
            self._section(title, keys.split(), icons.get(title, "file"), at < unfolded)
            for at, (title, keys) in enumerate(ledger.sections.items())
        ]
        self.seen = NEW
        self._loading = False
        self._build()
        for entry in self.entries.values():
            entry.edited.connect(self._edited)
            entry.judged.connect(self.judged)
            entry.eye.connect(self.reveal_asked)
        look.changed.connect(self._dress)
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """Little: it scrolls."""
        return QSize(super().minimumSizeHint().width(), self._look.px(24))

    def load(self, one: Snapshot, reading: Reading, may_edit: bool = True) -> None:
        """Show a record as it was seen."""
        if one.id != self.seen.id or one is NEW:
            self.verticalScrollBar().setValue(0)
        self.seen = one
        self._loading = True
        for key, entry in self.entries.items():
            entry.load(one, reading, may_edit and key not in self._fixed)
            entry.field.setVisible(one is not NEW or key not in self._fixed)
        self._loading = False
        for section in self.sections:
            section.tell()
        self.judged.emit()
        self.edited.emit()

    def changed(self) -> dict[str, str]:
        """Key -> text as typed, of the fields that hold something else than was seen."""
        return {key: entry.text() for key, entry in self.entries.items() if entry.changed}

    def faults(self) -> list[str]:
        """The keys of fields with a complaint, in the order of the form."""
        return [key for key, entry in self.entries.items() if entry.faulty]

    def blame(self, complaints: Mapping[str, str]) -> None:
        """Show complaints that came back from a save, and go to the first."""
        for key, sentence in complaints.items():
            self.entries[key].blame(sentence)
        if first := next((key for key in self.entries if key in complaints), None):
            self.jump(first)

    def jump(self, key: str) -> None:
        """Unfold a field's section, bring it into view, and put the cursor there."""
        section = next(s for s in self.sections if self.entries[key] in s.entries)
        section.unfold()
        QApplication.sendPostedEvents()
        self._page.adjustSize()
        self.ensureWidgetVisible(self.entries[key].field, 0, self._look.px(24))
        self.entries[key].focus()

    def settle(self) -> None:
        """Commit what is still in the input method and judge the field that has the cursor."""
        QGuiApplication.inputMethod().commit()
        for entry in self.entries.values():
            if entry.changed or entry.faulty:
                entry.judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field that can be edited."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        now = QApplication.focusWidget()
        entries = [e for s in self.sections if s.head.isChecked() for e in s.entries]
        at = next((i for i, e in enumerate(entries) if now and _holds(e.editor, now)), -1)
        if following := next((e for e in entries[at + 1 :] if not e.closed), None):
            following.focus()
            self.ensureWidgetVisible(following.field, 0, self._look.px(24))

    def _edited(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _section(self, title: str, keys: list[str], icon: str, unfolded: bool) -> Section:
        return Section(self._look, title, icon, [self.entries[key] for key in keys], unfolded)

    def _build(self) -> None:
        self._page = QWidget()
        self._page.setProperty("part", "page")
        self._column = QVBoxLayout(self._page)
        for section in self.sections:
            self._column.addWidget(section)
        self._column.addStretch(1)
        self.setProperty("part", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._page)

    def _dress(self) -> None:
        px = self._look.px
        # The scroll bar stands in the right margin.
        self._column.setContentsMargins(px(16), px(8), px(4), px(8))
        self._column.setSpacing(px(4))


def _holds(editor: QWidget, widget: QWidget) -> bool:
    return editor is widget or editor.isAncestorOf(widget)
