from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.money import format_fen, in_capitals, parse_fen

amounts = st.integers(0, 10**18 - 1) | st.integers(0, 10_000_000) | st.integers(0, 17).map(lambda e: 10**e)


def read_capitals(words: str) -> int:
    """Read capitals back, by adding up from left to right."""
    assert words.startswith("人民币")
    digits = {each: value for value, each in enumerate("零壹贰叁肆伍陆柒捌玖")}
    small = {"拾": 10, "佰": 100, "仟": 1000}
    fen, total, section, digit = 0, 0, 0, 0
    for each in words.removeprefix("人民币"):
        if each in digits:
            digit = digits[each]
        elif each in small:
            section, digit = section + digit * small[each], 0
        elif each == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif each == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        elif each == "元":
            fen, digit = (total + section + digit) * 100, 0
        elif each in "角分":
            fen, digit = fen + digit * (10 if each == "角" else 1), 0
        else:
            assert each == "整"
    return fen


@given(amounts)
def test_capitals_read_back_to_the_same_amount(fen: int) -> None:
    words = in_capitals(fen)
    assert read_capitals(words) == fen
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)
    assert not any(f"零{unit}" in words for unit in "拾佰仟万亿角分")
    assert "零元" not in words or fen == 0


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (505, "伍元零伍分"),
        (550, "伍元伍角"),
        (1_000, "壹拾元整"),
        (50_000, "伍佰元整"),
        (740_000, "柒仟肆佰元整"),
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (10_070_000, "壹拾万零柒佰元整"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (20_000_100, "贰拾万零壹元整"),
        (100_000_000_00, "壹亿元整"),
        (100_010_000_00, "壹亿零壹万元整"),
        (1_000_100_000_000_00, "壹万零壹亿元整"),
    ],
)
def test_capitals_are_written_as_accounts_write_them(fen: int, words: str) -> None:
    assert in_capitals(fen) == "人民币" + words


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_a_negative_or_endless_amount_has_no_capitals(fen: int) -> None:
    with pytest.raises(ValueError, match="capitals"):
        in_capitals(fen)


@given(st.integers(0, 10**17))
def test_figures_read_back_to_the_same_amount(fen: int) -> None:
    assert parse_fen(format_fen(fen)) == fen
    assert parse_fen(format_fen(fen, grouped=True)) == fen
    assert format_fen(-fen).removeprefix("-") == format_fen(fen)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("￥1,200.5", 120_050),
        ("¥ 1200", 120_000),
        ("1200元", 120_000),
        ("１２００．５０", 120_050),
        ("1，200元整", 120_000),
        ("人民币 300 元", 30_000),
        ("500块", 50_000),
        ("12.500", 1_250),
        ("0", 0),
        ("7.", 700),
        (1200, 120_000),
        (0.1 + 0.2, 30),
        (Decimal("12.34"), 1_234),
    ],
)
def test_what_people_type_is_understood(typed: object, fen: int) -> None:
    assert parse_fen(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("-5", "negative"),
        ("五百", "no_amount"),
        ("1,20", "no_amount"),
        ("12万", "no_amount"),
        ("1.2.3", "no_amount"),
        ("0.005", "too_exact"),
        ("1" * 17, "too_large"),
        (None, "empty"),
        (-1.5, "negative"),
        (float("nan"), "no_amount"),
        (True, "no_amount"),
        (date(2027, 2, 5), "no_amount"),
    ],
)
def test_what_is_no_amount_is_refused(typed: object, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_fen(typed)
    assert caught.value.code == code
    assert str(typed).strip() == "" or str(typed) not in caught.value.message


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_refused_in_words(typed: str) -> None:
    try:
        assert parse_fen(typed) >= 0
    except Unreadable as refused:
        assert refused.message
