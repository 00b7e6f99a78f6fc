import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.surnames import COMPOUND_SURNAMES, SURNAME_READINGS
from gridconsole.core.ledger.reading import (
    AT_MOST_PER_TEXT,
    initials,
    name_readings,
    place_readings,
    sort_key,
    syllables,
)

names = st.text(st.sampled_from("张王李单曾区查解仇乐重行长吕绿一三欧阳单于·A1，"), max_size=20)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单小明", "shan xiao ming"),
        ("曾国", "zeng guo"),
        ("区大", "ou da"),
        ("查三", "zha san"),
        ("解三", "xie san"),
        ("仇三", "qiu san"),
        ("朴三", "piao san"),
        ("盖三", "ge san"),
        ("任三", "ren san"),
        ("尉迟三", "yu chi san"),
        ("万俟三", "mo qi san"),
        ("长孙三", "zhang sun san"),
        ("缪三", "miao san"),
        ("覃三", "qin san"),
        ("种三", "chong san"),
        ("员三", "yun san"),
        ("纪三", "ji san"),
        ("华三", "hua san"),
        ("宁三", "ning san"),
        ("燕三", "yan san"),
        ("乐三", "yue san"),
    ],
)
def test_surnames_are_read_by_their_own_table(name: str, typed: str) -> None:
    assert name_readings(name)[0] == tuple(typed.split())


def test_a_surname_with_two_readings_is_found_by_both() -> None:
    assert {readings[0] for readings in name_readings("乐三")} == {"yue", "le"}
    assert {readings[0] for readings in name_readings("覃三")} == {"qin", "tan"}


def test_a_surname_is_read_so_only_in_front() -> None:
    assert ("wang", "dan") in name_readings("王单")
    assert name_readings("张区") == (("zhang", "qu"),)


def test_names_with_a_dot_have_no_chinese_surname() -> None:
    assert name_readings("单增·扎西")[0][:2] == ("dan", "zeng")


def test_u_with_dots_is_found_as_v_and_as_u() -> None:
    assert name_readings("吕三") == (("lv", "san"), ("lu", "san"))
    assert syllables("女") == ("nv", "nu")


def test_readings_nobody_types_are_left_out() -> None:
    assert syllables("明") == ("ming",)
    assert syllables("红")[0] == "hong"
    assert set(syllables("重")) == {"zhong", "chong"}


def test_letters_and_digits_are_syllables_of_their_own() -> None:
    assert place_readings("柳塘村3组A座27号") == (("liu", "tang", "cun", "3", "zu", "a", "zuo", "27", "hao"),)
    assert name_readings("John Smith") == (("john", "smith"),)


def test_initials() -> None:
    assert initials(name_readings("张小明")[0]) == "zxm"
    assert initials(name_readings("尉迟恭")[0]) == "ycg"


def test_names_sort_by_reading_then_by_character_and_the_shorter_first() -> None:
    wanted = ["李明", "黎明", "李明华", "李娜", "廉三", "单小明", "曾三", "张三", "张三丰"]
    assert sorted(reversed(wanted), key=sort_key) == sorted(wanted, key=sort_key)
    order = sorted(wanted, key=sort_key)
    assert order.index("李明") < order.index("李明华") < order.index("李娜") < order.index("廉三")
    assert order.index("廉三") < order.index("单小明") < order.index("曾三") < order.index("张三")
    assert order.index("张三") < order.index("张三丰")


def test_the_table_is_well_formed() -> None:
    for surname, readings in SURNAME_READINGS.items():
        assert all(len(reading) == len(surname) for reading in readings)
        assert all(syllable.isascii() and syllable.isalpha() for reading in readings for syllable in reading)
    assert {"欧阳", "司马", "诸葛", "尉迟"} <= COMPOUND_SURNAMES


def test_reading_anything_is_loaded_only_when_needed() -> None:
    code = "import gridconsole.core.ledger.reading, sys; sys.exit('pypinyin' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(names)
def test_readings_are_few_plain_and_of_one_length(name: str) -> None:
    found = name_readings(name)
    assert 1 <= len(found) <= AT_MOST_PER_TEXT
    assert len({len(readings) for readings in found}) == 1
    assert len(set(found)) == len(found)
    assert all(syllable.isascii() and syllable.isalnum() for readings in found for syllable in readings)
    assert name_readings(name) == found


@given(st.text())
def test_any_text_has_a_reading_and_a_key(text: str) -> None:
    assert place_readings(text)
    assert isinstance(sort_key(text), str)


@given(names, names)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert one == other or sort_key(one) != sort_key(other)
