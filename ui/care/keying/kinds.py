"""The kinds of paper that are keyed in at one desk: how each is opened, shown and written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gridconsole.care.visiting.errors import AlreadyKeyed
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.record import NEVER
from ui.care.keying.visit_sheet import VisitSheet
from ui.look.look import Look
from ui.widgets.keying.sheet import Sheet

if TYPE_CHECKING:
    from gridconsole.care.visiting.keying import Keyed, SheetOpened
    from gridconsole.console import Console


VISIT = "1"
"""The digit that opens a visit sheet's code."""


@dataclass(frozen=True)
class Told:
    """What stands above a sheet: its code, whose it is, one line, and what is to be read first."""

    code: str
    title: str
    line: str
    remark: str = ""


@dataclass(frozen=True)
class Done:
    """What was written: one line, and what to look at again."""

    words: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """An opened paper: what stands above it, its questions, how to write the answers.

    `version` is what was seen where the answers go over others; `over` is the same job over another one.
    """

    told: Told
    make: Callable[[Look], Sheet]
    typed: Mapping[str, str]
    write: Callable[[Caller, Mapping[str, str]], Done]
    version: int = 0
    over: "Callable[[int], Job] | None" = None


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: the digit that opens its scanned code, its name, how it is opened.

    `open` and `reopen` block and belong on the worker; `again` says whether an error means that the paper
    was keyed in before, and which record `reopen` then takes.
    """

    digit: str
    title: str
    open: Callable[[Caller, str], Job]
    reopen: Callable[[Caller, UUID], Job] | None = None
    again: Callable[[ConsoleError], UUID | None] = lambda _error: None

    def has(self, caller: Caller, digits: str) -> bool:
        """Return whether a paper of the kind with this number waits to be keyed in; blocks."""
        try:
            self.open(caller, digits)
        except ConsoleError:
            return False
        return True


def visit_sheets(console: "Console") -> PaperKind:
    """Return visit sheets as a kind of paper."""
    keying = console.care.visits.keying
    return PaperKind(
        VISIT,
        "走访单",
        lambda caller, scanned: _visit_job(console, keying.open_sheet(caller, scanned)),
        lambda caller, id: _visit_job(console, keying.open_keyed(caller, id)),
        lambda error: error.visit_id if isinstance(error, AlreadyKeyed) else None,
    )


def call_job(console: "Console", caller: Caller, household: UUID, words: str) -> Job:
    """Return a visit by telephone or video, which has no sheet."""
    keying = console.care.visits.keying
    form = keying.call_form(caller, household)
    who, _, where = words.partition("　")
    usual = {"mode": "电话", "visited_on": "今天", "met": "本人", "visitors": caller.staff_name}
    return Job(
        Told("", who, f"{where}　电话、视频走访，不用走访单"),
        lambda look: VisitSheet(look, form, call=True),
        usual,
        lambda by, typed: _done(keying.note_call(by, household, typed), who),
    )


def _visit_job(console: "Console", opened: "SheetOpened") -> Job:
    keying, who = console.care.visits.keying, str(opened.household["names"])

    def write(caller: Caller, typed: Mapping[str, str]) -> Done:
        deed = keying.correct if opened.keyed else keying.key_in
        return _done(deed(caller, opened, typed), who)

    return Job(
        _visit_told(opened, who),
        lambda look: VisitSheet(look, opened.form),
        opened.typed,
        write,
        opened.version,
        lambda version: _visit_job(console, replace(opened, version=version)),
    )


def _visit_told(opened: "SheetOpened", who: str) -> Told:
    house: Any = opened.household
    parts = [
        f"{house['village'] or ''}{house['group'] or ''}",
        str(house["file_number"]),
        f"结对人 {house.text('helper')}" if house.text("helper") else "",
        f"事由 {'、'.join(opened.occasions)}" if opened.occasions else "",
    ]
    keyed = f"{opened.keyed}，现在是更正" if opened.keyed else ""
    return Told(
        opened.code, who, "　".join(filter(None, parts)), "；".join(filter(None, (keyed, opened.remark)))
    )


def _done(keyed: "Keyed", who: str) -> Done:
    due = "不再安排走访" if keyed.due_on == NEVER else f"下次应访 {format_date(keyed.due_on)}"
    code = str(keyed.visit["code"])
    return Done("　".join(filter(None, (f"{code[:3]} {code[3:]}".strip(), who, due))), keyed.remarks)
