"""Values of the ledger inside sentences: never more than the screen shows."""

from typing import Any

from gridconsole.core.ledger.fields import Care, Field
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, Lock, Masked, may_be_locked


def locked(declared: Field, lock: Lock) -> bool:
    """Return whether nobody may see a field of this person."""
    shut = (declared.care is Care.HEALTH and lock.health) or (declared.minor and lock.minor)
    return shut and may_be_locked(declared)


def shown(declared: Field, value: Any, lock: Lock) -> str:
    """Return a value for a sentence: masked, health always, and the words of a locked field."""
    if locked(declared, lock):
        return LOCKED_WORDS
    hidden = declared.care in (Care.MASKED, Care.HEALTH)
    return str(declared.kind.mask(value) if hidden else declared.kind.show(value))


def difference(declared: Field, old: Any, new: Any, lock: Lock) -> str:
    """Return the sentence that shows old and new, as far as the screen would."""
    if locked(declared, lock):
        return f"台账里另有内容（{LOCKED_WORDS}）"
    was, would_be = shown(declared, old, lock), shown(declared, new, lock)
    return f"台账里是{was}，" + (f"表里是{would_be}" if was != would_be else "遮住的部分不同")


def sealed(declared: Field, value: Any, lock: Lock) -> Any:
    """Return the value itself, or the Masked words when it is locked."""
    return Masked(LOCKED_WORDS, locked=True) if locked(declared, lock) else value
