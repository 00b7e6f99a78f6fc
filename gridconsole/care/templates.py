"""Empty workbooks of the ledgers beside that of the people, made without any data."""

from collections.abc import Mapping
from pathlib import Path

from gridconsole.care.festivals.records import CAMPAIGNS
from gridconsole.care.lights.records import NIGHT_LIGHTS
from gridconsole.care.locating import LOCATING
from gridconsole.care.needs.records import NEEDS
from gridconsole.care.pairing.records import PAIRINGS
from gridconsole.care.visiting.records import VISITS
from gridconsole.care.volunteering.records import VOLUNTEERS
from gridconsole.core.books.exporting import write_ledger_template
from gridconsole.core.ledger.fields import Field

OF_HOUSEHOLDS = {one.name: one for one in (VISITS, PAIRINGS, NIGHT_LIGHTS, NEEDS)}
OTHERS = {one.name: one for one in (CAMPAIGNS, VOLUNTEERS)}


def write_template(name: str, file: Path) -> None:
    """Write the empty workbook of a ledger; raises WrongEnding or a subclass of FileError."""
    locating: Mapping[str, Field] = LOCATING if name in OF_HOUSEHOLDS else {}
    write_ledger_template({**OF_HOUSEHOLDS, **OTHERS}[name], locating, file)
