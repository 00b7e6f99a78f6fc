"""Households are found by account, else by address; who moves, moves alone."""

from datetime import date

import pytest

from gridconsole.care.listing import CareFilter
from tests.care.sheets import bring_in, citizen_id, full, one, people, problems, sheet, verdicts

HEADINGS = "姓名 身份证号 住址 户号"
HUSBAND, WIFE = citizen_id(order=1), citizen_id(order=2)


@pytest.fixture
def store(sqlite_store):
    """Decided before any database is asked."""
    return sqlite_store


def home_of(console, name):
    return console.care.household_of(console.caller(), one(console, name).id)


def test_two_people_of_one_address_share_a_household_and_its_number(console):
    bring_in(
        console,
        sheet(
            HEADINGS, ("王德发", HUSBAND, "柳塘村3组27号", None), ("李秀珍", WIFE, "柳塘村 三组 27＃", None)
        ),
    )
    assert home_of(console, "王德发") == home_of(console, "李秀珍")
    assert {found["file_number"] for found in people(console)} == {"BZ-0001"}


def test_the_account_finds_the_household_whatever_the_address_says(console):
    bring_in(console, sheet(HEADINGS, ("王德发", HUSBAND, "柳塘村3组27号", "4200000123")))
    bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, None, "4200000123")))
    assert home_of(console, "王德发") == home_of(console, "李秀珍")


def test_another_account_is_another_household_even_at_the_same_address(console):
    rows = (
        ("王德发", HUSBAND, "柳塘村3组27号", "4200000123"),
        ("李秀珍", WIFE, "柳塘村3组27号", "4200000124"),
    )
    bring_in(console, sheet(HEADINGS, *rows))
    assert home_of(console, "王德发") != home_of(console, "李秀珍")


@pytest.mark.parametrize("address", ["柳塘村", "柳塘村3组", "青禾社区"])
def test_a_village_or_a_group_is_nobodys_house(console, address):
    workbook = sheet(HEADINGS, ("王德发", HUSBAND, address, None), ("李秀珍", WIFE, address, None))
    bring_in(console, workbook)
    assert home_of(console, "王德发") != home_of(console, "李秀珍")
    assert verdicts(bring_in(console, workbook)) == ["unchanged"] * 2


def test_a_household_known_by_its_account_gets_the_address_and_is_found_by_it(console):
    bring_in(console, sheet(HEADINGS, ("王德发", HUSBAND, None, "4200000123")))
    bring_in(console, sheet(HEADINGS, ("王德发", HUSBAND, "柳塘村3组27号", "4200000123")))
    bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, "柳塘村3组27号", None)))
    assert home_of(console, "王德发") == home_of(console, "李秀珍")


def test_village_group_and_house_make_the_address(console):
    bring_in(console, sheet("姓名 身份证号 村 组 门牌号", ("王德发", HUSBAND, "柳塘村", "3组", "27号")))
    bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, "柳塘村3组27号", None)))
    assert home_of(console, "王德发") == home_of(console, "李秀珍")


@pytest.fixture
def couple(console, staff):
    bring_in(
        console,
        sheet(
            HEADINGS + " 结对人",
            ("王德发", HUSBAND, "柳塘村3组27号", None, "刘建军"),
            ("李秀珍", WIFE, "柳塘村3组27号", None, "刘建军"),
        ),
    )


MOVED = sheet(HEADINGS, ("李秀珍", WIFE, "杨庄村1组5号", None))


def test_who_moves_is_asked_for_first(console, couple):
    done = bring_in(console, MOVED)
    assert (verdicts(done), problems(done)) == (["refused"], [(2, "住址", "conflict")])
    assert done.problems[0]["message"] == "台账里是柳塘村***，表里是杨庄村***"
    assert verdicts(bring_in(console, MOVED, "keep")) == ["unchanged"]
    assert home_of(console, "王德发") == home_of(console, "李秀珍")


def test_who_moves_moves_alone_and_keeps_the_helper(console, couple):
    assert verdicts(bring_in(console, MOVED, "take")) == ["updated"]
    left, moved = one(console, "王德发"), one(console, "李秀珍")
    assert (left["village"], moved["village"]) == ("柳塘村", "杨庄村")
    assert full(console, left, "address") == "柳塘村3组27号"
    assert (left["file_number"], moved["file_number"]) == ("BZ-0001", "BZ-0002")
    assert moved.text("helper") == "刘建军"
    assert verdicts(bring_in(console, MOVED, "take")) == ["unchanged"]


def test_who_moves_to_a_known_household_joins_it(console, couple):
    bring_in(console, sheet(HEADINGS, ("王小玲", citizen_id(order=8), "杨庄村1组5号", "4200000129")))
    bring_in(console, MOVED, "take")
    assert home_of(console, "李秀珍") == home_of(console, "王小玲")
    assert one(console, "王德发")["village"] == "柳塘村"


def test_a_couple_that_moves_is_together_again(console, couple):
    both = sheet(HEADINGS, ("王德发", HUSBAND, "杨庄村1组5号", None), ("李秀珍", WIFE, "杨庄村1组5号", None))
    assert verdicts(bring_in(console, both, "take")) == ["updated", "updated"]
    assert home_of(console, "王德发") == home_of(console, "李秀珍")
    assert verdicts(bring_in(console, both, "take")) == ["unchanged"] * 2


def test_where_nobody_else_lives_the_household_itself_gets_the_other_address(console):
    bring_in(console, sheet("姓名 身份证号 村 组 门牌号", ("李秀珍", WIFE, "柳塘村", "3组", "27号")))
    bring_in(console, MOVED, "take")
    found = one(console, "李秀珍")
    assert (found["file_number"], found["village"], found["group"]) == ("BZ-0001", "杨庄村", "1组")
    assert full(console, found, "house") == "5号"
    bring_in(console, sheet(HEADINGS, ("王小玲", citizen_id(order=8), "杨庄村1组5号", None)))
    assert home_of(console, "李秀珍") == home_of(console, "王小玲")


def test_another_house_number_changes_the_address_with_it(console):
    parts = "姓名 身份证号 村 组 门牌号"
    bring_in(console, sheet(parts, ("李秀珍", WIFE, "柳塘村", "3组", "27号")))
    other = sheet(parts, ("李秀珍", WIFE, "柳塘村", "3组", "28号"))
    assert verdicts(bring_in(console, other)) == ["refused"]
    bring_in(console, other, "take")
    assert full(console, one(console, "李秀珍"), "address") == "柳塘村3组28号"


def test_parts_of_an_address_complete_one_that_was_written_in_one_piece(console):
    bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, "柳塘村3组27号", None)))
    parts = sheet("姓名 身份证号 村 组 门牌号", ("李秀珍", WIFE, "柳塘村", "3组", "27号"))
    assert verdicts(bring_in(console, parts)) == ["updated"]
    assert verdicts(bring_in(console, parts)) == ["unchanged"]


def test_a_list_by_villages_does_not_move_anybody(console):
    bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, "柳塘村3组27号", None)))
    assert verdicts(bring_in(console, sheet(HEADINGS, ("李秀珍", WIFE, "柳塘村", None)))) == ["unchanged"]


def test_the_walking_order_is_that_of_the_house_numbers(console, caller):
    rows = [(f"王{ch}", None, "柳塘村", "3组", f"{n}号") for n, ch in ((10, "甲"), (9, "乙"), (100, "丙"))]
    bring_in(console, sheet("姓名 身份证号 村 组 门牌号", *rows))
    found = console.care.list.page(caller, CareFilter(order="place"), 0, 10)
    assert [one["name"] for one in found] == ["王乙", "王甲", "王丙"]


def test_what_changes_a_household_is_seen_with_those_who_are_not_in_the_file(console, caller, couple):
    workbook = sheet(HEADINGS + " 上次走访", ("李秀珍", WIFE, "柳塘村3组27号", "4200000123", "2026-09-20"))
    bring_in(console, workbook)
    assert one(console, "王德发")["due_on"] == one(console, "李秀珍")["due_on"] == date(2026, 10, 20)
    assert [found["name"] for found in console.care.list.find(caller, "4200000123")] == ["王德发", "李秀珍"]


@pytest.mark.parametrize("village", ["杨庄村", "柳塘村", "柳塘行政村"])
def test_an_address_that_tells_its_village_is_not_given_another_one(console, village):
    bring_in(console, sheet("姓名 村 住址", ("李秀珍", village, "柳塘村3组27号")))
    assert full(console, one(console, "李秀珍"), "address") == "柳塘村3组27号"


def test_an_address_without_its_village_gets_it(console):
    bring_in(console, sheet("姓名 村 住址", ("李秀珍", "柳塘村", "3组27号")))
    assert full(console, one(console, "李秀珍"), "address") == "柳塘村3组27号"
