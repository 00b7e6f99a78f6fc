"""How a widget stands before something is typed into it, and how it is brought back to that."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

Undo = Callable[[], None]


@runtime_checkable
class Rewound(Protocol):
    """A widget in which keys change more than the one that has the cursor."""

    def rewound(self) -> Undo:
        """Return what brings everything back to how it stands now."""


def remembered(widget: QWidget) -> Undo:
    """Return what brings a widget, and what its keys reach, back to how it stands now, with the cursor."""
    undo = [(widget, _of_widget(widget))]
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, Rewound):
            undo.insert(0, (parent, parent.rewound()))
        parent = parent.parentWidget()

    def bring_back() -> None:
        for one, back in undo:
            if isValid(one):
                back()
        if isValid(widget):
            widget.setFocus()

    return bring_back


def _of_widget(widget: QWidget) -> Undo:
    if isinstance(widget, QLineEdit):
        return _line(widget)
    if isinstance(widget, QPlainTextEdit):
        return _note(widget)
    if isinstance(widget, QComboBox):
        return _choice(widget)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        index = QPersistentModelIndex(widget.currentIndex())
        return lambda: widget.setCurrentIndex(
            widget.model().index(index.row(), index.column(), index.parent())
        )
    return lambda: None


def _choice(box: QComboBox) -> Undo:
    at, line = box.currentIndex(), box.lineEdit()
    undo = _line(line) if line is not None else None

    def bring_back() -> None:
        box.setCurrentIndex(at)
        if undo is not None:
            undo()

    return bring_back


def _line(line: QLineEdit) -> Undo:
    text, cursor = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()

    def bring_back() -> None:
        if line.text() != text:
            line.setText(text)
        if start < 0:
            line.setCursorPosition(cursor)
        elif cursor == start:  # chosen from right to left
            line.setSelection(start + length, -length)
        else:
            line.setSelection(start, length)

    return bring_back


def _note(note: QPlainTextEdit) -> Undo:
    text, cursor = note.toPlainText(), note.textCursor()
    anchor, position, scrolled = cursor.anchor(), cursor.position(), note.verticalScrollBar().value()

    def bring_back() -> None:
        if note.toPlainText() != text:
            note.setPlainText(text)
        cursor = note.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        note.setTextCursor(cursor)
        note.verticalScrollBar().setValue(scrolled)

    return bring_back
