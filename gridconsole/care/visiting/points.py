"""Reads the safety points of a sheet: an answer each, and where and what is not well (FIELDS 3.12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gridconsole.care.visiting.form import ANSWERS, BAD, NOT_LOOKED, Point, fault_key, point_key
from gridconsole.core.identity.text import tidy
from gridconsole.core.ledger.kinds.base import is_empty, typed

LONGEST_FAULT = 200
_WORDS = "、".join(f"{number} {answer}" for number, answer in enumerate(ANSWERS, 1))


@dataclass
class Points:
    """What was read: FIELDS number -> answer, the faults, complaints by key, and remarks."""

    answers: dict[str, str] = field(default_factory=dict)
    faults: list[list[Any]] = field(default_factory=list)
    """Each is the number of the point, and where and what."""
    wrong: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_points(points: Sequence[Point], raw: Mapping[str, object], *, looked: bool) -> Points:
    """Return the answers to the points; where somebody looked round, one without a tick counts as 没看."""
    found = Points()
    missing = []
    for point in points:
        answer = _answer(found, point, raw.get(point_key(point.number)))
        _read_fault(found, point, answer, raw.get(fault_key(point.number)))
        if answer is None and looked and point.asked:
            missing.append(point.wording)
            answer = NOT_LOOKED
        if answer is not None:
            found.answers[str(point.number)] = answer
    if missing:
        found.remarks.append(f"没有打钩的记为没看：{'、'.join(missing)}")
    return found


def _answer(found: Points, point: Point, raw: object) -> str | None:
    if is_empty(raw):
        return None
    key, text = point_key(point.number), typed(raw)
    if not point.asked:
        found.wrong[key] = "这一户不按 T 键，这一项不填"
        return None
    answer = ANSWERS[int(text) - 1] if text in ("1", "2", "3", "4") else text
    if answer not in ANSWERS:
        found.wrong[key] = f"应是 {_WORDS}"
        return None
    return answer


def _read_fault(found: Points, point: Point, answer: str | None, raw: object) -> None:
    key, text = fault_key(point.number), "" if is_empty(raw) else tidy(str(raw))
    if len(text) > LONGEST_FAULT:
        found.wrong[key] = f"太长，最多 {LONGEST_FAULT} 个字"
    elif answer == BAD and not text:
        found.wrong[key] = "不好的，写在哪里、什么样"
    elif text and answer != BAD:
        found.wrong[key] = "写了毛病，这一项却不是“不好”"
    elif text:
        found.faults.append([point.number, text])
