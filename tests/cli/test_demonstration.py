"""`gridconsole demo`: made-up people who look it, the same ones for the same seed."""

import json
import re

import pytest
from sqlalchemy import select

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.clock import StandingClock
from gridconsole.core.identity.citizen_id import parse_citizen_id
from gridconsole.demo.people import made_up_people
from gridconsole.demo.station import make_demo
from tests.cli.conftest import Commands
from tests.stores import DAY, Store

MOBILE = re.compile(r"(1390000|1370000)\d{4}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "data"
    assert make_demo(folder, 300, DAY) == 300
    return folder


def stored(folder):
    columns = [
        *(c for c in CarePerson.__table__.columns if "id" not in c.key),
        Household.account,
        Household.address,
    ]
    with Store(folder).open(StandingClock.on(DAY)) as console:
        query = (
            select(*columns).join(Household, CarePerson.household_id == Household.id).order_by(CarePerson.row)
        )
        return [tuple(map(str, row)) for row in console.doors.read(lambda s: s.execute(query).all())]


def test_the_same_people_come_every_time(demo, tmp_path):
    make_demo(tmp_path / "again", 300, DAY)
    assert stored(tmp_path / "again") == stored(demo)


def test_the_commands_work_on_it_without_further_ado(demo):
    run = Commands(Store(demo))
    assert len(json.loads(run("list", "care", "--json", "--limit", "400").said)) == 300
    assert run("staff", "list").said.count("\n") == 6
    assert run("list", "care", "--as", "陈海").code == 0


def test_it_shows_overdue_visits_and_locked_files(demo):
    with Store(demo).open(StandingClock.on(DAY)) as console:
        from gridconsole.care.listing import CareFilter

        caller = console.caller()
        people = console.care.list.page(caller, CareFilter(), 0, 300)
        assert 0 < console.care.list.count(caller, CareFilter(due="overdue")) < 300
        assert any(one.text("sex") == "待签同意书" for one in people)
        assert any(one.text("device") == "待签同意书" for one in people)


def test_some_households_have_several_people(demo):
    with Store(demo).open(StandingClock.on(DAY)) as console:
        numbers = console.doors.read(lambda s: s.scalars(select(CarePerson.household_id)).all())
    assert 270 < len(set(numbers)) < 300


def test_nobody_in_it_can_be_real():
    for number, made in enumerate(made_up_people(500, DAY, 1, ("刘建军",))):
        raw = made.raw
        told = parse_citizen_id(raw["citizen_id"], today=DAY)
        assert 379901 <= int(told.text[:6]) <= 379999
        assert all(MOBILE.fullmatch(raw[key]) for key in ("phone", "contact_phone") if key in raw)
        assert raw["account"] in {f"42{earlier:08d}" for earlier in range(number + 1)}


def test_no_two_of_very_many_share_an_id():
    ids = {made.raw["citizen_id"] for made in made_up_people(90_000, DAY, 1, ("刘建军",))}
    assert len(ids) == 90_000


def test_a_folder_with_data_is_left_alone(demo):
    before = (demo / "station.db").read_bytes()
    run = Commands(Store(demo))
    assert run("demo", "--people", "5").code == 2
    assert "已经有数据" in run.complained
    assert (demo / "station.db").read_bytes() == before
