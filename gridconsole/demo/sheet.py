"""Made-up people as a sheet that the import has understood."""

from collections.abc import Iterable
from pathlib import Path

from gridconsole.care.importing import Understood
from gridconsole.care.records import CARE
from gridconsole.core.exchange.headings import Column, Head, Match, Matching
from gridconsole.demo.people import MadeUp


def understood_people(people: Iterable[MadeUp]) -> Understood:
    """Return the people as rows under the ledger's own labels."""
    keys = list(CARE.imported)
    columns = tuple(Column(index, CARE.fields[key].label) for index, key in enumerate(keys))
    rows = tuple(
        (number, tuple(one.raw.get(key) for key in keys)) for number, one in enumerate(people, start=2)
    )
    matching = Matching({index: Match(key, True) for index, key in enumerate(keys)}, ())
    return Understood(Path("演示台账.xlsx"), "台账", Head(1, 1, columns), matching, rows)
