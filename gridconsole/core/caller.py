"""Who acts: every call of a service carries a caller."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from gridconsole.core.errors import ConsoleError


class Role(StrEnum):
    """What a member of staff may do."""

    CLERK = "综合柜员"
    VOLUNTEER = "志愿者"
    MANAGER = "所长"


class NotAllowed(ConsoleError):
    """The caller's role does not allow this."""


@dataclass(frozen=True)
class Caller:
    """The acting member of staff, at one station, and why (FIELDS 4.5)."""

    station_id: UUID
    staff_id: UUID
    staff_name: str
    role: Role
    reason: str = ""

    def because(self, reason: str) -> "Caller":
        """Return the same caller with a reason for what comes next."""
        return replace(self, reason=reason.strip())

    def must_not_be_volunteer(self, deed: str) -> None:
        """Raise NotAllowed when a volunteer asks for something beyond visits."""
        if self.role is Role.VOLUNTEER:
            raise NotAllowed(f"志愿者不能{deed}。", "请让综合柜员来办。")
