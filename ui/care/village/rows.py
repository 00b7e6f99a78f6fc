"""Villages and the lines of their checks as rows of a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from gridconsole.care.village.rules import DIED, HERE, MOVED, NEW
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.searching import Searched
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.read_once import ReadOnce
from ui.look.tokens import Tone
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.short_list import ShortList

if TYPE_CHECKING:
    from gridconsole.care.village.listing import CheckLine
    from gridconsole.care.village.views import OpenCheck
    from gridconsole.console import Console


class State(StrEnum):
    """How far a village's check of a quarter is."""

    TO_PRINT = "还没打印"
    OUT = "没交回"
    PARTLY = "没录完"
    DONE = "已核对"


STATES = {
    State.TO_PRINT: ("print", Tone.GREY),
    State.OUT: ("due", Tone.BLUE),
    State.PARTLY: ("late", Tone.AMBER),
    State.DONE: ("done", Tone.GREEN),
}
ANSWERS = {
    HERE: ("done", Tone.GREEN),
    MOVED: ("next", Tone.AMBER),
    DIED: ("info", Tone.GREY),
    NEW: ("add", Tone.BLUE),
}
CHANGES = (MOVED, DIED, NEW)


@dataclass(frozen=True)
class Village:
    """A village and its check of a quarter, None before the first printing."""

    name: str
    check: "OpenCheck | None" = None

    @property
    def state(self) -> State:
        """How far the check is."""
        if self.check is None or not self.check.copies:
            return State.TO_PRINT
        if self.check.keyed_on is not None:
            return State.DONE
        return State.PARTLY if self.is_begun else State.OUT

    @property
    def is_begun(self) -> bool:
        """Whether keying in has begun: such a sheet is not printed again."""
        check = self.check
        return check is not None and any(line.answer for line in check.lines)

    @property
    def changes(self) -> Counter[str]:
        """How many moved, died, came new."""
        lines = self.check.lines if self.check else ()
        return Counter(line.answer for line in lines if line.answer in CHANGES)


class VillageSource(ShortList[str]):
    """The villages of a quarter, by the word of their state; an empty filter stands for all."""

    def __init__(self, console: "Console", caller: Callable[[], Caller]) -> None:
        self._checks, self._caller = console.care.village_checks, caller
        self._found = ReadOnce(self._read)
        self.quarter = self._checks.this_quarter()

    def forget(self) -> None:
        """Read again when the next row is asked for."""
        self._found.forget()

    def villages(self) -> Sequence[Village]:
        """Return the villages in which somebody stands in the ledger, and those that have a check."""
        return self._found.get()

    def rows(self, filter: str) -> Sequence[Snapshot]:
        """Return the villages in one state."""
        return [_row(one) for one in self.villages() if filter in ("", one.state)]

    def everything(self) -> Sequence[Snapshot]:
        """Return all villages."""
        return self.rows("")

    def searched(self, one: Snapshot) -> Searched:
        """Return a village's name and the number of its sheet."""
        village: Village = one["village"]
        code = village.check.code if village.check else ""
        return Searched((village.name,), (village.name,), tuple(filter(None, (code,))))

    def _read(self) -> list[Village]:
        caller = self._caller()
        names = self._checks.villages(caller)
        checks = {check.village: check for check in self._checks.checks(caller, self.quarter)}
        return [Village(name, checks.get(name)) for name in dict.fromkeys([*names, *checks])]


def _row(village: Village) -> Snapshot:
    return Snapshot(uuid5(NAMESPACE_OID, village.name), 0, {"village": village})


def line_row(village: str, number: int, line: "CheckLine") -> Snapshot:
    """Return a line of a village's check as a row."""
    return Snapshot(
        uuid5(NAMESPACE_OID, f"{village} {number} {line.line}"), 0, {"line": line, "place": village}
    )


def village_columns() -> list[Column]:
    """Return what is seen of each village."""
    return [
        Column("状态", lambda one: _state(one["village"]), 112),
        Column("村 / 单号", lambda one: _named(one["village"]), 130, stretch=1),
        Column("打印", lambda one: _printed(one["village"].check), 110, stretch=1, keep=2),
        Column("录入", lambda one: _keyed(one["village"].check), 120, stretch=1, keep=1),
        Column("变动", lambda one: Cell(changes_words(one["village"]) or NOTHING), 150, stretch=1, keep=3),
    ]


def line_columns() -> list[Column]:
    """Return what is seen of each line."""
    return [
        Column("姓名", lambda one: _person(one), 140, stretch=2),
        Column("答复", lambda one: _answer(one["line"]), 96),
        Column("日期 / 说明", lambda one: _told(one["line"]), 110, stretch=1, keep=1),
    ]


def changes_words(village: Village) -> str:
    """Return what changed in a village: 搬走 1、新增 2."""
    found = village.changes
    return "、".join(f"{word} {found[word]:,}" for word in CHANGES if found[word])


def _state(village: Village) -> Cell:
    icon, tone = STATES[village.state]
    return Cell(village.state.value, icon=icon, tone=tone)


def _named(village: Village) -> Cell:
    code = village.check.code if village.check else ""
    return Cell(village.name, f"{code[:3]} {code[3:]}".strip(), strong=True)


def _printed(check: "OpenCheck | None") -> Cell:
    if check is None or check.printed_on is None:
        return Cell(NOTHING)
    copies = f"共 {check.copies} 份" if check.copies > 1 else ""
    return Cell(f"{check.printed_on.month}月{check.printed_on.day}日", copies)


def _keyed(check: "OpenCheck | None") -> Cell:
    if check is None or check.checked_on is None:
        return Cell(NOTHING)
    words = f"还有 {check.open:,} 行没答" if check.open else f"{len(check.lines):,} 行都答了"
    return Cell(words, f"{check.checked_on.month}月{check.checked_on.day}日 {check.officer} 核对")


def _person(one: Snapshot) -> Cell:
    line: CheckLine = one["line"]
    place = "　".join(filter(None, (f"{one['place']}{line.group}", line.file_number)))
    return Cell(line.name or line.status, place, strong=True)


def _answer(line: "CheckLine") -> Cell:
    if line.answer is None:
        return Cell("没有答", icon="ask", tone=Tone.AMBER)
    icon, tone = ANSWERS[line.answer]
    return Cell(line.answer, icon=icon, tone=tone)


def _told(line: "CheckLine") -> Cell:
    day = f"{line.happened_on.month}月{line.happened_on.day}日" if line.happened_on else ""
    return Cell(day or line.remark or NOTHING, line.remark if day else "")
