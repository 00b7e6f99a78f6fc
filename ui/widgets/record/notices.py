"""What a save brought back that somebody must settle: a conflict, or a record that is there already."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.core.books.errors import Conflict
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.ledger import Ledger
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.tokens import Tone
from ui.widgets.ledger_form.conflict import ConflictBar, Difference


class Notices(QWidget):
    """`settled` carries the conflict and the keys that are kept."""

    settled = Signal(object, list)

    def __init__(self, look: Look, ledger: Ledger) -> None:
        super().__init__()
        self._look, self._ledger = look, ledger
        self.conflict: ConflictBar | None = None
        self.double: Banner | None = None
        self._column = QVBoxLayout(self)
        look.changed.connect(self._dress)
        self.clear()

    def show_conflict(self, error: Conflict, mine: Mapping[str, str]) -> None:
        """Set what I typed against what somebody else saved."""
        self.clear()
        both = [key for key in mine if key in error.keys]
        differences = [
            Difference(key, self._ledger.fields[key].label, mine[key], error.theirs.text(key)) for key in both
        ]
        self.conflict = ConflictBar(self._look, error.sentence, differences)
        self.conflict.settled.connect(lambda kept: self.settled.emit(error, kept))
        self._put(self.conflict)

    def show_double(self, error: ConsoleError, words: str, other: Callable[[], None]) -> None:
        """Offer the record that is there already."""
        self.clear()
        self.double = Banner(self._look, Tone.AMBER, error.sentence, error.next_step, words)
        self.double.link_pressed.connect(other)
        self._put(self.double)

    def clear(self) -> None:
        """Show nothing."""
        for widget in (self.conflict, self.double):
            if widget is not None:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.conflict = self.double = None
        self.hide()

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._dress()
        self.show()

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), 0, px(16), px(8))
