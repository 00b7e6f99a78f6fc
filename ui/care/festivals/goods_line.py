"""One kind of goods, typed in place: a box for each value with its complaint below."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from gridconsole.care.festivals.forms import ITEM_FIELDS
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.money import format_fen
from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.inputs import LineEdit
from ui.look.parts.text import Elided, Role
from ui.look.scale import Part
from ui.look.stylesheet import restyle
from ui.look.tokens import Tone

KEYS = ("name", "unit", "price", "each", "stock")
STRETCH = {"name": 5, "unit": 2, "price": 3, "each": 3, "stock": 3}
LABELS = {"name": "品名", "unit": "单位", "price": "单价（元）", "each": "每户数量", "stock": "出库数量"}
HINTS = {"name": "如 大米", "unit": "袋", "price": "60", "each": "1", "stock": "30"}
NUMBERS = ("price", "each", "stock")


class Box(QWidget):
    """One value of one kind of goods."""

    edited = Signal()

    def __init__(self, look: Look, key: str, hint: str) -> None:
        super().__init__()
        self.key = key
        self.editor = LineEdit("", hint)
        self.editor.setAccessibleName(LABELS[key])
        if key in NUMBERS:
            self.editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.words = Elided("", Role.SECOND, Tone.RED)
        # The shares of the width alone decide, as they do in the head above.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor)
        column.addWidget(self.words)
        self.editor.textChanged.connect(self.edited)

    def text(self) -> str:
        """What is typed."""
        return self.editor.text().strip()

    def blame(self, complaint: str) -> None:
        """Say below the box what is wrong, or nothing."""
        self.words.setText(complaint)
        self.editor.setProperty("bad", "true" if complaint else "false")
        self.editor.setAccessibleDescription(complaint)
        restyle(self.editor)

    def lock(self, locked: bool) -> None:
        """Let the value be seen only."""
        self.editor.setReadOnly(locked)
        self.editor.setProperty("sunken", "true" if locked else "false")
        restyle(self.editor)


class GoodsLine(QWidget):
    """`edited` after every change, `removed` when the goods are to go; without `seen` it is a new one."""

    edited = Signal()
    entered = Signal()
    removed = Signal(object)

    def __init__(self, look: Look, seen: Snapshot | None, reading: Reading) -> None:
        super().__init__()
        self._look, self.seen, self._reading = look, seen, reading
        self._stood = {key: typed_value(seen, key) for key in KEYS}
        self.boxes = {key: Box(look, key, HINTS[key] if seen is None else "") for key in KEYS}
        self.away = IconButton(look, "delete", f"撤下{seen['name'] if seen else ''}")
        self._grid = QGridLayout(self)
        for at, box in enumerate(self.boxes.values()):
            box.editor.setText(self._stood[box.key])
            box.edited.connect(self.edited)
            box.editor.editingFinished.connect(lambda box=box: self._judge(box))
            self._grid.addWidget(box, 0, at)
            self._grid.setColumnStretch(at, STRETCH[box.key])
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.away)
        self._grid.addWidget(self._beside, 0, len(KEYS), Qt.AlignmentFlag.AlignTop)
        policy = self.away.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.away.setSizePolicy(policy)
        self.away.clicked.connect(lambda: self.removed.emit(self.seen))
        self.away.setVisible(seen is not None)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def id(self) -> UUID | None:
        """Whose line it is; None of the new one."""
        return self.seen.id if self.seen else None

    def stand(self) -> None:
        """Take what is typed as what stands."""
        self._stood = {key: box.text() for key, box in self.boxes.items()}

    def changed(self) -> dict[str, str]:
        """Key -> text as typed, of what is not as it stood."""
        return {key: box.text() for key, box in self.boxes.items() if box.text() != self._stood[key]}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put texts in that were typed before the goods were read again."""
        for key, text in typed.items():
            self.boxes[key].editor.setText(text)

    def blame(self, complaints: Mapping[str, str]) -> None:
        """Say what is wrong."""
        for key, box in self.boxes.items():
            box.blame(complaints.get(key, ""))

    def faults(self) -> list[Box]:
        """The boxes with a complaint."""
        return [box for box in self.boxes.values() if box.words.full_text()]

    def lock(self, locked: bool) -> None:
        """Let everything be seen only."""
        for box in self.boxes.values():
            box.lock(locked)
        self.away.setVisible(self.seen is not None and not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next value; on the last one it saves."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        editors = [box.editor for box in self.boxes.values()]
        at = next((n for n, editor in enumerate(editors) if editor.hasFocus()), len(editors))
        if at + 1 < len(editors):
            editors[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    def _judge(self, box: Box) -> None:
        text, complaint = box.text(), ""
        if text:
            try:
                ITEM_FIELDS[box.key].kind.parse(text, self._reading)
            except Unreadable as error:
                complaint = error.message
        box.blame(complaint)

    def _dress(self) -> None:
        px = self._look.px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(0)
        self._beside.setFixedHeight(self._look.of(Part.FIELD))


def typed_value(seen: Snapshot | None, key: str) -> str:
    """Return a value as one types it: numbers without their unit."""
    value = seen[key] if seen is not None else None
    if value is None:
        return ""
    return format_fen(value) if key == "price" else str(value)


def heads() -> list[tuple[Elided, int]]:
    """Return the words above the boxes with their share of the width."""
    found = []
    for key in KEYS:
        words = Elided(LABELS[key], Role.LABEL)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if key in NUMBERS:
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        found.append((words, STRETCH[key]))
    return found
