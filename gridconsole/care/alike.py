"""When two values mean the same, and when a cell shows a mask in place of the value that the ledger has."""

from typing import Any

from gridconsole.care import places
from gridconsole.care.known import Row
from gridconsole.care.records import CARE
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, mask_typed


def alike(key: str, old: Any, new: Any) -> bool:
    """Return whether two values of a field mean the same, or the new one says no more than the old one."""
    if old == new:
        return True
    if key == "address" and places.says_less(new, old):
        return True
    if key in places.PLACE:
        return places.same(old, new)
    return isinstance(old, tuple) and set(old) == set(new)


def stands_for(key: str, text: str, value: Any) -> bool:
    """Return whether a text is how the value is shown or masked."""
    kind = CARE.fields[key].kind
    return text == LOCKED_WORDS or text in (kind.mask(value), kind.show(value))


def note_typed(row: Checked, owner: Row, key: str, *, set_now: bool) -> bool:
    """Keep a text that could not be read, unless the ledger knows better or has it; return whether it is new.

    `set_now` tells that this row sets the value which the text is a remark on.
    """
    text, value, standing = row.typed[key], owner.now(key), owner.typed_now(key)
    if key in row.values:
        keep = set_now and standing != text
        if not keep and standing != text:
            row.settle(key)
    elif value is not None:
        keep = False
        if stands_for(key, text, value):
            row.settle(key)
    else:
        keep = standing is None or text not in (
            standing,
            mask_typed(CARE.fields[key], standing),
            LOCKED_WORDS,
        )
    if keep:
        owner.fresh_typed[key] = text
    return keep


def settle_missing(row: Checked, owner: Row, keys: Any) -> None:
    """Forget empty cells where the ledger has a value: an empty cell never erases one."""
    for problem in row.problems:
        if problem.code == "missing" and problem.key in keys and owner.now(problem.key) is not None:
            row.settle(problem.key)
