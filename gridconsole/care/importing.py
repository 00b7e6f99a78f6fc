"""From a station's own workbook to the ledger: understand, check, write, take back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.import_writing import ImportWriter
from gridconsole.care.known import Known
from gridconsole.care.planning import REFUSING, Plan, Planner, Policy, Source, Verdict
from gridconsole.care.records import CARE
from gridconsole.care.settling import Settler
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.exchange.checking import Checked, RowChecker
from gridconsole.core.exchange.headings import Head, Match, Matching, find_head, is_data, match, normalise
from gridconsole.core.exchange.matching_store import remember, remembered
from gridconsole.core.exchange.reader import Cell, read_table
from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

HEAD_ROWS = 30


class UnknownGround(ConsoleError):
    """The stated ground is not one of the list."""


@dataclass(frozen=True)
class Understood:
    """A workbook's sheet as the program understood it; `matching` may be corrected."""

    file: Path
    sheet: str
    head: Head
    matching: Matching
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def headings(self) -> dict[int, str]:
        """Column index -> heading."""
        return {column.index: column.heading for column in self.head.columns}

    @property
    def columns(self) -> dict[str, str]:
        """Heading -> field key, for the columns that a field takes."""
        return {self.headings[index]: match.field for index, match in self.matching.columns.items()}


@dataclass
class Checkout:
    """A workbook with every row's verdict: what importing it would do. Nothing is written yet."""

    understood: Understood
    plan: Plan
    source: Source
    chosen: Mapping[str, str | None]
    rows: Sequence[Checked]
    policy: Policy
    choices: Mapping[int, Policy]
    stamp: UUID | None
    """The station's last change when this was worked out."""
    ready: bool = True

    @property
    def refused(self) -> int:
        """How many rows can't go in."""
        return self.plan.count(Verdict.REFUSED)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Every problem: row and heading as the sheet has them, code, severity, message."""
        columns = self.understood.matching.columns
        headings = {match.field: self.understood.headings[index] for index, match in columns.items()}
        return [
            {
                "row": row.checked.number,
                "column": headings.get(problem.key, CARE.fields[problem.key].label if problem.key else ""),
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
            }
            for row in self.plan.rows
            for problem in row.checked.problems
        ]

    def report(self, ledger: str) -> dict[str, Any]:
        """Return what the import did or would do, as the command line tells it."""
        understood = self.understood
        return {
            "ledger": ledger,
            "file": understood.file.name,
            "sheet": understood.sheet,
            "header_row": understood.head.last_row,
            "columns": understood.columns,
            **_counts(self.plan),
            "problems": self.problems,
        }


@dataclass(frozen=True)
class Imported:
    """One import that was written, as the list of imports shows it."""

    id: UUID | None
    counts: Mapping[str, int] = field(default_factory=dict)


class CareImport:
    """Imports workbooks into the care ledger."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler

    def understand(
        self, caller: Caller, file: Path, sheet: str | None = None, progress: Progress | None = None
    ) -> Understood:
        """Read a workbook's sheet, find its headings and match them; raises a subclass of ExchangeError."""
        progress = progress or Progress()
        caller.must_not_be_volunteer("导入")
        rows: list[tuple[int, tuple[Cell, ...]]] = []
        with read_table(file, sheet, cancelled=progress.stopped) as table:
            for row in table:
                rows.append(row)
                if len(rows) % 1000 == 0:
                    progress.at(len(rows), 0, "读取")
        known = {normalise(heading) for headings in CARE.synonyms.values() for heading in headings}
        head = find_head(rows[:HEAD_ROWS], known)
        memory = self._doors.read(lambda s: remembered(s, caller.station_id, CARE.name))
        below = tuple(row for row in rows if row[0] > head.last_row and is_data(row[1], head))
        return Understood(file, table.sheet, head, match(head, CARE.synonyms, memory), below)

    @staticmethod
    def source(ground: str | None, number: str | None) -> Source:
        """Return the stated source of a workbook; raise UnknownGround for a word that is not on the list."""
        if ground is None:
            return Source(None, number)
        try:
            return Source(CARE.fields["ground"].kind.parse(ground, Reading(date.min)), number)
        except Unreadable as error:
            words = "、".join(CARE.fields["ground"].kind.choices)
            raise UnknownGround(f"没有「{ground}」这种数据依据。", f"可选：{words}。") from error

    def rematch(self, understood: Understood, chosen: Mapping[int, str | None]) -> Understood:
        """Return the same workbook with columns given to other fields, or to none, by hand."""
        columns = {i: m for i, m in understood.matching.columns.items() if i not in chosen}
        taken = {key for key in chosen.values() if key}
        columns = {i: m for i, m in columns.items() if m.field not in taken}
        columns |= {index: Match(key, True) for index, key in chosen.items() if key}
        unused = tuple(c for c in understood.head.columns if c.index not in columns)
        return replace(understood, matching=Matching(dict(sorted(columns.items())), unused))

    def check(
        self,
        caller: Caller,
        understood: Understood,
        policy: Policy = "refuse",
        source: Source | None = None,
        chosen: Mapping[str, str | None] | None = None,
        choices: Mapping[int, Policy] | None = None,
        progress: Progress | None = None,
    ) -> Checkout:
        """Work out every row's verdict; `choices` answers single rows' differences otherwise than `policy`."""
        caller.must_not_be_volunteer("导入")
        progress = progress or Progress()
        source = source or Source()
        with without_cycle_search():
            rows = self._read(caller, understood, progress)
            return self._doors.read(
                lambda s: self._plan(s, caller, understood, rows, policy, source, chosen or {}, choices or {})
            )

    def write(self, caller: Caller, checkout: Checkout, progress: Progress | None = None) -> Imported:
        """Write a checked workbook in one transaction; works it out again when others wrote meanwhile."""
        caller.must_not_be_volunteer("导入")
        if not any(row.verdict in (Verdict.NEW, Verdict.UPDATE) for row in checkout.plan.rows):
            return Imported(None, _counts(checkout.plan))

        def write(unit: Unit) -> Imported:
            plan = checkout.plan
            if not checkout.ready or _stamp(unit.session, caller) != checkout.stamp:
                plan = self._again(unit.session, caller, checkout)
            checkout.ready, checkout.plan = False, plan
            code = station_of(unit.session, caller.station_id).code
            unit.change.details = _details(checkout)
            change = ImportWriter(unit, self._settler, code, progress or Progress()).write(plan)
            remember(unit.session, caller.station_id, CARE.name, checkout.chosen)
            return Imported(change, _counts(plan))

        with without_cycle_search():
            return self._doors.write(caller, "care.import", write)

    def _read(self, caller: Caller, understood: Understood, progress: Progress) -> list[Checked]:
        staff = self._doors.read(lambda s: staff_names(s, caller.station_id))
        columns = {i: CARE.fields[m.field] for i, m in understood.matching.columns.items()}
        checker = RowChecker(columns, Reading(today(self._doors.clock), staff), REFUSING)
        needs_name = "name" not in {m.field for m in understood.matching.columns.values()}
        checked = []
        for at, (number, cells) in enumerate(understood.rows):
            if at % 1000 == 0:
                progress.at(at, len(understood.rows), "核对")
            row = checker.check(number, cells)
            if needs_name:
                row.complain("name", "missing", "没有姓名这一列", "refused")
            checked.append(row)
        return checked

    def _plan(
        self, session: Session, caller: Caller, understood: Understood, rows: Sequence[Checked], policy: Policy,
        source: Source, chosen: Mapping[str, str | None], choices: Mapping[int, Policy],
    ) -> Checkout:  # fmt: skip
        known = Known(session, caller.station_id, staff_names(session, caller.station_id))
        plan = Planner(known, today(self._doors.clock), policy, source, choices).run(rows)
        return Checkout(understood, plan, source, chosen, rows, policy, choices, _stamp(session, caller))

    def _again(self, session: Session, caller: Caller, checkout: Checkout) -> Plan:
        rows = self._read_in(session, caller, checkout.understood)
        return self._plan(
            session, caller, checkout.understood, rows, checkout.policy, checkout.source, {}, checkout.choices
        ).plan

    def _read_in(self, session: Session, caller: Caller, understood: Understood) -> list[Checked]:
        columns = {i: CARE.fields[m.field] for i, m in understood.matching.columns.items()}
        reading = Reading(today(self._doors.clock), staff_names(session, caller.station_id))
        checker = RowChecker(columns, reading, REFUSING)
        return [checker.check(number, cells) for number, cells in understood.rows]


def _counts(plan: Plan) -> dict[str, int]:
    counts = {verdict.value: plan.count(verdict) for verdict in Verdict}
    return {"rows": len(plan.rows), **counts, "incomplete": plan.incomplete}


def _details(checkout: Checkout) -> dict[str, Any]:
    source = {"ground": checkout.source.ground, "ground_number": checkout.source.number}
    return {"file": checkout.understood.file.name, "sheet": checkout.understood.sheet, **source, **_counts(checkout.plan)}


def _stamp(session: Session, caller: Caller) -> UUID | None:
    query = select(Change.id).where(Change.station_id == caller.station_id)
    return session.scalar(query.order_by(Change.at.desc(), Change.id.desc()).limit(1))
