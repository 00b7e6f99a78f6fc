"""What a festival's list for the accounts says, as plain data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Goods:
    """One kind of goods: how many left the store and how many came back."""

    name: str
    unit: str
    left_store: int = 0
    returned: int = 0


@dataclass(frozen=True)
class Handout:
    """What one household is given; `received_on` is None until it is handed over.

    `quantities` are in the order of the list's goods, `cash` is in fen, `returned` says why it went
    back, `relation` who the receiver is to the household if he is not of it.
    """

    household_number: str
    receiver: str
    group: str
    quantities: tuple[int, ...]
    cash: int = 0
    relation: str = ""
    received_on: date | None = None
    handlers: tuple[str, ...] = ()
    returned: str = ""


@dataclass(frozen=True)
class FestivalList:
    """One campaign's list; cash in fen. Goods without a handout still show what left the store."""

    station: str
    document_number: str
    festival: str
    year: int
    goods: tuple[Goods, ...]
    handouts: tuple[Handout, ...]
    cash_withdrawn: int = 0
    cash_returned: int = 0
    starts: date | None = None
    ends: date | None = None
    printed_by: str = ""
    printed_on: date | None = None
    copy_number: int = 1

    def __post_init__(self) -> None:
        if any(len(each.quantities) != len(self.goods) for each in self.handouts):
            raise ValueError("a handout has one quantity for each kind of goods")

    @property
    def has_cash(self) -> bool:
        """Say whether money is given at all."""
        return bool(self.cash_withdrawn or self.cash_returned or any(each.cash for each in self.handouts))
