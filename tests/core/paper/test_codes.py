import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.paper.codes import (
    check_digit,
    has_right_check_digit,
    is_sheet_code,
    qr_digits,
    sheet_code,
)

numbers = st.integers(0, 99_999)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_digits_with_their_check_digit_are_right(digits: str) -> None:
    assert has_right_check_digit(digits + check_digit(digits))


@given(numbers, st.integers(0, 5), st.sampled_from("0123456789"))
def test_every_wrong_digit_is_noticed(number: int, place: int, digit: str) -> None:
    code = sheet_code(number)
    mistyped = code[:place] + digit + code[place + 1 :]
    assert is_sheet_code(mistyped) == (mistyped == code)


@given(numbers, st.integers(0, 4))
def test_every_swap_of_neighbours_is_noticed(number: int, place: int) -> None:
    code = sheet_code(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_sheet_code(swapped) == (swapped == code)


@given(numbers)
def test_a_sheet_code_begins_with_the_number(number: int) -> None:
    assert len(sheet_code(number)) == 6
    assert int(sheet_code(number)[:5]) == number


@pytest.mark.parametrize("text", ["", "41820", "4182033", "41820x", "４１８２０３", "418 203", "-18203"])
def test_other_texts_are_no_sheet_code(text: str) -> None:
    assert not is_sheet_code(text)


@pytest.mark.parametrize("number", [-1, 100_000])
def test_a_number_that_five_digits_cannot_hold_is_a_bug(number: int) -> None:
    with pytest.raises(ValueError, match="sheet number"):
        sheet_code(number)


@given(st.integers(0, 9), st.integers(0, 9_999), numbers)
def test_a_code_on_paper_holds_kind_station_and_sheet(kind: int, station: int, sheet: int) -> None:
    digits = qr_digits(kind, station, sheet)
    assert (int(digits[0]), int(digits[1:5]), int(digits[5:10])) == (kind, station, sheet)
    assert has_right_check_digit(digits)
