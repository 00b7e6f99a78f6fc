"""Reads what was keyed in from a sheet: values, complaints field by field, remarks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from gridconsole.care.errors import NotAccepted
from gridconsole.care.lights.records import NightLight
from gridconsole.care.visiting.form import (
    AT_THE_DOOR,
    BY_FAMILY,
    BY_HAND,
    ELECTRICIANS_WORK,
    NEW_LIGHT,
    NOT_MET,
    SheetForm,
    light_done_key,
    light_key,
)
from gridconsole.care.visiting.points import read_points
from gridconsole.care.visiting.records import VISITS
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable, is_empty, typed
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.plain import Text
from gridconsole.core.ledger.kinds.times import LONGEST_SERVICE
from gridconsole.core.ledger.ledger import fields_of

PLAIN_KEYS = ("came", "left", "met", "materials", "condition", "wants", "visitors", "signed_as", "hours")
"""Fields of a visit that are read on their own."""
_MATERIAL = re.compile(r"(.*?[^\d\s.].*?|.*?[^\d\s.])\s*[x×*]?\s*(\d+(?:\.\d+)?)\s*(\D{0,4})")
_LIGHT = fields_of(NightLight)
_LINE = Text("说明")


@dataclass(frozen=True)
class Answers:
    """What a sheet says: columns of the visit, what hangs on them, and what to look at again."""

    values: Mapping[str, Any]
    wants: tuple[str, ...] = ()
    seen: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    """Night-light -> how it was found, what was done."""
    new_lights: tuple[str, ...] = ()
    light_model: str = ""
    electrician: str = ""
    remarks: tuple[str, ...] = ()


def read_answers(form: SheetForm, raw: Mapping[str, object]) -> Answers:
    """Return what was keyed in; `raw` holds typed text by the keys of the form.

    Raises NotAccepted with a sentence for every field that must be changed (FIELDS 3.9).
    """
    reader = _Reader(form, raw)
    found = reader.read()
    if reader.wrong:
        raise NotAccepted(reader.wrong)
    return found


class _Reader:
    """Reads one sheet; gathers all complaints at once."""

    def __init__(self, form: SheetForm, raw: Mapping[str, object]) -> None:
        self.form, self.raw = form, raw
        self.wrong: dict[str, str] = {}
        self.remarks: list[str] = []
        self.values: dict[str, Any] = {}

    def read(self) -> Answers:
        values = self.values
        values["mode"] = self._field("mode") or AT_THE_DOOR
        values["visited_on"] = self._visited_on()
        values |= {key: self._field(key) for key in PLAIN_KEYS}
        values["done"] = self._field("done")
        self._points()
        self._check_times()
        self._check_people()
        self._check_materials()
        self._check_deeds()
        values["again_on"], values["next_on"] = self._later("again_on"), self._later("next_on")
        self._check_again()
        places, model = self._new_lights()
        electrician = self._electrician()
        wants = tuple(line for line in (values["wants"] or "").splitlines() if line)
        return Answers(values, wants, self._lights(), places, model, electrician, tuple(self.remarks))

    def _field(self, key: str) -> Any:
        return self._read(key, VISITS.own[key].kind)

    def _read(self, key: str, kind: Kind, reading: Reading | None = None) -> Any:
        """Return the value of a field, None when it is empty or can't be read."""
        raw = self.raw.get(key)
        if is_empty(raw):
            return None
        try:
            return kind.parse(_by_number(raw, kind), reading or self.form.reading)
        except Unreadable as error:
            self.wrong[key] = error.message
            return None

    def _visited_on(self) -> date | None:
        day: date | None = self._field("visited_on")
        if day is None:
            self.wrong.setdefault("visited_on", "走访日期要填")
        elif day < self.form.known_since:
            self.wrong["visited_on"] = f"早于建档日期（{format_date(self.form.known_since)}）"
        return day

    def _points(self) -> None:
        looked = self.values["mode"] == AT_THE_DOOR and self.values["met"] != NOT_MET
        found = read_points(self.form.points, self.raw, looked=looked)
        self.values |= {"answers": found.answers, "faults": found.faults}
        self.wrong |= found.wrong
        self.remarks += found.remarks

    def _check_times(self) -> None:
        came, left = self.values["came"], self.values["left"]
        if came and left and left <= came:
            self.wrong["left"] = "离开要晚于到访"
        elif came and left:
            self.values["hours"] = self.values["hours"] or half_hours(came, left)
        elif self.values["mode"] == AT_THE_DOOR and self.values["hours"] is None:
            self.remarks.append("到访、离开的时间没有写全，没有记服务时长")

    def _check_people(self) -> None:
        values, known = self.values, set(self.form.reading.staff.values())
        visitors = values["visitors"] or ()
        if not visitors:
            self.wrong.setdefault("visitors", "走访人至少一人")
        strangers = [name for name in visitors if name not in known]
        if strangers:
            self.remarks.append(f"不在人员名单里：{'、'.join(strangers)}")
        if values["mode"] == AT_THE_DOOR and len(visitors) == 1:
            self.remarks.append("一个人入户，建议两人同行")
        if values["met"] is None:
            self.wrong.setdefault("met", "见到谁要填：本人、家属代、没遇到")
        guarded = values["met"] in (BY_FAMILY, NOT_MET) or values["signed_as"]
        if self.form.children and values["mode"] == AT_THE_DOOR and not guarded:
            self.remarks.append("家里有孩子，要有监护人在场")

    def _check_deeds(self) -> None:
        by_hand = [deed for deed in self.values["done"] or () if deed in BY_HAND]
        if by_hand and self.values["mode"] != AT_THE_DOOR:
            self.wrong["done"] = f"{'、'.join(by_hand)}要上门才能做"
            self.values["done"] = None

    def _check_materials(self) -> None:
        if not (text := self.values["materials"]):
            return
        parts = [part.strip() for part in re.split(r"[、,，;；]+", text) if part.strip()]
        found = [_MATERIAL.fullmatch(part) for part in parts]
        bare = [part for part, match in zip(parts, found, strict=True) if match is None]
        if bare:
            self.wrong["materials"] = f"写上数量，如 {bare[0]} 1"
        self.values["materials"] = "、".join(f"{m[1].strip()} {m[2]}{m[3].strip()}" for m in found if m)

    def _later(self, key: str) -> date | None:
        """Return a day to come, counted from the visit: paper names month and day alone."""
        visited = self.values["visited_on"]
        reading = replace(self.form.reading, today=visited) if visited else self.form.reading
        day: date | None = self._read(key, VISITS.own[key].kind, reading)
        if day is not None and visited is not None and day <= visited:
            self.wrong[key] = "应晚于走访日期"
        return day

    def _check_again(self) -> None:
        again, met = self.values["again_on"], self.values["met"]
        if met == NOT_MET and again is None:
            self.wrong.setdefault("again_on", "没遇到的要再约日期")
        elif met is not None and met != NOT_MET and again is not None:
            self.wrong["again_on"] = "见到了人，下次的日期请写在“下次”里"

    def _new_lights(self) -> tuple[tuple[str, ...], str]:
        done = NEW_LIGHT in (self.values["done"] or ())
        places: tuple[str, ...] = self._read("light_places", Tags("位置", of="light-places")) or ()
        model: str | None = self._read("light_model", _LIGHT["model"].kind)
        for key, value, words in (("light_places", places, "装在哪里"), ("light_model", model, "型号")):
            if done and not value:
                self.wrong.setdefault(key, f"装了夜灯，要写{words}")
            elif value and not done:
                self.wrong[key] = "没有勾“装夜灯”"
        return places, model or ""

    def _electrician(self) -> str:
        """Return who did the electrician's work: the visitor named, or the first with a valid certificate."""
        works = [deed for deed in self.values["done"] or () if deed in ELECTRICIANS_WORK]
        name = typed(self.raw["electrician"]) if not is_empty(self.raw.get("electrician")) else ""
        visitors, day = self.values["visitors"] or (), self.values["visited_on"]
        if name and not works:
            self.wrong["electrician"] = "没有勾换漏保或换灯插座"
        if not works or day is None:
            return ""
        certified = [one for one in visitors if self.form.certificates.get(one, date.min) >= day]
        if name and name not in certified:
            self.wrong["electrician"] = self._why_not(name, visitors)
        elif not certified:
            self.wrong["electrician"] = f"{'、'.join(works)}只能由持证电工做，走访人里没有证件有效的电工"
        return name or next(iter(certified), "")

    def _why_not(self, name: str, visitors: Sequence[str]) -> str:
        if name not in visitors:
            return f"{name}不在走访人里"
        until = self.form.certificates.get(name)
        return f"{name}的电工证到{format_date(until)}为止" if until else f"{name}没有登记电工证有效期"

    def _lights(self) -> dict[UUID, tuple[str, str]]:
        found = {}
        for light in self.form.lights:
            state = self._read(light_key(light.id), _LIGHT["state"].kind)
            done = self._read(light_done_key(light.id), _LINE)
            if done and not state:
                self.wrong.setdefault(light_key(light.id), "写上夜灯的状态")
            if state:
                found[light.id] = (state, done or "")
        return found


def half_hours(came: str, left: str) -> int:
    """Return the half hours between two times, begun ones in full, eight hours at most (FIELDS 3.9)."""
    minutes = _minutes(left) - _minutes(came)
    return min(LONGEST_SERVICE, -(-minutes // 30))


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def _by_number(raw: object, kind: Kind) -> object:
    """Return the words that numbers stand for: the places on paper, as in `1` or `1 3`."""
    if not isinstance(kind, Choice) or not isinstance(raw, str) or not re.fullmatch(r"[\d\s、,，]+", raw):
        return raw
    numbers = [int(number) for number in re.findall(r"\d+", raw)]
    if not all(0 < number <= len(kind.choices) for number in numbers):
        return raw
    return "、".join(kind.choices[number - 1] for number in numbers)
