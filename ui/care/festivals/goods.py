"""The goods of a campaign: one line each, an empty one for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridconsole.care.errors import NotAccepted
from gridconsole.care.festivals.errors import OverStock
from gridconsole.care.festivals.views import CampaignFile
from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.festivals.goods_line import GoodsLine, heads
from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.tokens import Tone

if TYPE_CHECKING:
    from gridconsole.console import Console

HINT = "没有登记出库数量的物资，领取单不能录入；每户数量改了，还没领的户跟着改。"


@dataclass(frozen=True)
class Typed:
    """What is typed into one line: the goods as seen, None for new ones."""

    seen: Snapshot | None
    raw: dict[str, str]

    @property
    def id(self) -> UUID | None:
        """Whose line it is."""
        return self.seen.id if self.seen else None


@dataclass
class Kept:
    """What became of the lines that were to be saved: complaints by line, and the first error."""

    refused: dict[UUID | None, dict[str, str]] = field(default_factory=dict)
    error: ConsoleError | None = None


def save_goods(console: "Console", caller: Caller, campaign_id: UUID, lines: Sequence[Typed]) -> Kept:
    """Save what was typed line by line; a line that is refused keeps no other from being saved."""
    campaigns, kept = console.care.campaigns, Kept()
    for line in lines:
        try:
            if line.seen is None:
                campaigns.add_item(caller, campaign_id, line.raw)
            else:
                campaigns.correct_item(caller, line.seen, line.raw)
        except ConsoleError as error:
            kept.refused[line.id] = _complaints(error)
            kept.error = kept.error or error
    return kept


def _complaints(error: ConsoleError) -> dict[str, str]:
    if isinstance(error, NotAccepted):
        return error.complaints
    return {"stock": "不够分"} if isinstance(error, OverStock) else {}


class Goods(QWidget):
    """`save_asked` when Enter leaves the last box or the button is pressed, `removed` carries goods."""

    save_asked = Signal()
    removed = Signal(object)
    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: list[GoodsLine] = []
        self.locked = False
        self._head = QWidget()
        self._titles = QHBoxLayout(self._head)
        for words, stretch in heads():
            self._titles.addWidget(words, stretch)
        self._page, self._area = QWidget(), QScrollArea()
        self._page.setProperty("part", "page")
        self._rows = QVBoxLayout(self._page)
        self._area.setProperty("part", "plain")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._page)
        self._rows.addWidget(self._head)
        self._rows.addStretch(1)
        self.said = Words("", Role.BASE, Tone.RED)
        self.save = Button(look, "保存物资", kind=Kind.PRIMARY)
        self.save.clicked.connect(self.save_asked)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.said)
        self._foot.addWidget(Paragraph(HINT, Role.SECOND), 1)
        self._foot.addWidget(self.save)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._area, 1)
        self._column.addLayout(self._foot)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def typed(self) -> list[Typed]:
        """What is typed and not saved, line by line."""
        return [Typed(line.seen, raw) for line in self.lines if (raw := line.changed())]

    @property
    def new(self) -> GoodsLine:
        """The empty line at the end."""
        return self.lines[-1]

    def load(self, file: CampaignFile, reading: Reading, keep: Sequence[Typed] = ()) -> None:
        """Show a campaign's goods, with what was typed and is not saved."""
        typing = self._area.isAncestorOf(QApplication.focusWidget() or self)
        self.locked = file.campaign["closed_on"] is not None
        for line in self.lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(one, reading) for one in (*file.items, None)]
        kept = {typed.id: typed.raw for typed in keep}
        for line in self.lines:
            line.retype(kept.get(line.id, {}))
            line.lock(self.locked)
        self.new.setVisible(not self.locked)
        self.save.setVisible(not self.locked)
        self._tell()
        if typing:
            self.start()

    def blame(self, kept: Kept) -> None:
        """Say in the lines what is wrong with them, and go to the first."""
        for line in self.lines:
            line.blame(kept.refused.get(line.id, {}))
        self._tell()
        if faults := [box for line in self.lines for box in line.faults()]:
            faults[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved(self, kept: Kept) -> None:
        """Take what was not refused as it stands in the data now."""
        for line in self.lines:
            if line.id not in kept.refused:
                line.stand()

    def settle(self) -> None:
        """Take over what is still in the input method."""
        QGuiApplication.inputMethod().commit()

    def start(self) -> None:
        """Put the cursor into the first box of the empty line."""
        if not self.locked:
            self.new.boxes["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, one: Snapshot | None, reading: Reading) -> GoodsLine:
        line = GoodsLine(self._look, one, reading)
        line.edited.connect(self._tell)
        line.entered.connect(self.save_asked)
        line.removed.connect(self.removed)
        self._rows.insertWidget(self._rows.count() - 1, line)
        return line

    def _tell(self) -> None:
        faults = sum(len(line.faults()) for line in self.lines)
        self.said.setText(f"{faults} 处要改" if faults else "")
        self.said.setVisible(bool(faults))
        self.save.setEnabled(bool(self.typed))
        self.edited.emit()

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows.setContentsMargins(px(16), px(12), px(16), px(8))
        self._rows.setSpacing(px(2))
        self._titles.setContentsMargins(0, 0, px(36), 0)
        self._titles.setSpacing(px(8))
        self._foot.setContentsMargins(px(16), px(8), px(16), px(8))
        self._foot.setSpacing(px(12))
