from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.citizen_id import check_digit, parse_citizen_id, parse_sex
from gridconsole.core.identity.unreadable import Unreadable

TODAY = date(2026, 11, 24)

born = st.dates(date(1900, 1, 1), TODAY)
made_up_regions = st.integers(379900, 379999)
ids = st.builds(
    lambda region, day, sequence: (first := f"{region}{day:%Y%m%d}{sequence:03}") + check_digit(first),
    made_up_regions,
    born,
    st.integers(1, 999),
)


def refused(raw: object) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse_citizen_id(raw, today=TODAY)
    return caught.value


@pytest.mark.parametrize(
    ("text", "day", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), "女"),
        ("34052419800101001X", date(1980, 1, 1), "男"),
        ("37010219480315002X", date(1948, 3, 15), "女"),
        ("370102195508201319", date(1955, 8, 20), "男"),
        ("37010220150601004X", date(2015, 6, 1), "女"),
        ("370102193911050021", date(1939, 11, 5), "女"),
    ],
)
def test_right_numbers_say_birth_and_sex(text: str, day: date, sex: str) -> None:
    read = parse_citizen_id(text, today=TODAY)
    assert (read.text, read.born, read.sex, read.upgraded, read.permit) == (text, day, sex, False, False)


def test_a_right_check_digit_does_not_excuse_a_day_that_never_was() -> None:
    assert check_digit("37010219300229001") == "X"
    assert refused("37010219300229001X").code == "impossible_date"


def test_a_birth_before_1900_is_refused() -> None:
    assert check_digit("44052418800101001") == "4"
    assert refused("440524188001010014").code == "impossible_date"


def test_a_wrong_check_digit_is_refused_with_the_right_one() -> None:
    complaint = refused("110105194912310021")
    assert (complaint.code, complaint.message) == ("wrong_check_digit", "校验位应为 X")


@pytest.mark.parametrize(
    "typed", ["３７０１０２１９４８０３１５００２ｘ", " 370102 19480315 002x ", "'37010219480315002Ⅹ"]
)
def test_what_people_type_becomes_one_form(typed: str) -> None:
    assert parse_citizen_id(typed, today=TODAY).text == "37010219480315002X"


@pytest.mark.parametrize("old", ["370102480315002", 370102480315002, 370102480315002.0])
def test_an_old_number_is_upgraded_and_flagged(old: object) -> None:
    read = parse_citizen_id(old, today=TODAY)
    assert (read.text, read.upgraded) == ("37010219480315002X", True)


def test_an_old_number_of_a_centenarian_is_not_taken_for_a_young_person() -> None:
    assert refused("379901020315998").code == "impossible_date"


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_are_told(region: str) -> None:
    first = f"{region}19900101001"
    assert parse_citizen_id(first + check_digit(first), today=TODAY).permit


@pytest.mark.parametrize(
    "cell",
    [
        370102194803150020,
        3.7010219480315e17,
        "3.70102E+17",
        "3.70102194803150E+17",
        "370102194803150000",
        "370102194803150000.0",
    ],
)
def test_a_number_that_lost_its_last_digits_is_refused_as_damaged(cell: object) -> None:
    assert refused(cell).code == "damaged_number"


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("3701021948031500", "too_short", "应为 18 位，还少 2 位"),
        ("37010219480315002X1"[:17], "too_short", "应为 18 位，还少 1 位"),
        ("3701021948031500200", "too_long", "应为 18 位，多了 1 位"),
        ("990102194803150020", "unknown_province", "前两位不是省级代码"),
        ("370***********002X", "masked", "号码被遮盖，应填全号"),
        ("37010219480315O02X", "strange_character", "只能是数字，末位可以是 X"),
        ("", "empty", "没有填写"),
        (None, "empty", "没有填写"),
        (True, "wrong_kind", "单元格格式不对，应为文本"),
        (480315, "too_short", "应为 18 位，还少 12 位"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(typed: object, code: str, message: str) -> None:
    complaint = refused(typed)
    assert (complaint.code, complaint.message) == (code, message)


def test_somebody_born_tomorrow_is_refused() -> None:
    first = "37990120261125001"
    assert refused(first + check_digit(first)).code == "impossible_date"


@given(ids)
def test_every_right_number_is_read_and_its_normal_form_stays(text: str) -> None:
    read = parse_citizen_id(text, today=TODAY)
    assert read.text == text
    assert f"{read.born:%Y%m%d}" == text[6:14]
    assert parse_citizen_id(read.text.lower(), today=TODAY) == read


@given(ids)
def test_check_digits_are_those_of_iso_7064(text: str) -> None:
    values = [10 if each == "X" else int(each) for each in text]
    assert sum(value * 2 ** (17 - place) for place, value in enumerate(values)) % 11 == 1


@given(ids, st.integers(0, 16), st.integers(1, 9))
def test_changing_any_one_digit_is_noticed(text: str, place: int, by: int) -> None:
    changed = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]
    refused(changed)


@given(ids, st.integers(0, 15))
def test_swapping_two_neighbours_is_noticed(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if swapped != text:
        refused(swapped)


@given(ids)
def test_a_number_cell_never_passes_as_a_whole_number(text: str) -> None:
    assert refused(int(text[:17]) * 10).code == "damaged_number"


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        assert len(parse_citizen_id(cell, today=TODAY).text) == 18
    except Unreadable as complaint:
        assert complaint.code and complaint.message


@pytest.mark.parametrize("typed", ["男", "男性", "m", "Ｍ", "1", 1, 1.0])
def test_male_in_many_spellings(typed: object) -> None:
    assert parse_sex(typed) == "男"


def test_an_unknown_sex_is_refused() -> None:
    with pytest.raises(Unreadable, match="应为男或女"):
        parse_sex("未知")
