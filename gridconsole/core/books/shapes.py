"""What every ledger's import hands out, whichever ledger it is for: the sheet, its rows, what was written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from gridconsole.core.exchange.checking import Checked
from gridconsole.core.exchange.headings import Head, Matching


class Sheet(Protocol):
    """A workbook's sheet as it was understood."""

    @property
    def file(self) -> Path:
        """The workbook."""

    @property
    def sheet(self) -> str:
        """The sheet's name."""

    @property
    def head(self) -> Head:
        """Where the headings stand."""

    @property
    def matching(self) -> Matching:
        """Which column became which field."""

    @property
    def rows(self) -> tuple[tuple[int, tuple[Any, ...]], ...]:
        """The rows below the headings, with their numbers."""

    @property
    def headings(self) -> dict[int, str]:
        """Column index -> heading."""

    @property
    def keys(self) -> set[str]:
        """The fields that a column gives."""


class Row(Protocol):
    """A checked row with what importing it would do."""

    @property
    def checked(self) -> Checked:
        """The row as it was read."""

    @property
    def verdict(self) -> str:
        """One of the words of Verdict."""

    @property
    def differing(self) -> Mapping[str, tuple[Any, Any]]:
        """Field key -> (old, new) where the ledger says otherwise."""

    @property
    def same_as(self) -> int:
        """The line that this row repeats; 0 as a rule."""

    @property
    def incomplete(self) -> bool:
        """Whether the row goes in with something to be completed."""


class Written(Protocol):
    """One import that was written."""

    @property
    def id(self) -> UUID | None:
        """The import's id; None when there was nothing to write."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows had each verdict."""
