"""A consent form as it leaves the core."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridconsole.core.ledger.snapshot import Snapshot


@dataclass(frozen=True)
class OpenForm:
    """A form ready to be keyed in: whose it is, who must sign, and what may be ticked, as on the paper.

    `contact` and `relation` are the ledger's, to fill in beforehand who may have signed.
    """

    id: UUID
    code: str
    person: Snapshot
    for_guardian: bool
    items: tuple[str, ...]
    copies: int
    printed_on: date
    contact: str
    relation: str
