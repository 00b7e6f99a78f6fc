"""Many rows at once, straight on the driver, on both databases."""

from datetime import date

from sqlalchemy import select

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.ledger.record import fresh_ids, new_ids
from gridconsole.core.store.bulk import differing, insert_many, keep_versions, update_many
from gridconsole.core.store.changes import Version, thaw

DAY = date(2026, 9, 22)


def homes(unit, count):
    """Insert households numbered from 1 and return their row numbers."""
    columns = {
        "id": new_ids(count),
        "number": list(range(1, count + 1)),
        "village": ["柳塘村", *[None] * (count - 1)],
        "group": [None] * count,
        "last_visit": [DAY] * count,
        "as_typed": [{"helper": "刘"}] * count,
    }
    same = {
        "station_id": unit.change.station_id,
        "version": 1,
        "known_since": DAY,
        "change_id": unit.change.id,
    }
    insert_many(unit.session, Household, columns, same)
    return list(unit.session.scalars(select(Household.row).order_by(Household.row)))


def test_what_is_inserted_comes_back_as_it_was(console):
    def write(unit):
        homes(unit, 3)
        return [
            (home.number, home.village, home.group, home.last_visit, home.as_typed, home.version)
            for home in unit.session.scalars(select(Household).order_by(Household.row))
        ]

    rest = (None, DAY, {"helper": "刘"}, 1)
    expected = [(1, "柳塘村", *rest), (2, None, *rest), (3, None, *rest)]
    assert console.doors.write(console.caller(), "test", write) == expected


def test_nothing_at_all_is_no_error(console):
    def write(unit):
        insert_many(unit.session, CarePerson, {"id": [], "name": []}, {"version": 1})
        update_many(unit.session, Household, [], {"village": []}, {"version": 2})
        return keep_versions(unit.session, Household, [], unit.change.id)

    assert console.doors.write(console.caller(), "test", write) == {}


def test_an_update_finds_its_rows_and_may_empty_a_column(console):
    def write(unit):
        first, _, third = homes(unit, 3)
        columns = {"village": ["杨庄村", None], "last_visit": [None, date(2026, 1, 2)]}
        update_many(unit.session, Household, [third, first], columns, {"version": 2})
        query = select(Household.village, Household.last_visit, Household.version)
        return [tuple(row) for row in unit.session.execute(query.order_by(Household.row))]

    assert console.doors.write(console.caller(), "test", write) == [
        (None, date(2026, 1, 2), 2),
        (None, DAY, 1),
        ("杨庄村", None, 2),
    ]


def test_what_is_about_to_change_is_kept_and_told_in_the_order_asked_for(console):
    def write(unit):
        first, _, third = homes(unit, 3)
        standing = keep_versions(unit.session, Household, [third, first], unit.change.id)
        data = unit.session.scalars(select(Version.data).order_by(Version.row)).all()
        return standing, [thaw(Household, one) for one in data]

    standing, kept = console.doors.write(console.caller(), "test", write)
    assert standing["number"] == [3, 1] and standing["village"] == [None, "柳塘村"]
    assert [one["number"] for one in kept] == [3, 1]
    assert kept[1]["last_visit"] == DAY and kept[1]["as_typed"] == {"helper": "刘"}


def test_only_columns_that_differ_somewhere_are_to_be_written():
    standing = {"village": ["柳塘村", None], "group": ["3组", "4组"]}
    assert differing({"village": ["柳塘村", "杨庄村"], "group": ["3组", "4组"]}, standing) == {
        "village": ["柳塘村", "杨庄村"]
    }


def test_ids_made_together_are_uuids_of_version_7_in_rising_order():
    made = new_ids(5_000)
    assert made == sorted(set(made)) and len(made) == 5_000
    assert {id.version for id in made} == {7} and len({id.int >> 80 for id in made}) == 1
    assert new_ids(0) == []


def test_ids_go_on_rising_from_one_thousand_to_the_next():
    ids = fresh_ids()
    made = [next(ids) for _ in range(2_500)]
    assert made == sorted(set(made))
