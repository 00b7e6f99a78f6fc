"""What a visit sheet asks, in the order of the paper: the form that is keyed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridconsole.core.ledger.kinds.base import Reading

ANSWERS = ("好", "不好", "没有", "没看")
BAD, NOT_LOOKED = "不好", "没看"
AT_THE_DOOR, CALLS = "上门", ("电话", "视频")
NOT_MET, BY_FAMILY = "没遇到", "家属代"
MET = ("本人", BY_FAMILY)
"""Answers to whom was met that make a visit count."""
NEW_LIGHT = "装夜灯"
ELECTRICIANS_WORK = ("换漏保", "换灯插座")
"""Deeds that only a certified electrician does."""
BY_HAND = ("查线路", "打扫", "送慰问品", NEW_LIGHT, *ELECTRICIANS_WORK)
"""Deeds that nobody does by telephone."""

CALL_KEYS = (
    "mode", "visited_on", "came", "left", "visitors", "met", "again_on", "done", "condition", "wants",
    "next_on", "hours",
)  # fmt: skip
"""What is asked of a telephone or video visit, which has no sheet."""


def point_key(number: int) -> str:
    """Return the key of the answer to a safety point (its FIELDS number)."""
    return f"point_{number}"


def fault_key(number: int) -> str:
    """Return the key of where and what is not well at a safety point."""
    return f"fault_{number}"


def light_key(id: UUID) -> str:
    """Return the key of how a night-light was found."""
    return f"light_{id}"


def light_done_key(id: UUID) -> str:
    """Return the key of what was done about a night-light."""
    return f"light_done_{id}"


@dataclass(frozen=True)
class Point:
    """One safety point; where it is not asked, the sheet says `wording` without boxes."""

    number: int
    wording: str
    asked: bool = True


@dataclass(frozen=True)
class LightToSee:
    """A night-light of the household, to be looked at."""

    id: UUID
    words: str
    state: str = ""


@dataclass(frozen=True)
class SheetForm:
    """What one household's sheet asks, and what its answers are checked against.

    `certificates` holds staff name -> last day of the electrician's certificate.
    """

    points: tuple[Point, ...]
    lights: tuple[LightToSee, ...]
    known_since: date
    children: bool
    reading: Reading
    certificates: Mapping[str, date]

    @property
    def order(self) -> tuple[str, ...]:
        """Return the keys of all that is keyed in, in the order of the paper."""
        asked = [point for point in self.points if point.asked]
        points = [key for p in asked for key in (point_key(p.number), fault_key(p.number))]
        lights = [key for light in self.lights for key in (light_key(light.id), light_done_key(light.id))]
        return (
            *points, "visited_on", "came", "left", "met", "again_on", "done", "light_places", "light_model",
            "electrician", *lights, "materials", "condition", "wants", "next_on", "visitors", "signed_as",
            "mode", "hours",
        )  # fmt: skip
