import pytest

from ui.look.tokens import CONTRAST, DARK, LIGHT, THEMES, Tokens, Tone


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_pairs(t: Tokens) -> list[tuple[str, str, str]]:
    grounds = {"surface": t.surface, "sunken": t.sunken, "window": t.window, "rail": t.rail}
    pairs = [
        (f"{name} on {ground}", ink, paper)
        for name, ink in (("text", t.text), ("second", t.second))
        for ground, paper in grounds.items()
    ]
    pairs += [
        (f"hint on {name}", t.hint, paper) for name, paper in (("surface", t.surface), ("sunken", t.sunken))
    ]
    pairs += [(f"{tone} on surface", t.tone(tone).ink, t.surface) for tone in Tone]
    pairs += [(f"{tone} on its soft", t.tone(tone).ink, t.tone(tone).soft) for tone in Tone]
    pairs += [(f"second on {tone} soft", t.second, t.tone(tone).soft) for tone in Tone]
    pairs += [(f"text on {tone} soft", t.text, t.tone(tone).soft) for tone in Tone]
    pairs += [(f"link on {tone} soft", t.accent, t.tone(tone).soft) for tone in Tone]
    pairs += [(f"{tone} on rail", t.tone(tone).ink, t.rail) for tone in (Tone.RED, Tone.GREEN)]
    pairs += [
        ("on accent", t.on_accent, t.accent),
        ("on accent when hovered", t.on_accent, t.accent_hover),
        ("text on selection", t.text, t.selection),
        ("second on selection", t.second, t.selection),
        ("toast", t.surface, t.text),
    ]
    return pairs


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_every_pair_of_text_and_ground_in_use_can_be_read(tokens: Tokens) -> None:
    poor = {name: round(contrast(ink, paper), 2) for name, ink, paper in text_pairs(tokens)}
    assert {name: value for name, value in poor.items() if value < 4.5} == {}


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_borders_of_controls_and_the_frame_of_the_focus_can_be_seen(tokens: Tokens) -> None:
    assert contrast(tokens.border, tokens.surface) >= 3
    assert contrast(tokens.accent, tokens.surface) >= 3


def test_high_contrast_is_at_least_ten_to_one_for_text() -> None:
    assert min(contrast(ink, paper) for _, ink, paper in text_pairs(CONTRAST)) >= 10


def test_the_figures_of_the_design_are_kept() -> None:
    assert round(contrast(LIGHT.text, LIGHT.surface), 1) == 16.1
    assert round(contrast(LIGHT.hint, LIGHT.surface), 1) == 5.4
    assert round(contrast(DARK.accent, DARK.accent_soft), 1) == 5.3
