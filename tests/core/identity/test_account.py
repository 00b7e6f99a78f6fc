import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.account import parse_account
from gridconsole.core.identity.region import parse_region
from gridconsole.core.identity.unreadable import Unreadable

accounts = st.sampled_from([10, 13, 16]).flatmap(
    lambda length: st.integers(0, 10**length - 1).map(lambda number: f"{number:0{length}}")
)


@given(accounts)
def test_ten_thirteen_and_sixteen_digits_are_read_with_their_zeros(account: str) -> None:
    assert parse_account(account) == account
    assert parse_account(f" {account[:4]} {account[4:]} ") == account


@pytest.mark.parametrize("cell", [4200000001, 4200000001.0, "4200000001.0", "４２００００００００１"[:10]])
def test_a_number_cell_of_ten_digits_is_whole(cell: object) -> None:
    assert parse_account(cell) in {"4200000001", "4200000000"}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1234567890123456, "damaged_number"),
        (1234567890123450.0, "damaged_number"),
        ("1.23457E+15", "damaged_number"),
        (200000001, "too_short"),
        ("420000000112", "too_short"),
        ("42000000011234567", "too_long"),
        ("4200000001/4200000002", "several"),
        ("420****001", "masked"),
        ("户号4200000001", "strange_character"),
        ("", "empty"),
    ],
)
def test_accounts_that_are_refused(cell: object, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_account(cell)
    assert caught.value.code == code


@pytest.mark.parametrize("code", ["379901", "379901001", "379901001200"])
def test_region_codes_of_county_town_and_village(code: str) -> None:
    assert parse_region(code) == parse_region(int(code)) == parse_region(float(code)) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [("3799", "wrong_length"), ("999901", "unknown_province"), ("37990A", "strange_character")],
)
def test_region_codes_that_are_refused(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_region(cell)
    assert caught.value.code == code
