"""The words that people would not use stand nowhere on screen or paper."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from gridconsole.core.paths import RESOURCES

ROOT = RESOURCES.parent
SOURCES = sorted([*ROOT.glob("gridconsole/**/*.py"), *ROOT.glob("ui/**/*.py")])


def unwanted() -> Iterator[tuple[str, str, str]]:
    """Yield each unwanted word, the right one, and the longer word in which it may stand."""
    for line in (RESOURCES / "terms" / "not-these.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, right, *longer = line.split("\t")
            yield word, right, longer[0] if longer else ""


@cache
def spoken(source: Path) -> list[tuple[int, str]]:
    """Return the strings of a module that a person may see, docstrings left out."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [(text.lineno, str(text.value)) for text in texts if id(text) not in docs]


@pytest.mark.parametrize(("word", "right", "longer"), list(unwanted()))
def test_a_word_that_people_would_not_use_stands_nowhere(word: str, right: str, longer: str) -> None:
    found = [
        f"{source.relative_to(ROOT)}:{line}: {text}"
        for source in SOURCES
        for line, text in spoken(source)
        if word in (text.replace(longer, "") if longer else text)
    ]
    assert not found, f"say {right}"


def test_strings_are_told_from_docstrings() -> None:
    texts = [text for _, text in spoken(ROOT / "gridconsole" / "care" / "errors.py")]
    assert any("台账里已有这个证件号的人" in text for text in texts)
    assert not any("A person with this citizen id" in text for text in texts)
