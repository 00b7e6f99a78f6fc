"""Finds, makes and changes the households of a workbook's rows."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from gridconsole.care import places
from gridconsole.care.alike import alike, note_typed, settle_missing
from gridconsole.care.known import HouseholdRow, Known
from gridconsole.care.plan import Differing, Entry, Plan
from gridconsole.care.records import CARE
from gridconsole.care.showing import shown
from gridconsole.core.identity.address import normal_address, split_address
from gridconsole.core.ledger.snapshot import Lock

TAKEN_ALONG = ("helper", "cycle", "last_visit")
"""What somebody who moves keeps: who looks after him, how often, and since when."""


class Housing:
    """Keeps the households of one import: the first row of a household speaks for it."""

    def __init__(self, known: Known, plan: Plan, today: date, ids: Iterator[UUID]) -> None:
        self._known = known
        self._plan = plan
        self._today = today
        self._ids = ids
        self._makers: dict[HouseholdRow, Entry] = {}
        self._said: dict[HouseholdRow, dict[str, Any]] = {}
        self._typed: set[tuple[HouseholdRow, str]] = set()

    def find(self, entry: Entry) -> HouseholdRow | None:
        """Return the household of the row's account, else of its address with no other account."""
        account = entry.row.values.get("account")
        if account and (found := self._known.by_account.get(account)):
            return found
        found = self._known.by_address.get(entry.place) if places.names_a_house(entry.place) else None
        return None if found and account and found.now("account") not in (None, account) else found

    def make(self, entry: Entry, leaving: HouseholdRow | None = None) -> HouseholdRow:
        """Return a new household as the row tells it; who leaves another one takes some values along."""
        row = entry.row
        made = HouseholdRow(next(self._ids), 0, 0, {}, {}, row.number, known_since=self._today)
        made.address_key = entry.place
        made.fresh = {key: value for key, value in row.values.items() if key in CARE.inherited}
        if row.typed:
            made.fresh_typed = {key: text for key, text in row.typed.items() if key in CARE.inherited}
        for key in TAKEN_ALONG if leaving else ():
            if leaving and key not in made.fresh and leaving.now(key) is not None:
                made.give(key, leaving.now(key))
        self._makers[made] = entry
        self._known.add_household(made)
        self._plan.households[made.id] = made
        return made

    def destination(self, entry: Entry, home: HouseholdRow) -> HouseholdRow | None:
        """Return where the row places somebody of `home`: there, elsewhere, or (None) somewhere new."""
        found = self.find(entry)
        if found is home or entry.nowhere:
            return home
        if not home.address_key and home.now("account") is None:
            return found or home
        account = entry.row.values.get("account")
        if found and account and found.now("account") == account:
            return found
        return found if away(entry, home) else home

    def differing(self, entry: Entry, home: HouseholdRow) -> Differing:
        """Return (old, new) by field where a household says otherwise than its first row in this file."""
        said = self._said_of(home)
        return {key: pair for key, pair in differences(entry, home).items() if key not in said}

    def apply(self, entry: Entry, home: HouseholdRow, *, take: bool) -> bool:
        """Give a household what the row brings, with `take` what differs too; return whether it changes."""
        row, said = entry.row, self._said_of(home)
        differing = differences(entry, home)
        told = {key: value for key, value in row.values.items() if key in CARE.inherited}
        for key in (key for key in differing if key in said):
            self._hold_against(entry, key, said[key])
        fresh = [key for key in told if key not in said]
        changed = self._give(
            entry, home, {k: told[k] for k in fresh if home.now(k) is None or (take and k in differing)}
        )
        for key in row.typed:
            if key in CARE.inherited and self._typed_first(home, key):
                changed |= note_typed(row, home, key, set_now=False)
        said |= {key: told[key] for key in fresh}
        settle_missing(row, home, CARE.inherited)
        return changed

    def hear(self, entry: Entry, home: HouseholdRow) -> None:
        """Note a row that says of a household what the ledger has."""
        said = self._said_of(home)
        for key, value in entry.row.values.items():
            if key in CARE.inherited:
                said.setdefault(key, value)
        settle_missing(entry.row, home, CARE.inherited)

    def _give(self, entry: Entry, home: HouseholdRow, given: Mapping[str, Any]) -> bool:
        if not given:
            return False
        stated = {key: value for key, value in given.items() if key not in derived(entry, home)}
        values = {**given, **places.changing_along(home.merged(), stated)}
        for key, value in values.items():
            home.give(key, value)
        if "address" in values:
            home.address_key = normal_address(home.now("address") or "")
        self._known.add_household(home)
        self._plan.households.setdefault(home.id, home)
        return True

    def _said_of(self, home: HouseholdRow) -> dict[str, Any]:
        """Return what earlier rows of this file said of a household."""
        if home not in self._said:
            maker = self._makers.get(home)
            told = maker.row.values.items() if maker else ()
            self._said[home] = {key: value for key, value in told if key in CARE.inherited}
        return self._said[home]

    def _typed_first(self, home: HouseholdRow, key: str) -> bool:
        """Return whether no earlier row of this file had a text for the field that could not be read."""
        maker = self._makers.get(home)
        if (home, key) in self._typed or (maker and key in maker.row.typed):
            return False
        self._typed.add((home, key))
        return True

    @staticmethod
    def _hold_against(entry: Entry, key: str, said: Any) -> None:
        """List what differs from an earlier row of the same household; that row counts."""
        if not alike(key, said, entry.row.values[key]):
            words = f"同一户前面的行写的是{shown(CARE.fields[key], said, Lock())}，没有采用这一格"
            entry.row.complain(key, "household_differs", words, "incomplete")


def differences(entry: Entry, home: HouseholdRow) -> Differing:
    """Return (old, new) by field where the row says otherwise than the household."""
    made = derived(entry, home)
    told = [(key, new) for key, new in entry.row.values.items() if key in CARE.inherited and key not in made]
    pairs = [(key, home.now(key), new) for key, new in told]
    return {key: (old, new) for key, old, new in pairs if old is not None and not alike(key, old, new)}


def derived(entry: Entry, home: HouseholdRow) -> frozenset[str]:
    """Return which values are made from others and don't count; an address does when it leads away."""
    return entry.derived - {"address"} if "address" in entry.derived and away(entry, home) else entry.derived


def away(entry: Entry, home: HouseholdRow) -> bool:
    """Return whether the row's address is another one, not just a less or more exact one."""
    if not entry.place or not home.address_key or entry.place == home.address_key:
        return False
    if "address" not in entry.derived:
        return not places.says_less(entry.place, home.address_key)
    known = split_address(home.now("address") or "")
    old = {part: home.now(part) or getattr(known, part) for part in places.PARTS}
    stated = {part: entry.row.values[part] for part in places.PARTS if part in entry.row.values}
    return any(old[part] and not places.same(old[part], new) for part, new in stated.items())
