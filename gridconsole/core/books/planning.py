"""Decides for every row of a ledger's workbook what importing it would do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.books.checkout import PlannedRow, Policy, Verdict
from gridconsole.core.books.declare import Special
from gridconsole.core.caller import Caller
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.ledger.kinds.base import PersonRef, Reading
from gridconsole.core.ledger.record import StationRecord

CHUNK = 500
Same = tuple[Any, ...]
"""What a row hangs on, and the values by which it means a record."""


class BookPlanner:
    """Plans an import into one ledger."""

    def __init__(
        self, session: Session, special: Special, caller: Caller, reading: Reading,
        policy: Policy, choices: Mapping[int, Policy],
    ) -> None:  # fmt: skip
        self._session, self._special, self._caller = session, special, caller
        self._reading, self._policy, self._choices = reading, policy, choices
        self._fields, self._link = special.ledger.own, special.ledger.link
        self._known: dict[Same, dict[str, Any]] = {}
        self._said: dict[Same, PlannedRow] = {}

    def run(self, rows: Iterable[Checked]) -> list[PlannedRow]:
        """Return the rows with their verdicts."""
        checked = list(rows)
        parents = self._parents(checked)
        self._load(set(parents.values()))
        return [self._decide(row, parents.get(row.number)) for row in checked]

    def _parents(self, rows: Sequence[Checked]) -> dict[int, UUID]:
        """Return row number -> what the row hangs on; complain about rows that hang on nothing."""
        if self._special.locator is None:
            return {}
        locator, found = self._special.locator(self._session, self._caller), {}
        locator.load([row.values for row in rows])
        for row in rows:
            answer = locator.find(row.values)
            if isinstance(answer, str):
                row.complain("", "not_found", answer, "refused")
            else:
                found[row.number] = answer
        return found

    def _decide(self, row: Checked, parent: UUID | None) -> PlannedRow:
        for key in self._special.same:
            if key not in row.values and self._fields[key].required:
                row.complain(key, "missing", f"{self._fields[key].label}要填", "refused")
        told = {key: value for key, value in row.values.items() if key in self._fields}
        for key, sentence in self._special.wrong(told, self._reading.today).items():
            row.complain(key, "contradicts", sentence, "refused")
        if row.refused:
            return PlannedRow(row, Verdict.REFUSED)
        same = (parent, *(_plain(told.get(key)) for key in self._special.same))
        if same in self._said:
            return self._repeat(row, self._said[same], told)
        standing = self._known.get(same)
        planned = self._compare(row, parent, told, standing) if standing else _new(row, parent, told)
        if planned.verdict is not Verdict.REFUSED:
            self._said[same] = planned
        return planned

    def _compare(
        self, row: Checked, parent: UUID | None, told: Mapping[str, Any], standing: Mapping[str, Any]
    ) -> PlannedRow:
        differing = {
            key: (standing[key], value)
            for key, value in told.items()
            if standing[key] is not None and not _alike(standing[key], value)
        }
        policy = self._choices.get(row.number, self._policy)
        if differing and policy == "refuse":
            for key, (old, new) in differing.items():
                row.complain(key, "conflict", self._difference(key, old, new), "refused")
            return PlannedRow(row, Verdict.REFUSED, standing["id"], parent, {}, differing)
        gives = {key: value for key, value in told.items() if standing[key] is None}
        if policy == "take":
            gives |= {key: new for key, (_, new) in differing.items()}
        verdict = Verdict.UPDATE if gives else Verdict.UNCHANGED
        return PlannedRow(row, verdict, standing["id"], parent, gives, differing)

    def _repeat(self, row: Checked, first: PlannedRow, told: Mapping[str, Any]) -> PlannedRow:
        """Handle a further row for a record of this file: the same, or a contradiction."""
        line, said = first.checked.number, first.checked.values
        for key, value in told.items():
            if key in said and not _alike(said[key], value):
                words = f"与第 {line} 行是同一条，{self._fields[key].label}不一致"
                row.complain(key, "contradicts_row", words, "refused")
        if row.refused:
            return PlannedRow(row, Verdict.REFUSED)
        row.problems = []
        row.complain("", "same_row", f"与第 {line} 行相同，没有重复导入", "incomplete")
        return PlannedRow(row, Verdict.UNCHANGED)

    def _load(self, parents: set[UUID]) -> None:
        """Read the records that rows may mean."""
        record = self._special.ledger.record
        query = select(record).where(
            record.station_id == self._caller.station_id, record.withdrawn.is_(None), *self._special.standing
        )
        ids = list(parents)
        parts = [ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK)] if self._link else [[]]
        for part in parts:
            some = query.where(getattr(record, self._link).in_(part)) if self._link else query
            for one in self._session.scalars(some):
                self._keep(one)

    def _keep(self, one: StationRecord) -> None:
        parent = getattr(one, self._link) if self._link else None
        values = {key: getattr(one, key) for key in self._fields}
        same = (parent, *(_plain(values[key]) for key in self._special.same))
        self._known.setdefault(same, {"id": one.id, **values})

    def _difference(self, key: str, old: Any, new: Any) -> str:
        kind = self._fields[key].kind
        if isinstance(old, UUID):
            old = PersonRef(old, self._reading.staff.get(old, ""))
        return f"台账里是{kind.show(old)}，表里是{kind.show(new)}"


def _new(row: Checked, parent: UUID | None, told: Mapping[str, Any]) -> PlannedRow:
    return PlannedRow(row, Verdict.NEW, None, parent, dict(told))


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, PersonRef) else value


def _alike(old: Any, new: Any) -> bool:
    if isinstance(old, tuple) and not isinstance(old, PersonRef) and isinstance(new, tuple):
        return set(old) == set(new)
    return bool(_plain(old) == _plain(new))
