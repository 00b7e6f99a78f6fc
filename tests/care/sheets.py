"""Workbooks as the import has understood them, without a file, and made-up numbers to fill them with."""

from datetime import date
from pathlib import Path

from gridconsole.care.checkout import Checkout
from gridconsole.care.plan import Source
from gridconsole.care.records import CARE
from gridconsole.core.books.understood import Understood
from gridconsole.core.exchange.headings import find_head, is_data, match, normalise
from gridconsole.core.identity.citizen_id import check_digit

KNOWN = {normalise(heading) for headings in CARE.synonyms.values() for heading in headings}
VILLAGE_COMMITTEE = Source("村（居）委会提供", "柳村〔2026〕3号")


def citizen_id(born: date = date(1948, 3, 15), order: int = 2, region: int = 379901) -> str:
    """Return a made-up id with the right check digit; odd orders are men."""
    first = f"{region}{born:%Y%m%d}{order:03d}"
    return first + check_digit(first)


def sheet(headings: str, *rows: tuple[object, ...]) -> Understood:
    """Return a sheet with its headings in line 1 and the given rows from line 2 on."""
    numbered = [(1, tuple(headings.split())), *enumerate(rows, start=2)]
    head = find_head(numbered, KNOWN)
    below = tuple(row for row in numbered[1:] if is_data(row[1], head))
    return Understood(Path("名册.xlsx"), "台账", head, match(head, CARE.synonyms, {}), below)


def check(console, understood, policy="refuse", source=None, choices=None) -> Checkout:
    return console.care.imports.check(console.caller("BZ"), understood, policy, source, choices=choices)


def bring_in(console, understood, policy="refuse", source=None, choices=None) -> Checkout:
    """Check and write; return what was done."""
    checkout = check(console, understood, policy, source, choices)
    console.care.imports.write(console.caller("BZ"), checkout)
    return checkout


def verdicts(checkout: Checkout) -> list[str]:
    return [row.verdict.value for row in checkout.plan.rows]


def problems(checkout: Checkout) -> list[tuple[int, str, str]]:
    """Return (line, column, code) of everything that is said."""
    return [(p["row"], p["column"], p["code"]) for p in checkout.problems]


def people(console, name=None):
    """Return everybody's snapshots in the order in which they came, those of one name if it is given."""
    from gridconsole.care.listing import CareFilter

    found = console.care.list.page(console.caller("BZ"), CareFilter(), 0, 1000)
    return sorted((one for one in found if name in (None, one["name"])), key=lambda one: one.id)


def one(console, name):
    """Return the only person of a name."""
    (found,) = people(console, name)
    return found


def full(console, snapshot, key):
    """Return a masked value in full."""
    return console.care.reveal(console.caller("BZ").because("核对"), snapshot.id, key)
