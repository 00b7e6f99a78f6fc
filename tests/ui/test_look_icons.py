import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.look.icons import NAMES, Icons
from ui.look.look import Look
from ui.look.tokens import Theme


def inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 60 for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_in_use_is_in_the_font_and_draws_something(look: Look, name: str) -> None:
    assert inked(look.pixmap(name, "#23211E").toImage()) > 8


def test_icons_keep_their_place_before_the_font_is_loaded(look: Look) -> None:
    icons = Icons()
    empty = icons.pixmap("care", "#23211E", 16)
    assert not icons.ready
    assert empty.deviceIndependentSize().toTuple() == (16, 16)
    assert inked(empty.toImage()) == 0


def test_icons_change_their_colour_with_the_theme(look: Look) -> None:
    from ui.look.parts.buttons import Button

    button = Button(look, "导入", "import")
    before = button.icon().pixmap(20, 16).toImage()
    look.set_theme(Theme.DARK)
    assert button.icon().pixmap(20, 16).toImage() != before


def test_code_asks_only_for_icons_in_the_map() -> None:
    asked = set()
    for path in Path("ui").rglob("*.py"):
        asked |= set(
            re.findall(r'(?:Icon|IconButton|icon)\((?:self\._)?look, "([a-z]+)"', path.read_text("utf-8"))
        )
        asked |= set(re.findall(r'\.icon\("([a-z]+)"', path.read_text("utf-8")))
    assert asked and asked <= set(NAMES)
