"""What is special to one ledger beyond its fields: who sees what, what follows from a write."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.doors import Unit

Where = ColumnElement[bool]
Written = Sequence[tuple[Any, Mapping[str, Any]]]
"""Records that were saved, each with its values before (none for a new one)."""


class Locator(Protocol):
    """Finds the records that the rows of a workbook hang on."""

    def load(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Read what these rows may mean, all at once."""

    def find(self, values: Mapping[str, Any]) -> UUID | str:
        """Return the id, or the sentence that says why none is found."""


def everything(_caller: Caller) -> Sequence[Where]:
    """Return no condition: whoever may open the ledger sees all of it."""
    return ()


def nothing_wrong(_values: Mapping[str, Any], _today: date) -> dict[str, str]:
    """Return no complaint."""
    return {}


def nothing_settled(_values: Mapping[str, Any]) -> str:
    """Return no reason: every standing record takes changes."""
    return ""


def nothing_implied(_session: Session, _parents: Collection[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Return nothing: all that stands in the ledger has a record."""
    return {}


def nothing_follows(_unit: Unit, _written: Written) -> None:
    """Do nothing."""


def nothing_prepared(_unit: Unit, _records: Sequence[Any]) -> None:
    """Leave new records as they are."""


def no_parents(_session: Session, _caller: Caller, _ids: Collection[UUID]) -> dict[UUID, Snapshot]:
    """Return nothing: the records hang on no other."""
    return {}


@dataclass(frozen=True)
class Special:
    """A ledger with its order and the rules that its declaration can't tell.

    `newest_first` turns the order round. `scope` narrows what a caller sees; `found` is what a search
    text means in SQL, with True when not even the last of very many matches may be left out; `parents`
    gives the pictures of the records that these hang on; `wrong` says what contradicts what, by field
    key; `follows` does within the same write what a saved record entails (it gets the values before);
    `narrowings` are the filters that a table offers, by name.
    """

    ledger: Ledger
    order: InstrumentedAttribute[Any]
    one: str
    """What a single record is called, as in 这条走访记录."""
    found: Callable[[Session, Caller, str, bool], Where]
    newest_first: bool = False
    may_volunteers: bool = False
    scope: Callable[[Caller], Sequence[Where]] = everything
    parents: Callable[[Session, Caller, Collection[UUID]], dict[UUID, Snapshot]] = no_parents
    pictures: Callable[[Session, Caller, Sequence[Any]], list[Snapshot]] | None = None
    """Makes the pictures of records where their own fields don't tell all that a row shows."""
    wrong: Callable[[Mapping[str, Any], date], dict[str, str]] = nothing_wrong
    settled: Callable[[Mapping[str, Any]], str] = nothing_settled
    """Says of a record that takes no change from a workbook why, and what to do first."""
    prepare: Callable[[Unit, Sequence[Any]], None] = nothing_prepared
    """Completes new records before they are stored: numbers, moments."""
    follows: Callable[[Unit, Written], None] = nothing_follows
    standing: Sequence[Where] = ()
    """What a row must fulfil to stand in the ledger at all."""
    leaning: Sequence[InstrumentedAttribute[UUID]] = ()
    """The columns by which other records hang on these; one that is leaned on is not withdrawn."""
    narrowings: Mapping[str, Callable[[date], Sequence[Where]]] = field(default_factory=dict)
    parent_keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of the parent's picture that open every row of a table or workbook -> their headings."""
    same: tuple[str, ...] = ()
    """The fields by which a workbook's row means a record that is there, beside what it hangs on."""
    alike: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] | None = None
    """Whether values mean a standing record though they differ in `same`."""
    rivals: Callable[[Mapping[str, Any], Mapping[str, Any]], str] | None = None
    """The field for which a standing record can't stand beside values; empty when both can."""
    rivalry: str = ""
    """The rule that `rivals` stands for, as in 一户只能有一位主结对人."""
    implied: Callable[[Session, Collection[UUID]], Mapping[UUID, Mapping[str, Any]]] = nothing_implied
    """What stands for a parent without a record of its own yet: parent -> values."""
    once: bool = False
    """Whether a form is refused when it makes what is there already."""
    locator: Callable[[Session, Caller], Locator] | None = None
    locating: Mapping[str, Field] = field(default_factory=dict)
    """Columns of a workbook that tell what a row hangs on."""
    by_hand: bool = True
    """Whether records are made and corrected in a form; some come only from a deed of their own."""

    @property
    def importable(self) -> bool:
        """Whether a workbook's rows can be told apart, so that importing one again changes nothing."""
        return bool(self.same)
