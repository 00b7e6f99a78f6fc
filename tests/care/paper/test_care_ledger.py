from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridconsole.care.paper.care_ledger import (
    CareLedger,
    LedgerPerson,
    WorkingCopy,
    inspection_ledger,
    working_ledger,
)
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.pen import MM
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.pdf import EMBEDDED, fonts, lines, read, solid

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example prints a file
PERSON = LedgerPerson(
    number="HP-1001",
    name="欧阳秀珍",
    sex="女",
    age=83,
    categories=("特困人员（五保户）", "残疾人"),
    group="柳塘村3组27号",
    citizen_id="37990119430315002X",
    phone="13900005678",
    account="4200000100860",
    guardian="李建国",
    guardian_relation="侄子",
    guardian_phone="13700002216",
    helper="何小雨",
    last_visit=date(2026, 10, 22),
    next_visit=date(2026, 11, 22),
    is_overdue=True,
    risk="高",
)
LEDGER = CareLedger(
    "湖坪供电所",
    "TZ-HP-20261124",
    "全所",
    date(2026, 11, 24),
    (PERSON,),
    "何小雨",
    datetime(2026, 11, 24, 16, 20),
)
COPY = WorkingCopy("何小雨", datetime(2026, 11, 24, 16, 20), "冬季入户走访安排")
WATERMARK = "何小雨，2026年11月24日16:20，冬季入户走访安排"


def inspected(ledger: CareLedger) -> PdfReader:
    return read(lambda target: inspection_ledger(ledger, target))


def worked(ledger: CareLedger, copy: WorkingCopy = COPY) -> PdfReader:
    return read(lambda target: working_ledger(ledger, copy, target))


def many(count: int, **more: object) -> CareLedger:
    people = tuple(replace(PERSON, number=f"HP-{1000 + number}", **more) for number in range(count))
    return replace(LEDGER, people=people)


def test_the_inspection_ledger_masks_all_that_is_personal() -> None:
    reader = inspected(LEDGER)
    text = solid(reader)
    for part in (
        "特殊群体台账（检查版） 全所·在册1人·按村、组排列 截至2026年11月24日 TZ-HP-20261124 HP-1001 "
        "欧阳** 女83 特困人员（五保户）、残疾人 379***********002X 柳塘村*** 139****5678 420*******860 "
        "李**（侄子） 何小雨 10-22 11-22 高 内部资料 合计1人 制表复核负责人 "
        "何小雨打印，2026年11月24日16:20，第1份 第1页共1页"
    ).split():
        assert part in text
    for hidden in ("秀珍", "19430315", "0000567", "27号", "建国", "13700002216", "95598"):
        assert hidden not in text
    assert fonts(reader) == EMBEDDED


def test_the_working_ledger_has_name_group_and_phone_but_no_id() -> None:
    text = solid(worked(LEDGER))
    for part in (
        "特殊群体台账（工作版） 欧阳秀珍 柳塘村3组27号 13900005678 李建国（侄子）13700002216 "
        "特困人员（五保户）、残疾人 何小雨 制表复核负责人 用毕交回 第1份"
    ).split():
        assert part in text
    for hidden in ("002X", "3799", "证件", "户号", "860", "95598"):
        assert hidden not in text


@settings(max_examples=8, phases=WITHOUT_SHRINKING)
@given(st.integers(1, 90), st.sets(st.integers(0, 89), max_size=9))
def test_over_pages_heads_repeat_no_row_is_split_and_two_stay_with_the_signatures(
    count: int, long: set[int]
) -> None:
    ledger = many(count, categories=("残疾人",))
    people = tuple(
        replace(each, name="阿卜杜热合曼·买买提依明江·吾斯曼江长") if number in long else each
        for number, each in enumerate(ledger.people)
    )
    pages = lines(worked(replace(ledger, people=people)))
    for number, page in enumerate(pages, start=1):
        assert any("档案号 姓名 性别" in line for line in page)
        assert any("（续）" in line for line in page) == (number > 1)
        assert f"第{number}页共{len(pages)}页" in "".join("".join(page).split())
    assert sum("HP-1" in line for line in pages[-1]) >= min(2, count)
    assert any("负责人" in line for line in pages[-1])
    for each in people:
        (page,) = [page for page in pages if any(each.number in line for line in page)]
        assert each.name in "".join("".join(page).split())


def test_the_watermark_says_who_when_and_why_on_each_page_of_the_working_ledger_only() -> None:
    for page in worked(many(60)).pages:
        assert page.extract_text().count(WATERMARK) >= 6
    assert all(WATERMARK not in page.extract_text() for page in inspected(many(60)).pages)


def test_the_watermark_lies_under_the_text_and_across_it() -> None:
    turned: list[bool] = []

    def hear(text: str, cm: list[float], *_: object) -> None:
        if text.strip():
            turned.append(cm[1] != 0)

    worked(many(3)).pages[0].extract_text(visitor_text=hear)
    assert turned[:6] == [True] * 6
    assert not any(turned[6:])


@pytest.mark.parametrize(("by", "reason"), [("", "走访"), ("何小雨", " ")])
def test_a_working_ledger_without_name_or_reason_is_a_bug(by: str, reason: str) -> None:
    with pytest.raises(ValueError, match="who took it and why"):
        WorkingCopy(by, COPY.at, reason)


def test_a_long_reason_shrinks_and_a_longer_one_is_an_error() -> None:
    long = "按照县里统一安排开展冬季入户走访和用电安全检查"
    assert long in solid(worked(LEDGER, replace(COPY, reason=long)))
    with pytest.raises(FieldOverflow, match="事由"):
        worked(LEDGER, replace(COPY, reason=long * 4))


def test_what_is_unknown_is_a_dash() -> None:
    ledger = replace(LEDGER, people=(LedgerPerson("HP-1", "王大福"),))
    for reader in (inspected(ledger), worked(ledger)):
        assert "None" not in solid(reader)
        assert solid(reader).count("—") >= 9


def test_a_day_of_another_year_says_its_year() -> None:
    ledger = replace(LEDGER, people=(replace(PERSON, last_visit=date(2025, 12, 3)),))
    assert "2025-12-03" in solid(inspected(ledger))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("姓名", {"name": "长" * 60}),
        ("类别", {"categories": ("很长的类别名称",) * 9}),
        ("结对人", {"helper": "长" * 30}),
        ("风险", {"risk": "说不清楚"}),
    ],
)
def test_what_does_not_fit_names_person_and_field(field: str, change: dict[str, object]) -> None:
    ledger = replace(LEDGER, people=(PERSON, replace(PERSON, **change)))
    for write in (inspected, worked):
        with pytest.raises(FieldOverflow) as caught:
            write(ledger)
        assert caught.value.field == field
        assert caught.value.person == ledger.people[1].name


def test_a_missing_character_names_person_and_field() -> None:
    with pytest.raises(MissingGlyph, match="欧阳秀珍的“村组”"):
        worked(replace(LEDGER, people=(replace(PERSON, group="\U00031000村"),)))


def test_long_numbers_of_the_southern_grid_stay_whole() -> None:
    ledger = replace(LEDGER, people=(replace(PERSON, account="0300000000001234"),))
    assert "030**********234" in solid(inspected(ledger))


def test_a_cancelled_print_leaves_nothing() -> None:
    target = BytesIO()
    with pytest.raises(Cancelled):
        inspection_ledger(many(60), target, Progress(lambda done, *_: done < 2))
    assert target.getvalue() == b""


def test_pages_lie_across() -> None:
    box = inspected(LEDGER).pages[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == (297, 210)
