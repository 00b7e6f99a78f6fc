"""The answers of a sheet are read one by one; what can't be is named field by field."""

from datetime import date
from uuid import uuid4

import pytest

from gridconsole.care.errors import NotAccepted
from gridconsole.care.visit_sheet_form import CHECK_POINTS
from gridconsole.care.visiting.answers import half_hours, read_answers
from gridconsole.care.visiting.form import Point, SheetForm
from gridconsole.core.ledger.kinds.base import Reading
from tests.care.visiting.desk import KNOWN_SINCE, filled

STAFF = {uuid4(): name for name in ("刘建军", "何静", "陈海")}
FORM = SheetForm(
    points=tuple(Point(number, wording) for number, wording in CHECK_POINTS),
    lights=(),
    known_since=KNOWN_SINCE,
    children=False,
    reading=Reading(date(2026, 9, 22), STAFF),
    certificates={"刘建军": date(2027, 1, 31), "何静": date(2026, 9, 1)},
)


def complaints(**more):
    with pytest.raises(NotAccepted) as found:
        read_answers(FORM, filled(**more))
    return found.value.complaints


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"point_1": "不好"}, "fault_1"),
        ({"fault_5": "屋顶"}, "fault_5"),
        ({"point_1": "5"}, "point_1"),
        ({"visited_on": "2026-09-23"}, "visited_on"),
        ({"visited_on": "2026-07-31"}, "visited_on"),
        ({"visited_on": ""}, "visited_on"),
        ({"left": "9:30"}, "left"),
        ({"came": "25点"}, "came"),
        ({"met": ""}, "met"),
        ({"met": "没遇到"}, "again_on"),
        ({"met": "没遇到", "again_on": "2026-09-19"}, "again_on"),
        ({"again_on": "9月25日"}, "again_on"),
        ({"visitors": ""}, "visitors"),
        ({"done": "跳舞"}, "done"),
        ({"done": "换漏保", "mode": "电话"}, "done"),
        ({"materials": "五孔插座"}, "materials"),
        ({"next_on": "2026-09-20"}, "next_on"),
        ({"hours": "8.5"}, "hours"),
        ({"hours": "1.2"}, "hours"),
        ({"done": "装夜灯", "light_model": "感应"}, "light_places"),
        ({"done": "装夜灯", "light_places": "厕所"}, "light_model"),
        ({"light_places": "厕所"}, "light_places"),
        ({"done": "换漏保", "visitors": "何静"}, "electrician"),
        ({"done": "换漏保", "electrician": "何静"}, "electrician"),
        ({"done": "换漏保", "electrician": "陈海"}, "electrician"),
        ({"electrician": "刘建军"}, "electrician"),
    ],
)
def test_a_wrong_field_is_named(typed, key):
    assert list(complaints(**typed)) == [key]


@pytest.mark.parametrize(
    ("came", "left", "halves"),
    [("09:30", "09:31", 1), ("09:30", "10:00", 1), ("09:30", "10:01", 2), ("08:00", "23:00", 16)],
)
def test_begun_half_hours_count_in_full_up_to_eight_hours(came, left, halves):
    assert half_hours(came, left) == halves


def test_the_next_day_is_counted_from_the_visit_not_from_the_keying():
    read = read_answers(FORM, filled(visited_on="2026-09-01", next_on="9月10日"))
    assert read.values["next_on"] == date(2026, 9, 10)


def test_hours_that_were_typed_win_over_the_times():
    assert read_answers(FORM, filled(hours="3.5")).values["hours"] == 7
