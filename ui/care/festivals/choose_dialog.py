"""Chooses the households of a campaign: who would come onto the list, who not, and why."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridconsole.care.festivals.rules import BY_HAND
from gridconsole.care.festivals.views import CampaignFile, Choice, Selection
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.kinds.choices import terms
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.festivals.rows import ALREADY, DROPPED, EXCLUDED, TAKEN, choice_columns
from ui.care.festivals.sources import ChoiceSource
from ui.care.household_picker import HouseholdPicker, pick_household
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.field import Field
from ui.look.parts.inputs import LineEdit
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.asking import Question
from ui.widgets.ledger_form.tags_edit import TagsEdit
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, Wording
from ui.widgets.room import room_over

WORDING = Wording(
    name="挑选结果", search="姓名、拼音、村、档案号", one="户", order="新列入的在前",
    keys="↑↓ 选一户　Enter 本次不列入，再按一次列入",
)  # fmt: skip
NARROWINGS = (
    Narrowing("全部", "", counted=False),
    Narrowing(TAKEN, TAKEN),
    Narrowing(DROPPED, DROPPED),
    Narrowing(EXCLUDED, EXCLUDED),
    Narrowing(ALREADY, ALREADY),
)


class ChooseDialog(Question):
    """Every change shows the outcome at once; nothing is written before the button. `taken` carries it."""

    taken = Signal(object)
    enter_ends = False

    def __init__(
        self, context: PanelContext, file: CampaignFile, villages: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(context.look, f"{file.title}：挑选名单", "", parent)
        self._context, self._file, self._villages = context, file, list(villages)
        self._extra: frozenset[UUID] = frozenset()
        self._but: frozenset[UUID] = frozenset()
        self._previewing = Latest[Choice](context.worker, self)
        self.source = ChoiceSource()
        self.picker: HouseholdPicker | None = None
        self._make_fields(file)
        self.problem = Banner(context.look, Tone.AMBER, "")
        self.problem.hide()
        empty = EmptyState(context.look, "care", "没有符合的住户", "换对象类别或村，或者点名加一户。")
        self.table = LedgerTable[str](context, self.source, choice_columns(), NARROWINGS, WORDING, empty)
        self._build()
        self._size()
        self.preview()

    def preview(self) -> None:
        """Show what would come of the choice as it stands."""
        console, caller, id = self._context.console, self._context.caller(), self._file.campaign.id
        self.go.setEnabled(False)
        if (selection := self._selection()) is None:
            return
        self._previewing.run(
            lambda: console.care.campaigns.choose(
                caller, id, selection.groups, selection.villages, selection.extra, selection.but
            ),
            self._show,
            self._say,
        )

    def name(self, household: UUID) -> None:
        """Put a household on the list whatever its groups."""
        self._extra, self._but = self._extra | {household}, self._but - {household}
        self.preview()

    def take_in(self) -> None:
        """Write the list."""
        choice, cash = self.source.choice, self._cash()
        if choice is None or cash is None:
            return
        console, caller = self._context.console, self._context.caller()
        self.go.setEnabled(False)
        self._context.worker.run(
            lambda: console.care.campaigns.take_in(caller, choice, cash), self._done, self._say, owner=self
        )

    def _make_fields(self, file: CampaignFile) -> None:
        look = self._context.look
        categories = tuple(dict.fromkeys(terms("care-categories").values()))
        self.groups, self.villages = TagsEdit(look, categories), TagsEdit(look, self._villages)
        self.groups.setPlaceholderText("空着就是全部在册的户")
        self.villages.setPlaceholderText("空着就是全部村")
        self.groups.setText("、".join(file.campaign["groups"] or ()))
        self.cash = LineEdit("", "如 200")
        self.fields = {
            "groups": Field(look, "对象类别", self.groups),
            "villages": Field(look, "村", self.villages),
            "cash": Field(look, "每户现金（元）", self.cash),
        }
        self.fields["cash"].setVisible(bool(file.campaign["cash"]))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.look.px(16))
        row.setContentsMargins(self.look.px(16), 0, self.look.px(16), 0)
        for at, field in enumerate(self.fields.values()):
            row.addWidget(field, 1 if at == 2 else 2)
        self.named = Button(self.look, "点名加一户…", "add")
        self.named.clicked.connect(self._pick)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.table, 1)
        self._foot.insertWidget(0, self.named)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("列入", Kind.PRIMARY)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.take_in)
        self.finish()
        for editor in (self.groups, self.villages):
            editor.textChanged.connect(self.preview)
        self.table.opened.connect(self._toggle)
        self._context.look.changed.connect(self._size)

    def _selection(self) -> Selection | None:
        """Return what is asked for; None, with a complaint, when a word is not known."""
        groups, known = self.groups.words(), terms("care-categories")
        villages = self.villages.words()
        wrong = [word for word in groups if word not in known]
        far = [word for word in villages if word not in self._villages]
        self.fields["groups"].set_complaint(f"没有「{wrong[0]}」这个类别" if wrong else None)
        self.fields["villages"].set_complaint(f"台账里没有{far[0]}" if far else None)
        if wrong or far:
            self.go.setEnabled(False)
            return None
        meant = tuple(dict.fromkeys(known[word] for word in groups))
        return Selection(meant, tuple(villages), self._extra, self._but)

    def _cash(self) -> int | None:
        """Return the cash for each household in fen; None, with a complaint, when it can't be read."""
        text = self.cash.text().strip()
        try:
            found: int = Money("现金").parse(text, Reading(date.min)) if text else 0
        except Unreadable as error:
            self.fields["cash"].set_complaint(error.message)
            return None
        self.fields["cash"].set_complaint(None)
        return found

    def _show(self, choice: Choice) -> None:
        self.source.choice = choice
        self.table.refresh() if self.table.loader.is_complete else self.table.start()
        self.go.setText(_button_words(choice))
        self.go.setEnabled(bool(choice.taken or choice.dropped))
        self.problem.setVisible(bool(choice.over_stock))
        if choice.over_stock:
            self.problem.say(Tone.AMBER, "".join(choice.over_stock), "请减少户数，或先更正出库数量。")

    def _toggle(self, one: Snapshot) -> None:
        """Leave a household out this time, or let it come after all."""
        if one["result"] == TAKEN:
            self._but, self._extra = self._but | {one.id}, self._extra - {one.id}
        elif one["result"] == EXCLUDED and one["line"].why == BY_HAND:
            self._but -= {one.id}
        else:
            return
        self.preview()

    def _pick(self) -> None:
        self.picker = pick_household(
            self._context, "点名列入哪一户？", self, lambda id, _words: self.name(id)
        )

    def _done(self, choice: Choice) -> None:
        self.taken.emit(choice)
        self.accept()

    def _say(self, error: ConsoleError) -> None:
        self.go.setEnabled(True)
        self.problem.say(Tone.AMBER, error.sentence, error.next_step)
        self.problem.show()

    def _size(self) -> None:
        self.table.setMinimumHeight(self.look.px(190))
        self.resize(room_over(self, self.look.px(860), self.look.px(680)))


def _button_words(choice: Choice) -> str:
    parts = [f"列入 {len(choice.taken):,} 户"] if choice.taken or not choice.dropped else []
    return "，".join([*parts, *([f"退出 {len(choice.dropped):,} 户"] if choice.dropped else [])])
