"""What a care ledger on paper says, as plain data."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class LedgerPerson:
    """One person of the ledger, in full; the kind of ledger decides what of it is printed and masked."""

    number: str
    name: str
    sex: str = ""
    age: int | None = None
    categories: tuple[str, ...] = ()
    group: str = ""
    citizen_id: str = ""
    phone: str = ""
    account: str = ""
    guardian: str = ""
    guardian_relation: str = ""
    guardian_phone: str = ""
    helper: str = ""
    last_visit: date | None = None
    next_visit: date | None = None
    is_overdue: bool = False
    risk: str = ""


@dataclass(frozen=True)
class CareLedger:
    """The people of a ledger in the order in which they are listed, and the day for which it holds."""

    station: str
    document_number: str
    scope: str
    as_of: date
    people: tuple[LedgerPerson, ...]
    printed_by: str = ""
    printed_at: datetime | None = None
    copy_number: int = 1
    order: str = "按村、组排列"


@dataclass(frozen=True)
class WorkingCopy:
    """Who took a working ledger, when and why: the watermark of each of its pages."""

    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("a working ledger says who took it and why")

    @property
    def words(self) -> str:
        """Return what the watermark says."""
        return f"{self.by}，{minute(self.at)}，{self.reason}"


def minute(at: datetime) -> str:
    """Return a time as it is printed, to the minute."""
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
