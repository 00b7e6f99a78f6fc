"""The tour, as `make tour` runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from gridconsole.core.paths import RESOURCES


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tour")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "gridconsole", "tour", "--out", str(out)],
        env=environment, capture_output=True, text=True, check=False, cwd=RESOURCES.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return out


def kinds(toured: Path) -> dict[str, int]:
    endings = [file.suffix for file in toured.iterdir()]
    return {ending: endings.count(ending) for ending in set(endings)}


def test_the_tour_leaves_pictures_papers_and_workbooks_with_an_index(toured: Path) -> None:
    found = kinds(toured)
    assert found[".png"] >= 60 and found[".pdf"] >= 10 and found[".xlsx"] == 4 and found[".html"] == 1
    index = (toured / "index.html").read_text(encoding="utf-8")
    assert all(file.name in index for file in toured.iterdir() if file.name != "index.html")


def test_the_sheets_of_the_tour_are_those_of_the_chosen_households(toured: Path) -> None:
    pdf = next(toured.glob("??-visit-sheets.pdf"))
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    assert len(pages) == 5
    assert all("结对走访单" in page and "第1份" in page.replace(" ", "") for page in pages)
