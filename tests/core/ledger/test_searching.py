"""What the search means, by examples: the plain scan."""

import pytest

from gridconsole.core.ledger.searching import Digits, Letters, Run, Searched, matches, parse_query, units

PERSON = Searched(
    words=("张重庆", "柳塘村3组27号", "欧阳·秀"),
    names=("张重庆",),
    numbers=("13900005678", "37990119480315002X", "4200000123", "053100000101", "LH-0317"),
)


def found(query):
    words = parse_query(query)
    return bool(words) and matches(words, PERSON)


@pytest.mark.parametrize(
    "query",
    ["张", "重庆", "张重庆", "塘村", "柳塘村3组27号", "村3", "组27", "27号", "欧阳秀", "欧阳·秀", "柳 庆"],
)
def test_han_text_is_any_run_from_one_character(query):
    assert found(query)


@pytest.mark.parametrize("query", ["张庆", "李", "柳塘村2", "组2", "7号", "庆柳", "号欧"])
def test_a_run_never_crosses_texts_or_cuts_numbers(query):
    assert not found(query)


@pytest.mark.parametrize(
    "query",
    [
        "zhang",
        "zhangchong",
        "zhang chong qing",
        "zhangzhongq",
        "chongqing",
        "qing",
        "z",
        "ZHANG",
        "ｚｈａｎｇ",
    ],
)
def test_pinyin_is_whole_syllables_from_any_character_on_with_the_last_one_begun(query):
    assert found(query)


@pytest.mark.parametrize("query", ["hang", "ongqing", "zhangqing", "zhang q", "liu", "ouyang"])
def test_pinyin_is_nothing_else(query):
    assert not found(query)


@pytest.mark.parametrize("query", ["zcq", "zc", "cq", "zzq", "q"])
def test_initials_are_any_run(query):
    assert found(query)


@pytest.mark.parametrize(
    "query",
    [
        "139",
        "5678",
        "13900005678",
        "139 0000 5678",
        "139 0000 567",
        "139 5678",
        "0531-00000101",
        "0531 00000101",
        "00000101",
        "002X",
        "002x",
        "379901",
        "379901 19480315 002X",
        "4200000123",
        "0123",
        "lh-0317",
        "LH0317",
        "0317",
        "27",
        "3",
        "27 3",
        "13900005678 4200000123",
    ],
)
def test_digits_are_a_beginning_a_tail_or_a_whole_number(query):
    assert found(query)


@pytest.mark.parametrize("query", ["0000", "00005", "2", "139 0001 5678", "48", "031", "0002X"])
def test_digits_are_nothing_in_the_middle(query):
    assert not found(query)


@pytest.mark.parametrize("query", ["", " ", "　", "%", "_", "'", '"', "*", "，。·", "()", "\x00", "--"])
def test_a_query_of_signs_says_nothing(query):
    assert parse_query(query) == []


def test_signs_beside_words_are_left_out():
    assert parse_query("张，重·庆%") == [Run(("张", "重", "庆"))]


def test_every_word_must_match():
    assert found("张 27") and not found("张 28")


def test_a_query_is_split_into_text_letters_and_digits():
    assert parse_query("张 zhang chong 0317") == [Run(("张",)), Letters("zhangchong"), Digits("0317")]


def test_a_character_beyond_the_basic_plane_is_one_unit():
    assert units("\U00020bb7家屯") == ["\U00020bb7", "家", "屯"]
