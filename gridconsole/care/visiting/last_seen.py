"""What the last visit left, for the next sheet: done, still open, promised; short enough for the page."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.needs.records import Need
from gridconsole.care.visit_sheet import LastSeen
from gridconsole.care.visiting.records import Visit

MOST, LONGEST = 3, 30
"""So many lines of each kind, of so many characters, never crowd out what is written by hand."""
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
    still_open = [f"{text}" for _, text in (told.faults or ())] if told else []
    still_open += [need.what or "" for need in needs if need not in promised]
    return LastSeen(
        on=day,
        by="、".join(told.visitors or ()) if told else "",
        done=_done(told),
        open=_short(dict.fromkeys(still_open)),
        promised=_short(map(_promise, promised)),
    )


def _done(visit: Visit | None) -> tuple[str, ...]:
    if visit is None:
        return (NO_RECORD,)
    words = ["、".join(visit.done or ()), f"用了{visit.materials}" if visit.materials else ""]
    return _short(filter(None, words))


def _promise(need: Need) -> str:
    until = f"（{need.promised_for.month}月{need.promised_for.day}日前）" if need.promised_for else ""
    return _clipped(need.what or "", LONGEST - len(until)) + until


def _short(texts: Iterable[str]) -> tuple[str, ...]:
    found = [_clipped(" ".join(text.split()), LONGEST) for text in texts]
    rest = len(found) - MOST
    return (*found[:MOST], *([f"另有 {rest} 件，见档案"] if rest > 0 else []))


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
