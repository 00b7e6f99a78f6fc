"""What the wizard asks of a ledger's imports: blocking calls, made on the worker."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from gridconsole.core.books.checkout import Policy
from gridconsole.core.books.shapes import Row, Sheet, Written
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.progress import Progress


class SheetInfo(Protocol):
    """One sheet of a workbook."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def rows(self) -> int:
        """How many rows it has."""

    @property
    def hidden(self) -> bool:
        """Whether it is hidden in the workbook."""


@dataclass(frozen=True)
class Asked:
    """What was said about a workbook: columns given by hand, answers to differences, where it comes from."""

    chosen: Mapping[str, str | None]
    answers: Mapping[int, Policy]
    ground: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Checkout:
    """A workbook's rows with their verdicts, and what can be done with them.

    `missing` is what an import leaves to be completed: label and number of records, most first.
    """

    rows: Sequence[Row]
    refused: int
    missing: Sequence[tuple[str, int]]
    write: Callable[[Caller, Progress], Written]
    save_refused: Callable[[Path], int]


class Importer(Protocol):
    """One ledger's imports.

    `offered` are the fields that a column may become, in the order of the list; with `grounds`, the wizard
    asks where the data comes from, and `ground_words` say what for. `one` is what is counted.
    """

    title: str
    one: str
    fields: Mapping[str, Field]
    offered: Sequence[Field]
    grounds: Sequence[str]
    ground_words: str

    def lacking(self, keys: Collection[str]) -> tuple[str, str] | None:
        """Return what columns are wanting before anything can be checked (sentence, next step)."""

    def without(self, keys: Collection[str]) -> list[str]:
        """Return the labels of the fields that no column gives and that are to be completed."""

    def called(self, values: Mapping[str, Any]) -> str:
        """Return whom or what a row is about."""

    def lock(self, values: Mapping[str, Any], ground: str | None, today: date) -> Lock:
        """Return what of a row stays closed."""

    def sheets(self, file: Path) -> Sequence[SheetInfo]:
        """Return a workbook's sheets."""

    def understand(self, caller: Caller, file: Path, sheet: str | None, progress: Progress) -> Sheet:
        """Read a sheet and match its headings."""

    def rematch(self, understood: Sheet, chosen: Mapping[int, str | None]) -> Sheet:
        """Return the sheet with columns given to other fields."""

    def check(self, caller: Caller, understood: Sheet, asked: Asked, progress: Progress) -> Checkout:
        """Work out every row's verdict."""

    def take_back(self, caller: Caller, import_id: UUID, keep_changed: bool) -> int:
        """Take an import back; return how many records it concerned. Raises ChangedSince."""

    def write_template(self, file: Path) -> None:
        """Write an empty workbook to fill in."""
