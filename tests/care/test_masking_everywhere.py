"""No id, phone, account or house number leaves the program in full, unless somebody asks with a reason."""

import json
import logging
from datetime import date

import pytest

from gridconsole.care.errors import AlreadyThere, Conflict, NotAccepted
from gridconsole.care.exporting import export_care
from gridconsole.care.listing import CareFilter
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change, Disclosure
from tests.care.sheets import bring_in, citizen_id, full, one, people, sheet
from tests.cli.conftest import Commands

ID, OTHER = citizen_id(), citizen_id(order=4)
SEEDED = (
    ID,
    OTHER,
    "13900000101",
    "139 0000 0101",
    "13700000102",
    "137 0000 0102",
    "00000103",
    "4200000123",
    "4200000124",
    "3组27号",
    "1390000",
    "37990119480315",
    "13900000177",
)
HEADINGS = "姓名 身份证号 住址 门牌号 联系电话 监护人 监护人电话 户号 备注2"
FIRST = (
    "李秀珍",
    ID,
    "柳塘村3组27号",
    "27号",
    "13900000101 / 0531-00000103",
    "李建国 13900000177",
    "1390000",
    "4200000123",
    None,
)
SECOND = ("王桂英", ID[:14], "杨庄村3组27号", None, "13700000102", "王强", "13700000102", "4200000124", None)


def clean(text):
    text = str(text)
    found = [secret for secret in SEEDED if secret in text]
    assert found == [], found


@pytest.fixture
def console(sqlite_store, caplog):
    caplog.set_level(logging.DEBUG)
    with sqlite_store.open() as console:
        bring_in(console, sheet(HEADINGS, FIRST, SECOND))
        yield console
    clean(caplog.text)


def test_no_list_page_search_or_file_shows_them(console, caller):
    care = console.care
    pictures = [
        *care.list.page(caller, CareFilter(), 0, 10),
        *care.list.find(caller, "李秀珍"),
        care.open(caller, one(console, "李秀珍").id),
        *care.household(caller, care.household_of(caller, one(console, "王桂英").id)),
    ]
    for picture in pictures:
        clean(
            [
                dict(picture.shown),
                dict(picture.parent.shown),
                dict(picture.as_typed),
                dict(picture.parent.as_typed),
            ]
        )
        clean([str(value) for value in (*picture.values.values(), *picture.parent.values.values())])


def test_no_export_holds_them(console, caller, tmp_path):
    export_care(console.care, caller, tmp_path / "台账.csv", Progress())
    clean((tmp_path / "台账.csv").read_text(encoding="utf-8-sig"))


def test_no_history_tells_them(console, caller):
    seen = one(console, "李秀珍")
    console.care.correct(
        caller, seen, {"phone": "13900000199", "citizen_id": citizen_id(order=6), "account": ""}
    )
    seen = console.care.open(caller, seen.id)
    console.care.correct(
        caller, seen, {"address": "杨庄村1组5号", "contact": "", "contact_phone": "13900000155"}
    )
    lines = console.care.history(caller, seen.id)
    assert len(lines) == 6
    clean(lines)


def test_no_problem_of_an_import_tells_them(console, caller):
    rows = (
        ("李秀珍", ID, "柳塘村3组28号", "28号", "13900000188", "李", "13900000189", "4200000125", None),
        ("李秀珍", OTHER, "柳塘村3组27号", None, "13900000188", None, None, "4200000123", None),
        ("李秀珍", OTHER, "柳塘村3组27号", None, "13900000101", None, None, "4200000123", None),
        ("王桂英", OTHER[:17] + "0", "杨庄村3组27号", None, "1370000", None, "13700000102", "42", None),
        ("小禾", citizen_id(date(2016, 1, 2)), "杨庄村3组27号", "27号", None, None, None, "4200000124", None),
    )
    for policy in ("refuse", "keep", "take"):
        done = console.care.imports.check(caller, sheet(HEADINGS, *rows), policy)
        assert done.problems
        clean(json.dumps(done.report("care"), ensure_ascii=False).replace("校验位应为", ""))


def test_no_error_tells_them(console, caller):
    seen = one(console, "李秀珍")
    console.care.correct(caller, seen, {"phone": "13900000199"})
    deeds = (
        lambda: console.care.record(caller, {"name": "李秀真", "citizen_id": ID}),
        lambda: console.care.record(
            caller, {"name": "王强", "account": "4200000123", "address": "柳塘村3组28号"}
        ),
        lambda: console.care.correct(caller, seen, {"phone": "13900000101"}),
        lambda: console.care.correct(caller, seen, {"account": "42000001", "contact_phone": "1390000"}),
    )
    for deed in deeds:
        with pytest.raises((AlreadyThere, Conflict, NotAccepted)) as told:
            deed()
        clean([told.value, vars(told.value).get("complaints")])


def test_no_command_prints_them(console, sqlite_store, tmp_path):
    run = Commands(sqlite_store)
    (tmp_path / "名册.csv").write_text(
        f"姓名,身份证号,电话\n李秀珍,{ID},13900000188\n王桂英,{ID[:14]},1370000\n", encoding="utf-8"
    )
    for words in (
        ("list", "care"),
        ("list", "care", "--json"),
        ("list", "care", "--search", "李", "--json"),
        ("import", "care", tmp_path / "名册.csv"),
        ("import", "care", tmp_path / "名册.csv", "--json"),
    ):
        run(*words)
        clean(run.said + run.complained)


def test_what_is_kept_of_deeds_holds_no_value(console, caller):
    from sqlalchemy import select

    full(console, one(console, "李秀珍"), "phone")
    marks = console.doors.read(
        lambda s: [vars(row) for kind in (Change, Disclosure) for row in s.scalars(select(kind))]
    )
    clean(marks)
    assert any("本人电话" in str(mark) for mark in marks)


def test_a_reason_opens_one_value_and_leaves_a_mark(console, caller):
    from sqlalchemy import select

    from gridconsole.care.errors import ReasonNeeded

    seen = one(console, "李秀珍")
    with pytest.raises(ReasonNeeded):
        console.care.reveal(caller, seen.id, "citizen_id")
    assert full(console, seen, "citizen_id") == ID
    assert full(console, seen, "house") == "27号"
    assert full(console, seen, "contact") == "李建国 13900000177"
    marks = console.doors.read(lambda s: s.scalars(select(Disclosure).order_by(Disclosure.id)).all())
    assert [(mark.what, mark.reason, mark.record_id == seen.id) for mark in marks] == [
        ("证件号", "核对", True),
        ("门牌号", "核对", True),
        ("紧急联系人", "核对", True),
    ]
    assert len(people(console)) == 2
