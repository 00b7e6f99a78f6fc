"""What the last visit left, for the next sheet: done, still open, promised; short enough for any page."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.needs.records import Need
from gridconsole.care.visit_sheet import LastSeen
from gridconsole.care.visiting.records import Visit

LINES, LINE = 5, 16
"""So many lines of so many characters fit on every page, in the smallest type."""
NO_RECORD = "走访过，没有留下记录"


def open_needs(session: Session, household_ids: Sequence[UUID]) -> list[Need]:
    """Return the needs of these households (a thousand at most) that nobody has met yet, the oldest first."""
    query = select(Need).where(
        Need.household_id.in_(household_ids), Need.fulfilled_on.is_(None), Need.withdrawn.is_(None)
    )
    return list(session.scalars(query.order_by(Need.raised_on, Need.row)))


def last_seen(last_visit: date | None, visit: Visit | None, needs: Sequence[Need]) -> LastSeen | None:
    """Return what to say of the last visit; of one without a record (from a workbook) only its day.

    `visit` is the last one on record at which somebody was met. How the people fare is never said.
    """
    recorded = visit.visited_on if visit else None
    day = max(filter(None, (last_visit, recorded)), default=None)
    if day is None:
        return None
    told = visit if visit is not None and recorded == day else None
    promised = [need for need in needs if need.promised_by or need.promised_for]
    still_open = [str(text) for _, text in told.faults or ()] if told else []
    still_open += [need.what or "" for need in needs if need not in promised]
    names = "、".join(told.visitors or ()) if told else ""
    return fitted(LastSeen(day, names, _done(told), tuple(still_open), tuple(map(_promise, promised))))


def fitted(seen: LastSeen) -> LastSeen:
    """Return as much as fits on any page, promises first, then what is open; the rest is counted."""
    groups = {"promised": seen.promised, "open": seen.open, "done": seen.done}
    texts = [(key, _clipped(" ".join(text.split()))) for key, group in groups.items() for text in group]
    room = LINES if sum(_height(text) for _, text in texts) <= LINES else LINES - 1
    kept: dict[str, list[str]] = {key: [] for key in groups}
    left_out = 0
    for key, text in texts:
        if _height(text) <= room:
            kept[key].append(text)
            room -= _height(text)
        else:
            left_out += key != "done"
    kept["open"] += [f"另有 {left_out} 件，见档案"] if left_out else []
    return LastSeen(seen.on, seen.by, *(tuple(kept[key]) for key in ("done", "open", "promised")))


def _done(visit: Visit | None) -> tuple[str, ...]:
    if visit is None:
        return (NO_RECORD,)
    words = ("、".join(visit.done or ()), f"用了{visit.materials}" if visit.materials else "")
    return tuple(filter(None, words))


def _promise(need: Need) -> str:
    until = f"（{need.promised_for.month}月{need.promised_for.day}日前）" if need.promised_for else ""
    return _clipped(need.what or "", 2 * LINE - len(until)) + until


def _height(text: str) -> int:
    return -(-len(text) // LINE)


def _clipped(text: str, longest: int = 2 * LINE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
