"""Decides for every row of a ledger's workbook what importing it would do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from gridconsole.core.books.checkout import PlannedRow, Policy, Verdict
from gridconsole.core.books.declare import Special
from gridconsole.core.books.siblings import Siblings, Standing, plain, plainly
from gridconsole.core.caller import Caller
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.ledger.kinds.base import PersonRef, Reading

Told = Mapping[str, Any]


class BookPlanner:
    """Plans an import into one ledger."""

    def __init__(
        self, session: Session, special: Special, caller: Caller, reading: Reading,
        policy: Policy, choices: Mapping[int, Policy],
    ) -> None:  # fmt: skip
        self._session, self._special, self._caller = session, special, caller
        self._reading, self._policy, self._choices = reading, policy, choices
        self._fields = special.ledger.own
        self._siblings = Siblings(special)

    def run(self, rows: Iterable[Checked]) -> list[PlannedRow]:
        """Return the rows with their verdicts."""
        checked = list(rows)
        parents = self._parents(checked)
        self._siblings.load(self._session, self._caller.station_id, set(parents.values()))
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
        self._refuse_nameless(row)
        told = {key: value for key, value in row.values.items() if key in self._fields}
        meant = None if row.refused else self._siblings.meant(parent, told)
        self._refuse_wrong(row, meant.values if meant else {}, told)
        if row.refused:
            return PlannedRow(row, Verdict.REFUSED)
        if meant is None or (meant.id is None and meant.said is None):
            return self._new(row, parent, told)
        if meant.said is not None:
            return self._repeat(row, meant.said, told)
        planned = self._compare(row, parent, told, meant)
        if planned.verdict is Verdict.UPDATE:
            self._fit_in(planned, meant)
        if planned.verdict is not Verdict.REFUSED:
            meant.said = planned
        return planned

    def _fit_in(self, planned: PlannedRow, standing: Standing) -> None:
        """Refuse a change that a record can't take, or not beside another; else let later rows know of it."""
        changed = plainly({**standing.values, **planned.gives})
        if why := self._special.settled(standing.values):
            planned.checked.complain("", "settled", why, "refused")
            planned.verdict = Verdict.REFUSED
        elif rival := self._siblings.rival(planned.parent, changed, standing.id):
            self._refuse_beside(planned, *rival)
        else:
            self._siblings.keep(planned.parent, Standing(standing.id, changed, standing.as_typed, planned))

    def _refuse_beside(self, planned: PlannedRow, rival: Standing, key: str) -> None:
        name = self._fields[key].kind.show(self._named(rival.values[key]))
        there = f"第 {rival.said.checked.number} 行已写了" if rival.said is not None else "现在是"
        words = f"{self._special.rivalry}，{there}{name}"
        planned.checked.complain(key, "contradicts_row" if rival.said else "contradicts", words, "refused")
        planned.verdict = Verdict.REFUSED

    def _refuse_nameless(self, row: Checked) -> None:
        """Refuse a row that leaves out, or tells unreadably, by what its record is known."""
        for key in self._special.same:
            if key in row.values or not self._fields[key].required:
                continue
            said = next((p for p in row.problems if p.key == key), None)
            row.problems = [p for p in row.problems if p.key != key]
            code, words = (said.code, said.message) if said else ("missing", f"{self._fields[key].label}要填")
            row.complain(key, code, words, "refused")

    def _refuse_wrong(self, row: Checked, standing: Told, told: Told) -> None:
        if row.refused:
            return
        for key, sentence in self._special.wrong({**standing, **told}, self._reading.today).items():
            row.complain(key, "contradicts", sentence, "refused")

    def _new(self, row: Checked, parent: UUID | None, told: Told) -> PlannedRow:
        planned = PlannedRow(row, Verdict.NEW, None, parent, dict(told), texts=self._texts(row, {}, {}))
        if rival := self._siblings.rival(parent, told):
            self._dispute(planned, *rival, told)
        if planned.verdict is Verdict.NEW:
            made = {key: plain(told.get(key)) for key in self._fields}
            self._siblings.keep(parent, Standing(None, made, {}, planned))
        return planned

    def _dispute(self, planned: PlannedRow, rival: Standing, key: str, told: Told) -> None:
        """Let the policy say which of two records stands that can't stand together."""
        row, was = planned.checked, self._named(rival.values[key])
        if rival.said is not None:
            self._refuse_beside(planned, rival, key)
            return
        planned.differing = {key: (was, told[key])}
        policy = self._choices.get(row.number, self._policy)
        if policy == "refuse":
            row.complain(key, "conflict", self._difference(key, *planned.differing[key]), "refused")
        if policy != "take":
            planned.verdict = Verdict.REFUSED if policy == "refuse" else Verdict.UNCHANGED

    def _compare(self, row: Checked, parent: UUID | None, told: Told, standing: Standing) -> PlannedRow:
        old = standing.values
        differing = {
            key: (self._named(old[key]), value)
            for key, value in told.items()
            if old[key] is not None and not _alike(old[key], value)
        }
        policy = self._choices.get(row.number, self._policy)
        if differing and policy == "refuse":
            for key, (was, new) in differing.items():
                row.complain(key, "conflict", self._difference(key, was, new), "refused")
            return PlannedRow(row, Verdict.REFUSED, standing.id, parent, {}, differing)
        gives = {key: value for key, value in told.items() if old[key] is None}
        if policy == "take":
            gives |= {key: new for key, (_, new) in differing.items()}
        texts = self._texts(row, old, standing.as_typed)
        verdict = Verdict.UPDATE if gives or texts else Verdict.UNCHANGED
        return PlannedRow(row, verdict, standing.id, parent, gives, differing, texts=texts)

    def _repeat(self, row: Checked, first: PlannedRow, told: Told) -> PlannedRow:
        """Handle a further row for a record of this file: the same, or a contradiction."""
        line, said = first.checked.number, first.checked.values
        for key, value in told.items():
            if key in said and not _alike(said[key], value):
                words = f"与第 {line} 行是同一条，{self._fields[key].label}不一致"
                row.complain(key, "contradicts_row", words, "refused")
        if more := [key for key in told if key not in said]:
            labels = "、".join(self._fields[key].label for key in more)
            row.complain(more[0], "contradicts_row", f"与第 {line} 行是同一条，{labels}只在这一行", "refused")
        if row.refused:
            return PlannedRow(row, Verdict.REFUSED)
        row.problems = []
        row.complain("", "same_row", f"与第 {line} 行相同，没有重复导入", "incomplete")
        return PlannedRow(row, Verdict.UNCHANGED, same_as=line)

    def _texts(self, row: Checked, old: Told, kept: Mapping[str, str]) -> dict[str, str]:
        """Return what could not be read for fields that are empty, as far as it isn't kept already."""
        return {
            key: text
            for key, text in row.typed.items()
            if key in self._fields and key not in row.stars and old.get(key) is None and kept.get(key) != text
        }

    def _difference(self, key: str, old: Any, new: Any) -> str:
        kind = self._fields[key].kind
        return f"台账里是{kind.show(old)}，表里是{kind.show(new)}"

    def _named(self, value: Any) -> Any:
        return PersonRef(value, self._reading.staff.get(value, "")) if isinstance(value, UUID) else value


def _alike(old: Any, new: Any) -> bool:
    if isinstance(old, tuple) and not isinstance(old, PersonRef) and isinstance(new, tuple):
        return set(old) == set(new)
    return bool(plain(old) == plain(new))
