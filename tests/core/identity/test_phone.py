import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.phone import format_phone, parse_phones
from gridconsole.core.identity.unreadable import Unreadable

mobiles = st.integers(0, 9999).map(lambda last: f"1390000{last:04}")
landlines = st.from_regex(
    r"(010|02[0-57-9])-[0-9]{8}|0[3-9][0-9]{2}-[0-9]{7,8}(-[0-9]{1,6})?", fullmatch=True
)
services = st.from_regex(r"[48]00[0-9]{7}", fullmatch=True)
phones = st.one_of(
    mobiles, landlines, services, st.sampled_from(["95598", "12398", "12345", "110", "123456"])
)


@pytest.mark.parametrize(
    "typed",
    [
        "13900005678",
        "139 0000 5678",
        "139-0000-5678",
        "１３９　００００　５６７８",
        "+86 13900005678",
        "+8613900005678",
        "0086-139-0000-5678",
        "8613900005678",
        13900005678,
        13900005678.0,
        "13900005678.0",
        "手机：13900005678",
        "13900005678（手机）",
        "联系电话 139 0000 5678",
    ],
)
def test_one_mobile_in_many_spellings(typed: object) -> None:
    assert parse_phones(typed) == ("13900005678",)


@pytest.mark.parametrize("between", ["/", "、", ";", "；", "，", " ", "  ", " / ", "\n", "或", " 座机", "-"])
def test_two_phones_in_one_cell(between: str) -> None:
    assert parse_phones(f"13900005678{between}0531-12345678") == ("13900005678", "0531-12345678")


def test_two_spaced_phones_with_a_space_between() -> None:
    assert parse_phones("139 0000 1234 137 0000 5678") == ("13900001234", "13700005678")


def test_short_numbers_are_not_joined() -> None:
    assert parse_phones("110 119") == ("110", "119")


def test_a_phone_written_twice_is_kept_once() -> None:
    assert parse_phones("13900001234、139 0000 1234") == ("13900001234",)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("0531-12345678", "0531-12345678"),
        ("053112345678", "0531-12345678"),
        ("05311234567", "0531-1234567"),
        ("(0531)12345678", "0531-12345678"),
        ("（0531）1234 5678", "0531-12345678"),
        ("0531 1234 5678转123", "0531-12345678-123"),
        ("0531-1234567-8", "0531-1234567-8"),
        ("010-12345678", "010-12345678"),
        ("+86 10 1234 5678", "010-12345678"),
        ("+86 531 12345678", "0531-12345678"),
        ("400-000-0000", "4000000000"),
        ("95598", "95598"),
    ],
)
def test_landlines_and_service_numbers(typed: str, normal: str) -> None:
    assert parse_phones(typed) == (normal,)


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("139000056", "too_short", "应为 11 位，还少 2 位"),
        ("139000056789", "too_long", "应为 11 位，多了 1 位"),
        ("12345678", "area_code_missing", "固定电话缺区号"),
        (53112345678, "leading_zero_lost", "区号开头的 0 丢了"),
        ("010-1234567", "unknown_number", "不是手机号，也不是带区号的固定电话"),
        ("12012345678", "unknown_number", "不是手机号，也不是带区号的固定电话"),
        ("1.39E+10", "damaged_number", "数字格式丢了位数"),
        ("13900001234（儿子）", "remark", "电话里只填号码，说明请写到备注"),
        ("139****1234", "masked", "号码被遮盖，应填全号"),
        ("", "empty", "没有填写"),
        ("手机", "empty", "没有填写"),
        (None, "empty", "没有填写"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(typed: object, code: str, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_phones(typed)
    assert (caught.value.code, caught.value.message) == (code, message)


def test_paper_shows_a_mobile_in_groups() -> None:
    assert format_phone("13900005678") == "139 0000 5678"
    assert format_phone("0531-12345678") == "0531-12345678"


@given(st.lists(phones, min_size=1, max_size=4, unique=True))
def test_normal_forms_are_read_back_unchanged(normal: list[str]) -> None:
    assert parse_phones("、".join(normal)) == tuple(normal)
    assert parse_phones("/".join(map(format_phone, normal))) == tuple(normal)


@given(mobiles, st.lists(st.integers(0, 11), max_size=3))
def test_hyphens_and_spaces_inside_a_mobile_do_not_matter(mobile: str, places: list[int]) -> None:
    for place in sorted(places, reverse=True):
        mobile = mobile[:place] + "- "[place % 2] + mobile[place:]
    assert parse_phones(mobile) == (mobile.replace("-", "").replace(" ", ""),)


@given(st.one_of(st.text("0123456789 -+/、()（转儿子"), st.text(), st.integers(), st.floats()))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        read = parse_phones(cell)
    except Unreadable as complaint:
        assert complaint.code and complaint.message
    else:
        assert parse_phones("、".join(read)) == read
