"""A page, with anchors or without, is that part of a plain sorted list."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridconsole.care.listing import CareFilter
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.ledger.reading import sort_key
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.store import listing
from tests.care.sheets import VILLAGE_COMMITTEE, sheet

DAY = date(2026, 9, 22)
HEADINGS = "姓名 村 门牌号 上次走访 状态 结对人 人员类别 联系电话"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def ledger(request, tmp_path_factory):
    """A console with some three hundred people, and an anchor at every seventh."""
    from tests.stores import Store

    patch = pytest.MonkeyPatch()
    patch.setattr(listing, "STEP", 7)
    if request.param == "sqlite":
        place, done = Store(tmp_path_factory.mktemp("pages")), None
    else:
        done = request.getfixturevalue("postgres").database("TEMPLATE gridconsole_template")
        place = Store(url=done.__enter__())
    with place.open() as console:
        caller = console.caller()
        for name, post in (("刘建军", "台区经理"), ("陈海", "志愿者")):
            console.staff.add(caller, name, post)
        imports = console.care.imports
        imports.write(
            caller, imports.check(caller, sheet(HEADINGS, *rows(random.Random(5))), source=VILLAGE_COMMITTEE)
        )
        yield console
    patch.undo()
    if done is not None:
        done.__exit__(None, None, None)


def rows(dice):
    for number in range(300):
        yield (
            dice.choice("李张王单曾尉") + dice.choice(["秀珍", "乐", "重庆", "长行", "玥"]),
            dice.choice(["柳塘村", "杨庄村", "单家屯", None]),
            f"{number}号",
            dice.choice([None, *(DAY - timedelta(n) for n in (1, 20, 40, 60))]),
            dice.choice(["在册", None, "去世", "迁出"]),
            dice.choice(["刘建军", "陈海", None]),
            dice.choice(["独居", "低保", None]),
            dice.choice([None, "139", "13900000101"]),
        )


def sorted_plainly(console, caller, filter):
    """Return ids in order, by nothing but Python."""
    query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
    pairs = console.doors.read(lambda s: [(p, h) for p, h in s.execute(query)])
    mine = caller.role.value != "志愿者"
    wanted = [(p, h) for p, h in pairs if (mine or h.helper == caller.staff_id) and wants(filter, p, h)]
    keys = {
        "due": lambda p: (p.due_on,),
        "name": lambda p: (sort_key(p.name).encode(),),
        "place": lambda p: (p.place_key.encode(),),
    }
    return [p.id for p, _ in sorted(wanted, key=lambda pair: (*keys[filter.order](pair[0]), pair[0].row))]


def wants(filter, person, home):
    return (
        (filter.due != "overdue" or person.due_on < DAY)
        and (filter.due != "soon" or DAY <= person.due_on <= DAY + timedelta(7))
        and (not filter.incomplete or person.gaps > 0)
        and (not filter.category or filter.category in (person.categories or ()))
        and (not filter.village or home.village == filter.village)
        and (not filter.helper or home.helper == filter.helper)
    )


FILTERS = st.builds(
    CareFilter,
    due=st.sampled_from(["", "", "overdue", "soon"]),
    incomplete=st.booleans(),
    category=st.sampled_from(["", "", "独居老人"]),
    village=st.sampled_from(["", "", "柳塘村", "单家屯"]),
    order=st.sampled_from(["due", "name", "place"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILTERS, st.integers(0, 320), st.integers(0, 40), st.booleans(), st.sampled_from([None, "陈海"]))
def test_a_page_is_a_part_of_the_sorted_list(ledger, filter, offset, limit, anchored, name):
    caller = ledger.caller(name=name if not filter.category else None)
    everybody = sorted_plainly(ledger, caller, filter)
    people = ledger.care.list
    anchors = people.anchors(caller, filter) if anchored else None
    page = people.page(caller, filter, offset, limit, anchors)
    assert [one.id for one in page] == everybody[offset : offset + limit]
    assert people.count(caller, filter) == len(everybody)
    if anchors:
        assert (anchors.total, len(anchors.keys)) == (len(everybody), -(-len(everybody) // 7))


def test_who_is_never_due_stands_last(ledger):
    found = ledger.care.list.page(ledger.caller(), CareFilter(), 0, 300)
    due = [one["due_on"] for one in found]
    assert due == sorted(due) and due[-1] == NEVER and due[0] < DAY


def test_a_filter_by_helper_leaves_his_households(ledger):
    caller = ledger.caller(name="刘建军")
    filter = CareFilter(helper=caller.staff_id)
    found = ledger.care.list.page(caller, filter, 0, 300)
    assert {one.text("helper") for one in found} == {"刘建军"}
    assert len(found) == len(sorted_plainly(ledger, caller, filter)) > 50
