"""What contradicts what in the ledgers beside that of the people (FIELDS 3.8, 3.11): no session, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Values = Mapping[str, Any]


def wrong_visit(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with the times and days of a visit that was made, by field key."""
    left = _not_before(values, "left", "came", "早于到访时间")
    following = [_not_before(values, key, "visited_on", "早于走访日期") for key in ("again_on", "next_on")]
    return left | following[0] | following[1]


def wrong_pairing(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with the days of a pairing, by field key."""
    return _not_before(values, "until", "since", "早于结对日期")


def wrong_light(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with the days of a night-light, by field key."""
    seen = _not_before(values, "seen_on", "installed_on", "早于安装日期")
    return seen | _not_before(values, "removed_on", "installed_on", "早于安装日期")


def wrong_need(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with the days of a need, by field key."""
    done = _not_before(values, "fulfilled_on", "raised_on", "早于提出日期")
    return done | _not_before(values, "promised_for", "raised_on", "早于提出日期")


def wrong_volunteer(values: Values, _today: date) -> dict[str, str]:
    """Return what is wrong with the days of a volunteer's registration, by field key."""
    return _not_before(values, "until", "since", "早于注册日期")


def same_pairing(told: Values, standing: Values) -> bool:
    """Return whether a row means the time of help that goes on, though it begins it on another day."""
    goes_on = not told.get("until") and standing["until"] is None
    return goes_on and told.get("person") == standing["person"]


def rival_pairing(told: Values, standing: Values) -> str:
    """Return `person` when both would be the main helper of now; a household has exactly one."""
    both = all(one.get("main") and not one.get("until") for one in (told, standing))
    return "person" if both and told.get("person") != standing["person"] else ""


def _not_before(values: Values, later: str, earlier: str, words: str) -> dict[str, str]:
    end, begin = values.get(later), values.get(earlier)
    return {later: words} if end is not None and begin is not None and end < begin else {}
