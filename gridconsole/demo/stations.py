"""The made-up stations of the demonstration and who works there."""

import random
from dataclasses import dataclass

from gridconsole.demo.people import name

SEED = 20_260_922
POSTS = ("综合柜员", "台区经理", "网格经理", "志愿者", "志愿者", "所长")
FIRST_STAFF = ("王秀芬", "刘建军", "何静", "陈海", "周明", "赵立新")
NAMES = (
    ("柳河便民服务站", "LH"),
    ("青石便民服务站", "QS"),
    ("枣林便民服务站", "ZL"),
    ("湖坪便民服务站", "HP"),
    ("东岗便民服务站", "DG"),
    ("双桥便民服务站", "SQ"),
)
"""Station 0 is the one that the tour shows."""


@dataclass(frozen=True)
class MadeStation:
    """A made-up station; its staff are name, post and work phone, the clerk first."""

    number: int
    name: str
    code: str
    staff: tuple[tuple[str, str, str], ...]

    @property
    def seed(self) -> int:
        """What its people are drawn with."""
        return SEED + self.number

    @property
    def helpers(self) -> tuple[str, ...]:
        """Who goes to the households."""
        return tuple(name for name, post, _ in self.staff if post not in ("综合柜员", "所长"))

    def is_named(self, name: str) -> bool:
        """Return whether a name or code means this station."""
        return name in (self.name, self.code) or name.upper() == self.code


def made_stations(count: int) -> list[MadeStation]:
    """Return the first stations, the same ones every time; at most as many as NAMES has."""
    return [_made(number, *NAMES[number]) for number in range(count)]


def _made(number: int, station: str, code: str) -> MadeStation:
    people = FIRST_STAFF if number == 0 else _made_names(random.Random(SEED + number))
    staff = zip(people, POSTS, (_phone(number, at) for at in range(len(POSTS))), strict=True)
    return MadeStation(number, station, code, tuple(staff))


def _made_names(dice: random.Random) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < len(POSTS):
        found[name(dice)] = None
    return tuple(found)


def _phone(number: int, at: int) -> str:
    return f"0531-0000{101 + number:04d}" if at == 0 else f"1390000{200 + 100 * number + at:04d}"
