import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.masking import (
    mask_account,
    mask_address,
    mask_citizen_id,
    mask_name,
    mask_phone,
    mask_text,
)

MASKS = (mask_name, mask_citizen_id, mask_phone, mask_account, mask_address, mask_text)
typed = st.one_of(st.text("0123456789Xx*-、 （）转儿子柳塘村组号路欧阳张三"), st.text())


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("李小明", "李**"),
        ("欧阳小明", "欧阳**"),
        ("欧阳", "欧*"),
        ("张", "*"),
        ("张　三", "张*"),
        ("买买提·吐尔逊", "买******"),
        ("John Smith", "J*********"),
    ],
)
def test_a_name_keeps_its_surname_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_a_citizen_id_keeps_three_and_four_and_its_length() -> None:
    assert mask_citizen_id("37010219480315002X") == "370***********002X"
    assert mask_citizen_id("370102 19480315 002x") == "370***********002X"
    assert mask_citizen_id("370102480315002") == "370********5002"


def test_a_certificate_that_ends_in_kind_and_grade_is_hidden_whole() -> None:
    assert mask_citizen_id("37010219480315002X43") == "*" * 20
    assert mask_citizen_id("37010219550820131943") == "*" * 20


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800005678", "138****5678"),
        ("138 0000 5678", "138****5678"),
        ("0531-12345678", "0531-******78"),
        ("053112345678", "0531-******78"),
        ("010-12345678", "010-******78"),
        ("0531-1234567-12", "0531-*****67-***"),
        ("13900001234、0531-12345678", "139****1234、0531-******78"),
        ("13900001234（儿子）", "*" * 15),
        ("1390000", "*" * 7),
    ],
)
def test_a_phone_shows_what_its_owner_recognises(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("account", "masked"),
    [("4200000000123", "420*******123"), ("4200000123", "420****123"), ("420000012", "*********")],
)
def test_an_account_keeps_three_and_three(account: str, masked: str) -> None:
    assert mask_account(account) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("柳塘村3组27号", "柳塘村***"),
        ("清河县柳塘镇柳塘村三组二十七号", "清河县柳塘镇柳塘村***"),
        ("阳光花园小区3号楼2单元301室", "阳光花园小区***"),
        ("幸福路27号", "幸福路***"),
        ("27号柳塘村", "***"),
        ("二十七号柳塘村", "***"),
        ("东头第一家", "***"),
        ("XX村***", "XX村***"),
    ],
)
def test_an_address_ends_with_the_village(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_nothing_masked_is_nothing() -> None:
    assert [mask("") for mask in MASKS] == [""] * len(MASKS)


@given(typed)
def test_masking_a_mask_changes_nothing(text: str) -> None:
    for mask in MASKS:
        assert mask(mask(text)) == mask(text)


@given(typed)
def test_no_mask_shows_more_digits_than_it_may(text: str) -> None:
    def digits(masked: str) -> int:
        return len(re.findall(r"\d", masked))

    assert digits(mask_citizen_id(text)) <= 7
    assert digits(mask_account(text)) <= 6
    assert digits(mask_text(text)) == 0
    assert digits(mask_address(text)) == 0
    assert all(digits(part) <= 7 for part in re.split("[、/,;]", mask_phone(text)))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20))
def test_a_given_name_is_never_shown(name: str) -> None:
    masked = mask_name(name)
    assert len(masked) == len(name)
    assert "*" in masked
    assert set(masked[4:]) <= {"*"}


@given(st.integers(0, 10**13 - 1))
def test_stars_keep_the_length_of_an_account(number: int) -> None:
    assert len(mask_account(f"{number:013}")) == 13
