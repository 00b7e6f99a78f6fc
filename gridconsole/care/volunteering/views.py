"""What a volunteer did in a period, as it leaves the core."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class Total:
    """One volunteer's services and trainings in a period; hours in steps of 0.5."""

    volunteer_id: UUID
    name: str
    number: str
    times: int
    hours: Decimal
    trainings: int
    training_hours: Decimal
