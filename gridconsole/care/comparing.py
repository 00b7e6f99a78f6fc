"""Compares a workbook's row with a person of the ledger, or with an earlier row of the same person."""

from datetime import date

from gridconsole.care import rules
from gridconsole.care.alike import alike, note_typed, settle_missing, stands_for
from gridconsole.care.housing import Housing, differences
from gridconsole.care.known import HouseholdRow, PersonRow
from gridconsole.care.places import PLACE
from gridconsole.care.plan import Differing, Entry, Planned, Policy, Said, Verdict
from gridconsole.care.records import CARE
from gridconsole.care.showing import difference, sealed

TOLD_BY_ID = frozenset({"citizen_id", "born", "sex"})
WHERE = PLACE | {"account"}


class Comparer:
    """Works out what a row changes of a person who is there."""

    def __init__(self, housing: Housing, today: date) -> None:
        self._housing = housing
        self._today = today

    def compare(self, entry: Entry, person: PersonRow, policy: Policy) -> Planned:
        """Apply the row to the person as the policy says; refuse it where it differs and nobody decided."""
        home = person.home
        target = self._housing.destination(entry, home)
        if target is None and home.people == 1:
            target = home  # nobody else lives there, so the household itself gets the other address
        if target is home and _repeats(entry, person):
            self._housing.hear(entry, home)
            settle_missing(entry.row, person, CARE.own)
            return Planned(entry.row, Verdict.UNCHANGED)
        leaving = {} if target is home else _place_of(entry, home)
        own = _own_differing(entry, person)
        differing = {**own, **(self._housing.differing(entry, target) if target else {}), **leaving}
        if differing and policy == "refuse":
            return self.refuse(entry, person, differing)
        taken = own if policy == "take" else {}
        if refusal := self._contradiction(entry, person, taken):
            return refusal
        changed = _give_own(entry, person, taken)
        if target is home:
            changed |= self._housing.apply(entry, home, take=policy == "take")
        elif policy == "take" or not leaving:
            changed = self._move(entry, person, target, take=policy == "take")
        verdict = Verdict.UPDATE if changed else Verdict.UNCHANGED
        return Planned(entry.row, verdict, self._sealed(person, differing))

    def refuse(self, entry: Entry, person: PersonRow, differing: Differing) -> Planned:
        """Refuse a row that differs from the ledger, naming what stands there."""
        lock = rules.lock_of(person.merged(), self._today)
        for key, (old, new) in differing.items():
            entry.row.complain(key, "conflict", difference(CARE.fields[key], old, new, lock), "refused")
        return Planned(entry.row, Verdict.REFUSED, self._sealed(person, differing))

    @staticmethod
    def against(entry: Entry, said: Said) -> list[str]:
        """Return the keys in which the row contradicts an earlier row of the same person."""
        values = [
            key
            for key, value in entry.row.values.items()
            if key not in entry.derived
            and said.values.get(key) is not None
            and not alike(key, said.values[key], value)
        ]
        return values + [
            key for key, text in entry.row.typed.items() if _typed_against(entry, said, key, text)
        ]

    def _contradiction(self, entry: Entry, person: PersonRow, taken: Differing) -> Planned | None:
        """Refuse a row after which the citizen id would contradict birth or sex."""
        gained = {key: value for key, value in entry.row.values.items() if person.now(key) is None}
        merged = {**person.merged(), **gained, **{key: new for key, (_, new) in taken.items()}}
        found = rules.contradictions(merged, self._today)
        for key, sentence in found.items():
            entry.row.complain(key, "contradicts_id", sentence, "refused")
        return Planned(entry.row, Verdict.REFUSED) if found else None

    def _move(self, entry: Entry, person: PersonRow, target: HouseholdRow | None, *, take: bool) -> bool:
        """Let somebody move alone: whoever else lives there stays as registered."""
        home = person.home
        if target is None:
            target = self._housing.make(entry, leaving=home)
        else:
            self._housing.apply(entry, target, take=take)
        home.people -= 1
        target.people += 1
        person.household, person.moved = target, True
        return True

    def _sealed(self, person: PersonRow, differing: Differing) -> Differing:
        if not differing:
            return {}
        lock = rules.lock_of(person.merged(), self._today)
        return {key: (sealed(CARE.fields[key], old, lock), new) for key, (old, new) in differing.items()}


def _repeats(entry: Entry, person: PersonRow) -> bool:
    """Return whether a row says what stands in the ledger, to the letter, and nothing else: most rows do."""
    values, now = entry.row.values, person.now
    checked = now("citizen_id") is None or TOLD_BY_ID.issubset(values)
    if entry.row.typed or not checked:  # whether the id that is there contradicts the row is still open
        return False
    own, home_now = CARE.own, person.home.now
    return all((now(key) if key in own else home_now(key)) == value for key, value in values.items())


def _place_of(entry: Entry, home: HouseholdRow) -> Differing:
    """Return what differs of the place that somebody leaves."""
    return {key: pair for key, pair in differences(entry, home).items() if key in WHERE}


def _own_differing(entry: Entry, person: PersonRow) -> Differing:
    told = [(key, value) for key, value in entry.row.values.items() if key in CARE.own]
    pairs = [(key, person.now(key), value) for key, value in told]
    return {key: (old, new) for key, old, new in pairs if old is not None and not alike(key, old, new)}


def _give_own(entry: Entry, person: PersonRow, taken: Differing) -> bool:
    """Give a person what the row brings; return whether that changes anything."""
    row = entry.row
    gained = {
        key: v
        for key, v in row.values.items()
        if key in CARE.own and (key in taken or person.now(key) is None)
    }
    for key, value in gained.items():
        person.give(key, value)
    changed = bool(gained)
    for key in (key for key in row.typed if key in CARE.own):
        changed |= note_typed(row, person, key, set_now=key in gained)
    settle_missing(row, person, CARE.own)
    return changed


def _typed_against(entry: Entry, said: Said, key: str, text: str) -> bool:
    if key in entry.row.values:
        return False
    if said.values.get(key) is not None:
        return not stands_for(key, text, said.values[key])
    return said.typed.get(key, text) != text
