"""How wide the columns are: never wider together than the room."""

from collections.abc import Callable, Sequence

from ui.widgets.ledger_table.column import Column

Px = Callable[[float], int]
LEAST = 48
"""Px at 100 % that every column has."""


def widths(columns: Sequence[Column], room: int, px: Px, end: int = 0) -> list[int]:
    """Return the px of each column, 0 for one that is off or has no room.

    The least needed go first and the first one never. What somebody gave a column is given again as
    far as the room goes; what is left over then goes to the others. The last one has `end` px at least.
    """
    shown = [at for at, column in enumerate(columns) if column.shown] or [0]
    while len(shown) > 1 and sum(_floors(columns, shown, px, end)) > room:
        shown.remove(max(shown[1:], key=lambda at: (columns[at].keep, at)))
    found = dict(zip(shown, _floors(columns, shown, px, end), strict=True))
    for at in shown:
        found[at] += min(max(0, room - sum(found.values())), max(0, px(columns[at].wanted) - found[at]))
    _share_out(found, columns, room)
    return [found.get(at, 0) for at in range(len(columns))]


def _floors(
    columns: Sequence[Column], shown: Sequence[int], px: Callable[[float], int], end: int
) -> list[int]:
    """Px that a column has at least: what was declared, or less where somebody wanted less."""
    found = [px(min(c.wanted or c.width, c.width)) for c in (columns[at] for at in shown)]
    return [*found[:-1], max(found[-1], end)]


def _share_out(found: dict[int, int], columns: Sequence[Column], room: int) -> None:
    over = max(0, room - sum(found.values()))
    free = {at: columns[at].stretch for at in found if columns[at].stretch and not columns[at].wanted}
    parts = free or {max(found): 1}
    for at, part in parts.items():
        found[at] += over * part // sum(parts.values())
