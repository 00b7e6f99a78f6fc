"""Workbooks of pairings, night-lights and needs become records of the households that they name."""

from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from gridconsole.care.records import Household
from gridconsole.core.books.refusing import RefusedFile
from gridconsole.core.caller import NotAllowed
from tests.care.pairing.lives import helper_of, history
from tests.care.sheets import citizen_id
from tests.care.workbooks import bring_in, check, households, name_helper, rows, said, verdicts, workbook

PAIRS = ("户号", "姓名", "结对人", "结对日期", "帮扶计划")
LIGHTS = ("档案号", "姓名", "安装位置", "型号", "安装日期", "安装人", "费用")
NEEDS = ("姓名", "需求内容", "提出日期", "责任人", "完成日期", "结果")


@pytest.fixture
def homes(console, staff):
    return households(console)


def test_a_pairing_workbook_gives_households_their_main_helper(console, staff, homes, tmp_path):
    file = workbook(
        tmp_path, "结对帮扶登记表", PAIRS, ("0610000000", "张桂兰", "刘建军", "2025.3.1", "每月一次"),
        ("0610000001", None, "何静", "2025年4月2日", None),
    )  # fmt: skip
    checkout = bring_in(console, "pairings", file)
    assert verdicts(checkout) == ["created", "created"]
    assert helper_of(console, homes["张桂兰"]) == staff["刘建军"].staff_id
    (one, two) = rows(console, "pairings")
    assert (one.text("person"), one.text("since"), one["main"]) == ("刘建军", "2025年3月1日", True)
    assert (two.text("person"), two["names"], two["plan"]) == ("何静", "李长顺", None)


def test_two_level_headings_are_read_as_one(console, homes, tmp_path):
    file = workbook(
        tmp_path,
        ("姓名", "村", "结对帮扶", None),
        (None, None, "帮扶人", "开始日期"),
        ("王秀英", "杨庄村", "何静", "2025-05-06"),
        merged=("A1:A2", "B1:B2", "C1:D1"),
    )
    checkout = bring_in(console, "pairings", file)
    assert verdicts(checkout) == ["created"]
    assert (checkout.understood.head.last_row, set(checkout.understood.columns.values())) == (
        2,
        {"name", "village", "person", "since"},
    )
    assert rows(console, "pairings")[0]["names"] == "王秀英"


WHERE = ("档案号", "身份证号", "户号", "住址", "姓名", "村")
LOCATED = (
    ("BZ-0002", None, None, None, None, None),
    ("２", None, None, None, None, None),
    (None, None, "0610000001", None, None, None),
    (None, None, None, "柳塘村一组9号", None, None),
    (None, None, None, None, "李长顺", None),
    (None, None, None, None, "李长顺", "柳塘村"),
    (None, None, None, "老屋场9号", "李长顺", None),
    (None, citizen_id(order=7), None, None, "李长顺", None),
)
NOT_LOCATED = {
    ("BZ-0099", None, None, None, None, None): "台账里没有这个档案号",
    ("XX-0002", None, None, None, None, None): "台账里没有这个档案号",
    (None, None, "0610000099", None, None, None): "台账里没有这个户号",
    (None, None, None, "柳塘村1组77号", None, None): "台账里没有这个住址",
    (None, None, None, None, "赵守田", None): "台账里没有叫赵守田的人",
    (None, None, None, None, "李长顺", "杨庄村"): "台账里没有叫李长顺的人（杨庄村）",
    (None, None, "0610000000", None, "李长顺", None): "这个户号在台账里不是李长顺家",
    (None, citizen_id(order=9), None, None, "李长顺", None): "台账里没有这个证件号的人",
    (None, None, None, None, None, "柳塘村"): "没有写是哪一户：要有档案号、姓名、户号或住址",
}


def places_and_needs(folder, places):
    """A workbook with a different need for each place."""
    rest = [(f"第{at}件", "2025-05-06") for at in range(len(places))]
    told = [(*place, *need) for place, need in zip(places, rest, strict=True)]
    return workbook(folder, (*WHERE, "需求内容", "提出日期"), *told)


def test_a_row_finds_its_household_in_any_of_the_ways_that_stations_write_it(console, staff, tmp_path):
    homes = households(console, 李长顺={"citizen_id": citizen_id(order=7)})
    checkout = check(console, "needs", places_and_needs(tmp_path, LOCATED))
    assert [row.parent for row in checkout.rows] == [homes["李长顺"]] * len(LOCATED)


def test_a_name_with_a_blank_inside_is_the_name(console, staff, tmp_path):
    homes = households(console)
    caller = console.caller("BZ")
    li_jing = console.care.household_of(
        caller, console.care.record(caller, {"name": "李静", "address": "杨庄村9组9号"})
    )
    file = workbook(
        tmp_path, NEEDS[:3], ("李　静", "修灯", "2026-05-01"), ("李 静", "修门", "2026-05-01"),
        ("张桂兰", "修门", "2026-05-01"),
    )  # fmt: skip
    checkout = check(console, "needs", file)
    assert said(checkout) == []
    assert [row.parent for row in checkout.rows] == [li_jing, li_jing, homes["张桂兰"]]
    visits = workbook(
        tmp_path, ("姓名", "走访日期", "走访人", "见到谁"), ("张桂兰", "2026-05-01", "何　静 刘建军", "本人")
    )
    bring_in(console, "visits", visits)
    assert [one["visitors"] for one in rows(console, "visits")] == [("何静", "刘建军")]


def test_a_row_without_a_household_is_refused_with_a_sentence(console, homes, tmp_path):
    checkout = check(console, "needs", places_and_needs(tmp_path, list(NOT_LOCATED)))
    assert verdicts(checkout) == ["refused"] * len(NOT_LOCATED)
    assert said(checkout) == list(zip(range(2, 11), [""] * 9, NOT_LOCATED.values(), strict=True))


def test_a_name_in_two_households_needs_the_village_or_the_number(console, staff, tmp_path):
    households(console)
    caller = console.caller("BZ")
    console.care.record(caller, {"name": "李长顺", "address": "杨庄村2组2号", "village": "杨庄村"})
    headings = ("姓名", "村", "结对人", "结对日期")
    rest = ("何静", "2025-05-06")
    file = workbook(tmp_path, headings, ("李长顺", None, *rest), ("李长顺", "杨庄村", *rest))
    checkout = check(console, "pairings", file)
    assert verdicts(checkout) == ["refused", "created"]
    assert said(checkout)[0][2] == "台账里有 2 户有叫李长顺的人，请加上档案号或户号"


def share_account(console, home, account):
    """Give a household another's account, as two that stood there before can have it."""

    def write(unit):
        unit.session.scalar(select(Household).where(Household.id == home)).account = account

    console.doors.write(console.caller("BZ"), "test.share", write)


def test_two_households_on_one_account_are_told_apart_by_the_name(console, staff, tmp_path):
    homes = households(console)
    share_account(console, homes["王秀英"], "0610000001")
    headings = ("户号", "姓名", "结对人", "结对日期")
    rest = ("何静", "2025-05-06")
    file = workbook(tmp_path, headings, ("0610000001", "王秀英", *rest), ("0610000001", None, *rest))
    first, second = check(console, "pairings", file).rows
    assert first.parent == homes["王秀英"]
    assert second.checked.problems[0].message == "这个户号在台账里有 2 户，请加上档案号"


def test_the_same_workbook_again_changes_nothing(console, homes, tmp_path):
    for ledger, rows_of in {
        "pairings": (PAIRS, ("0610000000", "张桂兰", "刘建军", "2025.3.1", "每月一次")),
        "night-lights": (LIGHTS, ("BZ-0001", "张桂兰", "卧室", "NL-2", "2025-01-09", "何静", 25)),
        "needs": (NEEDS, ("王秀英", "换灯泡", "2025-01-09", "何静", None, None)),
    }.items():
        file = workbook(tmp_path, *rows_of, name=f"{ledger}.xlsx")
        assert verdicts(bring_in(console, ledger, file)) == ["created"]
        again = check(console, ledger, file)
        assert (verdicts(again), again.changes) == (["unchanged"], False)
        assert console.care.books[ledger].imports.write(console.caller("BZ"), again).id is None
        assert len(rows(console, ledger)) == 1


def test_an_export_imported_again_changes_nothing(console, staff, homes, tmp_path):
    from gridconsole.core.books.exporting import export_book
    from gridconsole.core.progress import Progress

    caller = console.caller("BZ")
    console.care.record(caller, {"name": "李长贵", "address": "柳塘村1组9号"})
    file = workbook(tmp_path, PAIRS, ("0610000001", "李长顺", "刘建军", "2025.3.1", "每月一次"))
    bring_in(console, "pairings", file)
    out = tmp_path / "out.xlsx"
    assert export_book(console.care.books["pairings"], caller, out, Progress()) == 1
    again = check(console, "pairings", out)
    assert (verdicts(again), said(again)) == (["unchanged"], [])


def test_the_same_row_twice_goes_in_once(console, homes, tmp_path):
    row = ("王秀英", "换灯泡", "2025-01-09", "何静", None, None)
    checkout = bring_in(console, "needs", workbook(tmp_path, NEEDS, row, row))
    assert verdicts(checkout) == ["created", "unchanged"]
    assert (checkout.rows[1].same_as, said(checkout)[0][2]) == (2, "与第 2 行相同，没有重复导入")
    assert len(rows(console, "needs")) == 1


def test_a_second_row_that_contradicts_the_first_is_refused(console, homes, tmp_path):
    file = workbook(
        tmp_path, NEEDS, ("王秀英", "换灯泡", "2025-01-09", "何静", None, None),
        ("王秀英", "换灯泡", "2025-01-09", "刘建军", None, None),
        ("王秀英", "换灯泡", "2025-01-09", None, "2025-01-20", None),
    )  # fmt: skip
    checkout = check(console, "needs", file)
    assert verdicts(checkout) == ["created", "refused", "refused"]
    assert said(checkout)[0] == (3, "责任人", "与第 2 行是同一条，答应人不一致")
    assert said(checkout)[1] == (4, "完成日期", "与第 2 行是同一条，办好日期只在这一行")


def test_an_empty_cell_erases_nothing_and_fills_what_is_empty(console, homes, tmp_path):
    bring_in(
        console, "needs", workbook(tmp_path, NEEDS, ("王秀英", "换灯泡", "2025-01-09", "何静", None, None))
    )
    more = workbook(tmp_path, NEEDS, ("王秀英", "换灯泡", "2025-01-09", None, "2025-01-20", "已换"))
    assert verdicts(bring_in(console, "needs", more)) == ["updated"]
    (one,) = rows(console, "needs")
    assert [one.text(key) for key in ("promised_by", "fulfilled_on", "outcome")] == [
        "何静",
        "2025年1月20日",
        "已换",
    ]


@pytest.mark.parametrize(
    ("policy", "verdict", "stands"),
    [("refuse", "refused", "何静"), ("keep", "unchanged", "何静"), ("take", "updated", "刘建军")],
)
def test_a_difference_is_settled_as_it_is_answered(console, homes, tmp_path, policy, verdict, stands):
    row = ["王秀英", "换灯泡", "2025-01-09", "何静", None, None]
    bring_in(console, "needs", workbook(tmp_path, NEEDS, row))
    row[3] = "刘建军"
    checkout = bring_in(console, "needs", workbook(tmp_path, NEEDS, row), "refuse", {2: policy})
    assert verdicts(checkout) == [verdict]
    assert rows(console, "needs")[0].text("promised_by") == stands
    if policy == "refuse":
        assert said(checkout) == [(2, "责任人", "台账里是何静，表里是刘建军")]


def test_days_that_contradict_each_other_are_refused(console, homes, tmp_path):
    file = workbook(tmp_path, NEEDS, ("王秀英", "换灯泡", "2025-01-09", None, "2025-01-02", None))
    assert said(check(console, "needs", file)) == [(2, "完成日期", "早于提出日期")]


def test_a_row_without_what_its_record_is_known_by_is_refused_and_else_goes_in_incomplete(
    console, homes, tmp_path
):
    file = workbook(
        tmp_path, LIGHTS, ("BZ-0001", None, "卧室", "NL-2", None, "何静", None),
        ("BZ-0001", None, "卧室", "NL-2", "2025-13-40", "何静", None),
        ("BZ-0001", None, "卧室", "NL-2", "2025-01-09", None, "廿五"),
    )  # fmt: skip
    checkout = bring_in(console, "night-lights", file)
    assert verdicts(checkout) == ["refused", "refused", "created"]
    assert said(checkout)[0] == (2, "安装日期", "空着")
    assert checkout.counts["incomplete"] == 1
    (one,) = rows(console, "night-lights")
    assert one.unread("cost") == "廿五"
    assert console.care.books["night-lights"].gaps(one) == ["installer", "cost"]
    more = workbook(tmp_path, LIGHTS, ("BZ-0001", None, "卧室", "NL-2", "2025-01-09", "何静", "25元"))
    assert verdicts(bring_in(console, "night-lights", more)) == ["updated"]
    (one,) = rows(console, "night-lights")
    assert (one.unread("cost"), one["cost"]) == (None, 2500)


def test_an_unknown_helper_is_refused_with_the_nearest_name(console, homes, tmp_path):
    file = workbook(tmp_path, PAIRS, ("0610000000", "张桂兰", "刘建俊", "2025.3.1", None))
    assert said(check(console, "pairings", file)) == [(2, "结对人", "像是刘建军？")]


def test_the_time_of_help_that_goes_on_is_not_made_twice(console, staff, tmp_path):
    homes = households(console, 张桂兰={"helper": "刘建军"})
    file = workbook(tmp_path, PAIRS, ("0610000000", "张桂兰", "刘建军", "2025.3.1", "送药"))
    checkout = check(console, "pairings", file)
    assert said(checkout) == [(2, "结对日期", "台账里是2026年9月22日，表里是2025年3月1日")]
    assert verdicts(bring_in(console, "pairings", file, "take")) == ["updated"]
    (stands,) = history(console, homes["张桂兰"])
    assert stands[1].isoformat() == "2025-03-01"


@pytest.mark.parametrize(("policy", "helper"), [("keep", "刘建军"), ("take", "何静"), ("refuse", "刘建军")])
def test_another_main_helper_replaces_the_first_only_when_that_is_answered(
    console, staff, tmp_path, policy, helper
):
    homes = households(console, 张桂兰={"helper": "刘建军"})
    headings = (*PAIRS, "是否主结对人")
    file = workbook(tmp_path, headings, ("0610000000", "张桂兰", "何静", "2026-09-22", None, "是"))
    checkout = bring_in(console, "pairings", file, policy)
    assert (verdicts(checkout) == ["created"]) == (policy == "take")
    if policy == "refuse":
        assert said(checkout) == [(2, "结对人", "台账里是刘建军，表里是何静")]
    assert helper_of(console, homes["张桂兰"]) == staff[helper].staff_id
    past = history(console, homes["张桂兰"])
    assert [until is None for _, _, until in past] == ([False, True] if policy == "take" else [True])


def test_a_helper_whom_only_the_household_names_counts_as_its_main_one(console, staff, homes, tmp_path):
    name_helper(console, homes["张桂兰"], staff["刘建军"].staff_id)
    headings = (*PAIRS, "是否主结对人")
    other = workbook(tmp_path, headings, ("0610000000", "张桂兰", "何静", "2026-09-22", None, "是"))
    assert said(check(console, "pairings", other)) == [(2, "结对人", "台账里是刘建军，表里是何静")]
    same = workbook(tmp_path, PAIRS, ("0610000000", "张桂兰", "刘建军", "2025-03-01", "送药"))
    assert verdicts(bring_in(console, "pairings", same)) == ["created"]
    assert [(one.text("since"), one["main"]) for one in rows(console, "pairings")] == [("2025年3月1日", True)]


def test_a_workbook_with_two_main_helpers_for_one_household_is_refused_in_its_second_row(
    console, homes, tmp_path
):
    headings = (*PAIRS, "是否主结对人")
    file = workbook(
        tmp_path, headings, ("0610000000", "张桂兰", "刘建军", "2025.3.1", None, "是"),
        ("0610000000", "张桂兰", "何静", "2025.3.1", None, "是"),
        ("0610000000", "张桂兰", "赵立新", "2025.3.1", None, None),
    )  # fmt: skip
    checkout = bring_in(console, "pairings", file)
    assert verdicts(checkout) == ["created", "refused", "created"]
    assert said(checkout) == [(3, "结对人", "一户只能有一位主结对人，第 2 行已写了刘建军")]
    assert [one["main"] for one in rows(console, "pairings")] == [True, False]


def paired(console, staff, homes, main, *others):
    """Pair a household with helpers, the first of whom is its main one."""
    pair, caller = console.care.pairings.pair, console.caller("BZ")
    for name in filter(None, (main, *others)):
        day = date(2025, 3, 1)
        pair(caller, homes["张桂兰"], staff[name].staff_id, main=name == main, since=day)


@pytest.mark.parametrize(
    ("policy", "words"),
    [("refuse", "台账里是否，表里是是"), ("take", "一户只能有一位主结对人，现在是刘建军")],
)
def test_a_second_helper_does_not_become_a_second_main_one(console, staff, homes, tmp_path, policy, words):
    paired(console, staff, homes, "刘建军", "何静")
    headings = ("户号", "结对人", "结对日期", "主结对人")
    file = workbook(
        tmp_path, headings, ("0610000000", "何静", "2025.3.1", "是"),
        ("0610000001", "何静", "2025.3.1", "是"),
    )  # fmt: skip
    checkout = bring_in(console, "pairings", file, policy)
    assert verdicts(checkout) == ["refused", "created"]
    assert [sentence for _, _, sentence in said(checkout)] == [words]
    assert helper_of(console, homes["张桂兰"]) == staff["刘建军"].staff_id
    assert helper_of(console, homes["李长顺"]) == staff["何静"].staff_id


def test_of_two_helpers_whom_a_workbook_makes_main_ones_the_second_is_refused(
    console, staff, homes, tmp_path
):
    paired(console, staff, homes, None, "刘建军", "何静")
    headings = ("户号", "结对人", "结对日期", "主结对人")
    told = [("0610000000", name, "2025.3.1", "是") for name in ("何静", "刘建军", "赵立新")]
    checkout = bring_in(console, "pairings", workbook(tmp_path, headings, *told), "take")
    assert verdicts(checkout) == ["updated", "refused", "refused"]
    assert {sentence for _, _, sentence in said(checkout)} == {"一户只能有一位主结对人，第 2 行已写了何静"}
    assert helper_of(console, homes["张桂兰"]) == staff["何静"].staff_id


def test_the_refused_rows_are_corrected_and_imported_as_they_are(console, homes, tmp_path):
    file = workbook(
        tmp_path, "需求登记", NEEDS, ("赵守田", "换灯泡", "2025-01-09", None, None, None),
        ("王秀英", "修门", "2025-01-09", None, None, None),
    )  # fmt: skip
    checkout = bring_in(console, "needs", file)
    out = tmp_path / "refused.xlsx"
    assert RefusedFile(checkout.understood, checkout.refused_rows).write(out) == 1
    book = load_workbook(out)
    page = book.active
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert cells[1][:2] == [3, "台账里没有叫赵守田的人"]
    page.cell(2, cells[0].index("姓名") + 1, "张桂兰")
    book.save(out)
    assert verdicts(bring_in(console, "needs", out)) == ["created"]
    assert [one["names"] for one in rows(console, "needs")] == ["王秀英", "张桂兰"]


def test_what_others_wrote_meanwhile_is_not_made_twice(console, homes, tmp_path):
    file = workbook(tmp_path, NEEDS, ("王秀英", "换灯泡", "2025-01-09", "何静", None, None))
    early = check(console, "needs", file)
    bring_in(console, "needs", file)
    imported = console.care.books["needs"].imports.write(console.caller("BZ"), early)
    assert (imported.id, imported.counts["unchanged"]) == (None, 1)
    assert len(rows(console, "needs")) == 1


def test_a_column_given_by_hand_is_remembered(console, homes, tmp_path):
    caller, imports = console.caller("BZ"), console.care.books["needs"].imports
    file = workbook(tmp_path, ("姓名", "心愿", "提出日期"), ("王秀英", "换灯泡", "2025-01-09"))
    understood = imports.understand(caller, file)
    assert "what" not in understood.keys
    corrected = imports.rematch(understood, {1: "what"})
    imports.write(caller, imports.check(caller, corrected, chosen={"心愿": "what"}))
    assert "what" in imports.understand(caller, file).keys
    assert rows(console, "needs")[0]["what"] == "换灯泡"


def test_volunteers_and_campaigns_hang_on_nothing(console, staff, tmp_path):
    file = workbook(tmp_path, ("志愿者姓名", "服务队", "注册日期"), ("陈海", "红马甲", "2025-01-09"))
    assert verdicts(bring_in(console, "volunteers", file)) == ["created"]
    assert verdicts(check(console, "volunteers", file)) == ["unchanged"]
    assert rows(console, "volunteers")[0].text("person") == "陈海"


def test_a_volunteer_imports_nothing(console, volunteer, tmp_path):
    imports = console.care.books["needs"].imports
    with pytest.raises(NotAllowed):
        imports.understand(volunteer, workbook(tmp_path, NEEDS))
