"""What a printed PDF says, and where ink would go."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from pypdf import PdfReader


def read_back(write: Callable[[BinaryIO], int]) -> list[str]:
    """Return what each page of a PDF says, without blanks and line ends; fonts must all be embedded."""
    target = BytesIO()
    pages = write(target)
    reader = PdfReader(target)
    assert len(reader.pages) == pages
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        fonts = page["/Resources"]["/Font"].values()
        assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)
    return ["".join(page.extract_text().split()) for page in reader.pages]


def stopping_at(stop: int, heard: list[int]) -> Callable[[int, int, str], bool]:
    """Return a listener to progress that notes what it hears and says stop at `stop`."""

    def tell(done: int, total: int, words: str) -> bool:
        heard.append(done)
        return done < stop

    return tell
