"""What a file panel asks of the care ledger: blocking calls, made on the worker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_form.history import Line

if TYPE_CHECKING:
    from gridconsole.console import Console

DEEDS = {
    "care.record": "建档",
    "care.correct": "修改",
    "care.import": "导入",
    "care.bring_back": "恢复旧值",
    "care.take_back": "撤回导入",
    "care.withdraw": "撤下",
}


@dataclass(frozen=True)
class File:
    """A person's file, and what is needed to show and to check it."""

    one: Snapshot
    reading: Reading
    steps: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


class Back(NamedTuple):
    """Values to be brought back: whose, of which version, which fields."""

    owner: str
    version: int
    keys: tuple[str, ...]


def open_file(console: "Console", caller: Caller, id: UUID) -> File:
    """Return a person's file; raise NoSuchFile."""
    return file_of(console, caller, console.care.open(caller, id))


def file_of(console: "Console", caller: Caller, one: Snapshot) -> File:
    """Return the file that a snapshot belongs to."""
    care = console.care
    return File(one, care.reading(caller), tuple(care.due_steps(one)), tuple(care.gaps(one)))


def read_history(console: "Console", caller: Caller, id: UUID, may_bring_back: bool) -> list[Line]:
    """Return what was done to a file, newest first."""
    return [_line(past, may_bring_back) for past in console.care.history(caller, id)]


def _line(past: Any, may_bring_back: bool) -> Line:
    pairs = zip(past.before, past.after, strict=True)
    changes = tuple((before.label, before.text, after.text) for before, after in pairs)
    keys = tuple(value.key for value in past.before)
    first = past.version == 0
    back = Back(past.owner, past.version, keys) if may_bring_back and keys and not first else None
    at = local(past.at) if past.at else None
    return Line(at, past.by, DEEDS.get(past.deed, past.deed), past.reason, changes, first, back)
