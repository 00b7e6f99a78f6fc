"""`gridconsole demo`: made-up people who look it, the same ones for the same seed."""

import json
import re

import pytest
from sqlalchemy import select

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.clock import StandingClock
from gridconsole.core.identity.citizen_id import parse_citizen_id
from gridconsole.core.store.changes import Change
from gridconsole.demo.people import made_up_people
from gridconsole.demo.station import make_demo
from gridconsole.demo.stations import POSTS, made_stations
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


@pytest.fixture
def fresh(tmp_path):
    """Commands on a folder that is not there yet."""
    return Commands(Store(tmp_path / "demo"))


def test_several_stations_each_have_staff_and_a_ledger_of_their_own(fresh):
    said = fresh("demo", "--stations", "2", "--people", "40", "--today", str(DAY)).said
    assert said.startswith("演示数据 2 个站，80 人")
    assert fresh("list", "care").code == 2
    assert "柳河便民服务站（LH）、青石便民服务站（QS）" in fresh.complained
    people, staff = (
        [json.loads(fresh(*asked, "--json", "--station", code).said) for code in ("LH", "QS")]
        for asked in (("list", "care"), ("staff", "list"))
    )
    assert [len(there) for there in people] == [40, 40]
    assert [[one["post"] for one in there] for there in staff] == [list(POSTS)] * 2
    for here, there in (people, staff):
        assert {one["name"] for one in here} != {one["name"] for one in there}
    assert {one["phone"][0] for one in staff[0]}.isdisjoint(one["phone"][0] for one in staff[1])


def test_one_station_may_be_filled_and_by_whom(fresh):
    asked = ("demo", "--stations", "2", "--people", "20", "--station", "青石便民服务站", "--as")
    (*_, manager) = made_stations(2)[1].staff
    assert fresh(*asked, manager[0]).code == 0
    assert json.loads(fresh("list", "care", "--json", "--station", "LH").said) == []
    assert len(json.loads(fresh("list", "care", "--json", "--station", "QS").said)) == 20
    with Store(fresh.folder).open() as console:
        made = console.doors.read(
            lambda s: s.scalars(select(Change).where(Change.deed == "care.import")).all()
        )
    assert {change.staff_name for change in made} == {manager[0]}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("--station", "XX"), "没有名叫「XX」的站"),
        (("--as", "无此人"), "没有叫「无此人」的工作人员"),
        (("--as", "陈海", "--stations", "2"), "青石便民服务站没有叫「陈海」的工作人员"),
        (("--stations", "7"), "不能大于 6"),
    ],
)
def test_a_demonstration_that_can_not_be_made_leaves_nothing(fresh, wrong, words):
    assert fresh("demo", "--people", "5", *wrong).code == 2
    assert words in fresh.complained
    assert not (fresh.folder / "station.db").exists()


def test_a_demonstration_must_be_told_where_to_go(fresh):
    assert fresh("demo", data=False).code == 2
    assert "--data" in fresh.complained


def test_the_demonstration_goes_into_a_database_that_is_new(postgres_store):
    run = Commands(postgres_store)
    assert run("demo", "--people", "5").code == 0
    assert len(json.loads(run("list", "care", "--json").said)) == 5
    assert run("demo", "--people", "5").code == 2
    assert "已经有数据" in run.complained
