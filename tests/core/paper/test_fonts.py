from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from gridconsole.core.paper.errors import MissingGlyph
from gridconsole.core.paper.fonts import FONT_FOLDER, Font, face, font_files, font_for, uncovered
from gridconsole.core.paper.page import PaperFile
from gridconsole.core.paper.pen import Type

STANDARD_CHARACTERS = (Path(__file__).parent / "standard-characters.txt").read_text("utf-8").split()
BEYOND_THE_BMP = "𬭎𫖯𠅤𬍛𬀩𪩘𬳵"
ONLY_IN_KAI = "\U0002000b"


def printed(lines: list[str], font: Font = Font.SANS) -> PdfReader:
    """Print lines, forty to a page, and read the file back."""
    target = BytesIO()
    paper = PaperFile(target, "字")
    for start in range(0, len(lines), 40):
        pen = paper.start_page("李秀珍")
        for number, line in enumerate(lines[start : start + 40]):
            pen.text(20, 20 + number * 6, line, Type(font, 10), width=180, field="字")
    paper.close()
    return PdfReader(target)


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_list_is_the_whole_standard() -> None:
    assert len("".join(STANDARD_CHARACTERS)) == 8105


@pytest.mark.parametrize("font", [Font.SANS, Font.SANS_BOLD])
def test_every_standard_character_reads_back_exactly(font: Font) -> None:
    assert text_of(printed(STANDARD_CHARACTERS, font)).split() == STANDARD_CHARACTERS


@pytest.mark.parametrize("font", list(Font))
def test_every_font_has_every_standard_character(font: Font) -> None:
    assert not set("".join(STANDARD_CHARACTERS)) - face(font).widths.keys()


@pytest.mark.parametrize("font", list(Font))
def test_names_beyond_the_bmp_read_back(font: Font) -> None:
    assert text_of(printed([f"张{BEYOND_THE_BMP}"], font)) == f"张{BEYOND_THE_BMP}"


def test_another_font_lends_a_character() -> None:
    assert font_for(ONLY_IN_KAI, Font.SANS) is Font.KAI
    reader = printed([f"李{ONLY_IN_KAI}珍"])
    assert text_of(reader) == f"李{ONLY_IN_KAI}珍"
    assert font_names(reader) == {Font.SANS.value, Font.KAI.value}


def test_only_embedded_subsets_are_in_the_file() -> None:
    for name, descriptor in font_descriptors(printed(["李秀珍 Li 123", "第二行"])):
        assert "+" in name
        assert descriptor["/FontFile2"].get_object().get_data()


def test_a_character_that_no_font_has_stops_the_print() -> None:
    with pytest.raises(MissingGlyph, match=r"李秀珍的“字”里的“\U00031000”（U\+31000）") as caught:
        printed(["王\U00031000"])
    assert (caught.value.person, caught.value.field, caught.value.character) == ("李秀珍", "字", "\U00031000")
    assert caught.value.next_step


@pytest.mark.parametrize("character", ["\ue003", "\uf061", "\U000ffffd", "☐", "😀"])
def test_private_and_picture_characters_count_as_missing(character: str) -> None:
    assert uncovered(f"李{character}{character}珍") == [character]


def test_every_font_lies_beside_its_licence() -> None:
    assert [each.stem for each in font_files()] == sorted(font.value for font in Font)
    for file in font_files():
        licence = FONT_FOLDER / f"{file.stem.split('-')[0]}-OFL.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")


def font_descriptors(reader: PdfReader) -> list[tuple[str, Any]]:
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return [(font["/BaseFont"], font["/FontDescriptor"].get_object()) for font in fonts]


def font_names(reader: PdfReader) -> set[str]:
    return {name.split("+")[1] for name, _ in font_descriptors(reader)}
