"""A page of a panel: what the panel asks of whichever is in front."""

from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """Holds nothing unsaved and finds nothing, unless a page says otherwise."""

    @property
    def is_importing(self) -> bool:
        """Whether the import wizard has the page's place."""
        return False

    @property
    def can(self) -> dict[str, bool]:
        """Whether records are made here by hand (new) and workbooks imported (import); empty: no ledger."""
        return {}

    def make_new(self) -> None:
        """Start a record by hand."""

    def start_import(self, file: Path | None = None) -> None:
        """Let the import wizard take the page's place."""

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return False

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        then()

    def save(self) -> None:
        """Save what is typed."""

    @property
    def paper(self) -> str:
        """What is printed here, as in 打印走访单; empty: nothing."""
        return ""

    def print_paper(self) -> None:
        """Print it."""

    def close_file(self) -> None:
        """Drop what is open."""

    def start_search(self) -> None:
        """Go to where one searches."""


class CatchingUp(Page):
    """A page of what stands in some tables: read again after a write there, or when it is next shown."""

    def __init__(self, concerned: Set[str]) -> None:
        super().__init__()
        self._concerned, self._stale = concerned, False

    def refresh(self) -> None:
        """Read again; what is open stays."""
        raise NotImplementedError

    def written(self, what: Mapping[str, Any]) -> None:
        """Hear what was written, by table."""
        self._stale = self._stale or bool(self._concerned & what.keys())
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written while the page was behind another."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()
