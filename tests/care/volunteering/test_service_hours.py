"""The volunteers' register: training, hours of service from visits and by hand, totals, certificates."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.volunteering import rules
from gridconsole.care.volunteering.errors import FromAVisit, NoService, NotThenAVolunteer, WrongPeriod
from gridconsole.care.volunteering.records import Service
from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.caller import NotAllowed
from gridconsole.core.store.changes import Change
from tests.care.sheets import one
from tests.care.workbooks import bring_in, said, workbook

DAY = date(2026, 9, 22)
YEAR = (date(2026, 1, 1), DAY)


@pytest.fixture
def volunteers(console, caller, staff):
    console.staff.add(caller, "周敏", "综合柜员", "13900000209")
    return console.care.volunteers


@pytest.fixture
def chen(volunteers, caller):
    """The entry of a volunteer who has been registered for two years."""
    return volunteers.register.record(caller, {"person": "陈海", "number": "Z-0007", "since": "2024-03-05"})


def note(volunteers, caller, volunteer, on="2026-09-01", hours="1.5", what="打扫卫生"):
    raw = {"served_on": on, "hours": hours, "what": what}
    return volunteers.services.record(caller, raw, volunteer)


def certificates(volunteers, caller, first=YEAR[0], last=YEAR[1], ids=None):
    stream = io.BytesIO()
    count = volunteers.print_certificates(caller, stream, first, last, ids)
    found = [page.extract_text().replace(" ", "").replace("\n", "") for page in PdfReader(stream).pages]
    assert len(found) == count
    return found


def test_nobody_leaves_the_volunteers_before_joining_them(console, volunteers, caller, chen, tmp_path):
    headings = ("姓名", "注册日期", "退出日期")
    file = workbook(tmp_path, headings, ("陈海", None, "2024-01-01"), ("何静", "2026-05-01", "2026-01-01"))
    checkout = bring_in(console, "volunteers", file)
    assert said(checkout) == [(2, "退出日期", "早于注册日期"), (3, "退出日期", "早于注册日期")]
    with pytest.raises(NotAccepted) as refused:
        volunteers.register.correct(caller, volunteers.register.open(caller, chen), {"until": "2024-01-01"})
    assert refused.value.complaints == {"until": "早于注册日期"}
    assert volunteers.register.open(caller, chen)["until"] is None


def test_hours_noted_by_hand_and_trainings_are_added_up_by_period(volunteers, caller, chen):
    note(volunteers, caller, chen, "2026-09-01", "1.5")
    note(volunteers, caller, chen, "2026-08-31", "8")
    note(volunteers, caller, chen, "2025-12-31", "2")
    raw = {"held_on": "2026-03-05", "subject": "入户礼仪", "hours": "2", "teacher": "何静"}
    volunteers.trainings.record(caller, raw, chen)
    (year,) = volunteers.totals(caller, *YEAR)
    assert (year.name, year.number, year.times, year.hours) == ("陈海", "Z-0007", 2, Decimal("9.5"))
    assert (year.trainings, year.training_hours) == (1, Decimal(2))
    (month,) = volunteers.totals(caller, date(2026, 9, 1), date(2026, 9, 22))
    assert (month.times, month.hours, month.trainings) == (1, Decimal("1.5"), 0)
    days = [one["served_on"] for one in volunteers.services_of(caller, chen)]
    assert days == [date(2026, 9, 1), date(2026, 8, 31), date(2025, 12, 31)]


@pytest.mark.parametrize("hours", ["0", "0.3", "8.5", "半天"])
def test_hours_go_in_halves_up_to_eight(volunteers, caller, chen, hours):
    with pytest.raises(NotAccepted) as refused:
        note(volunteers, caller, chen, hours=hours)
    assert refused.value.complaints.keys() == {"hours"}


def test_nobody_is_registered_twice(volunteers, caller, chen):
    with pytest.raises(NotAccepted):
        volunteers.register.record(caller, {"person": "陈海"})


def test_nobody_served_before_he_was_registered_or_after_he_left(volunteers, caller, chen):
    volunteers.register.correct(caller, volunteers.register.open(caller, chen), {"until": "2026-09-10"})
    for day in ("2024-03-04", "2026-09-11"):
        with pytest.raises(NotThenAVolunteer) as refused:
            note(volunteers, caller, chen, day)
        assert "陈海" in refused.value.sentence
    note(volunteers, caller, chen, "2026-09-10")
    assert volunteers.totals(caller, *YEAR)[0].times == 1


def test_what_was_noted_wrongly_is_corrected_and_withdrawn(volunteers, caller, chen):
    id = note(volunteers, caller, chen)
    volunteers.services.correct(caller, volunteers.services.open(caller, id), {"hours": "2"})
    assert volunteers.totals(caller, *YEAR)[0].hours == 2
    volunteers.services.withdraw(caller, id, "记错人")
    assert volunteers.totals(caller, *YEAR)[0].times == 0


def test_hours_of_a_visit_follow_the_visit_only(console, volunteers, caller, chen):
    console.care.record(caller, {"name": "李秀珍", "address": "柳塘村3组27号", "helper": "陈海"})
    home = console.care.household_of(caller, one(console, "李秀珍").id)
    call = {"mode": "电话", "met": "本人", "visitors": "陈海", "hours": "0.5", "visited_on": "2026-09-22"}
    console.care.visits.keying.note_call(caller, home, call)
    (service,) = volunteers.services_of(caller, chen)
    assert (service["served_on"], service["hours"]) == (DAY, 1)
    with pytest.raises(FromAVisit):
        volunteers.services.correct(caller, service, {"hours": "8"})
    with pytest.raises(FromAVisit):
        volunteers.services.withdraw(caller, service.id, "不算")
    assert volunteers.totals(caller, *YEAR)[0].hours == Decimal("0.5")


def test_a_volunteer_sees_his_own_hours_only_and_notes_none(volunteers, caller, staff, chen):
    other = volunteers.register.record(caller, {"person": "何静"})
    note(volunteers, caller, chen)
    note(volunteers, caller, other)
    mine = staff["陈海"]
    assert volunteers.mine(mine) == chen
    assert len(volunteers.services_of(mine, chen)) == 1 and volunteers.services_of(mine, other) == []
    assert [one.name for one in volunteers.totals(mine, *YEAR)] == ["陈海"]
    for deed in (lambda: note(volunteers, mine, chen), lambda: certificates(volunteers, mine)):
        with pytest.raises(NotAllowed):
            deed()


def test_a_certificate_tells_the_months_of_service_and_no_working_hours(console, volunteers, caller, chen):
    note(volunteers, caller, chen, "2026-08-03", "2", "查线路")
    note(volunteers, caller, chen, "2026-08-20", "1.5", "打扫卫生")
    note(volunteers, caller, chen, "2026-09-01", "1", "查线路")
    note(volunteers, caller, chen, "2025-09-01", "8", "去年的")
    (text,) = certificates(volunteers, caller)
    assert "陈海" in text and "Z-0007" in text and "4.5" in text
    assert "2026年8月" in text and "查线路；打扫卫生" in text and "去年的" not in text
    assert "工时" not in text and "13900000209" in text
    deeds = console.doors.read(
        lambda s: s.scalars(select(Change).where(Change.deed == "volunteer.certificate")).all()
    )
    assert [deed.details["count"] for deed in deeds] == [1]


def test_certificates_of_those_chosen_who_served(volunteers, caller, chen):
    other = volunteers.register.record(caller, {"person": "何静"})
    note(volunteers, caller, chen)
    with pytest.raises(NoService):
        certificates(volunteers, caller, ids={other})
    note(volunteers, caller, other)
    assert len(certificates(volunteers, caller)) == 2
    (text,) = certificates(volunteers, caller, ids={other})
    assert "何静" in text and "未编号" in text


@pytest.mark.parametrize("period", [(DAY, date(2026, 9, 1)), (DAY, date(2026, 9, 23))])
def test_a_period_that_cannot_be_is_refused(volunteers, caller, chen, period):
    for ask in (volunteers.totals, lambda c, *days: certificates(volunteers, c, *days)):
        with pytest.raises(WrongPeriod):
            ask(caller, *period)


def test_another_stations_volunteers_are_not_there(console, volunteers, caller, chen):
    note(volunteers, caller, chen)
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    there = console.caller("YZ")
    assert volunteers.totals(there, *YEAR) == [] and volunteers.services_of(there, chen) == []


SERVICES = st.lists(
    st.builds(
        rules.Served,
        st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        st.integers(1, 16),
        st.sampled_from(["查线路", "打扫卫生", "代办" * 70, ""]),
    ),
    min_size=1,
)


@given(SERVICES)
def test_months_add_up_to_the_services(services):
    months = rules.months(services)
    assert sum(month.hours for month in months) == sum(rules.hours(one.halves) for one in services)
    assert sum(month.times for month in months) == len(services)
    assert [month.first for month in months] == sorted(month.first for month in months)
    assert all(month.content for month in months)


def test_all_of_a_service_is_kept(console, volunteers, caller, chen):
    note(volunteers, caller, chen)
    (stored,) = console.doors.read(lambda s: s.scalars(select(Service)).all())
    assert (stored.hours, stored.what, stored.visit_id) == (3, "打扫卫生", None)
