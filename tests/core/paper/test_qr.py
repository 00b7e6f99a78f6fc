import pytest
import segno

from gridconsole.core.paper.page import PaperFile
from gridconsole.core.paper.pen import A4_HEIGHT, MM, DryPen, Ink
from gridconsole.core.paper.qr import SMALLEST_MODULE_MM, qr_code

DIGITS = "10012418207"


class Listening(DryPen):
    """A pen that notes the rectangles it is asked to fill."""

    def __init__(self) -> None:
        super().__init__("李秀珍")
        self.filled: list[tuple[float, float, float, float]] = []

    def draw_rectangle(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        self.filled.append((x / MM, A4_HEIGHT - (y + height) / MM, width / MM, height / MM))


def test_the_bars_are_exactly_the_black_modules() -> None:
    code = qr_code(DIGITS)
    drawn = {(bar.row, bar.column + step) for bar in code.bars for step in range(bar.length)}
    matrix = segno.make_qr(DIGITS, error="m", boost_error=False).matrix
    assert drawn == {(r, c) for r, row in enumerate(matrix) for c, black in enumerate(row) if black}


def test_modules_of_a_row_are_merged() -> None:
    code = qr_code(DIGITS)
    starts = {(bar.row, bar.column) for bar in code.bars}
    assert not any((bar.row, bar.column + bar.length) in starts for bar in code.bars)


@pytest.mark.parametrize("text", ["李秀珍", "１２３", "12a", ""])
def test_a_code_holds_nothing_but_digits(text: str) -> None:
    with pytest.raises(ValueError, match="digits only"):
        qr_code(text)


def test_the_code_fills_its_square() -> None:
    pen = Listening()
    pen.qr(170, 20, 24, DIGITS)
    assert min(x for x, *_ in pen.filled) == pytest.approx(170)
    assert min(y for _, y, *_ in pen.filled) == pytest.approx(20)
    assert max(x + width for x, _, width, _ in pen.filled) == pytest.approx(194)
    assert max(y + height for _, y, _, height in pen.filled) == pytest.approx(44)


def test_modules_too_small_to_scan_are_a_bug() -> None:
    with pytest.raises(ValueError, match="cannot be scanned"):
        Listening().qr(20, 20, qr_code(DIGITS).modules * SMALLEST_MODULE_MM - 0.1, DIGITS)


def test_a_paper_without_pages_is_not_written() -> None:
    from io import BytesIO

    target = BytesIO()
    assert PaperFile(target, "空").close() == 0
    assert target.getvalue() == b""
