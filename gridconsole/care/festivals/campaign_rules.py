"""What a campaign must tell, what goes without saying, and when it takes no more changes (FIELDS 3.10)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gridconsole.care.festivals.rules import usual_days, usual_groups
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.calendar.festivals import festival_day

FIRST_YEAR = 2000

Values = Mapping[str, Any]


def completed(values: Values) -> dict[str, Any]:
    """Return values with the days and groups that go with the festival, where none were told."""
    festival, year = values.get("festival"), values.get("year")
    if not festival or not year or year < FIRST_YEAR:
        return dict(values)
    starts, ends = usual_days(festival_day(festival, year))
    usual = {"starts": starts, "ends": ends, "groups": usual_groups(festival) or None}
    return {**values, **{key: value for key, value in usual.items() if values.get(key) is None}}


def wrong_campaign(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with a campaign, by field key."""
    wrong = {}
    if not values.get("festival"):
        wrong["festival"] = "节日要选"
    if not values.get("year") or values["year"] < FIRST_YEAR:
        wrong["year"] = "年份要填四位，如 2027"
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        wrong["ends"] = "早于开始日期"
    return wrong


def settled_campaign(values: Values) -> str:
    """Return why nothing is changed in a campaign that was closed; empty while it runs."""
    closed = values.get("closed_on")
    return f"已于{format_date(closed)}结束登记，要改的话，请先重新打开" if closed else ""
