"""An import of another workbook is taken back as a whole."""

import pytest

from gridconsole.core.books.errors import AlreadyTakenBack, ChangedSince, LeanedOn, NoSuchRecord
from gridconsole.core.caller import NotAllowed
from gridconsole.core.ledger.record import new_id
from tests.care.pairing.lives import helper_of, history
from tests.care.workbooks import bring_in, households, name_helper, rows, verdicts, workbook

NEEDS = ("姓名", "需求内容", "提出日期", "责任人")
PAIRS = ("户号", "结对人", "结对日期", "是否主结对人")
FIRST = ("王秀英", "换灯泡", "2025-01-09", "何静")


@pytest.fixture
def homes(console, staff):
    return households(console)


def take_back(console, ledger, *, keep_changed=False):
    past, caller = console.care.books[ledger].past_imports, console.caller("BZ")
    return past.take_back(caller, past.imports(caller)[0].id, keep_changed=keep_changed)


def test_what_it_made_is_gone_and_can_be_imported_again(console, homes, tmp_path):
    file = workbook(tmp_path, NEEDS, FIRST, ("张桂兰", "修门", "2025-01-09", None))
    bring_in(console, "needs", file)
    assert take_back(console, "needs") == 2
    assert rows(console, "needs") == []
    assert verdicts(bring_in(console, "needs", file)) == ["created", "created"]


def test_it_is_listed_as_taken_back_and_not_twice(console, homes, tmp_path):
    bring_in(console, "needs", workbook(tmp_path, NEEDS, FIRST))
    take_back(console, "needs")
    past, caller = console.care.books["needs"].past_imports, console.caller("BZ")
    (one,) = past.imports(caller)
    assert (one.taken_back, one.by, one.details["created"], one.details["file"]) == (
        True, "本站柜台", 1, "表.xlsx",
    )  # fmt: skip
    assert console.care.books["night-lights"].past_imports.imports(caller) == []
    with pytest.raises(AlreadyTakenBack):
        take_back(console, "needs")
    with pytest.raises(NoSuchRecord):
        past.take_back(caller, new_id())
    with pytest.raises(NoSuchRecord):
        console.care.books["night-lights"].past_imports.take_back(caller, one.id)


def test_what_it_changed_has_its_earlier_values(console, homes, tmp_path):
    bring_in(console, "needs", workbook(tmp_path, NEEDS, FIRST))
    bring_in(console, "needs", workbook(tmp_path, NEEDS, (*FIRST[:3], "刘建军")), "take")
    assert take_back(console, "needs") == 1
    (one,) = rows(console, "needs")
    assert one.text("promised_by") == "何静"
    past = console.care.books["needs"].history(console.caller("BZ"), one.id)
    assert [line.deed for line in past] == ["needs.take_back", "needs.import", "needs.import"]


def test_a_correction_since_stops_it_and_can_be_kept(console, homes, tmp_path):
    bring_in(console, "needs", workbook(tmp_path, NEEDS, FIRST, ("张桂兰", "修门", "2025-01-09", None)))
    needs, caller = console.care.books["needs"], console.caller("BZ")
    one = next(one for one in rows(console, "needs") if one["what"] == "修门")
    needs.correct(caller, one, {"outcome": "已修"})
    with pytest.raises(ChangedSince) as stopped:
        take_back(console, "needs")
    assert stopped.value.sentence == "导入后又有 1 条记录被改过（BZ-0001 张桂兰），没有撤回。"
    assert needs.count(caller) == 2
    assert take_back(console, "needs", keep_changed=True) == 1
    assert [one["what"] for one in rows(console, "needs")] == ["修门"]


def test_a_record_withdrawn_since_does_not_stop_it(console, homes, tmp_path):
    bring_in(console, "needs", workbook(tmp_path, NEEDS, FIRST, ("张桂兰", "修门", "2025-01-09", None)))
    console.care.books["needs"].withdraw(console.caller("BZ"), rows(console, "needs")[0].id, "记错")
    assert take_back(console, "needs") == 1


def test_households_have_the_main_helper_of_before(console, staff, tmp_path):
    homes = households(console, 张桂兰={"helper": "刘建军"})
    file = workbook(
        tmp_path,
        PAIRS,
        ("0610000000", "何静", "2026-09-22", "是"),
        ("0610000001", "何静", "2026-09-22", "是"),
    )
    bring_in(console, "pairings", file, "take")
    assert [helper_of(console, homes[name]) for name in ("张桂兰", "李长顺")] == [staff["何静"].staff_id] * 2
    take_back(console, "pairings")
    assert helper_of(console, homes["张桂兰"]) == staff["刘建军"].staff_id
    assert helper_of(console, homes["李长顺"]) is None
    assert [until for _, _, until in history(console, homes["张桂兰"])] == [None]
    assert history(console, homes["李长顺"]) == []


def test_a_helper_whom_only_the_household_named_helps_again(console, staff, homes, tmp_path):
    home, row = homes["张桂兰"], ("0610000000", "何静", "2026-09-22")
    name_helper(console, home, staff["刘建军"].staff_id)
    for main in (None, "是"):
        bring_in(console, "pairings", workbook(tmp_path, PAIRS, (*row, main)), "take")
        take_back(console, "pairings")
        assert helper_of(console, home) == staff["刘建军"].staff_id
        assert [until for _, _, until in history(console, home)] == [None]


def test_who_was_paired_since_stays_the_main_helper(console, staff, tmp_path):
    homes = households(console, 张桂兰={"helper": "刘建军"})
    file = workbook(tmp_path, PAIRS, ("0610000000", "何静", "2026-09-22", "是"))
    bring_in(console, "pairings", file, "take")
    caller = console.caller("BZ")
    console.care.pairings.pair(caller, homes["张桂兰"], staff["赵立新"].staff_id, reason="调整")
    with pytest.raises(ChangedSince):
        take_back(console, "pairings")
    assert take_back(console, "pairings", keep_changed=True) == 0
    assert helper_of(console, homes["张桂兰"]) == staff["赵立新"].staff_id


def test_a_volunteer_takes_nothing_back(console, volunteer):
    with pytest.raises(NotAllowed):
        console.care.books["needs"].past_imports.take_back(volunteer, new_id())


def test_a_campaign_or_volunteer_that_was_used_since_stays(console, caller, staff, tmp_path):
    bring_in(console, "campaigns", workbook(tmp_path, ("节日", "年份"), ("中秋", 2026), ("端午", 2026)))
    mid_autumn = next(one for one in rows(console, "campaigns") if one["festival"] == "中秋")
    console.care.campaigns.add_item(caller, mid_autumn.id, {"name": "大米", "unit": "袋"})
    bring_in(console, "volunteers", workbook(tmp_path, ("姓名",), ("陈海",), ("何静",)))
    chen = next(one for one in rows(console, "volunteers") if one.text("person") == "陈海")
    training = {"held_on": "2026-03-01", "subject": "触电急救"}
    console.care.volunteers.trainings.record(caller, training, chen.id)
    for ledger, used in (("campaigns", mid_autumn), ("volunteers", chen)):
        with pytest.raises(ChangedSince) as stopped:
            take_back(console, ledger)
        assert len(stopped.value.names) == 1
        assert take_back(console, ledger, keep_changed=True) == 1
        assert [one.id for one in rows(console, ledger)] == [used.id]
        with pytest.raises(LeanedOn):
            console.care.books[ledger].withdraw(caller, used.id, "录错了")
