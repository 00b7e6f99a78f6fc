"""The status bar: station and who acts at the left; work, backup and count at the right."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from gridconsole.core.caller import Caller
from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Role
from ui.look.scale import Part
from ui.look.tokens import Tone


class Fact(QWidget):
    """Icon and words; hidden as long as there is nothing to say."""

    changed = Signal()

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self.urgent = False
        self._icon = Icon(look, icon)
        self._words = Elided("", Role.BASE)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words)
        self.hide()
        look.changed.connect(self._dress)
        self._dress()

    def say(self, text: str, icon: str, tone: Tone | None = None) -> None:
        """Show a text, or nothing when it is empty."""
        self.urgent = tone is Tone.RED
        self._icon.set_icon(icon, tone)
        self._words.setText(text)
        self._words.set_tone(tone)
        self.setVisible(bool(text))
        self.changed.emit()

    def text(self) -> str:
        """What it says."""
        return self._words.full_text()

    def _dress(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._look.px(6))


class StatusBar(QFrame):
    """`caller_picked` carries the Caller that somebody chose from the menu."""

    caller_picked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("status")
        self._station = Fact(look, "station")
        self._caller = Button(look, "", "person", Kind.QUIET)
        self._caller.hide()
        self.menu = QMenu(self)
        self._caller.clicked.connect(self._open)
        self._work, self._backup, self._count = Fact(look, "done"), Fact(look, "backup"), Fact(look, "data")
        self._row = QHBoxLayout(self)
        for widget in (self._station, self._caller):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for fact in (self._work, self._backup, self._count):
            self._row.addWidget(fact)
            fact.changed.connect(self._fit)
        look.changed.connect(self._dress)
        self._dress()

    def set_station(self, name: str) -> None:
        """Say whose data this is."""
        self._station.say(name, "station")

    def set_callers(self, callers: Sequence[Caller], current: Caller) -> None:
        """Offer these people and roles; `current` acts now."""
        self.menu.clear()
        self.menu.addAction("操作人").setEnabled(False)
        for caller in callers:
            action = self.menu.addAction(title_of(caller))
            action.setCheckable(True)
            action.setChecked(caller == current)
            action.triggered.connect(lambda _=False, picked=caller: self.caller_picked.emit(picked))
        self._caller.setText(title_of(current))
        self._caller.setAccessibleName(f"操作人：{title_of(current)}，按下可更换")
        self._caller.setToolTip("更换操作人")
        self._caller.show()

    def saving(self) -> None:
        """A save is under way."""
        self._work.say("保存中…", "working")

    def saved(self, at: datetime) -> None:
        """A save is safely in the data; `at` in the station's time."""
        self._work.say(f"已保存 {at:%H:%M}", "done", Tone.GREEN)

    def save_failed(self) -> None:
        """A save did not go through; stays red until one does."""
        self._work.say("保存失败", "late", Tone.RED)

    def set_backup(self, text: str, good: bool = True) -> None:
        """Say how the backup stands."""
        self._backup.say(text, "backup" if good else "late", None if good else Tone.RED)

    def set_count(self, text: str) -> None:
        """Say how much data there is, with its noun: 本机数据 1,286 户."""
        self._count.say(text, "data")

    def texts(self) -> list[str]:
        """All that it says, from the left."""
        facts = (self._station, self._work, self._backup, self._count)
        shown = [fact.text() for fact in facts]
        return [text for text in (shown[0], self._caller.text(), *shown[1:]) if text]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least needed when the room is short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        facts = [fact for fact in (self._count, self._backup, self._work) if fact.text()]
        left = (self._station, self._caller)
        needed = sum(part.sizeHint().width() + self._row.spacing() for part in (*left, *facts))
        for fact in facts:
            room = needed <= self.width() - 2 * self._look.px(16)
            fact.setVisible(room or fact.urgent or fact is self._work)
            if not room:
                needed -= fact.sizeHint().width() + self._row.spacing()

    def _open(self) -> None:
        corner = self._caller.mapToGlobal(self._caller.rect().topLeft())
        corner.setY(corner.y() - self.menu.sizeHint().height())
        self.menu.popup(corner)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(16))
        self.setFixedHeight(self._look.of(Part.STATUS_BAR))
        self._fit()


def title_of(caller: Caller) -> str:
    """How a caller is called on the screen."""
    return f"{caller.staff_name}（{caller.role.value}）"
