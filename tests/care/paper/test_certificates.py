from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care.paper.certificate_data import date_in_words
from gridconsole.care.paper.certificate_pages import Measured, split_rows
from gridconsole.care.paper.certificates import MonthOfService, ServiceCertificate, service_certificates
from gridconsole.core.identity.numerals import numeral_value
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.reading import read_back, stopping_at

WORK = ("入户走访，帮忙交费", "看线路、换夜灯", "打扫院子，送慰问品，讲用电安全，陪同持证电工换漏保、换插座")


def month(year: int, number: int) -> MonthOfService:
    first, last = date(year, number, 3), date(year, number, 24)
    return MonthOfService(first, last, number % 3 + 1, WORK[number % 3], Decimal("0.5") * (number + 4))


CERTIFICATE = ServiceCertificate(
    station="湖坪供电所",
    station_phone="0730-555 0317",
    document_number="FW-HP-2026-0012",
    name="何小雨",
    volunteer_number="ZY-HP-0012",
    first=date(2026, 1, 1),
    last=date(2026, 11, 24),
    months=(month(2026, 3), month(2026, 5)),
    issued_on=date(2026, 11, 24),
)
LONG = replace(CERTIFICATE, months=tuple(month(2020 + n // 12, n % 12 + 1) for n in range(60)))


def texts_of(*certificates: ServiceCertificate) -> list[str]:
    return read_back(lambda target: service_certificates(certificates, target))


def test_a_certificate_says_who_served_when_and_how_long() -> None:
    (text,) = texts_of(CERTIFICATE)
    for part in (
        "志愿服务时长证明 何小雨志愿者编号ZY-HP-0012 4次 8.0小时 FW-HP-2026-0012 "
        "2026年1月1日至2026年11月24日在湖坪供电所参加志愿服务 "
        "2026年3月3月3日至24日入户走访，帮忙交费13.5 2026年5月5月3日至24日 34.5 合计48.0 "
        "经办人 负责人 盖章 二〇二六年十一月二十四日 0730-5550317 第1页共1页"
    ).split():
        assert part in text, part


def test_a_certificate_never_speaks_of_working_hours() -> None:
    text = "".join(texts_of(CERTIFICATE, LONG))
    assert [word for word in "工时 上班 工作时间 加班 身份证".split() if word in text] == []


def test_the_head_of_the_table_stands_on_every_page_and_the_total_on_the_last() -> None:
    pages = texts_of(LONG)
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert "月份起止日期服务内容次数时长（小时）" in text
        assert f"第{number}页共{len(pages)}页" in text
        assert ("志愿服务时长证明（续）何小雨" in text) == (number > 1)
        assert ("合计" in text) == ("盖章）" in text) == (number == len(pages))


def test_every_month_is_there_once() -> None:
    text = "".join(texts_of(LONG))
    rows = [f"{one.first.year}年{one.first.month}月{one.first.month}月3日至24日" for one in LONG.months]
    assert [text.count(row) for row in rows] == [1] * 60


@pytest.mark.parametrize("count", [15, 16, 17, 18, 30])
def test_the_total_keeps_two_months_with_it(count: int) -> None:
    last = texts_of(replace(LONG, months=LONG.months[:count]))[-1]
    assert last.count("3日至24日") >= 2


@given(
    st.lists(st.floats(5, 60), min_size=1, max_size=80),
    st.floats(150, 250),
    st.floats(150, 250),
    st.floats(10, 64),
)
def test_rows_keep_their_order_and_never_run_over(
    heights: list[float], first: float, following: float, tail: float
) -> None:
    rows = [Measured(number, height) for number, height in enumerate(heights)]
    pages = split_rows(rows, first=first, following=following, tail=tail)
    if pages is None:
        assert sum(heights[-2:]) + tail > min(first, following) or max(heights) > min(first, following)
        return
    assert [row.item for page in pages for row in page] == list(range(len(heights)))
    assert len(pages[-1]) >= min(2, len(rows))
    for number, page in enumerate(pages):
        room = (following if number else first) - (tail if number == len(pages) - 1 else 0)
        assert sum(row.height for row in page) <= room + 1e-6


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "二〇二六年十一月二十四日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2027, 1, 31), "二〇二七年一月三十一日"),
        (date(2027, 2, 20), "二〇二七年二月二十日"),
    ],
)
def test_a_date_is_written_as_certificates_write_it(day: date, words: str) -> None:
    assert date_in_words(day) == words


@given(st.dates(date(1949, 10, 1), date(2199, 12, 31)))
def test_a_date_in_words_reads_back(day: date) -> None:
    year, rest = date_in_words(day).rstrip("日").split("年")
    numbers = [numeral_value(part) for part in (year, *rest.split("月"))]
    assert numbers == [day.year, day.month, day.day]


def test_hours_come_in_halves_within_one_month() -> None:
    for hours in ("0.3", "0", "-1"):
        with pytest.raises(ValueError, match=r"0\.5"):
            replace(CERTIFICATE.months[0], hours=Decimal(hours))
    with pytest.raises(ValueError, match="one month"):
        replace(CERTIFICATE.months[0], last=date(2026, 4, 1))


def test_long_names_and_stations_with_rare_characters_are_read_back_exactly() -> None:
    name, station = "阿卜杜热合曼·买买提依明江·吾斯曼江长", "湖坪县大𬇙沟䲟塘镇人民路中心供电服务所"
    (text,) = texts_of(replace(CERTIFICATE, name=name, station=station))
    assert name in text
    assert station in text


@pytest.mark.parametrize(
    ("field", "certificate"),
    [
        ("姓名", replace(CERTIFICATE, name="长" * 60)),
        ("志愿者编号", replace(CERTIFICATE, volunteer_number="ZY" * 60)),
        ("服务站名称", replace(CERTIFICATE, station="长" * 60)),
        ("服务内容", replace(CERTIFICATE, months=(replace(month(2026, 3), content="走访" * 600),))),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_volunteer_and_field(
    field: str, certificate: ServiceCertificate
) -> None:
    target = BytesIO()
    with pytest.raises(FieldOverflow) as caught:
        service_certificates([certificate], target)
    assert (caught.value.person, caught.value.field) == (certificate.name, field)
    assert target.getvalue() == b""


def test_a_missing_character_names_volunteer_and_character() -> None:
    with pytest.raises(MissingGlyph, match="何小雨的“服务内容”里的“\U00031000”"):
        texts_of(replace(CERTIFICATE, months=(replace(month(2026, 3), content="到\U00031000家村"),)))


def test_a_batch_numbers_the_pages_of_each_and_can_be_cancelled() -> None:
    first, *rest = texts_of(CERTIFICATE, LONG)
    assert "第1页共1页" in first
    assert f"第1页共{len(rest)}页" in rest[0]
    heard: list[int] = []
    target = BytesIO()
    with pytest.raises(Cancelled):
        service_certificates([CERTIFICATE] * 9, target, Progress(stopping_at(2, heard)))
    assert heard == [1, 2]
    assert target.getvalue() == b""
    assert service_certificates([], target) == 0
