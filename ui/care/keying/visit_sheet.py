"""A visit sheet as it is keyed in: the questions of the paper, in its order."""

from collections.abc import Mapping

from gridconsole.care.visiting.form import (
    ANSWERS,
    AT_THE_DOOR,
    BAD,
    BY_HAND,
    CALL_KEYS,
    ELECTRICIANS_WORK,
    NEW_LIGHT,
    NOT_MET,
    SheetForm,
    fault_key,
    light_done_key,
    light_key,
    point_key,
)
from gridconsole.care.visiting.records import VISITS
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.choices import Choice, Tags, terms
from ui.look.look import Look
from ui.widgets.keying.row import Row
from ui.widgets.keying.sheet import Line, Sheet

HINTS = {
    "visited_on": "如 9.20，今天就写 今天",
    "came": "如 9:30",
    "left": "如 10:15",
    "again_on": "如 9.28",
    "materials": "如 插座 1只、灯泡 2只",
    "wants": "每件事用分号隔开",
    "next_on": "照常就空着",
    "hours": "空着按到、离开算",
    "visitors": "几个人用 、 隔开",
}
LABELS = {"visited_on": "走访日期", "came": "到", "left": "离开", "again_on": "再约", "next_on": "下次改到"}
NARROW = {"came": 40, "left": 40, "again_on": 48, "hours": 72, "signed_as": 72}
CALL_HINTS = {**HINTS, "hours": "如 0.5"}
REQUIRED = ("visited_on", "met", "visitors")
OK_LIGHT = "正常"
CALL = frozenset(CALL_KEYS) - {"came", "left"}
"""What is asked of a visit by telephone or video: its hours, but nobody came or left."""
AT_HOME = ("done", "light_places", "light_model", "electrician", "materials", "condition", "wants", "next_on")
"""What is passed over where nobody was met, unless somebody goes there."""


class VisitSheet(Sheet):
    """The questions that one household's sheet asks; of a `call` only those that one answers by telephone.

    The numbers are those of the paper, which a call does not have.
    """

    def __init__(self, look: Look, form: SheetForm, call: bool = False) -> None:
        self._form, self._sheet_look, self._is_call = form, look, call
        self._number = 0
        lines = [] if call else self._points()
        for line in self._written():
            asked = [row for row in line if not call or row.key in CALL]
            lines += [asked] if asked else []
        super().__init__(look, lines)
        self.changed.connect(self._follow)
        self._follow()

    def answers(self) -> dict[str, str]:
        """Return what is answered; each need on a line of its own."""
        found = super().answers()
        if "wants" in found:
            found["wants"] = "\n".join(part for part in found["wants"].replace("；", ";").split(";") if part)
        return found

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put in what is known beforehand."""
        super().fill({**typed, "wants": typed.get("wants", "").replace("\n", "；")})
        self._follow()

    def _points(self) -> list[Line]:
        """Return the points one below the other, each with room for where and what."""
        lines: list[Line] = []
        for point in self._form.points:
            self._number += 1
            if not point.asked:
                continue
            key, number = point_key(point.number), str(self._number)
            row = Row(self._sheet_look, key, point.wording, ANSWERS, number=number, label_width=150)
            fault = Row(
                self._sheet_look, fault_key(point.number), "在哪里、什么样", hint="如 厨房灶台边，松动发热",
                number="", label_width=150,
            )  # fmt: skip
            lines += [[row], [fault]]
        return lines

    def _written(self) -> list[Line]:
        lights = [line for light in self._form.lights for line in self._light(light.id, light.words)]
        return [
            [self._row("visited_on", numbered=True), self._row("came"), self._row("left")],
            [self._row("met", numbered=True), self._row("again_on")],
            [self._row("done", numbered=True)],
            [self._choice("light_places", "夜灯装在", "light-places", many=True)],
            [
                Row(self._sheet_look, "light_model", "夜灯型号"),
                Row(self._sheet_look, "electrician", "持证电工"),
            ],
            *lights,
            [self._row("materials", numbered=True)],
            [self._row("condition", numbered=True)],
            [self._row("wants", numbered=True)],
            [self._row("next_on", numbered=True), self._row("hours")],
            [self._row("visitors", numbered=True), self._row("signed_as")],
            [self._row("mode", numbered=True)],
        ]

    def _light(self, id: object, words: str) -> list[Line]:
        key, done = light_key(id), light_done_key(id)  # type: ignore[arg-type]
        return [
            [
                self._choice(key, f"夜灯（{words}）", "light-states", width=150),
                Row(self._sheet_look, done, "怎么处理的"),
            ]
        ]

    def _row(self, key: str, numbered: bool = False) -> Row:
        kind = VISITS.own[key].kind
        if numbered:
            self._number += 1
        number = "" if self._is_call else str(self._number)
        words = kind.choices if isinstance(kind, Choice) else ()
        if self._is_call:
            words = tuple(word for word in words if word not in (AT_THE_DOOR, *BY_HAND))
        return Row(
            self._sheet_look, key, LABELS.get(key, kind.label), words,
            number=number if numbered else None, many=isinstance(kind, Tags),
            hint=(CALL_HINTS if self._is_call else HINTS).get(key, ""),
            check=lambda text: self._wrong(key, text), required=key in REQUIRED,
            label_width=NARROW.get(key, 96),
        )  # fmt: skip

    def _choice(self, key: str, label: str, of: str, many: bool = False, width: int = 96) -> Row:
        words = tuple(dict.fromkeys(terms(of).values()))
        return Row(self._sheet_look, key, label, words, number="", many=many, label_width=width)

    def _wrong(self, key: str, text: str) -> str:
        try:
            VISITS.own[key].kind.parse(text, self._form.reading)
        except Unreadable as error:
            return error.message
        return ""

    def _follow(self) -> None:
        """Ask what hangs on an answer only when that answer is there."""
        rows, done = self.rows, self.rows["done"].text() if "done" in self.rows else ""
        for point in self._form.points:
            if fault_key(point.number) in rows:
                self._ask(fault_key(point.number), rows[point_key(point.number)].text() == BAD)
        self._ask("again_on", rows["met"].text() == NOT_MET)
        for key in ("light_places", "light_model"):
            self._ask(key, NEW_LIGHT in done)
        self._ask("electrician", any(work in done for work in ELECTRICIANS_WORK))
        for light in self._form.lights:
            if light_key(light.id) in rows:
                self._ask(light_done_key(light.id), rows[light_key(light.id)].text() not in ("", OK_LIGHT))

    def passes(self, row: Row) -> bool:
        """Whether Enter walks past a question: where nobody was met, past what is done and seen at home."""
        lights = [light_key(light.id) for light in self._form.lights]
        return self.rows["met"].text() == NOT_MET and row.key in (*AT_HOME, *lights)

    def _ask(self, key: str, asked: bool) -> None:
        if key in self.rows and self.rows[key].isHidden() is asked:
            self.rows[key].ask(asked)
