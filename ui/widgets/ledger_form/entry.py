"""One field of a form: what was there, what is typed, what is wrong with it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from ui.look.look import Look
from ui.look.parts import field as parts
from ui.look.parts.inputs import LineEdit
from ui.widgets.ledger_form.editors import make_editor, offer, set_text, text_of

Complain = Callable[[str, object, Reading], str]
UNREAD = "没能读懂，请点眼睛查看原文后更正"


class Entry(QObject):
    """`edited` after every change, `judged` when the complaint may have changed, `eye` when it asks why."""

    edited = Signal()
    judged = Signal()
    eye = Signal(str)

    def __init__(self, look: Look, declared: Field, complain: Complain) -> None:
        super().__init__()
        self.key = declared.key
        self.declared = declared
        self._complain = complain
        self._reading: Reading | None = None
        self._shown = ""
        self._masked: Masked | None = None
        self.closed = False
        self.editor = make_editor(look, declared)
        self.field = parts.Field(look, declared.label, self.editor, declared.required)
        self.field.reveal_asked.connect(lambda: self.eye.emit(self.key))
        self.editor.installEventFilter(self)
        self._watch()

    def load(self, one: Snapshot, reading: Reading, may_edit: bool) -> None:
        """Show a record's value; masked and locked ones can't be edited."""
        value = one[self.key] if one[self.key] is not None else one.unread(self.key)
        self._reading = reading
        masked = self._masked = value if isinstance(value, Masked) else None
        self.closed = masked is not None or not may_edit
        offer(self.editor, self.declared, reading)
        self._put(one.text(self.key), masked, may_edit)
        self._shown = self.text()
        unread = one.unread(self.key)
        self.field.set_complaint(None)
        if unread and not (masked and masked.locked):
            self.field.set_complaint(UNREAD if masked else self._wrong())

    def reveal(self, full: str) -> None:
        """Put the full value in; it can be edited from now on."""
        self.field.reveal(full)
        self.closed = False
        self._shown = self.text()
        self.judge()

    def text(self) -> str:
        """What the editor holds."""
        return text_of(self.editor)

    def type(self, text: str) -> None:
        """Put a text in as if it had been typed."""
        set_text(self.editor, text)

    def retype(self, text: str) -> None:
        """Put a text in that was typed before the record was read again."""
        if self._masked and not self._masked.locked:
            self.field.reveal(text)
            self.closed = False
        self.type(text)

    @property
    def may_type(self) -> bool:
        """Whether something can be typed, in place of a masked value if there is one."""
        return not self.closed or (self._masked is not None and not self._masked.locked)

    @property
    def changed(self) -> bool:
        """Whether something else is typed than was there."""
        return not self.closed and self.text() != self._shown

    @property
    def shown(self) -> str:
        """What was there."""
        return self._shown

    @property
    def faulty(self) -> bool:
        """Whether there is a complaint."""
        return self.field.complaint() is not None

    def judge(self) -> None:
        """Say under the field what is wrong with what it holds."""
        if not self.closed:
            self.blame(self._wrong())

    def blame(self, complaint: str) -> None:
        """Say what is wrong, or nothing."""
        self.field.set_complaint(complaint or None)
        self.judged.emit()

    def focus(self) -> None:
        """Let keys go to the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judge the field when it is left for another."""
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in passing and (self.changed or self.faulty):
                self.judge()
        return False

    def _wrong(self) -> str:
        assert self._reading is not None
        return self._complain(self.key, self.text(), self._reading)

    def _put(self, text: str, masked: Masked | None, may_edit: bool) -> None:
        if masked is not None and not masked.locked and may_edit and isinstance(self.editor, LineEdit):
            self.field.set_masked(text)
            self.editor.setCursorPosition(0)
            return
        if isinstance(self.editor, LineEdit):
            self.field.reveal(text, editable=True)
        set_text(self.editor, text)
        self.field.set_read_only(self.closed)

    def _watch(self) -> None:
        if isinstance(self.editor, QComboBox):
            self.editor.currentTextChanged.connect(self.edited)
        elif isinstance(self.editor, QPlainTextEdit):
            self.editor.textChanged.connect(self.edited)
        else:
            self.editor.textChanged.connect(self.edited)
