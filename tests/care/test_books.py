"""A ledger beside that of the people: listed, found, made, corrected, withdrawn, exported, taken back."""

import csv
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from gridconsole.care import books
from gridconsole.care.needs.records import Need
from gridconsole.core.books.book import Book
from gridconsole.core.books.errors import Conflict, NoSuchRecord, NotAccepted, ReasonNeeded, WrongEnding
from gridconsole.core.books.exporting import export_book, write_book_template
from gridconsole.core.books.filter import BookFilter
from gridconsole.core.caller import NotAllowed
from gridconsole.core.ledger.record import new_id
from gridconsole.core.progress import Progress
from tests.care.pairing.lives import helper_of, history
from tests.care.workbooks import bring_in, households, rows, verdicts, workbook

LIGHT = {"place": "卧室", "model": "NL-2", "installed_on": "2025-01-09", "installer": "何静", "cost": "25"}
NEED = {"what": "换灯泡", "raised_on": "2025-01-09"}


@pytest.fixture
def homes(console, staff):
    return households(console)


@pytest.fixture
def needs(console) -> Book:
    return console.care.books["needs"]


@pytest.fixture
def lights(console) -> Book:
    return console.care.books["night-lights"]


@pytest.fixture
def pairings(console) -> Book:
    return console.care.books["pairings"]


def what(records):
    return [one["what"] for one in records]


def test_records_are_listed_newest_first_with_their_household(needs, caller, homes):
    for name, raised, text in (("张桂兰", "2025-01-09", "换灯泡"), ("王秀英", "2025-03-01", "修门")):
        needs.record(caller, {"what": text, "raised_on": raised}, homes[name])
    page = needs.page(caller, BookFilter(), 0, 10)
    assert what(page) == ["修门", "换灯泡"]
    assert [(one["names"], one["village"]) for one in page] == [("王秀英", "杨庄村"), ("张桂兰", "柳塘村")]
    assert what(needs.page(caller, BookFilter(), 1, 10)) == ["换灯泡"]
    assert (needs.count(caller), needs.anchors(caller, BookFilter()).total) == (2, 2)
    assert what(needs.page(caller, BookFilter(parent=homes["张桂兰"]), 0, 10)) == ["换灯泡"]


def test_a_narrowing_counts_and_lists_what_it_leaves(needs, caller, homes):
    needs.record(caller, {**NEED, "fulfilled_on": "2025-02-01"}, homes["张桂兰"])
    needs.record(caller, {**NEED, "promised_for": "2025-03-01"}, homes["李长顺"])
    needs.record(caller, {**NEED, "promised_for": "2026-12-01"}, homes["王秀英"])
    assert {name: needs.count(caller, BookFilter(name)) for name in ("", "open", "late", "done")} == {
        "": 3, "open": 2, "late": 1, "done": 1,
    }  # fmt: skip
    assert [one["names"] for one in needs.page(caller, BookFilter("late"), 0, 9)] == ["李长顺"]


@pytest.mark.parametrize("text", ["张桂兰", "zgl", "0610000000", "BZ-0001"])
def test_a_search_finds_the_records_of_whom_it_finds(needs, caller, homes, text):
    needs.record(caller, NEED, homes["张桂兰"])
    needs.record(caller, NEED, homes["王秀英"])
    assert [one["names"] for one in needs.find(caller, text)] == ["张桂兰"]


def test_a_search_finds_a_helper_by_name(pairings, caller, homes):
    pairings.record(caller, {"person": "何静", "since": "2025-01-09"}, homes["张桂兰"])
    pairings.record(caller, {"person": "刘建军", "since": "2025-01-09"}, homes["王秀英"])
    assert [one["names"] for one in pairings.find(caller, "何静")] == ["张桂兰"]
    assert pairings.find(caller, " ") == []


def test_a_thorough_search_leaves_nobody_outhowever_many_it_finds(console, needs, caller, homes, monkeypatch):
    monkeypatch.setattr(books, "HITS", 2)
    for home in homes.values():
        needs.record(caller, NEED, home)
    households = console.care.books["households"]
    for book in (households, needs):
        assert len(book.find(caller, "村", 50)) == 2
        assert len(book.find(caller, "村", 50, thorough=True)) == 3
    assert needs.find(caller, "没有这人", thorough=True) == []


def test_more_households_than_a_database_takes_parameters_are_searched(console, needs, caller, homes):
    needs.record(caller, NEED, homes["张桂兰"])
    many = [*(new_id() for _ in range(70_000)), homes["张桂兰"]]
    found = console.doors.read(
        lambda s: s.scalar(select(func.count()).where(Need.household_id.in_(books.however_many(many))))
    )
    assert found == 1


def test_a_record_is_made_opened_corrected_and_remembers_it(lights, caller, homes):
    id = lights.record(caller, LIGHT, homes["张桂兰"])
    one = lights.open(caller, id)
    assert (one["cost"], one.text("installed_on"), one["file_number"]) == (2500, "2025年1月9日", "BZ-0001")
    after = lights.correct(caller, one, {"model": "NL-3", "cost": ""})
    assert (after["model"], after["cost"], after.version) == ("NL-3", None, 2)
    past = lights.history(caller, id)
    assert [(line.deed, line.by) for line in past] == [
        ("night-lights.correct", "本站柜台"),
        ("night-lights.record", "本站柜台"),
    ]
    assert [(value.label, value.text) for value in past[0].before] == [("型号", "NL-2"), ("费用", "25.00 元")]


def test_what_is_missing_or_wrong_is_said_for_every_field_at_once(lights, caller, homes):
    with pytest.raises(NotAccepted) as refused:
        lights.record(caller, {"place": "卧室", "installed_on": "2025-13-40"}, homes["张桂兰"])
    assert set(refused.value.complaints) == {"installed_on", "model", "installer"}
    with pytest.raises(NotAccepted) as refused:
        lights.record(caller, {**LIGHT, "removed_on": "2024-01-01"}, homes["张桂兰"])
    assert refused.value.complaints == {"removed_on": "早于安装日期"}
    assert lights.count(caller) == 0


def test_two_who_correct_the_same_field_are_told_of_each_other(lights, caller, staff, homes):
    id = lights.record(caller, LIGHT, homes["张桂兰"])
    seen = lights.open(caller, id)
    lights.correct(staff["何静"], seen, {"model": "NL-3"})
    with pytest.raises(Conflict) as conflict:
        lights.correct(caller, seen, {"model": "NL-4"})
    assert conflict.value.sentence == "这条夜灯刚被何静改过（型号），您的修改还没有保存。"
    assert conflict.value.theirs["model"] == "NL-3"
    lights.correct(caller, seen, {"cost": "30"})
    lights.correct(caller, conflict.value.theirs, {"model": "NL-4"})
    after = lights.open(caller, id)
    assert (after["model"], after["cost"]) == ("NL-4", 3000)


def test_a_withdrawn_record_is_on_no_list(needs, caller, homes):
    id = needs.record(caller, NEED, homes["张桂兰"])
    with pytest.raises(ReasonNeeded):
        needs.withdraw(caller, id, " ")
    needs.withdraw(caller, id, "记错户")
    assert (needs.count(caller), needs.find(caller, "张桂兰")) == (0, [])
    with pytest.raises(NoSuchRecord):
        needs.open(caller, id)


def test_earlier_values_come_back_all_or_some_also_what_could_not_be_read(
    console, lights, caller, homes, tmp_path
):
    headings = ("档案号", "安装位置", "型号", "安装日期", "安装人", "费用")
    file = workbook(tmp_path, headings, ("BZ-0001", "卧室", "NL-2", "2025-01-09", "何静", "廿五"))
    bring_in(console, "night-lights", file)
    (one,) = rows(console, "night-lights")
    lights.correct(caller, one, {"model": "NL-3", "cost": "25", "installer": "刘建军"})
    some = lights.bring_back(caller, one.id, 1, ("model",))
    assert (some["model"], some["installer"], some["cost"]) == ("NL-2", "刘建军", 2500)
    back = lights.bring_back(caller, one.id, 1)
    assert (back["installer"], back["cost"], back.unread("cost")) == ("何静", None, "廿五")
    with pytest.raises(NoSuchRecord):
        lights.bring_back(caller, one.id, 99)


def test_another_station_sees_nothing(console, needs, caller, homes):
    id = needs.record(caller, NEED, homes["张桂兰"])
    other = replace(caller, station_id=console.stations.add(caller, "东片站", "DP").id)
    assert needs.count(other) == 0
    with pytest.raises(NoSuchRecord):
        needs.open(other, id)


def test_a_volunteer_reads_only_what_is_his_and_writes_nothing(console, needs, caller, volunteer, homes):
    id = needs.record(caller, NEED, homes["张桂兰"])
    for deed in (
        lambda: needs.count(volunteer),
        lambda: needs.open(volunteer, id),
        lambda: needs.find(volunteer, "张桂兰"),
        lambda: needs.record(volunteer, NEED, homes["张桂兰"]),
        lambda: needs.withdraw(volunteer, id, "不要了"),
        lambda: export_book(console.care.books["households"], volunteer, None, Progress()),
        lambda: needs.past_imports.imports(volunteer),
    ):
        with pytest.raises(NotAllowed):
            deed()
    homes_of = console.care.books["households"]
    assert (homes_of.count(caller), homes_of.count(volunteer)) == (3, 0)
    helped = console.care.list.find(caller, "张桂兰")[0]
    console.care.correct(caller, helped, {"helper": "陈海"})
    assert [one["names"] for one in homes_of.everything(volunteer)] == [helped["name"]]


def test_a_first_helper_is_the_main_one_and_the_household_knows_it(console, pairings, caller, staff, homes):
    home = homes["张桂兰"]
    pairings.record(caller, {"person": "何静", "since": "2025-01-09"}, home)
    pairings.record(caller, {"person": "陈海", "since": "2025-02-09"}, home)
    assert helper_of(console, home) == staff["何静"].staff_id
    assert (len(history(console, home)), len(history(console, home, main=False))) == (1, 1)


def test_a_second_main_helper_and_a_helper_twice_are_refused_in_a_form(pairings, caller, homes):
    home = homes["张桂兰"]
    pairings.record(caller, {"person": "何静", "since": "2025-01-09"}, home)
    other = pairings.record(caller, {"person": "陈海", "since": "2025-02-09", "main": "否"}, home)
    main = {"person": "一户只能有一位主结对人，现在是何静"}
    for deed, said in (
        (
            lambda: pairings.record(caller, {"person": "刘建军", "since": "2025-03-09", "main": "是"}, home),
            main,
        ),
        (lambda: pairings.correct(caller, pairings.open(caller, other), {"main": "是"}), main),
        (
            lambda: pairings.record(caller, {"person": "何静", "since": "2025-03-09"}, home),
            {"person": "已登记过何静"},
        ),
    ):
        with pytest.raises(NotAccepted) as refused:
            deed()
        assert refused.value.complaints == said


def test_who_is_ended_or_withdrawn_helps_no_more(console, pairings, caller, homes):
    for name, end in (
        ("张桂兰", lambda id: pairings.correct(caller, pairings.open(caller, id), {"until": "2026-09-22"})),
        ("王秀英", lambda id: pairings.withdraw(caller, id, "记错户")),
    ):
        id = pairings.record(caller, {"person": "何静", "since": "2025-01-09"}, homes[name])
        end(id)
        assert helper_of(console, homes[name]) is None
        assert all(until is not None for _, _, until in history(console, homes[name]))


def test_an_export_holds_what_the_screen_shows(console, needs, lights, caller, homes, tmp_path):
    lights.record(caller, LIGHT, homes["张桂兰"])
    needs.record(caller, {**NEED, "what": "=1+1 电话 13900000001"}, homes["张桂兰"])
    xlsx, text = tmp_path / "夜灯.xlsx", tmp_path / "需求.csv"
    assert export_book(lights, caller, xlsx, Progress()) == 1
    heads, row = load_workbook(xlsx).active.iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert [told[key] for key in ("档案号", "姓名", "村", "型号", "安装日期")] == [
        "BZ-0001", "张桂兰", "柳塘村", "NL-2", "2025年1月9日",
    ]  # fmt: skip
    assert export_book(needs, caller, text, Progress(), BookFilter("open")) == 1
    heads, row = csv.reader(text.read_text("utf-8-sig").splitlines())
    assert row[heads.index("需求")] == "'=1+1 电话 13900000001"
    assert export_book(needs, caller, tmp_path / "无.csv", Progress(), BookFilter("done")) == 0
    with pytest.raises(WrongEnding):
        export_book(needs, caller, tmp_path / "需求.pdf", Progress())
    export_book(console.care.books["households"], caller, tmp_path / "住户.csv", Progress())
    written = (tmp_path / "住户.csv").read_text("utf-8-sig")
    assert "0610000000" not in written and "*" in written


def test_a_template_is_imported_as_it_is_filled_in(console, lights, homes, tmp_path):
    file = tmp_path / "模板.xlsx"
    write_book_template(lights, file)
    book = load_workbook(file)
    page = book.active
    heads = [cell.value for cell in page[1]]
    at = page.max_row + 1
    for label, value in {
        "档案号": "BZ-0002",
        "装在哪里": "卧室",
        "型号": "NL-2",
        "安装日期": "2025-01-09",
    }.items():
        page.cell(at, heads.index(label) + 1, value)
    book.save(file)
    assert verdicts(bring_in(console, "night-lights", file)) == ["created"]
    with pytest.raises(WrongEnding):
        write_book_template(lights, tmp_path / "模板.csv")


def test_households_are_not_imported_but_shown_with_their_names(console, caller, homes):
    book = console.care.books["households"]
    assert (book.special.importable, book.special.by_hand) == (False, False)
    assert [one["names"] for one in rows(console, "households")] == list(homes)
    assert book.find(caller, "李长顺")[0].id == homes["李长顺"]


def test_an_unknown_record_is_said_in_words(needs, caller, homes):
    with pytest.raises(NoSuchRecord):
        needs.history(caller, new_id())
