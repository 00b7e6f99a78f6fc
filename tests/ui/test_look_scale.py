import pytest

from ui.look.look import Look
from ui.look.scale import Part, Scale, TextSize


@pytest.mark.parametrize(
    ("size", "row", "field", "rail"), [(100, 38, 36, 72), (150, 56, 54, 114), (200, 76, 72, 144)]
)
def test_heights_are_those_of_the_design(size: int, row: int, field: int, rail: int) -> None:
    scale = Scale(TextSize(size))
    assert (scale.of(Part.ROW), scale.of(Part.FIELD), scale.of(Part.RAIL)) == (row, field, rail)


def test_nothing_shrinks_when_the_text_grows() -> None:
    for part in Part:
        sizes = [Scale(size).of(part) for size in TextSize]
        assert sizes == sorted(sizes)
    assert [Scale(size).px(13) for size in TextSize] == [13, 16, 20, 26]


def test_the_radius_of_a_chip_is_never_more_than_half_its_height(look: Look) -> None:
    from ui.look.stylesheet import stylesheet

    for size in TextSize:
        height = Scale(size).of(Part.CHIP)
        assert f"border-radius: {height // 2}px" in stylesheet(look.tokens, Scale(size))
