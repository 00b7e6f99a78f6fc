"""One editor per kind of field, all of them holding the text that a person types."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.kinds.plain import Note, YesNo
from ui.look.look import Look
from ui.look.parts import inputs
from ui.look.parts.field import Editor
from ui.widgets.ledger_form.tags_edit import TagsEdit

NOTHING = ""


def make_editor(look: Look, declared: Field) -> Editor:
    """Return the editor for a field: a list where words are chosen, else room to type."""
    kind = declared.kind
    if isinstance(kind, Tags):
        return TagsEdit(look, kind.choices)
    if isinstance(kind, Choice | Person | YesNo):
        return inputs.Choice(look, (NOTHING, *kind.choices))
    if kind.choices:
        return _open_choice(look, kind.choices)
    if isinstance(kind, Note):
        return inputs.Note(look)
    return inputs.LineEdit("", f"如 {kind.example}" if kind.example else kind.explanation)


def text_of(editor: Editor) -> str:
    """Return what an editor holds."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text()


def set_text(editor: Editor, text: str) -> None:
    """Put a text into an editor; a word that is not in its list is added, so that it can be seen."""
    if isinstance(editor, QComboBox):
        _pick(editor, text)
    elif text == text_of(editor):
        return
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    else:
        editor.setText(text)
        editor.setCursorPosition(0)


def offer(editor: Editor, declared: Field, reading: Reading) -> None:
    """Offer the station's staff where a person is chosen."""
    if isinstance(editor, QComboBox) and isinstance(declared.kind, Person):
        _fill(editor, (NOTHING, *sorted(set(reading.staff.values()))))


def _fill(editor: QComboBox, words: Sequence[str]) -> None:
    editor.clear()
    editor.addItems(list(words))


def _pick(editor: QComboBox, text: str) -> None:
    at = editor.findText(text)
    if at < 0:
        editor.addItem(text)
        at = editor.count() - 1
    editor.setCurrentIndex(at)


def _open_choice(look: Look, words: Sequence[str]) -> QComboBox:
    """Return a list of usual words into which others may be typed."""
    made = inputs.Choice(look, (NOTHING, *words))
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    line = made.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setPlaceholderText("")
    return made
