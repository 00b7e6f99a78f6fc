from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridconsole.care.paper.contact_cards import ContactCard, contact_cards, draw_contact_cards
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.paper.password_slips import PasswordSlip, password_slips
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paper.codes import has_right_check_digit, sheet_code
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.reading import read_back, stopping_at
from tests.care.test_visit_sheet_paper import Listening, collisions

CARD = ContactCard(
    station="湖坪供电所",
    helper="周明",
    post="网格经理",
    work_phone="0730-555 0317",
    is_party_member=True,
    area="柳塘村",
    station_number=12,
    household_number=4182,
)
PLAIN = ContactCard("湖坪供电所", "何小雨", "志愿者", "139 0000 5678")

NOT_ON_A_CARD = "口令 暗号 特困 低保 独居 留守 残疾 孤寡 医疗 呼吸机 身份证 户号 姓名 档案 特殊".split()


def texts_of(*cards: ContactCard) -> list[str]:
    return read_back(lambda target: contact_cards(cards, target))


def test_a_card_says_who_helps_and_how_to_reach_him() -> None:
    (text,) = texts_of(CARD)
    for part in (
        "湖坪供电所 柳塘村便民服务联系卡 周明 党员 网格经理 0730-5550317 "
        "供电服务95598 能源监管12398 有事打电话，我上门来办。 卡号041825"
    ).split():
        assert part in text


def test_nothing_of_a_resident_and_no_password_is_on_a_card() -> None:
    text = "".join(texts_of(CARD, PLAIN))
    assert [word for word in NOT_ON_A_CARD if word in text] == []


def test_only_a_party_member_wears_the_badge() -> None:
    assert "党员" not in texts_of(replace(CARD, is_party_member=False))[0]


def test_both_hotlines_stand_on_every_card_in_one_size_with_labels_of_eleven_points_or_more() -> None:
    pen = Listening("")
    sizes: dict[str, set[float]] = {}
    draw_line = pen.draw_line
    pen.draw_line = lambda line, x, y, kind, stretch=0.0: (
        sizes.setdefault("".join(run.text for run in line.runs), set()).add(kind.size),
        draw_line(line, x, y, kind, stretch),
    )[1]
    draw_contact_cards(pen, [CARD, replace(PLAIN, promise="您家的电我来管，白天晚上都可以打电话来。")])
    assert sizes["95598"] == sizes["12398"] == {14}
    assert sizes["供电服务"] == sizes["能源监管"]
    assert min(sizes["供电服务"]) >= 11


def test_ten_cards_stand_on_a_page() -> None:
    cards = [replace(CARD, helper=f"王{name}福") for name in "一二三四五六七八九十百千"]
    first, second = texts_of(*cards)
    assert first.count("便民服务联系卡") == 10
    assert second.count("便民服务联系卡") == 2
    assert all(card.helper in text for card, text in zip(cards, [first] * 10 + [second] * 2, strict=True))


def test_the_code_opens_the_household_and_the_number_below_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    pen = Listening("")
    monkeypatch.setattr(pen, "qr", lambda x, y, size, digits: drawn.append(digits))
    draw_contact_cards(pen, [CARD, PLAIN])
    assert [digits[:10] for digits in drawn] == [f"{SheetKind.HOUSEHOLD:d}001204182"]
    assert has_right_check_digit(drawn[0])
    code = sheet_code(4182)
    assert f"{code[:3]} {code[3:]}" in [said for *_, said in pen.texts]


def test_a_card_without_a_household_has_no_code_and_no_number() -> None:
    assert "卡号" not in texts_of(PLAIN)[0]


@pytest.mark.parametrize(
    "helper", ["周明", "王大福", "欧阳秀珍", "买买提·阿不都热合曼江", "阿卜杜热合曼·买买提依明江·吾斯曼江长"]
)
def test_long_names_fit(helper: str) -> None:
    assert helper in texts_of(replace(CARD, helper=helper))[0]


def test_a_long_village_with_rare_characters_is_read_back_exactly() -> None:
    area = "大𬇙沟北岔口䲟塘自然村"
    assert area in texts_of(replace(CARD, area=area))[0]


@pytest.mark.parametrize(
    ("field", "card"),
    [
        ("姓名", replace(CARD, helper="长" * 40)),
        ("服务站名称", replace(CARD, station="长" * 40)),
        ("服务区域", replace(CARD, area="长" * 60)),
        ("岗位", replace(CARD, post="长" * 30)),
        ("工作电话", replace(CARD, work_phone="0730-5550317" * 4)),
        ("服务承诺", replace(CARD, promise="有事打电话，" * 9)),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_helper_and_field(field: str, card: ContactCard) -> None:
    target = BytesIO()
    with pytest.raises(FieldOverflow) as caught:
        contact_cards([PLAIN, card], target)
    assert (caught.value.person, caught.value.field) == (card.helper, field)
    assert target.getvalue() == b""


def test_a_missing_character_names_helper_and_character() -> None:
    with pytest.raises(MissingGlyph, match="周明的“服务区域”里的“\U00031000”"):
        texts_of(replace(CARD, area="\U00031000家村"))


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    assert "<b>&amp;***" in texts_of(replace(CARD, area="<b>&amp;***"))[0]


def test_a_print_can_be_cancelled_and_leaves_nothing() -> None:
    heard: list[int] = []
    target = BytesIO()
    with pytest.raises(Cancelled):
        contact_cards([CARD] * 35, target, Progress(stopping_at(20, heard)))
    assert heard == [10, 20]
    assert target.getvalue() == b""


def test_no_card_no_file() -> None:
    target = BytesIO()
    assert contact_cards([], target) == 0
    assert target.getvalue() == b""


names = st.text("阿卜杜热合曼·江王", min_size=1, max_size=24)
any_card = st.builds(
    ContactCard,
    station=st.text("湖坪县供电所", min_size=2, max_size=18),
    helper=names,
    post=st.sampled_from(["网格经理", "所长", "电力联络员", "综合柜员"]),
    work_phone=st.sampled_from(["0730-555 0317", "139 0000 5678", "0730-55503170-8801"]),
    is_party_member=st.booleans(),
    area=st.text("柳塘村大沟组1·（）", max_size=20),
    promise=st.text("有事打电话，我上门来办。", min_size=1, max_size=26),
    station_number=st.just(12),
    household_number=st.none() | st.integers(0, 99_999),
)


@given(any_card)
@settings(max_examples=60)
def test_any_card_stays_inside_its_cuts_and_nothing_covers_anything(card: ContactCard) -> None:
    pen = Listening(card.helper)
    try:
        draw_contact_cards(pen, [card])
    except ConsoleError:
        return
    for left, right, top, bottom, said in pen.texts:
        assert left >= 15 + 6.9, said
        assert right <= 105 - 6.9, said
        assert top > 13.5 + 3, said
        assert bottom < 13.5 + 54 - 3, said
    assert list(collisions(pen.texts)) == []


def test_a_slip_names_the_file_and_leaves_the_password_to_the_hand() -> None:
    slips = [PasswordSlip("湖坪供电所", f"HP-{number:04d}") for number in range(317, 329)]
    first, second = read_back(lambda target: password_slips(slips, target))
    assert first.count("上门口令") == 10
    assert second.count("上门口令") == 2
    assert "档案号HP-0317" in first
    assert "来人先说口令，说对了再开门。" in first
    assert "暗号" not in first


def test_slips_can_be_cancelled_and_a_long_number_is_an_error() -> None:
    slip, target = PasswordSlip("湖坪供电所", "HP-0317"), BytesIO()
    with pytest.raises(Cancelled):
        password_slips([slip] * 11, target, Progress(stopping_at(10, [])))
    with pytest.raises(FieldOverflow, match=r"HP-HP.*档案号"):
        password_slips([PasswordSlip("湖坪供电所", "HP-" * 12)], target)
    assert target.getvalue() == b""
