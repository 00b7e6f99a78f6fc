"""The search finds what a plain scan over all people finds, inside one station and for one caller."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import file_number, found_by
from gridconsole.core.ledger.searching import matches, parse_query
from tests.care.sheets import bring_in, citizen_id, sheet
from tests.care.test_import_again import wipe

DAY = date(2026, 9, 22)
SURNAMES = ("李", "张", "欧阳", "尉迟", "单", "曾", "\U00020bb7", "阿不都·热合曼·", "Mary ")
GIVEN = ("秀珍", "重庆", "\U0002b5af明", "玥", "长行", "乐", "女", "绿")
PLACES = (
    "柳塘村3组27号",
    "柳塘村27组3号",
    "杨庄村十二组103号",
    "青禾社区3栋2单元301室",
    "五保家园5号楼",
    "\U00020bb7家屯7号",
    "",
)
PHONES = ("13900000101", "13700001013", "0531-00000101-123", "010-00001234", "139", "")
HEADINGS = "姓名 身份证号 住址 联系电话 户号 监护人 监护人电话 结对人 村"


def made_up(dice, number):
    name = dice.choice(SURNAMES) + dice.choice(GIVEN)
    return (
        name,
        dice.choice([None, citizen_id(order=number)]),
        dice.choice(PLACES),
        dice.choice(PHONES),
        dice.choice([None, f"42{number:08d}", f"42{number:011d}"]),
        dice.choice([None, "李建国", "张·乐", "王5"]),
        dice.choice(PHONES),
        dice.choice(["刘建军", "陈海"]),
        dice.choice(["柳塘村", "杨庄村", None]),
    )


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def ledgers(request, tmp_path_factory):
    """A console with two stations of sixty people each; what is searched is not changed."""
    from tests.stores import Store

    if request.param == "sqlite":
        place, done = Store(tmp_path_factory.mktemp("search")), None
    else:
        done = request.getfixturevalue("postgres").database("TEMPLATE gridconsole_template")
        place = Store(url=done.__enter__())
    with place.open() as console:
        console.staff.open_station(console.caller(), "杨庄便民服务站", "YZ")
        for station, seed in (("BZ", 1), ("YZ", 2)):
            fill(console, station, random.Random(seed))
        yield console
    if done is not None:
        done.__exit__(None, None, None)


def fill(console, station, dice):
    caller = console.caller(station)
    for name, post in (("刘建军", "台区经理"), ("陈海", "志愿者")):
        console.staff.add(caller, name, post)
    imports = console.care.imports
    workbook = sheet(HEADINGS, *(made_up(dice, number) for number in range(1, 61)))
    imports.write(caller, imports.check(caller, workbook))


def scanned(console, caller, query):
    """Return the ids that a scan over everybody finds: the meaning of the search."""
    words = parse_query(query)

    def read(session):
        code = next(s.code for s in console.stations.all() if s.id == caller.station_id)
        pairs = session.execute(
            select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
        )
        found = set()
        for person, household in pairs:
            mine = caller.role.value != "志愿者" or household.helper == caller.staff_id
            values = {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}
            text = found_by(values, file_number(code, household.number), DAY)
            if words and mine and person.station_id == caller.station_id and matches(words, text):
                found.add(person.id)
        return found

    return console.doors.read(read)


WORDS = st.one_of(
    st.sampled_from(
        ["".join((s, g))[a:b] for s in SURNAMES for g in GIVEN for a in (0, 1, 2) for b in (1, 2, 3)]
    ),
    st.sampled_from(
        [place[a : a + n] for place in PLACES for a in range(0, len(place), 2) for n in (1, 2, 4, 9)]
    ),
    st.sampled_from(
        "li l lx lxz lixiuzhen zhang zhangchongqing cq zq ouyang oy yuchi yc shan zeng c mary nv lv x".split()
    ),
    st.sampled_from(
        [number[a:] for number in PHONES for a in (0, 3, 7)]
        + [number[:n] for number in PHONES for n in (3, 7)]
    ),
    st.sampled_from(
        "1 3 27 103 12 301 0 42 4200000001 0531-0000 010-00001234 379901 002x 5X BZ-0001 yz-00".split()
    ),
    st.sampled_from(
        [
            "%",
            "_",
            "'",
            '"',
            "*",
            "\\",
            "·",
            "　",
            "AND",
            "NEAR(",
            ":low",
            "zzz0",
            "-",
            "--",
            "x*",
            "，",
            "\x00",
            "\ud800",
            "李%",
            "李'",
            "(",
            "１３９",
        ]
    ),
    st.text(max_size=4),
)
QUERIES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.sampled_from(["BZ", "YZ"]), st.sampled_from([None, "陈海"]))
@example("\U00020bb7", "BZ", None)
@example("阿不都·热合曼", "BZ", None)
@example("热合曼 3", "YZ", "陈海")
@example("27 3", "BZ", None)
@example("0531-00000101", "BZ", None)
@example("0101", "BZ", None)
def test_the_search_is_the_scan(ledgers, query, station, name):
    caller = ledgers.caller(station, name)
    found = [one.id for one in ledgers.care.list.find(caller, query, 1000)]
    assert len(found) == len(set(found))
    assert set(found) == scanned(ledgers, caller, query)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.integers(1, 5))
def test_the_first_hits_are_the_first_of_all(ledgers, query, limit):
    caller = ledgers.caller("BZ")
    few = [one.id for one in ledgers.care.list.find(caller, query, limit)]
    everybody = scanned(ledgers, caller, query)
    assert len(few) == min(limit, len(everybody))
    assert set(few) <= everybody


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.sampled_from([None, "陈海"]))
def test_the_households_found_are_those_of_the_people_found(ledgers, query, name):
    caller = ledgers.caller("BZ", name)
    people = scanned(ledgers, caller, query)
    homes = ledgers.doors.read(
        lambda s: set(s.scalars(select(CarePerson.household_id).where(CarePerson.id.in_(people))))
    )
    assert ledgers.care.households_found(caller, query) == homes


PIECE = st.text(alphabet="李张秀珍重庆乐\U00020bb7\U0002b5af玥长", min_size=2, max_size=3)
NAMES = st.one_of(PIECE, st.tuples(PIECE, PIECE).map("·".join))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=st.lists(NAMES, min_size=1, max_size=3), renamed=NAMES, query=QUERIES)
def test_it_stays_so_while_people_come_change_and_go(console, names, renamed, query):
    wipe(console)
    caller = console.caller()
    ids = [
        console.care.record(caller, {"name": name, "address": f"柳塘村{n}号"}) for n, name in enumerate(names)
    ]
    console.care.correct(caller, console.care.open(caller, ids[0]), {"name": renamed, "phone": "13900000101"})
    console.care.withdraw(caller, ids[-1], "试过了")
    for asked in (query, renamed, names[0], names[-1], "0101"):
        found = {one.id for one in console.care.list.find(caller, asked, 1000)}
        assert found == scanned(console, caller, asked) - {ids[-1]}


def test_a_query_that_says_nothing_finds_nobody(console, caller):
    bring_in(console, sheet("姓名", ("李秀珍",)))
    for query in ("", "   ", "，。", "%", "'", '"', "*", "\x00"):
        assert console.care.list.find(caller, query) == []
