"""What one visit sheet says, as plain data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Protocol

KEEP_POWER_INSTRUCTION = "有不能断电的设备，不要拉总开关"


@dataclass(frozen=True)
class SheetPerson:
    """One person of the household as the door must find him; sex and age may be unknown."""

    name: str
    sex: str = ""
    age: int | None = None

    @property
    def particulars(self) -> tuple[str, ...]:
        """Return sex and age, as far as they are known."""
        return tuple(filter(None, (self.sex, "" if self.age is None else f"{self.age}岁")))


@dataclass(frozen=True)
class LastSeen:
    """What the previous visit left: done, still open, promised."""

    on: date
    by: str = ""
    done: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()

    @property
    def items(self) -> list[tuple[str, str]]:
        """Return each with its word, in the order in which they are read."""
        groups = (("已办", self.done), ("未办", self.open), ("答应", self.promised))
        return [(word, text) for word, texts in groups for text in texts if text.strip()]


@dataclass(frozen=True)
class Appointment:
    """When the household expects the visit, and who agreed it how."""

    at: datetime
    how: str = ""
    by: str = ""


@dataclass(frozen=True)
class VisitSheet:
    """All that one sheet says; names, address and telephones in full, nothing of category or health."""

    station: str
    document_number: str
    sheet_number: int
    station_number: int
    visit_count: int
    people: tuple[SheetPerson, ...]
    address: str
    way: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    instructions: tuple[str, ...] = ()
    helper: str = ""
    companion: str = ""
    last_seen: LastSeen | None = None
    appointment: Appointment | None = None
    must_keep_power: bool = False
    leave_test_button: bool = False
    """Nobody presses the test button here, and the sheet doesn't say why."""
    electrician: str | None = None
    next_due: date | None = None
    printed_by: str = ""
    printed_on: date | None = None
    copy_number: int = 1
    occasions: tuple[str, ...] = ()
    """What the visit is for besides the regular one: a festival, a re-check."""

    def __post_init__(self) -> None:
        if not self.people:
            raise ValueError("a visit sheet names at least one person")

    @property
    def before_entering(self) -> tuple[str, ...]:
        """Return the instructions, with the one about the main switch where power must not fail."""
        said = tuple(text for text in self.instructions if text.strip())
        if not self.must_keep_power or KEEP_POWER_INSTRUCTION in said:
            return said
        return (*said, KEEP_POWER_INSTRUCTION)


class Guarded(Protocol):
    """What the form at the door depends on: who may test and mend there, when the next visit is due."""

    @property
    def must_keep_power(self) -> bool:
        """Return whether power must not fail there."""

    @property
    def leave_test_button(self) -> bool:
        """Return whether nobody presses the test button there."""

    @property
    def electrician(self) -> str | None:
        """Return the certified electrician who comes along."""

    @property
    def next_due(self) -> date | None:
        """Return the day before which the next visit is due."""


@dataclass(frozen=True)
class BlankVisitSheet:
    """A sheet for a household that is not in the ledger yet: no number, all of it written by hand.

    What stands in the house is not known, so nobody presses the test button and no electrician is named.
    """

    station: str
    printed_by: str = ""
    printed_on: date | None = None

    must_keep_power: ClassVar[bool] = False
    leave_test_button: ClassVar[bool] = True
    electrician: ClassVar[str | None] = None
    next_due: ClassVar[date | None] = None
