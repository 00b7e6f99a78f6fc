"""Decides for every row of a workbook what importing it would do, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from gridconsole.care import rules
from gridconsole.care.known import HouseholdRow, Known, PersonRow, Row
from gridconsole.care.records import CARE
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.identity.address import normal_address, split_address
from gridconsole.core.ledger.fields import Care, Field
from gridconsole.core.ledger.record import new_id

Policy = Literal["keep", "take", "refuse"]

REFUSING = frozenset(
    {("name", "missing")}
    | {("name", code) for code in ("empty", "wrong_kind", "digits", "masked", "too_short", "too_long")}
    | {("citizen_id", code) for code in ("damaged_number", "wrong_check_digit", "impossible_date")}
)
"""What refuses a row; everything else goes in and is listed to be completed."""


class Verdict(StrEnum):
    """What importing a row does."""

    NEW = "created"
    UPDATE = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Source:
    """Where a workbook's data comes from and on what ground it may be used (FIELDS 4.5)."""

    ground: str | None = None
    number: str | None = None


@dataclass
class Planned:
    """A checked row with its verdict; `differing` holds (old, new) by field where the ledger says otherwise."""

    checked: Checked
    verdict: Verdict
    differing: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    same_as: int = 0
    """The line that this row repeats."""

    @property
    def incomplete(self) -> bool:
        """Whether the row goes in with something to be completed."""
        return self.verdict is not Verdict.REFUSED and bool(self.checked.problems)


@dataclass
class Plan:
    """All rows with their verdicts, and the records that the import makes or changes."""

    rows: list[Planned] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    households: dict[UUID, HouseholdRow] = field(default_factory=dict)

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have this verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def incomplete(self) -> int:
        """How many rows go in with something to be completed."""
        return sum(row.incomplete for row in self.rows)


class Planner:
    """Plans an import of care people, row by row."""

    def __init__(
        self, known: Known, today: date, policy: Policy, source: Source, choices: Mapping[int, Policy] | None = None
    ) -> None:
        self._known = known
        self._today = today
        self._policy = policy
        self._choices = choices or {}
        self._source = source
        self._lines: dict[UUID, int] = {}
        self._places: dict[int, str] = {}
        self._derived: dict[int, frozenset[str]] = {}
        self._seen: dict[UUID, dict[str, Any]] = {}
        self.plan = Plan()

    def run(self, rows: Sequence[Checked]) -> Plan:
        """Return the plan for all rows."""
        for row in rows:
            self._prepare(row)
        self._load(rows)
        for row in rows:
            self.plan.rows.append(self._decide(row))
        return self.plan

    def _prepare(self, row: Checked) -> None:
        values = row.values
        for key, sentence in rules.contradictions(values, self._today).items():
            row.complain(key, "contradicts_id", sentence, "refused")
        if "citizen_id" in values and (told := rules.says(values["citizen_id"], self._today)):
            self._fill_from_id(row, *told)
        given = frozenset(values)
        self._places[row.number] = _fill_address(values)
        self._derived[row.number] = frozenset(values) - given

    @staticmethod
    def _fill_from_id(row: Checked, born: date, sex: str) -> None:
        row.values.setdefault("born", born)
        row.values.setdefault("sex", sex)
        for key in ("born", "sex"):
            if key in row.typed:
                del row.typed[key]
                row.problems = [p for p in row.problems if p.key != key]

    def _load(self, rows: Iterable[Checked]) -> None:
        good = [row.values for row in rows if not row.refused]
        self._known.load(
            {v["citizen_id"] for v in good if "citizen_id" in v},
            {v["name"] for v in good if "name" in v},
            {v["account"] for v in good if "account" in v},
            {key for key in self._places.values() if key},
        )

    def _decide(self, row: Checked) -> Planned:
        if row.refused:
            return Planned(row, Verdict.REFUSED)
        person = self._person(row)
        if person is None:
            return self._make(row)
        line = self._lines.get(person.id)
        return self._repeat(row, person, line) if line else self._compare(row, person)

    def _person(self, row: Checked) -> PersonRow | None:
        values = row.values
        citizen_id = values.get("citizen_id")
        if citizen_id and citizen_id in self._known.by_citizen_id:
            return self._known.by_citizen_id[citizen_id]
        same = self._known.by_name.get((values["name"], self._places[row.number]), [])
        same = [p for p in same if not (citizen_id and p.now("citizen_id"))]
        return same[0] if len(same) == 1 else None

    def _make(self, row: Checked) -> Planned:
        values = row.values
        household = self._household(row)
        person = PersonRow(new_id(), 0, 0, {}, {}, first_line=row.number, household=household)
        person.fresh = {key: values[key] for key in CARE.own if key in values}
        person.fresh_typed = {key: text for key, text in row.typed.items() if key in CARE.own}
        person.fresh.setdefault("status", "在册")
        self._state_ground(person)
        self._remember(person, row)
        return Planned(row, Verdict.NEW)

    def _household(self, row: Checked) -> HouseholdRow:
        values = row.values
        account = values.get("account")
        found = self._known.by_account.get(account or "") or self._known.by_address.get(self._places[row.number])
        if found is not None and account and found.now("account") not in (None, account):
            found = None  # another account is another household, be the address as it may
        if found is None:
            return self._make_household(row)
        for key in (*row.values, *row.typed):
            if key in CARE.inherited:
                self._join(row, found, key)
        self._keep_household(found)
        return found

    def _join(self, row: Checked, household: HouseholdRow, key: str) -> None:
        """Give a household what a further person of it brings; what differs goes to the list to complete."""
        if key not in row.values:
            self._note_typed(household, key, row.typed.get(key))
        elif (old := household.now(key)) is None:
            household.fresh[key] = row.values[key]
        elif key == "address" and normal_address(old) == self._places[row.number]:
            return
        elif old != row.values[key]:
            field_ = CARE.fields[key]
            row.complain(key, "household_differs", f"同一户已登记为{_shown(field_, old)}，没有改动", "incomplete")

    def _make_household(self, row: Checked) -> HouseholdRow:
        values = row.values
        made = HouseholdRow(
            new_id(), 0, 0, {}, {}, first_line=row.number, address_key=self._places[row.number], known_since=self._today
        )
        made.fresh = {key: values[key] for key in CARE.inherited if key in values}
        made.fresh_typed = {key: text for key, text in row.typed.items() if key in CARE.inherited}
        made.fresh.setdefault("cycle", "每月一次")
        self._known.add_household(made)
        self.plan.households[made.id] = made
        return made

    def _repeat(self, row: Checked, person: PersonRow, line: int) -> Planned:
        """Handle a further row for a person of this file: the same, more, or a contradiction."""
        seen = self._seen[person.id]
        values = row.values
        against = [key for key, value in values.items() if seen.get(key) not in (None, value)]
        if against:
            for key in against:
                label = CARE.fields[key].label
                row.complain(key, "contradicts_row", f"与第 {line} 行是同一人，{label}不一致", "refused")
            return Planned(row, Verdict.REFUSED)
        more = {key: value for key, value in values.items() if seen.get(key) is None}
        if not more:
            row.problems = []
            return Planned(row, Verdict.UNCHANGED, same_as=line)
        return self._compare(row, person)

    def _compare(self, row: Checked, person: PersonRow) -> Planned:
        household = person.household
        assert household is not None
        differing: dict[str, tuple[Any, Any]] = {}
        changes: list[tuple[Row, str, Any]] = []
        for key, value in row.values.items():
            owner: Row = person if key in CARE.own else household
            old = owner.now(key)
            if old is None:
                changes.append((owner, key, value))
            elif old != value and not self._same_all_the_same(row, key, household):
                differing[key] = (old, value)
        policy = self._choices.get(row.number, self._policy)
        if differing and policy == "refuse":
            return self._refuse(row, differing)
        if policy == "take":
            changes += [(person if k in CARE.own else household, k, new) for k, (_, new) in differing.items()]
        return self._change(row, person, changes, differing)

    def _same_all_the_same(self, row: Checked, key: str, household: HouseholdRow) -> bool:
        """Return whether two values mean the same: another spelling of the address, or a part made from it."""
        return key in self._derived[row.number] or (
            key == "address" and self._places[row.number] == household.address_key
        )

    def _refuse(self, row: Checked, differing: dict[str, tuple[Any, Any]]) -> Planned:
        for key, (old, _new) in differing.items():
            row.complain(key, "conflict", f"台账里是{_shown(CARE.fields[key], old)}", "refused")
        return Planned(row, Verdict.REFUSED, differing)

    def _change(
        self, row: Checked, person: PersonRow, changes: list[tuple[Row, str, Any]], differing: dict[str, tuple[Any, Any]]
    ) -> Planned:
        household = person.household
        assert household is not None
        before = (len(person.fresh), len(household.fresh), len(person.fresh_typed), len(household.fresh_typed))
        for owner, key, value in changes:
            owner.fresh[key] = value
            if key in owner.as_typed:
                owner.fresh_typed[key] = None
        for key, text in row.typed.items():
            self._note_typed(person if key in CARE.own else household, key, text, row)
        if person.now("ground") is None:
            self._state_ground(person)
        if any(key == "address" for _, key, _ in changes):
            household.address_key = self._places[row.number]
        after = (len(person.fresh), len(household.fresh), len(person.fresh_typed), len(household.fresh_typed))
        self._keep_household(household)
        self._remember(person, row)
        return Planned(row, Verdict.UPDATE if after != before else Verdict.UNCHANGED, differing)

    def _note_typed(self, owner: Row, key: str, text: str | None, row: Checked | None = None) -> None:
        """Keep a text that could not be read, unless the ledger knows better or has it already."""
        if text is None:
            return
        value = owner.now(key)
        kind = CARE.fields[key].kind
        if value is not None and row is not None and text in (kind.mask(value), kind.show(value)):
            row.problems = [p for p in row.problems if p.key != key]
            return
        remark = row is not None and key in row.values
        if owner.as_typed.get(key) != text and (value is None or remark):
            owner.fresh_typed[key] = text

    def _state_ground(self, person: PersonRow) -> None:
        if self._source.ground and person.now("ground") is None:
            person.fresh["ground"] = self._source.ground
            if self._source.number and person.now("ground_number") is None:
                person.fresh["ground_number"] = self._source.number

    def _remember(self, person: PersonRow, row: Checked) -> None:
        if person.id not in self._lines:
            self._lines[person.id] = row.number
            self.plan.people.append(person)
        seen = self._seen.setdefault(person.id, {})
        seen |= row.values
        self._known.add(person)

    def _keep_household(self, household: HouseholdRow) -> None:
        self._known.add_household(household)
        self.plan.households.setdefault(household.id, household)


def _fill_address(values: dict[str, Any]) -> str:
    """Make an address of village, group and house number, or find the village in it; return its comparing key."""
    if "address" not in values and "village" in values and ("house" in values or "group" in values):
        values["address"] = values["village"] + values.get("group", "") + values.get("house", "")
    address = values.get("address", "")
    if address and "village" in values and values["village"] not in address:
        address = values["address"] = values["village"] + address
    elif address and "village" not in values and (village := split_address(address).village):
        values["village"] = village
    return normal_address(address) if address else ""


def _shown(declared: Field, value: Any) -> str:
    hidden = declared.care in (Care.MASKED, Care.HEALTH)
    return declared.kind.mask(value) if hidden else declared.kind.show(value)
