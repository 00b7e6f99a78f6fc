"""The form of a campaign: which festival, from when to when, for whom, with what money."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.care.errors import NotAccepted
from gridconsole.care.festivals import rules
from gridconsole.care.festivals.errors import CampaignThere
from gridconsole.care.festivals.records import CAMPAIGNS
from gridconsole.care.festivals.views import CampaignFile
from gridconsole.core.calendar.festivals import FESTIVALS, Festival, festival_day, festivals_between
from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question
from ui.widgets.ledger_form.form import NEW, LedgerForm
from ui.widgets.room import room_over

if TYPE_CHECKING:
    from gridconsole.console import Console

SENTENCE = "起止日期、慰问对象按节日先填好，可以改；现金一般不发。"
A_YEAR = timedelta(400)
YEARS = range(2000, 2101)


class CampaignDialog(Question):
    """`made` carries the id of a campaign that was made or corrected, `there` of one that exists already."""

    made = Signal(object)
    there = Signal(object)

    def __init__(
        self, context: PanelContext, reading: Reading, file: CampaignFile | None, parent: QWidget | None
    ) -> None:
        title = "修改慰问" if file else "新建慰问"
        super().__init__(context.look, title, "" if file else SENTENCE, parent)
        self._context, self._file, self._reading = context, file, reading
        self._usual: dict[str, str] = {}
        self._there: UUID | None = None
        self.problem = Banner(context.look, Tone.AMBER, "")
        self.problem.hide()
        self.form = LedgerForm(
            context.look, CAMPAIGNS, complaint, {"慰问": "calendar", "其他": "file"}, 1, ("closed_on",)
        )
        self.column.addWidget(self.problem)
        self.column.addWidget(self.form, 1)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("保存" if file else "登记", Kind.PRIMARY)
        self.go.clicked.connect(self.save)
        self.finish()
        self.form.load(file.campaign if file else NEW, reading)
        self.problem.link_pressed.connect(self._to_the_other)
        context.look.changed.connect(self._size)
        self._size()

    def offer(self, festival: Festival) -> None:
        """Put a festival in, with its days and groups."""
        for key in ("festival", "year"):
            self.form.entries[key].edited.connect(self._follow)
        self.form.entries["cash"].type("否")
        self.form.entries["festival"].type(festival.name)
        self.form.entries["year"].type(str(festival.day.year))
        self.form.jump("festival")

    def save(self) -> None:
        """Make the campaign, or save what was corrected."""
        self.form.settle()
        caller, typed = self._context.caller(), self.form.changed()
        self.go.setEnabled(False)
        console, file = self._context.console, self._file
        self._context.worker.run(
            lambda: _save(console, caller, file, typed), self._saved, self._refused, owner=self
        )

    def _saved(self, id: UUID) -> None:
        self.made.emit(id)
        self.accept()

    def _refused(self, error: ConsoleError) -> None:
        self.go.setEnabled(True)
        if isinstance(error, NotAccepted):
            self.form.blame(error.complaints)
        self._there = error.id if isinstance(error, CampaignThere) else None
        link = "打开已有的" if self._there else ""
        self.problem.say(Tone.AMBER, error.sentence, error.next_step, link)
        self.problem.show()

    def _to_the_other(self) -> None:
        self.reject()
        self.there.emit(self._there)

    def _follow(self) -> None:
        """Put in what goes with the festival, unless something else was typed."""
        usual = usual_texts(self.form.entries["festival"].text(), self.form.entries["year"].text())
        for key, text in usual.items():
            entry = self.form.entries[key]
            if entry.text() in ("", self._usual.get(key, "")):
                entry.type(text)
        self._usual = usual

    def _size(self) -> None:
        self.resize(room_over(self, self.look.px(620), self.look.px(600)))


def complaint(key: str, raw: object, reading: Reading) -> str:
    """Return what is wrong with what was typed into one field."""
    declared, text = CAMPAIGNS.fields[key], str(raw or "").strip()
    if not text:
        return f"{declared.label}要填" if declared.required else ""
    try:
        declared.kind.parse(text, reading)
    except Unreadable as error:
        return error.message
    return ""


def usual_texts(festival: str, year: str) -> dict[str, str]:
    """Return days and groups that go with a festival of a year, as one types them."""
    if festival not in FESTIVALS or not year.isdecimal() or int(year) not in YEARS:
        return {}
    starts, ends = rules.usual_days(festival_day(festival, int(year)))
    groups = "、".join(rules.usual_groups(festival))
    return {"starts": starts.isoformat(), "ends": ends.isoformat(), "groups": groups}


def next_festival(today: date, campaigns: Sequence[CampaignFile]) -> Festival:
    """Return the next festival that has no campaign yet; the very next one when all have."""
    coming = festivals_between(today, today + A_YEAR)
    have = {(file.campaign["festival"], file.campaign["year"]) for file in campaigns}
    return next((f for f in coming if (f.name, f.day.year) not in have), coming[0])


def _save(console: "Console", caller: Caller, file: CampaignFile | None, typed: dict[str, str]) -> UUID:
    if file is None:
        return console.care.campaigns.create(caller, typed)
    return console.care.campaigns.correct(caller, file.campaign, typed).campaign.id
