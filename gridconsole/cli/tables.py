"""Lists in the terminal."""

import sys
from collections.abc import Iterable, Sequence

WIDE = 200
"""Columns of a list that no terminal shows."""


def say_table(headings: Iterable[str], rows: Sequence[Sequence[str]], nothing: str) -> None:
    """Print rows under their headings, an empty cell as a dash; `nothing` when there are none."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=None)
    for row in rows:
        # Text, since what people typed may look like markup.
        table.add_row(*(Text(cell or "—") for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table if rows else nothing)
