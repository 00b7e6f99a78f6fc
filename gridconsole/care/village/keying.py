"""Keys in what the village answered: the people's status follows, new ones get a file to be completed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.accepting import accepted
from gridconsole.care.errors import AlreadyThere, NotAccepted
from gridconsole.care.homes import home_for
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler
from gridconsole.care.village import rules
from gridconsole.care.village.listing import answers_of, persons
from gridconsole.care.village.records import VillageAnswer, VillageCheck
from gridconsole.care.visiting.cancelling import cancel_empty
from gridconsole.care.visiting.register import came_back
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.kinds.base import Reading, Unreadable, is_empty
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.store.doors import Unit

SIGNATURES = ("officer", "checker", "checked_on")


@dataclass(frozen=True)
class TypedLine:
    """What was typed from one line: 还在, 搬走 or 去世 (empty: not answered), the day as typed, a remark."""

    answer: str = ""
    on: object = ""
    remark: str = ""


@dataclass(frozen=True)
class TypedNew:
    """Somebody who was written in as new: name, group, what is said of him."""

    name: str
    group: str = ""
    remark: str = ""


@dataclass(frozen=True)
class TypedCheck:
    """A sheet as it was typed: line -> answer, the new ones, the signatures."""

    lines: Mapping[int, TypedLine] = field(default_factory=dict)
    new: Sequence[TypedNew] = ()
    officer: str = ""
    checker: str = ""
    checked_on: object = ""


class CheckWriter:
    """Writes one sheet within a write, or says by field all that is wrong with it."""

    def __init__(self, unit: Unit, caller: Caller, settler: Settler, check: VillageCheck) -> None:
        self._unit, self._caller, self._settler, self._check = unit, caller, settler, check
        self._answers = {one.line: one for one in answers_of(unit.session, check)}
        self._people = persons(unit.session, [a.person_id for a in self._answers.values() if a.person_id])
        self._day = local(unit.change.at).date()
        self._reading = Reading(self._day)
        self._wrong: dict[str, str] = {}
        self._homes: set[UUID] = set()
        self.changed: dict[str, int] = {}
        self.stubs: list[UUID] = []
        self.remarks: list[str] = []

    def write(self, typed: TypedCheck) -> None:
        """Write the sheet; raise NotAccepted, keys such as `3.on`, `new.1.name`, `checked_on`."""
        self._sign(typed)
        for line, one in typed.lines.items():
            if one.answer:
                self._answer(line, one)
        for number, somebody in enumerate(typed.new, 1):
            self._add(number, somebody)
        if self._wrong:
            raise NotAccepted(self._wrong)
        self._finish()

    @property
    def open_lines(self) -> list[int]:
        """The lines that nobody answered."""
        return [line for line, one in self._answers.items() if one.answer is None]

    def _sign(self, typed: TypedCheck) -> None:
        for key in SIGNATURES:
            value = self._read(VillageCheck, key, getattr(typed, key), key)
            if value is not None:
                setattr(self._check, key, value)
            elif key not in self._wrong and getattr(self._check, key) is None:
                self._wrong[key] = f"{fields_of(VillageCheck)[key].label}要填"
        printed = self._check.printed_at
        if printed and self._check.checked_on and self._check.checked_on < local(printed).date():
            self._wrong["checked_on"] = "早于打印的日子"

    def _answer(self, line: int, typed: TypedLine) -> None:
        standing = self._answers.get(line)
        found = self._people.get(standing.person_id) if standing and standing.person_id else None
        if standing is None or found is None:
            self._wrong[f"{line}.answer"] = "表上没有这一行"
        elif typed.answer not in rules.STATUS:
            self._wrong[f"{line}.answer"] = f"只能填 {'、'.join(rules.STATUS)}"
        elif standing.answer is not None:
            if standing.answer != typed.answer:
                self._wrong[f"{line}.answer"] = f"这一行已录为{standing.answer}，请到档案里更正"
        else:
            self._take(standing, *found, typed)

    def _take(self, standing: VillageAnswer, person: CarePerson, home: Household, typed: TypedLine) -> None:
        key = str(standing.line)
        on = self._read(VillageAnswer, "happened_on", typed.on, f"{key}.on")
        remark = self._read(VillageAnswer, "remark", typed.remark, f"{key}.remark")
        if why := rules.against(typed.answer, person.status, withdrawn=person.withdrawn is not None):
            self._wrong[f"{key}.answer"] = why
            return
        standing.answer, standing.happened_on, standing.remark = typed.answer, on, remark
        self.changed[typed.answer] = self.changed.get(typed.answer, 0) + 1
        status = rules.new_status(typed.answer, person.status)
        if status is not None:
            _change_status(person, status, on or self._check.checked_on or self._day, remark or "")
            self._homes.add(home.id)

    def _add(self, number: int, typed: TypedNew) -> None:
        """Make a file of what is known: name, village, group, remark; all else is to be completed."""
        raw = {"name": typed.name, "village": self._check.village, "group": typed.group, "note": typed.remark}
        try:
            values = accepted(
                {k: v for k, v in raw.items() if not is_empty(v) or k == "name"}, {}, self._reading
            )
            home = home_for(self._unit, self._caller, values)
        except NotAccepted as error:
            self._wrong |= {f"new.{number}.{key}": text for key, text in error.complaints.items()}
            return
        except AlreadyThere as error:
            self._wrong[f"new.{number}.name"] = error.sentence
            return
        if len(same := _namesakes(self._unit.session, self._check, typed.name)):
            self.remarks.append(
                f"{typed.name}：本村台账里已有同名的人（{'、'.join(same)}），请核对是不是同一人"
            )
        self._keep(values, home)

    def _keep(self, values: Mapping[str, Any], home: Household) -> None:
        own = {key: value for key, value in values.items() if key in CARE.own}
        person = CarePerson(station_id=self._check.station_id, household_id=home.id, as_typed={}, **own)
        self._unit.session.add(person)
        self._unit.session.flush()
        line = VillageAnswer(
            station_id=self._check.station_id, check_id=self._check.id,
            line=max(self._answers, default=0) + 1, person_id=person.id, answer=rules.NEW,
            remark=own.get("note"), as_typed={},
        )  # fmt: skip
        self._unit.session.add(line)
        self._answers[line.line] = line
        self.stubs.append(person.id)
        self._homes.add(home.id)

    def _read(self, record: type[StationRecord], key: str, raw: object, at: str) -> Any:
        """Return the value of what was typed, None when nothing was; note a complaint under `at`."""
        if is_empty(raw):
            return None
        try:
            return fields_of(record)[key].kind.parse(raw, self._reading)
        except Unreadable as error:
            self._wrong[at] = error.message
            return None

    def _finish(self) -> None:
        if not self.open_lines:
            self._check.keyed_at = self._unit.change.at
        self._settler.settle(self._unit, self._homes)
        cancel_empty(self._unit, self._homes)
        came_back(self._unit, SheetKind.VILLAGE, self._check.id, self._day)
        self._unit.touch("care_person")


def _change_status(person: CarePerson, status: str, on: date, remark: str) -> None:
    person.status, person.status_on, person.status_reason = status, on, rules.reason(remark)
    if person.as_typed.keys() & {"status", "status_on", "status_reason"}:
        kept = {k: text for k, text in person.as_typed.items() if not k.startswith("status")}
        person.as_typed = kept


def _namesakes(session: Session, check: VillageCheck, name: str) -> list[str]:
    """Return how those of a name stand who are, or were, in the village's ledger."""
    query = select(CarePerson.status).join(Household, CarePerson.household_id == Household.id).where(
        CarePerson.station_id == check.station_id, CarePerson.withdrawn.is_(None),
        CarePerson.name == name.strip(), Household.village == check.village,
    )  # fmt: skip
    return [status or "在册" for status in session.scalars(query)]
