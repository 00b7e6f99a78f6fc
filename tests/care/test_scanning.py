"""A scan is recognised, or it is said in words why it is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import (
    BadScan,
    HalfScan,
    OtherKind,
    OtherStation,
    Scan,
    WrongCheckDigit,
    parse_scan,
    sheet_number,
)
from gridconsole.core.paper.codes import check_digit, qr_digits, sheet_code

KINDS = st.sampled_from(SheetKind)
NUMBERS = st.integers(0, 99_999)
STATIONS = st.integers(0, 9_999)


@given(KINDS, STATIONS, NUMBERS)
def test_a_code_is_read_back_as_it_was_printed(kind, station, number):
    code = qr_digits(kind, station, number)
    assert parse_scan(code) == Scan(number, kind, station)
    assert sheet_number(code, kind, station) == number


@given(KINDS, STATIONS, NUMBERS)
def test_six_typed_digits_lead_to_the_same_paper(kind, station, number):
    assert sheet_number(sheet_code(number), kind, station) == number


@pytest.mark.parametrize("shape", ["{0} {1}", "{0}　{1}", " {0}{1}\r\n", "{0}\t{1}\n"])
def test_spaces_and_line_ends_of_scanner_and_clerk_do_not_count(shape):
    code = sheet_code(317)
    assert parse_scan(shape.format(code[:3], code[3:])).number == 317
    wide = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert parse_scan(wide).number == 317


@given(KINDS, STATIONS, NUMBERS, st.integers(1, 10).filter(lambda length: length != 6))
def test_half_a_scan_is_never_taken_for_another_paper(kind, station, number, length):
    with pytest.raises(HalfScan) as refused:
        parse_scan(qr_digits(kind, station, number)[:length])
    assert refused.value.next_step


@given(KINDS, STATIONS, NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(kind, station, number, at, more):
    code = qr_digits(kind, station, number)
    wrong = code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]
    with pytest.raises(WrongCheckDigit):
        parse_scan(wrong)


@pytest.mark.parametrize(
    "text", ["", "  ", "12345", "http://a.b/123456", "１２３４５６７", "00031a", "٣٤٥٦٧٨"]
)
def test_what_is_no_code_says_so(text):
    with pytest.raises(HalfScan) as refused:
        parse_scan(text)
    assert refused.value.sentence and "六位数" in refused.value.next_step


def test_a_code_of_no_kind_of_paper_is_refused():
    digits = "9000100001"
    with pytest.raises(OtherKind):
        parse_scan(digits + check_digit(digits))


def test_another_kind_of_paper_is_named():
    with pytest.raises(OtherKind) as refused:
        sheet_number(qr_digits(SheetKind.CONSENT, 1, 5), SheetKind.VILLAGE, 1)
    assert "同意书" in refused.value.sentence and "村级核对表" in refused.value.sentence


def test_another_stations_paper_is_named():
    with pytest.raises(OtherStation) as refused:
        sheet_number(qr_digits(SheetKind.VISIT, 7, 5), SheetKind.VISIT, 1)
    assert "7 号站" in refused.value.sentence and refused.value.next_step


@given(st.text(max_size=14))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        assert 0 <= parse_scan(text).number <= 99_999
    except BadScan as refused:
        assert refused.sentence.endswith("。") and refused.next_step.endswith("。")
