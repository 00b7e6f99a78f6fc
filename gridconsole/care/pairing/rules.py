"""The rules of pairing: which day a help begins and ends, and why it ended (FIELDS 3.8)."""

from datetime import date

BECAME_MAIN = "转为主结对人"
CHANGED = "更换主结对人"
NOBODY = "不再结对"
TAKEN_OFF = "这一户已撤下"
LONGEST_WHY = 200


def first_day(known_since: date, day: date, last_end: date | None, *, only_now: bool) -> date:
    """Return since when a new main helper helps.

    That is where the last one ended, but not before `day`; the first one helps since the household came
    into the ledger, unless it stood there without a helper until now (`only_now`).
    """
    if last_end is not None:
        return max(day, last_end)
    return day if only_now else min(known_since, day)


def last_day(since: date | None, day: date) -> date:
    """Return until when somebody helped: the day, never before the help began."""
    return max(day, since) if since else day


def why_ended(reason: str, helper_now: bool, withdrawn: str | None) -> str:
    """Return why a main helper's time ended: the reason of the change, else what can be seen of it."""
    seen = TAKEN_OFF if withdrawn is not None else CHANGED if helper_now else NOBODY
    return (reason or seen)[:LONGEST_WHY]


def wrong_day(on: date, today: date, since: date | None) -> str:
    """Return in one sentence why a help can't begin or end on a day; empty when it can."""
    if on > today:
        return "日期晚于今天。"
    if since is not None and on < since:
        return f"日期早于现在的结对日期（{since.isoformat()}）。"
    return ""
