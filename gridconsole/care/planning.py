"""Decides for every row of a workbook what importing it would do, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from gridconsole.care import places, rules
from gridconsole.care.alike import stands_for
from gridconsole.care.comparing import Comparer
from gridconsole.care.housing import Housing
from gridconsole.care.known import Known, PersonRow
from gridconsole.care.plan import REFUSING, Entry, Plan, Planned, Policy, Said, Source, Verdict
from gridconsole.care.records import CARE
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.ledger.record import fresh_ids

__all__ = ["REFUSING", "Plan", "Planned", "Planner", "Policy", "Source", "Verdict"]

IDENTIFYING = frozenset({"citizen_id", "address", "account"})


class Planner:
    """Plans an import of care people, row by row."""

    def __init__(
        self,
        known: Known,
        today: date,
        policy: Policy,
        source: Source,
        choices: Mapping[int, Policy] | None = None,
    ) -> None:
        self._known = known
        self._today = today
        self._policy = policy
        self._choices = choices or {}
        self._source = source
        self._said: dict[PersonRow, Said] = {}
        self._ids = fresh_ids()
        self.plan = Plan()
        self._housing = Housing(known, self.plan, today, self._ids)
        self._comparer = Comparer(self._housing, today)

    def run(self, rows: Iterable[Checked]) -> Plan:
        """Return the plan for all rows."""
        entries = [self._prepare(row) for row in rows]
        self._load(entries)
        for entry in entries:
            self.plan.rows.append(self._decide(entry))
        return self.plan

    def _prepare(self, row: Checked) -> Entry:
        values = row.values
        if "citizen_id" in values:
            self._check_id(row)
        given = len(values)
        name = values.get("name") or row.typed.get("name", "")
        unread = not row.typed.keys().isdisjoint(("address", "house"))
        place = "" if unread and "address" not in values else places.fill(values)
        return Entry(row, name, place, frozenset(islice(values, given, None)))

    def _check_id(self, row: Checked) -> None:
        for key, sentence in rules.contradictions(row.values, self._today).items():
            row.complain(key, "contradicts_id", sentence, "refused")
        if told := rules.says(row.values["citizen_id"], self._today):
            _fill_from_id(row, *told)

    def _load(self, entries: Sequence[Entry]) -> None:
        good = [entry for entry in entries if not entry.row.refused]
        values = [entry.row.values for entry in good]
        self._known.load(
            {v["citizen_id"] for v in values if "citizen_id" in v},
            {entry.name for entry in good if entry.nowhere or _starred(entry)},
            {v["account"] for v in values if "account" in v},
            {entry.place for entry in good if entry.place},
        )

    def _decide(self, entry: Entry) -> Planned:
        if entry.row.refused:
            return Planned(entry.row, Verdict.REFUSED)
        person = self._person(entry)
        if person is None:
            return self._make(entry)
        said = self._said.get(person)
        return self._repeat(entry, person, said) if said else self._compare(entry, person)

    def _person(self, entry: Entry) -> PersonRow | None:
        """Return whom the row means: by id, else by name and place, else by name where all masks fit."""
        citizen_id = entry.row.values.get("citizen_id")
        if citizen_id and citizen_id in self._known.by_citizen_id:
            return self._known.by_citizen_id[citizen_id]
        same = self._known.named(entry.name, entry.places)
        same = [p for p in same if not (citizen_id and p.now("citizen_id")) and _id_fits(entry, p)]
        if not same and _starred(entry):
            shown = [p for p in self._known.namesakes(entry.name) if _shown_by(entry, p)]
            return shown[0] if len(shown) == 1 else None
        return self._likeliest(same)

    def _likeliest(self, same: list[PersonRow]) -> PersonRow | None:
        """Return who is meant of namesakes in one place: who this file spoke of, else who has no id."""
        spoken_of = [p for p in same if p in self._said]
        if len(same) == 1 or len(spoken_of) == 1:
            return (spoken_of or same)[0]
        return next((p for p in same if p.now("citizen_id") is None), None)

    def _make(self, entry: Entry) -> Planned:
        home = self._housing.find(entry)
        person = PersonRow(next(self._ids), 0, 0, {}, {}, first_line=entry.row.number, household=home)
        if home is not None:
            return self._join(entry, person)
        person.household = self._housing.make(entry)
        self._furnish(person, entry)
        return Planned(entry.row, Verdict.NEW)

    def _join(self, entry: Entry, person: PersonRow) -> Planned:
        """Let a new person live in a household that is there."""
        differing = self._housing.differing(entry, person.home)
        policy = self._choices.get(entry.row.number, self._policy)
        if differing and policy == "refuse":
            return self._comparer.refuse(entry, person, differing)
        self._housing.apply(entry, person.home, take=policy == "take")
        self._furnish(person, entry)
        return Planned(entry.row, Verdict.NEW, differing)

    def _furnish(self, person: PersonRow, entry: Entry) -> None:
        row = entry.row
        person.fresh = {key: value for key, value in row.values.items() if key in CARE.own}
        person.fresh.setdefault("name", entry.name)
        person.fresh.setdefault("status", "在册")
        if row.typed:
            person.fresh_typed = {key: text for key, text in row.typed.items() if key in CARE.own}
        person.home.people += 1
        self._state_ground(person)
        self._remember(person, entry)
        self._known.add(person)

    def _repeat(self, entry: Entry, person: PersonRow, said: Said) -> Planned:
        """Handle a further row for a person of this file: the same, more, or a contradiction."""
        row = entry.row
        against = self._comparer.against(entry, said)
        for key in against:
            words = f"与第 {said.line} 行是同一人，{CARE.fields[key].label}不一致"
            row.complain(key, "contradicts_row", words, "refused")
        if not against and self._housing.destination(entry, person.home) is not person.home:
            row.complain("", "contradicts_row", f"与第 {said.line} 行是同一人，住处不一致", "refused")
        if row.refused:
            return Planned(row, Verdict.REFUSED)
        unsaid = row.typed.keys() - said.values.keys() - said.typed.keys()
        if unsaid or row.values.keys() - said.values.keys():
            return self._compare(entry, person)
        row.problems = []
        row.complain("", "same_row", f"与第 {said.line} 行相同，没有重复导入", "incomplete")
        return Planned(row, Verdict.UNCHANGED, same_as=said.line)

    def _compare(self, entry: Entry, person: PersonRow) -> Planned:
        policy = self._choices.get(entry.row.number, self._policy)
        planned = self._comparer.compare(entry, person, policy)
        if planned.verdict is Verdict.REFUSED:
            return planned
        if self._state_ground(person):
            planned.verdict = Verdict.UPDATE
        self._remember(person, entry)
        if planned.verdict is Verdict.UPDATE:
            self._known.add(person)
        return planned

    def _state_ground(self, person: PersonRow) -> bool:
        if not self._source.ground or person.now("ground") is not None:
            return False
        person.give("ground", self._source.ground)
        if self._source.number and person.now("ground_number") is None:
            person.give("ground_number", self._source.number)
        return True

    def _remember(self, person: PersonRow, entry: Entry) -> None:
        row, said = entry.row, self._said.get(person)
        if said is None:
            self._said[person] = Said(row.number, row.values, row.typed)
            self.plan.people.append(person)
        else:
            said.values, said.typed = {**row.values, **said.values}, {**row.typed, **said.typed}


def _fill_from_id(row: Checked, born: date, sex: str) -> None:
    row.values.setdefault("born", born)
    row.values.setdefault("sex", sex)
    for key in ("born", "sex") if row.typed else ():
        if row.typed.pop(key, None) is not None:
            row.settle(key)


def _starred(entry: Entry) -> bool:
    return not IDENTIFYING.isdisjoint(entry.row.stars)


def _id_fits(entry: Entry, person: PersonRow) -> bool:
    """Return whether a masked id in the row is not somebody else's."""
    text, value = entry.row.stars.get("citizen_id"), person.now("citizen_id")
    return text is None or value is None or stands_for("citizen_id", text, value)


def _shown_by(entry: Entry, person: PersonRow) -> bool:
    """Return whether a row of masks is the person as an export shows him."""
    if entry.place and entry.place != person.home.address_key:
        return False
    found = list(_masks(entry, person))
    return True in found and False not in found


def _masks(entry: Entry, person: PersonRow) -> Iterator[bool | None]:
    """Yield for each masked cell that identifies whether it fits; None where nothing stands against it."""
    for key in entry.row.stars.keys() & IDENTIFYING:
        value = (person if key in CARE.own else person.home).now(key)
        yield None if value is None else stands_for(key, entry.row.stars[key], value)
