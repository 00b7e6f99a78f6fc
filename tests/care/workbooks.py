"""Workbooks of the other ledgers, as stations keep them, and what importing them does."""

from openpyxl import Workbook
from sqlalchemy import select

from gridconsole.care.records import Household

PLACES = {"张桂兰": "柳塘村1组2号", "李长顺": "柳塘村1组9号", "王秀英": "杨庄村3组5号"}


def households(console, **more):
    """Make a household for each of three people; return the households' ids by name."""
    caller, found = console.caller("BZ"), {}
    for at, (name, address) in enumerate(PLACES.items()):
        raw = {"name": name, "address": address, "account": f"061000000{at}", **more.get(name, {})}
        found[name] = console.care.household_of(caller, console.care.record(caller, raw))
    return found


def workbook(folder, *rows, name="表.xlsx", merged=()):
    """Write rows, the headings first, into a workbook; a row of one text is a title."""
    book = Workbook()
    page = book.active
    for row in rows:
        page.append([row] if isinstance(row, str) else list(row))
    for cells in merged:
        page.merge_cells(cells)
    file = folder / name
    book.save(file)
    return file


def check(console, ledger, file, policy="refuse", choices=None):
    """Understand and check a workbook."""
    caller, imports = console.caller("BZ"), console.care.books[ledger].imports
    return imports.check(caller, imports.understand(caller, file), policy, choices=choices)


def bring_in(console, ledger, file, policy="refuse", choices=None):
    """Check and write; return what was done."""
    checkout = check(console, ledger, file, policy, choices)
    console.care.books[ledger].imports.write(console.caller("BZ"), checkout)
    return checkout


def verdicts(checkout):
    return [row.verdict.value for row in checkout.rows]


def said(checkout):
    """Return (line, column, sentence) of everything that is wrong."""
    return [(p["row"], p["column"], p["message"]) for p in checkout.report("")["problems"]]


def rows(console, ledger, caller=None):
    """Return all snapshots of a ledger, in the order in which they came."""
    found = console.care.books[ledger].everything(caller or console.caller("BZ"))
    return sorted(found, key=lambda one: one.id)


def name_helper(console, home, staff_id):
    """Name a helper as households of older data do, without a pairing."""

    def write(unit):
        unit.session.scalar(select(Household).where(Household.id == home)).helper = staff_id

    console.doors.write(console.caller("BZ"), "test.helper", write)
