from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridconsole.care.paper.consent_forms import ConsentForm, consent_forms, draw_consent_form
from gridconsole.care.paper.consent_text import ConsentTerms
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paper.codes import has_right_check_digit, sheet_code
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.page import FOOT_RULE, HEAD_RULE, LEFT, RIGHT
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.reading import read_back, stopping_at
from tests.care.test_visit_sheet_paper import Listening, collisions

TERMS = ConsentTerms("湖坪供电所", "周明", "0730-555 0317")
FORM = ConsentForm(
    terms=TERMS,
    station="湖坪供电所",
    station_number=12,
    document_number="TY-HP-20261126-0418",
    form_number=41820,
    name="李秀珍",
    place="柳塘村3组",
    printed_by="周明",
    printed_on=date(2026, 11, 25),
)
CHILD = replace(FORM, name="李小宝", is_below_14=True)
LONG = replace(
    CHILD,
    name="阿卜杜热合曼·买买提依明江·吾斯曼江长",
    place="湖坪县湖坪镇大𬇙沟北岔口䲟塘自然村第十二村民小组",
    terms=ConsentTerms(
        "湖坪县大柳树镇人民路中心供电服务所",
        "买买提·阿不都热合曼江",
        "0730-55503170-8801",
        shared_with="湖坪镇大柳树沟北岔口自然村网格员、湖坪镇民政所",
    ),
)


def texts_of(*forms: ConsentForm) -> list[str]:
    return read_back(lambda target: consent_forms(forms, target))


class Ticking(Listening):
    """Notes the boxes to tick: left edge and lower edge, in mm."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.boxes: list[tuple[float, float]] = []
        self.blanks: list[float] = []

    def box(self, x: float, y: float, size: float = 4.4) -> None:
        self.boxes.append((x, y))

    def blank(self, x: float, y: float, width: float) -> None:
        self.blanks.append(width)


def test_a_form_says_who_collects_what_for_how_long_and_how_to_reach_him() -> None:
    (text,) = texts_of(FORM)
    for part in (
        "个人信息收集使用告知同意书 李秀珍 柳塘村3组 TY-HP-20261126-0418 扫码或输六位数 "
        "谁来收集湖坪供电所 为了什么定期走访 收集哪些您的姓名 怎么使用只给 保存多久在册期间保存 "
        "30日内删除 交给谁不交给别人 不同意呢不影响用电 您的权利 查看、复制、改正、删除 撤回同意 "
        "怎么找我们周明0730-5550317 供电服务热线95598 能源监管热线12398 "
        "建档 走访 拍照 与政府网格共享 医疗用电保障 公开 同意 不同意 "
        "本人签字 代签人 代签关系 日期 手印 工作人员 2026年11月25日周明打印 第1页共1页"
    ).split():
        assert part in text, part
    assert sheet_code(41820) in text


def test_each_item_is_agreed_to_or_not_on_its_own() -> None:
    pen = Ticking("李秀珍")
    draw_consent_form(pen, FORM)
    rows = sorted({y for _, y in pen.boxes})
    assert len(rows) == 6
    assert len(pen.boxes) == 12
    assert min(after - before for before, after in pairwise(rows)) >= 9


def test_for_a_child_the_guardian_signs_and_nothing_can_be_published() -> None:
    (text,) = texts_of(CHILD)
    for part in "未满14周岁，由监护人签字 监护人姓名 监护人签字 与孩子关系 一律不公开 孩子的姓名".split():
        assert part in text
    assert "本人签字" not in text
    pen = Ticking("李小宝")
    draw_consent_form(pen, CHILD)
    assert len(pen.boxes) == 10


def test_a_grown_up_reads_nothing_of_guardians() -> None:
    assert "监护" not in texts_of(FORM)[0]


def test_whoever_signs_for_another_has_thirty_millimetres_to_say_what_he_is_to_him() -> None:
    for form in (FORM, CHILD):
        pen = Ticking(form.name)
        draw_consent_form(pen, form)
        assert 30.0 in pen.blanks


def test_a_form_tells_nothing_else_of_the_person() -> None:
    text = texts_of(FORM)[0] + texts_of(CHILD)[0]
    for word in "特困 低保 独居 留守 残疾 孤寡 呼吸机 制氧 身份证 27号 13900005678 家里有病人".split():
        assert word not in text


def test_the_code_is_digits_with_a_right_check_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    pen = Listening("李秀珍")
    monkeypatch.setattr(pen, "qr", lambda x, y, size, digits: drawn.append(digits))
    draw_consent_form(pen, FORM)
    assert {digits[:10] for digits in drawn} == {f"{SheetKind.CONSENT:d}001241820"}
    assert all(has_right_check_digit(digits) for digits in drawn)


def test_long_names_and_villages_with_rare_characters_are_read_back_exactly() -> None:
    (text,) = texts_of(LONG)
    assert LONG.name in text
    assert LONG.place in text


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("姓名", replace(FORM, name="长" * 60)),
        ("村、组", replace(FORM, place="长" * 80)),
        ("编号", replace(FORM, document_number="TY" * 40)),
        ("告知内容", replace(FORM, terms=replace(TERMS, kept="保存到不再走访为止。" * 60))),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_person_and_field(field: str, form: ConsentForm) -> None:
    target = BytesIO()
    with pytest.raises(FieldOverflow) as caught:
        consent_forms([CHILD, form], target)
    assert (caught.value.person, caught.value.field) == (form.name, field)
    assert target.getvalue() == b""


def test_a_missing_character_names_person_and_character() -> None:
    with pytest.raises(MissingGlyph, match="李秀珍的“村、组”里的“\U00031000”"):
        texts_of(replace(FORM, place="\U00031000家村"))


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    assert "<b>&amp;***" in texts_of(replace(FORM, place="<b>&amp;***"))[0]


def test_a_batch_gives_a_page_each_and_can_be_cancelled() -> None:
    forms = [replace(FORM, name=f"王{name}福") for name in "一二三四五六"]
    assert all(form.name in text for form, text in zip(forms, texts_of(*forms), strict=True))
    heard: list[int] = []
    target = BytesIO()
    with pytest.raises(Cancelled):
        consent_forms(forms, target, Progress(stopping_at(3, heard)))
    assert heard == [1, 2, 3]
    assert target.getvalue() == b""
    assert consent_forms([], target) == 0


any_form = st.builds(
    ConsentForm,
    terms=st.builds(
        ConsentTerms,
        st.text("湖坪县供电所", min_size=2, max_size=20),
        st.text("阿卜杜热合曼·江王", min_size=1, max_size=20),
        st.just("0730-555 0317"),
        shared_with=st.text("湖坪镇网格员、村（）", min_size=1, max_size=30),
    ),
    station=st.just("湖坪供电所"),
    station_number=st.just(12),
    document_number=st.just("TY-HP-20261126-0418"),
    form_number=st.integers(0, 99_999),
    name=st.text("阿卜杜热合曼·江王", min_size=1, max_size=22),
    place=st.text("湖坪镇柳塘村第组0123456789, ()", max_size=40),
    is_below_14=st.booleans(),
)


@given(any_form)
@settings(max_examples=25)
def test_any_form_stays_in_its_margins_and_nothing_covers_anything(form: ConsentForm) -> None:
    pen = Listening(form.name)
    try:
        draw_consent_form(pen, form)
    except ConsoleError:
        return
    for left, right, top, bottom, said in pen.texts:
        assert left >= LEFT - 0.1, said
        assert right <= RIGHT + 0.1, said
        assert top > HEAD_RULE - 8, said
        assert bottom < FOOT_RULE + 10, said
    assert list(collisions(pen.texts)) == []
