"""A form field: label above, editor, and one line of fixed height for the complaint below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.icon import Icon
from ui.look.parts.inputs import LineEdit
from ui.look.parts.ring import Ring
from ui.look.parts.text import Elided, Role, Words
from ui.look.stylesheet import restyle
from ui.look.tokens import Tone

Editor = QLineEdit | QComboBox | QPlainTextEdit


class Field(QWidget):
    """Holds any editor; stacks without spacing, because the complaint's line is the gap.

    `reveal_asked` is emitted when the eye of a masked value is pressed; the caller asks why
    and puts the full value in with `reveal`.
    """

    reveal_asked = Signal()

    def __init__(self, look: Look, label: str, editor: Editor, required: bool = False) -> None:
        super().__init__()
        self._look = look
        self.label = label
        self.editor = editor
        self.required = required
        self._complaint: str | None = None
        self._eye: IconButton | None = None
        self._ring = Ring(look, self, editor)
        self._rim = QVBoxLayout(self)
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    def set_complaint(self, text: str | None) -> None:
        """Say what is wrong, or None; only colours change, nothing moves."""
        self._complaint = text or None
        self.editor.setProperty("bad", "true" if text else "false")
        restyle(self.editor)
        self._words.setText(text or "")
        self._mark.set_icon("late" if text else "", Tone.RED)
        self.editor.setAccessibleDescription(text or "")
        self._ring.refresh()

    def complaint(self) -> str | None:
        """What is wrong, if anything."""
        return self._complaint

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be seen but not changed: a sunken ground."""
        if isinstance(self.editor, QComboBox):
            self.editor.setEnabled(not read_only)
        else:
            self.editor.setReadOnly(read_only)
        self.editor.setProperty("sunken", "true" if read_only else "false")
        restyle(self.editor)

    def set_masked(self, masked: str) -> None:
        """Show a masked text that can't be edited, and an eye that asks for the full one."""
        assert isinstance(self.editor, LineEdit)
        self.editor.setText(masked)
        self.set_read_only(True)
        if self._eye is None:
            self._eye = IconButton(self._look, "show", f"显示完整的{self.label}")
            self._eye.clicked.connect(self.reveal_asked)
            self.editor.put_end(self._eye)
        self._eye.show()
        self.editor.fit_end()

    def reveal(self, full: str, editable: bool = True) -> None:
        """Put the full value in place of the masked one."""
        assert isinstance(self.editor, LineEdit)
        self.editor.setText(full)
        self.set_read_only(not editable)
        if self._eye is not None:
            self._eye.hide()
            self.editor.fit_end()

    def _build(self) -> None:
        star = Words("*" if self.required else "", Role.LABEL, Tone.RED)
        star.setAccessibleName("必填" if self.required else "选填")
        title = Words(self.label, Role.LABEL)
        title.setBuddy(self.editor)
        self._top, self._bottom = QHBoxLayout(), QHBoxLayout()
        for widget in (title, star):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._mark = Icon(self._look, "", Tone.RED, 14)
        self._words = Elided("", Role.SECOND, Tone.RED)
        self._words.setAccessibleName(f"{self.label}的提示")
        self._bottom.addWidget(self._mark)
        self._bottom.addWidget(self._words, 1)
        self._rim.addLayout(self._top)
        self._rim.addWidget(self.editor)
        self._rim.addLayout(self._bottom)
        self.editor.setAccessibleName(f"{self.label}，必填" if self.required else self.label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _dress(self) -> None:
        px = self._look.px
        self._rim.setContentsMargins(0, 0, 0, 0)
        self._rim.setSpacing(0)
        self._top.setContentsMargins(0, 0, 0, px(4))
        self._top.setSpacing(px(4))
        self._bottom.setSpacing(px(4))
        if isinstance(self.editor, LineEdit):
            self.editor.fit_end()
