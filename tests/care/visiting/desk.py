"""What a clerk does at the desk: prints, scans, types."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.records import Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.paper.codes import qr_digits, sheet_code

BOTH = pytest.mark.parametrize("store", ["sqlite", "postgres"], indirect=True)
KNOWN_SINCE = date(2026, 8, 1)
ADDRESS = "柳塘村3组27号"
POINTS = (1, 2, 4, 5, 6, 11, 14, 16, 19, 25)
MET = {
    "visited_on": "9月20日", "came": "9:30", "left": "10:15", "met": "本人", "visitors": "刘建军、何静",
}  # fmt: skip


def filled(**more):
    """Return a sheet on which everything is well, with these answers instead."""
    return {f"point_{number}": "1" for number in POINTS} | MET | more


def printed(console, caller, households=None, **more):
    """Print and return the text of each page."""
    stream = io.BytesIO()
    console.care.visits.print(caller, stream, households, **more)
    return [page.extract_text() for page in PdfReader(stream).pages]


def scanned(number=1, kind=1, station=1):
    return qr_digits(kind, station, number)


def keyed(console, caller, number=1, **more):
    """Open the sheet of this number and key it in."""
    keying = console.care.visits.keying
    opened = keying.open_sheet(caller, sheet_code(number))
    return keying.key_in(caller, opened, filled(**more))


def corrected(console, caller, keyed, **more):
    """Open what was keyed, change these answers and key it in again."""
    keying = console.care.visits.keying
    opened = keying.open_keyed(caller, keyed.visit.id)
    return keying.correct(caller, opened, {**opened.typed, **more})


def household(console, home):
    return console.doors.read(lambda s: s.scalars(select(Household).where(Household.id == home)).one())


def visits(console):
    return console.doors.read(lambda s: s.scalars(select(Visit).order_by(Visit.number)).all())


def rows(console, record):
    """Return the standing records of a kind in the order in which they came."""
    query = select(record).where(record.withdrawn.is_(None)).order_by(record.row)
    return console.doors.read(lambda s: list(s.scalars(query)))
