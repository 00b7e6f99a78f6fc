from io import BytesIO

import pytest
from pypdf import PdfReader

from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import EMERGENCY_CALLS, HOTLINES, Calls, PageFrame, PaperFile
from gridconsole.core.paper.pen import DryPen, Type

BODY = Type(Font.SANS, 13)


def framed(station: str = "湖坪供电所", calls: Calls = HOTLINES) -> PdfReader:
    """Print one page that has nothing but its frame, twice, and read it back."""
    files = []
    for _ in range(2):
        target = BytesIO()
        paper = PaperFile(target, "测试文书")
        PageFrame(station, "公示", "ZF-HP-1", calls, "请勿遮挡", "周明打印").draw(paper.start_page(), 2, 3)
        paper.close()
        files.append(target.getvalue())
    assert files[0] == files[1]
    return PdfReader(BytesIO(files[0]))


def test_the_same_page_gives_the_same_bytes_and_says_its_title() -> None:
    assert framed().metadata["/Title"] == "测试文书"


def test_the_frame_says_who_what_and_which_page() -> None:
    text = framed().pages[0].extract_text()
    for part in ("湖坪供电所", "公示", "ZF-HP-1", "请勿遮挡", "周明打印"):
        assert part in text
    assert "第2页共3页" in text.replace(" ", "")


def test_the_service_hotline_never_stands_without_the_regulators() -> None:
    text = framed().pages[0].extract_text()
    assert "95598" in text
    assert "12398" in text


def test_an_internal_paper_carries_emergency_calls_instead() -> None:
    text = framed(calls=EMERGENCY_CALLS).pages[0].extract_text()
    assert "12398" not in text
    for number in ("120", "119", "95598"):
        assert number in text


def test_a_long_station_name_shrinks_and_a_longer_one_is_an_error() -> None:
    assert "湖" * 30 in framed("湖" * 30).pages[0].extract_text()
    with pytest.raises(FieldOverflow, match="服务站名称"):
        framed("湖" * 60)


def test_an_overflow_names_person_and_field() -> None:
    with pytest.raises(FieldOverflow, match="李秀珍的“住址”太长") as caught:
        DryPen("李秀珍").text(20, 20, "很长的村名", BODY, width=20, field="住址")
    assert (caught.value.person, caught.value.field) == ("李秀珍", "住址")
    assert caught.value.next_step


def test_a_text_that_fits_exactly_is_no_overflow() -> None:
    pen = DryPen("李秀珍")
    assert (
        pen.text(20, 20, "柳塘村3组", BODY, width=pen.measure("柳塘村3组", BODY, "住址"), field="住址") > 20
    )


def test_text_is_aligned_in_its_field() -> None:
    pen = DryPen()
    width = pen.measure("数量", BODY, "数量")
    ends = {
        each: pen.text(20, 20, "数量", BODY, width=60, field="数量", align=each)
        for each in ("left", "center", "right")
    }
    assert ends["left"] == pytest.approx(20 + width)
    assert ends["center"] == pytest.approx(50 + width / 2)
    assert ends["right"] == pytest.approx(80)
