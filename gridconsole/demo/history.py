"""A made-up year behind the demonstration: visits, night-lights, needs, volunteers, who helped whom."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from gridconsole.care.lights.records import NightLight
from gridconsole.care.needs.records import Need
from gridconsole.care.pairing.steps import keep_in_step
from gridconsole.care.records import Household
from gridconsole.care.visiting.records import Visit
from gridconsole.care.volunteering.records import Service, Training, Volunteer
from gridconsole.console import Console
from gridconsole.core.caller import Caller
from gridconsole.core.clock import STATION_ZONE
from gridconsole.core.store.doors import Unit
from gridconsole.staff.records import Staff

KNOWN = timedelta(400)
"""So long ago the households came into the ledger."""
POINTS = (1, 2, 4, 5, 6, 11, 14, 16, 19, 25)
FAULTS = ("厨房插座松动", "进户线挂在树上", "插线板接了三个", "灯座裸露")
CONDITIONS = ("身体还好，吃饭正常", "腿脚不便，少出门", "孩子上月回来过", "睡眠不好，其余都好")
WANTS = ("厕所过道没有灯", "电费不会交", "空气开关老跳", "插座不够用")
DEEDS = (("查线路",), ("查线路", "讲政策"), ("教交费",), ("查线路", "打扫"), ("换灯插座", "查线路"))
PLACES, SORTS, STATES = (
    ("床头", "厕所", "过道", "门口"),
    ("感应", "声控", "插电"),
    ("正常", "正常", "正常", "电量低", "损坏"),
)
TRAININGS = ("安全用电和急救", "走访礼仪和保密", "应急照明的使用")


@dataclass(frozen=True)
class Home:
    """What the history needs of a household."""

    household: Household
    helper: str


def make_history(console: Console, caller: Caller, day: date, seed: int) -> None:
    """Put a year behind a station that was just filled."""

    def write(unit: Unit) -> None:
        dice = random.Random(seed)
        staff = _certify(unit, caller, day)
        names = {one.id: one.name for one in staff}
        query = select(Household).where(Household.station_id == caller.station_id).order_by(Household.row)
        homes = [
            Home(one, names.get(one.helper, "") if one.helper else "") for one in unit.session.scalars(query)
        ]
        for home in homes:
            if home.household.last_visit:
                home.household.known_since = day - KNOWN
        volunteers = _volunteers(unit, caller, staff, day)
        unit.session.flush()
        _visits(unit, caller, homes, volunteers, day, dice)
        unit.session.add_all(_lights(caller, homes, day, dice))
        unit.session.add_all(_needs(caller, homes, day, dice))
        unit.session.flush()
        keep_in_step(unit)

    console.doors.write(caller, "demo", write)


def _certify(unit: Unit, caller: Caller, day: date) -> Sequence[Staff]:
    """Give the district managers electricians' certificates, one of them run out; some are Party members."""
    query = select(Staff).where(Staff.station_id == caller.station_id).order_by(Staff.row)
    staff = list(unit.session.scalars(query))
    for at, one in enumerate(staff):
        one.party_member = at % 3 == 0
        if one.post in ("台区经理", "抢修人员"):
            one.certificate = f"T3799{at:04d}"
            one.certificate_until = day + timedelta(200 if at % 2 else -20)
    return staff


def _volunteers(unit: Unit, caller: Caller, staff: Sequence[Staff], day: date) -> dict[str, Volunteer]:
    found = {}
    for number, one in enumerate((one for one in staff if one.post == "志愿者"), 1):
        made = Volunteer(
            **_of(caller), person=one.id, number=f"ZY-{number:03d}", since=day - KNOWN, team="红马甲服务队"
        )
        unit.session.add(made)
        unit.session.flush()
        for at, subject in enumerate(TRAININGS[: 1 + number % 3]):
            held = day - timedelta(300 - 90 * at)
            unit.session.add(
                Training(**_of(caller), volunteer_id=made.id, held_on=held, subject=subject, hours=4)
            )
        found[one.name] = made
    return found


def _visits(
    unit: Unit, caller: Caller, homes: Sequence[Home], volunteers: dict[str, Volunteer], day: date,
    dice: random.Random,
) -> None:  # fmt: skip
    """Write the last visit of each household, and one or two before it."""
    number = 0
    for home in homes:
        last = home.household.last_visit
        for months in range(dice.randrange(1, 4) if last else 0, 0, -1):
            assert last is not None
            number += 1
            made = _visit(caller, home, last - timedelta(30 * (months - 1)), number, dice)
            unit.session.add(made)
            if home.helper in volunteers:
                unit.session.flush()
                unit.session.add(_service(caller, volunteers[home.helper], made))


def _visit(caller: Caller, home: Home, on: date, number: int, dice: random.Random) -> Visit:
    hour = dice.choice((9, 10, 14, 15))
    answers = {str(point): "好" if dice.random() < 0.93 else "没看" for point in POINTS}
    fault = dice.choice(FAULTS) if dice.random() < 0.12 else ""
    if fault:
        answers["11"] = "不好"
    closed = datetime.combine(on, time(17), STATION_ZONE)
    return Visit(
        **_of(caller), household_id=home.household.id, number=number, copies=1,
        opened_at=closed - timedelta(days=3), printed_at=closed - timedelta(days=3), closed_at=closed,
        occasions=("日常",), visited_on=on, came=f"{hour:02d}:30", left=f"{hour + 1:02d}:10", hours=2,
        visitors=(home.helper,) if home.helper else ("何静",), mode="上门",
        met="本人" if dice.random() < 0.85 else "家属代", done=dice.choice(DEEDS),
        condition=dice.choice(CONDITIONS), answers=answers, faults=[[11, fault]] if fault else [],
    )  # fmt: skip


def _service(caller: Caller, volunteer: Volunteer, visit: Visit) -> Service:
    return Service(
        **_of(caller),
        volunteer_id=volunteer.id,
        visit_id=visit.id,
        served_on=visit.visited_on,
        hours=visit.hours,
        what="结对走访",
    )


def _lights(caller: Caller, homes: Sequence[Home], day: date, dice: random.Random) -> Iterator[NightLight]:
    for home in homes:
        if dice.random() < 0.12:
            installed = day - timedelta(dice.randrange(40, 380))
            yield NightLight(
                **_of(caller), household_id=home.household.id, place=dice.choice(PLACES), model="YD-03",
                sort=dice.choice(SORTS), watts=1, installed_on=installed, installer=home.helper or "何静",
                cost=2_800, state=dice.choice(STATES), seen_on=home.household.last_visit,
            )  # fmt: skip


def _needs(caller: Caller, homes: Sequence[Home], day: date, dice: random.Random) -> Iterator[Need]:
    for home in homes:
        if dice.random() < 0.08:
            raised = day - timedelta(dice.randrange(3, 60))
            done = raised + timedelta(5) if dice.random() < 0.6 else None
            yield Need(
                **_of(caller), household_id=home.household.id, what=dice.choice(WANTS), raised_on=raised,
                promised_by=home.household.helper, promised_for=raised + timedelta(14),
                fulfilled_on=done if done and done <= day else None,
                fulfilled_by=home.helper if done and done <= day else None,
            )  # fmt: skip


def _of(caller: Caller) -> dict[str, Any]:
    return {"station_id": caller.station_id, "as_typed": {}}
