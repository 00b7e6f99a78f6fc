"""What each kind of field reads, refuses, shows and masks."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care.records import CARE
from gridconsole.core.identity.citizen_id import check_digit
from gridconsole.core.ledger.kinds.base import PersonRef, Reading, Unreadable, is_empty
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.columns import ListOfText
from gridconsole.core.ledger.kinds.days import BirthDay, Cycle, Day
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.kinds.people import CitizenId, Name, OtherName, Person, Phones
from gridconsole.core.ledger.kinds.places import Account, Address, House, Place, Region
from gridconsole.core.ledger.kinds.plain import Count, Note, Text, YesNo
from gridconsole.staff.records import STAFF

DAY = date(2026, 9, 22)
LIU, HE = uuid4(), uuid4()
READING = Reading(DAY, {LIU: "刘建军", HE: "何静", uuid4(): "王强", uuid4(): "王强"})
ID = "37990119480315002" + check_digit("37990119480315002")
LIVING = Choice("居住", of="living")
CATEGORIES = Tags("类别", of="care-categories")

READ = [
    (Text("说明"), " 小学　后面 ", "小学 后面"),
    (Text("说明"), 5.0, "5"),
    (Note("备注"), "一\r\n　二 ", "一\n二"),
    (Note("备注"), date(2026, 9, 1), "2026-09-01"),
    (Name("姓名"), " 李 秀 珍 ", "李秀珍"),
    (Name("姓名"), "阿不都・热合曼", "阿不都·热合曼"),
    (CitizenId("证件号"), f"'{ID[:6]} {ID[6:14]} {ID[14:].lower()}", ID),
    (Phones("电话"), "139 0000 0101／0531－00000101", ("13900000101", "0531-00000101")),
    (Phones("电话"), 13900000101.0, ("13900000101",)),
    (Account("户号"), "４２０００００１２３", "4200000123"),
    (Region("区划"), "379901", "379901"),
    (Address("住址"), "柳塘村3组27号", "柳塘村3组27号"),
    (House("门牌号"), 27, "27"),
    (Place("村"), "柳塘村", "柳塘村"),
    (Day("日期"), "2026.3.5", date(2026, 3, 5)),
    (Day("日期"), "2026年3月5日", date(2026, 3, 5)),
    (Day("日期"), 46086, date(2026, 3, 5)),
    (Day("日期"), datetime(2026, 3, 5, 8, 30), date(2026, 3, 5)),
    (Day("日期"), DAY, DAY),
    (BirthDay("生日"), "19480315", date(1948, 3, 15)),
    (Cycle("周期"), "每半月", "每半月一次"),
    (LIVING, "老两口", "与配偶同住"),
    (Choice("性别", of="sex"), 1, "男"),
    (CATEGORIES, "低保,五保户 独居", ("独居老人", "特困人员（五保户）", "低保户")),
    (Count("时长", unit="小时"), "5小时", 5),
    (Count("时长", unit="小时"), "５", 5),
    (YesNo("在岗"), "√", True),
    (YesNo("在岗"), "否", False),
    (Person("结对人"), "刘建军", PersonRef(LIU, "刘建军")),
    (Money("预算"), "20000000", 2_000_000_000),
    (Person("结对人"), "何　静", PersonRef(HE, "何静")),
]

REFUSED = [
    (Money("预算"), "30000000", "too_large"),
    (Text("说明"), "长" * 201, "too_long"),
    (Text("说明"), date(2026, 3, 5), "wrong_kind"),
    (Name("姓名"), "123", "no_name"),
    (Name("姓名"), "李**", "masked"),
    (Name("姓名"), "李秀珍2", "digits"),
    (CitizenId("证件号"), ID[:-1], "too_short"),
    (CitizenId("证件号"), 3.79901194803150e17, "damaged_number"),
    (Phones("电话"), "139****0101", "masked"),
    (Account("户号"), "420****123", "masked"),
    (Address("住址"), "柳塘村***", "masked"),
    (House("门牌号"), "***", "masked"),
    (Place("组"), datetime(2026, 3, 5), "wrong_kind"),
    (Day("日期"), "2026-09-23", "to_come"),
    (Day("日期"), "去年", "month_missing"),
    (BirthDay("生日"), "2030-01-01", "to_come"),
    (Cycle("周期"), "有空就去", "not_a_cycle"),
    (LIVING, "跟儿子过", "unknown_choice"),
    (CATEGORIES, "低保、困难户", "unknown_choice"),
    (CATEGORIES, "、", "empty"),
    (Count("时长", most=240), "241", "too_many"),
    (Count("时长"), "半天", "no_number"),
    (YesNo("在岗"), "也许", "neither"),
    (Person("结对人"), "老刘", "unknown_person"),
    (Person("结对人"), "王强", "same_name"),
]

MASKED = [
    (Text("说明"), "小学后面", "***"),
    (Name("姓名"), "李秀珍", "李**"),
    (CitizenId("证件号"), ID, "379***********" + ID[-4:]),
    (Phones("电话"), ("13900000101", "0531-00000101"), "139****0101 / 0531-******01"),
    (Account("户号"), "4200000123", "420****123"),
    (Address("住址"), "柳塘村3组27号", "柳塘村***"),
    (House("门牌号"), "27号", "***"),
    (Place("村"), "柳塘村", "柳塘村"),
    (BirthDay("生日"), date(1948, 3, 15), "1948年"),
    (LIVING, "独居", "***"),
    (Count("时长"), 5, "***"),
    (Person("结对人"), PersonRef(LIU, "刘建军"), "刘建军"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), READ)
def test_it_reads_what_people_type(kind, raw, value):
    assert kind.parse(raw, READING) == value


@pytest.mark.parametrize(("kind", "raw", "code"), REFUSED)
def test_it_says_in_one_sentence_what_is_wrong(kind, raw, code):
    with pytest.raises(Unreadable) as wrong:
        kind.parse(raw, READING)
    assert wrong.value.code == code
    assert wrong.value.message and "\n" not in wrong.value.message


@pytest.mark.parametrize(("kind", "value", "mask"), MASKED)
def test_it_masks_itself(kind, value, mask):
    assert kind.mask(value) == mask


@pytest.mark.parametrize(("kind", "raw", "value"), READ)
def test_what_it_shows_it_reads_again(kind, raw, value):
    assert kind.parse(kind.show(value), READING) == value


def test_an_unknown_helper_is_guessed_by_the_name():
    with pytest.raises(Unreadable, match="像是刘建军？"):
        Person("结对人").parse("刘建", READING)


def test_an_old_id_has_a_remark():
    kind = CitizenId("证件号")
    old = ID[:6] + ID[8:17]
    assert kind.remark(old, kind.parse(old, READING)) and not kind.remark(ID, ID)


def test_a_phone_is_found_by_its_own_tail_not_by_the_extensions():
    assert Phones("电话").numbers(("0531-00000101-123", "13900000101")) == ("053100000101", "13900000101")


def test_another_persons_name_is_found_as_written_only():
    assert OtherName("监护人").words("李建国") == ("李建国",)
    assert OtherName("监护人").names("李建国") == ()


@pytest.mark.parametrize(
    "raw", [None, "", " ", "　", "\t", "-", "——", "/", "\\", "\u200b", "\xa0", "\ufeff-"]
)
def test_blanks_and_dashes_say_nothing(raw):
    assert is_empty(raw)


@pytest.mark.parametrize("raw", [0, 0.0, False, "0", "无", ".", "李", "3-5"])
def test_a_zero_or_a_word_says_something(raw):
    assert not is_empty(raw)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\x1f", exclude_categories=("Cs",)), min_size=1), min_size=1
    )
)
def test_a_list_in_one_column_comes_back(texts):
    column = ListOfText()
    assert column.process_result_value(column.process_bind_param(tuple(texts), None), None) == tuple(texts)


RAW = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(
        ["***", "待签同意书", "139****0101", "\x00", "\ud800", "１２３", "2026.9.9", "每月", "、"]
    ),
)


@pytest.mark.parametrize("declared", [*CARE.fields.values(), *STAFF.fields.values()], ids=lambda f: f.key)
@given(raw=RAW)
def test_whatever_stands_in_a_cell_is_read_or_refused_in_words(declared, raw):
    if is_empty(raw):
        return
    try:
        value = declared.kind.parse(raw, READING)
    except Unreadable as wrong:
        assert wrong.code and wrong.message
        return
    assert isinstance(declared.kind.show(value), str)
    assert isinstance(declared.kind.mask(value), str)
    assert declared.kind.parse(declared.kind.show(value), READING) == value or declared.kind.show(value) == ""
