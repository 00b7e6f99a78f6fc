"""The rules of the check with the village: quarters, and what an answer says of somebody (FIELDS 3.7)."""

import re
from datetime import date

from gridconsole.care.rules import GONE
from gridconsole.core.ledger.kinds.base import Unreadable

HERE, MOVED, DIED, NEW = "还在", "搬走", "去世", "新增"
STATUS = {HERE: "在册", MOVED: "迁出", DIED: "去世"}
"""What a person's status becomes by each answer."""
REASON = "村级核对"
LONGEST_REASON = 200

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def parts_of(quarter: str) -> tuple[int, int]:
    """Return year and quarter (1 to 4) of 2026-Q4; raise Unreadable for anything else."""
    found = _QUARTER.fullmatch(quarter.strip().upper())
    if not found:
        raise Unreadable("no_quarter", "季度应像 2026-Q4 这样写")
    return int(found[1]), int(found[2])


def new_status(answer: str, standing: str | None) -> str | None:
    """Return the status that an answer gives somebody; None when it stays as it is."""
    told = STATUS[answer]
    return None if told == (standing or STATUS[HERE]) else told


def against(answer: str, standing: str | None, *, withdrawn: bool = False) -> str:
    """Return why an answer can't be taken: the ledger knows better since; empty when it can.

    Nobody comes back to life by a tick.
    """
    if withdrawn:
        return "这份档案已撤下，请先核对档案"
    if standing in GONE and new_status(answer, standing):
        return f"台账里已登记{standing}，请先核对档案"
    return ""


def reason(remark: str) -> str:
    """Return why a status changed."""
    return (f"{REASON}：{remark}" if remark else REASON)[:LONGEST_REASON]
