"""Colours of the window, one frozen set per theme."""

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The three looks a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def word(self) -> str:
        """The word in the menu."""
        return {"light": "浅色", "dark": "深色", "contrast": "高对比"}[self.value]


class Tone(StrEnum):
    """What a colour says; always shown together with an icon and a word."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    VIOLET = "violet"
    ACCENT = "accent"


@dataclass(frozen=True)
class Ink:
    """A state's colour and the soft ground it may stand on, both `#RRGGBB`."""

    ink: str
    soft: str


@dataclass(frozen=True)
class Tokens:
    """Every colour the window uses, as `#RRGGBB`; `line` may be `transparent`."""

    window: str
    rail: str
    surface: str
    sunken: str
    text: str
    second: str
    hint: str
    hairline: str
    border: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    line: str
    red: Ink
    amber: Ink
    green: Ink
    blue: Ink
    grey: Ink
    violet: Ink

    def tone(self, tone: Tone) -> Ink:
        """The pair of colours for a state."""
        if tone is Tone.ACCENT:
            return Ink(self.accent, self.accent_soft)
        pair = getattr(self, tone.value)
        assert isinstance(pair, Ink)
        return pair


LIGHT = Tokens(
    window="#F3F1EC",
    rail="#EAE7E0",
    surface="#FFFFFF",
    sunken="#F9F7F4",
    text="#23211E",
    second="#59544C",
    hint="#6F695F",
    hairline="#E4E0D9",
    border="#8F887D",
    accent="#0B7268",
    accent_hover="#095F57",
    on_accent="#FFFFFF",
    accent_soft="#E0F0ED",
    selection="#E0F0ED",
    line="transparent",
    red=Ink("#B3261E", "#FCEBE8"),
    amber=Ink("#855300", "#FDF1D9"),
    green=Ink("#1E6B3C", "#E5F2E8"),
    blue=Ink("#1D5C9E", "#E6EFF9"),
    grey=Ink("#59544C", "#EFECE6"),
    violet=Ink("#6A3F9C", "#F0E8F8"),
)

DARK = Tokens(
    window="#171614",
    rail="#1C1B19",
    surface="#211F1D",
    sunken="#282623",
    text="#EDE9E2",
    second="#BDB7AD",
    hint="#A19A8F",
    hairline="#3A3733",
    border="#8A8378",
    accent="#56C2B3",
    accent_hover="#74D1C4",
    on_accent="#07211E",
    accent_soft="#17403B",
    selection="#1B3A36",
    line="transparent",
    red=Ink("#FFA197", "#3B211E"),
    amber=Ink("#F0BF62", "#3E3014"),
    green=Ink("#86D09D", "#1E3827"),
    blue=Ink("#93BFF3", "#1E3049"),
    grey=Ink("#BDB7AD", "#33302C"),
    violet=Ink("#C9A9F0", "#35284A"),
)

CONTRAST = Tokens(
    window="#000000",
    rail="#000000",
    surface="#000000",
    sunken="#000000",
    text="#FFFFFF",
    second="#FFFFFF",
    hint="#E6E6E6",
    hairline="#FFFFFF",
    border="#FFFFFF",
    accent="#FFE14D",
    accent_hover="#FFEB85",
    on_accent="#000000",
    accent_soft="#2B2600",
    selection="#2B2600",
    line="#FFFFFF",
    red=Ink("#FF9C92", "#000000"),
    amber=Ink("#FFD54A", "#000000"),
    green=Ink("#7CF0A0", "#000000"),
    blue=Ink("#9CCBFF", "#000000"),
    grey=Ink("#FFFFFF", "#000000"),
    violet=Ink("#D9C2FF", "#000000"),
)

THEMES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}
