"""Village check sheets as they are keyed in: a key for each line, who came new, who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from gridconsole.care.paper.village_check import NEW_ROWS
from gridconsole.care.village.keying import TypedCheck, TypedLine, TypedNew
from gridconsole.care.village.records import VillageAnswer, VillageCheck
from gridconsole.care.village.rules import DIED, HERE, MOVED
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Kind, Reading
from gridconsole.core.ledger.ledger import fields_of
from ui.care.keying.kinds import Done, Job, PaperKind, Told
from ui.look.look import Look
from ui.widgets.keying.row import Check, Row, no_check
from ui.widgets.keying.sheet import Line, Sheet

if TYPE_CHECKING:
    from gridconsole.care.village.listing import CheckLine
    from gridconsole.care.village.views import CheckDone, OpenCheck
    from gridconsole.console import Console

ANSWERS = (HERE, MOVED, DIED)
SIGNED = ("officer", "checker", "checked_on")
WIDE, NARROW, SIGNING = 168, 72, 96
"""Px at 100 % of the labels."""
LONGEST_NAME, LONGEST_GROUP = 5, 4
"""Characters of a name and a group that have room in a label."""
QUARTERS = "一二三四"
NEW_KEYS = ("name", "group", "note")


def line_keys(line: int) -> tuple[str, str, str]:
    """Return the keys of a line's questions: answer, day, remark."""
    return f"{line}.answer", f"{line}.on", f"{line}.remark"


def new_keys(number: int) -> tuple[str, str, str]:
    """Return the keys of what is asked about somebody new, counted from 1: name, group, what."""
    name, group, note = (f"new.{number}.{key}" for key in NEW_KEYS)
    return name, group, note


class VillageSheet(Sheet):
    """The lines that nobody answered yet; day and remark are asked of whoever moved or died.

    Room for one more new person appears when the one before has a name, as far as the paper has room.
    """

    def __init__(self, look: Look, check: "OpenCheck", reading: Reading) -> None:
        self._look_of_rows, self._reading = look, reading
        self._open = [line for line in check.lines if line.answer is None]
        super().__init__(look, [*self._lines(), *self._new(), *self._signed()])
        for line in self._open:
            self.rows[line_keys(line.line)[0]].changed.connect(partial(self._follow_line, line.line))
        for number in range(1, NEW_ROWS + 1):
            self.rows[new_keys(number)[0]].changed.connect(partial(self._follow_new, number))
        for line in self._open:
            self._follow_line(line.line)
        for number in range(1, NEW_ROWS + 1):
            self._follow_new(number)

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        for one in self._open:
            answer, on, remark = line_keys(one.line)
            day = self._row(on, "哪天", "如 9.10，不知道就空着", _kind(VillageAnswer, "happened_on"), WIDE)
            why = self._row(remark, "说明", "如 搬到女儿家", _kind(VillageAnswer, "remark"), NARROW, None)
            choice = Row(
                self._look_of_rows, answer, _called(one), ANSWERS, number=str(one.line), label_width=WIDE
            )
            lines += [[choice], [day, why]]
        return lines

    def _new(self) -> list[Line]:
        lines: list[Line] = []
        for number in range(1, NEW_ROWS + 1):
            name, group, note = new_keys(number)
            hint = "表上没有的人，没有就回车" if number == 1 else "还有就接着写，没有就回车"
            lines.append([self._row(name, f"新增 {number}", hint, None, SIGNING)])
            about = [
                self._row(group, "组别", "如 3组", None, SIGNING),
                self._row(note, "什么情况", "如 独居，儿子在外", None, SIGNING, None),
            ]
            lines.append(about)
        return lines

    def _signed(self) -> list[Line]:
        rows = [
            self._row(key, label, hint, _kind(VillageCheck, key), SIGNING, number)
            for key, label, hint, number in (
                ("officer", "网格员", "签字的网格员", ""),
                ("checker", "供电站核对人", "站上去核对的人", None),
                ("checked_on", "日期", "如 9.20，今天就写 今天", ""),
            )
        ]
        return [rows[:2], rows[2:]]

    def _row(
        self, key: str, label: str, hint: str, kind: Kind | None, width: int, number: str | None = ""
    ) -> Row:
        check = no_check if kind is None else _check_of(kind, self._reading)
        return Row(self._look_of_rows, key, label, hint=hint, check=check, label_width=width, number=number)

    def _follow_line(self, line: int) -> None:
        answer, on, remark = line_keys(line)
        asked = self.rows[answer].text() in (MOVED, DIED)
        for key in (on, remark):
            self._ask(key, asked)

    def _follow_new(self, number: int) -> None:
        name, group, note = new_keys(number)
        for key in (group, note, *(new_keys(number + 1)[:1] if number < NEW_ROWS else ())):
            self._ask(key, bool(self.rows[name].text()))

    def _ask(self, key: str, asked: bool) -> None:
        if self.rows[key].asked is not asked:
            self.rows[key].ask(asked)


@dataclass
class Checks:
    """Opens and writes check sheets; the station's checker is offered for the next one."""

    console: "Console"
    kept: dict[str, str] = field(default_factory=dict)

    def open(self, caller: Caller, scanned: str) -> Job:
        """Return the paper of a scanned code or of six digits."""
        check = self.console.care.village_checks.open_check(caller, scanned)
        reading = Reading(today(self.console.clock))

        def write(by: Caller, typed: Mapping[str, str]) -> Done:
            return self._write(by, check, typed)

        typed = {**self.kept, **_signatures(check)}
        return Job(_told(check), lambda look: VillageSheet(look, check, reading), typed, write)

    def _write(self, caller: Caller, check: "OpenCheck", typed: Mapping[str, str]) -> Done:
        done = self.console.care.village_checks.key_in(caller, check.id, typed_check(check, typed))
        self.kept = {key: typed[key] for key in ("checker",) if key in typed}
        return _done(check, done)


def village_checks(console: "Console") -> PaperKind:
    """Return the check sheets of villages as a kind of paper."""
    return PaperKind("4", "核对表", Checks(console).open)


def typed_check(check: "OpenCheck", typed: Mapping[str, str]) -> TypedCheck:
    """Return what was typed as the service takes it."""
    keys = {line.line: line_keys(line.line) for line in check.lines if line.answer is None}
    lines = {line: TypedLine(*(typed.get(key, "") for key in three)) for line, three in keys.items()}
    told = (TypedNew(*(typed.get(key, "") for key in new_keys(number))) for number in range(1, NEW_ROWS + 1))
    officer, checker, day = (typed.get(key, "") for key in SIGNED)
    return TypedCheck(lines, [one for one in told if one.name], officer, checker, day)


def quarter_words(quarter: str) -> str:
    """Return 2026-Q3 as one says it."""
    year, number = quarter.split("-Q")
    return f"{year}年第{QUARTERS[int(number) - 1]}季度"


def _told(check: "OpenCheck") -> Told:
    line = f"{quarter_words(check.quarter)}　{len(check.lines):,} 人"
    answered = len(check.lines) - check.open
    remark = f"已录 {answered:,} 行，现在补录没有答的 {check.open:,} 行" if answered else ""
    return Told(check.code, f"{check.village}　村级核对表", line, remark)


def _signatures(check: "OpenCheck") -> dict[str, str]:
    day = check.checked_on.isoformat() if check.checked_on else ""
    known = zip(SIGNED, (check.officer, check.checker, day), strict=True)
    return {key: text for key, text in known if text}


def _called(line: "CheckLine") -> str:
    """Return who is meant: name, group, and what the ledger says of whoever is gone already."""
    known = f"（{line.status}）" if line.status not in ("在册", "") else ""
    name = line.name if len(line.name) <= LONGEST_NAME else f"{line.name[: LONGEST_NAME - 1]}…"
    return f"{name}{known}　{line.group[:LONGEST_GROUP]}".strip()


def _done(check: "OpenCheck", done: "CheckDone") -> Done:
    said = "，".join(f"{answer} {count:,}" for answer, count in done.answers.items() if count)
    new = f"新增 {len(done.stubs):,}" if done.stubs else ""
    words = "，".join(filter(None, (said, new))) or "没有新答的"
    still = f"还有 {len(done.open_lines):,} 行没有答，问清后再扫这张表补录" if done.open_lines else ""
    fill = f"新增的 {len(done.stubs):,} 人已建档，要补全资料" if done.stubs else ""
    remarks = tuple(filter(None, (still, fill, *done.remarks)))
    return Done(f"{check.code[:3]} {check.code[3:]}　{check.village}　{words}", remarks)


def _kind(record: type[VillageAnswer] | type[VillageCheck], key: str) -> Kind:
    return fields_of(record)[key].kind


def _check_of(kind: Kind, reading: Reading) -> Check:
    def check(text: str) -> str:
        try:
            kind.parse(text, reading)
        except Unreadable as error:
            return error.message
        return ""

    return check
