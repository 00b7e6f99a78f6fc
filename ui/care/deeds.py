"""What a file panel asks of the care ledger: blocking calls, made on the worker."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from gridconsole.care.records import CARE
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_form.history import Line
from ui.widgets.record.deeds import Back, File, line_of

if TYPE_CHECKING:
    from gridconsole.console import Console

DEEDS = {
    "care.record": "建档",
    "care.correct": "修改",
    "care.import": "导入",
    "care.bring_back": "恢复旧值",
    "care.take_back": "撤回导入",
    "care.withdraw": "撤下",
    "household.move": "调整走访顺序",
    "visit.open": "安排走访",
    "visit.print": "打印走访单",
    "visit.appoint": "登记预约",
    "visit.occasion": "登记走访事由",
    "visit.key_in": "录入走访单",
    "visit.correct": "更正走访记录",
    "visit.call": "登记电话走访",
    "visits.import": "导入走访记录",
    "pairing.pair": "结对",
    "pairing.end": "结束结对",
    "pairing.reassign": "改派结对人",
    "pairing.print_cards": "打印联系卡",
    "pairings.record": "登记结对",
    "pairings.correct": "修改结对",
    "pairings.import": "导入结对",
    "pairings.withdraw": "撤下结对",
    "pairings.take_back": "撤回结对导入",
    "staff.leave": "结对人离岗",
    "campaign.take_in": "列入慰问名单",
    "campaign.leave_out": "移出慰问名单",
    "campaign.key_in": "录入领取单",
    "campaign.correct_receipt": "更正领取单",
    "village.key_in": "录入村级核对表",
    "consent.key_in": "录入同意书",
    "consent.withdraw": "撤回同意",
}
"""What was done to a person or a household, in words."""


def deed_words(deed: str) -> str:
    """Return a deed as the history calls it."""
    return DEEDS.get(deed, deed)


class CareDeeds:
    """People's files, for whoever acts."""

    ledger = CARE

    def __init__(self, console: "Console") -> None:
        self._care = console.care

    def complaint(self, key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field."""
        return self._care.complaint(key, raw, reading)

    def reading(self, caller: Caller) -> Reading:
        """Return what checking typed text needs."""
        return self._care.reading(caller)

    def open(self, caller: Caller, id: UUID) -> File:
        """Return a person's file; raise NoSuchFile."""
        return self._file(caller, self._care.open(caller, id))

    def record(self, caller: Caller, typed: Mapping[str, str]) -> File:
        """Make a person's file."""
        return self.open(caller, self._care.record(caller, typed))

    def correct(self, caller: Caller, seen: Snapshot, typed: Mapping[str, str]) -> File:
        """Save what was typed over what was seen."""
        return self._file(caller, self._care.correct(caller, seen, typed))

    def change_status(self, caller: Caller, seen: Snapshot, status: str, reason: str, on: date) -> File:
        """Change whether somebody is in the ledger."""
        return self._file(caller, self._care.change_status(caller, seen, status, reason, on))

    def withdraw_consent(
        self, caller: Caller, id: UUID, on: date, reason: str, items: Collection[str]
    ) -> File:
        """Withdraw a consent, all of it or some items."""
        return self._file(caller, self._care.consents.withdraw(caller, id, on, reason, items))

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a file off the ledger."""
        self._care.withdraw(caller, id, reason)

    def history(self, caller: Caller, id: UUID, may_bring_back: bool) -> list[Line]:
        """Return what was done to a file, newest first."""
        return [line_of(past, deed_words, may_bring_back) for past in self._care.history(caller, id)]

    def bring_back(self, caller: Caller, id: UUID, back: Back) -> File:
        """Bring earlier values back."""
        return self._file(caller, self._care.bring_back(caller, id, *back))

    def _file(self, caller: Caller, one: Snapshot) -> File:
        due = self._care.due.next_visit(caller, one.id)
        shown = replace(one, values={**one.values, "due_on": due.on})  # a festival may come earlier
        return File(shown, self._care.reading(caller), due.steps, tuple(self._care.gaps(one)))
