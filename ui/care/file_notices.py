"""What a save brought back that somebody must settle: a conflict, or a file that is there already."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.care.errors import AlreadyThere, Conflict
from gridconsole.care.records import CARE
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.tokens import Tone
from ui.widgets.ledger_form.conflict import ConflictBar, Difference


class FileNotices(QWidget):
    """`settled` carries the conflict and the keys that are kept; `other_asked` the id of another file."""

    settled = Signal(object, list)
    other_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
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
            Difference(key, CARE.fields[key].label, mine[key], error.theirs.text(key)) for key in both
        ]
        self.conflict = ConflictBar(self._look, error.sentence, differences)
        self.conflict.settled.connect(lambda kept: self.settled.emit(error, kept))
        self._put(self.conflict)

    def show_double(self, error: AlreadyThere) -> None:
        """Offer the file that is there already."""
        self.clear()
        self.double = Banner(self._look, Tone.AMBER, error.sentence, error.next_step, "打开已有的档案")
        self.double.link_pressed.connect(lambda: self.other_asked.emit(error.id))
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
