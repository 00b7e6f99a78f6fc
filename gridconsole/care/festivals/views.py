"""What leaves the core of a festival campaign."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridconsole.care.festivals.rules import Total
from gridconsole.core.ledger.snapshot import Snapshot


class State(StrEnum):
    """How far a household's gift is."""

    OPEN = "未领"
    HANDED = "已领"
    RETURNED = "已退回"


@dataclass(frozen=True)
class Home:
    """A household as lists name it: people in the ledger and their place; no house number, no category."""

    id: UUID
    file_number: str
    names: tuple[str, ...]
    village: str = ""
    group: str = ""

    @property
    def label(self) -> str:
        """The names in one line."""
        return "、".join(self.names)

    @property
    def place(self) -> str:
        """Village and group in one line."""
        return f"{self.village}{self.group}"


@dataclass(frozen=True)
class Line:
    """A household of a choice and why it is there, or why not."""

    home: Home
    why: str


@dataclass(frozen=True)
class Selection:
    """How households are chosen: by group and village (none stand for all), by name, but for some.

    `groups` of None stand for those of the campaign.
    """

    groups: tuple[str, ...] | None = None
    villages: tuple[str, ...] = ()
    extra: frozenset[UUID] = frozenset()
    but: frozenset[UUID] = frozenset()
    only_named: bool = False


@dataclass(frozen=True)
class Choice:
    """A preview: who would come onto the list, who is on it, who would leave it, who can't be on it."""

    campaign_id: UUID
    selection: Selection
    taken: tuple[Line, ...] = ()
    already: tuple[Line, ...] = ()
    dropped: tuple[Line, ...] = ()
    excluded: tuple[Line, ...] = ()
    over_stock: tuple[str, ...] = ()
    """Sentences on goods that would not do for everybody."""


@dataclass(frozen=True)
class CampaignFile:
    """A campaign with its goods as snapshots, and how many households are how far."""

    campaign: Snapshot
    title: str
    items: tuple[Snapshot, ...]
    open: int = 0
    handed: int = 0
    returned: int = 0


@dataclass(frozen=True)
class GiftItem:
    """One kind of goods of a household: meant for it, handed over so far, and back in the store."""

    id: UUID
    name: str
    unit: str
    planned: int
    handed: int
    back: int


@dataclass(frozen=True)
class GiftCard:
    """A household's gift, to be shown and keyed in; money in whole fen, `code` as on the receipt."""

    id: UUID
    version: int
    campaign_id: UUID
    title: str
    number: int
    code: str
    home: Home
    items: tuple[GiftItem, ...]
    cash_planned: int
    cash: int
    gives_cash: bool
    state: State
    receiver: str = ""
    relation: str = ""
    received_on: date | None = None
    handler: str = ""
    second_handler: str = ""
    returned: str = ""
    warning: str = ""
    """What whoever keys in should look at; empty as a rule."""


@dataclass(frozen=True)
class ItemTotal:
    """One kind of goods in the summary; `price` in fen, `stock` None while it isn't noted."""

    id: UUID
    name: str
    unit: str
    price: int | None
    stock: int | None
    total: Total
    value: int
    """What was handed out, in fen."""


@dataclass(frozen=True)
class Summary:
    """A campaign's account; money in fen, and in words where accounts write it so."""

    title: str
    open: int
    handed: int
    returned: int
    items: tuple[ItemTotal, ...]
    cash: Total
    """Its stock is the cash that was meant for the households."""
    value: int
    in_capitals: str
    cash_in_capitals: str
    budget: int | None
    differences: tuple[str, ...]
    """A sentence on each kind of goods that doesn't add up, and on a budget that was exceeded."""
    remarks: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether everything that left the store is accounted for."""
        return not self.differences
