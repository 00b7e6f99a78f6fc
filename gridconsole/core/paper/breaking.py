"""Chinese lines: no mark where it must not stand, no number torn, nothing sticking out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gridconsole.core.paper.spacing import CLOSING, HALF_EM, NOT_FIRST, NOT_LAST, OPENING, is_han, junction

WIDEST_STRETCH = 0.16
_EPSILON = 1e-6

Measure = Callable[[str], float]

_UNITS = "年月日时分秒号组户人岁个只盏米点元角度瓦千伏安层栋楼室排村社队次页份天周届张件条项台根套处支块辆倍"
_TOGETHER = re.compile(
    rf"第?[A-Za-z0-9]+(?:[.,:/\-+*~%@]+[A-Za-z0-9*]+|\*+[A-Za-z0-9]*| (?=[0-9])[0-9]+)*(?:[{_UNITS}%℃°])?|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text (blanks at its end are not drawn), where it starts, how it stretches; in em."""

    text: str
    width: float
    outdent: float = 0.0
    stretch: float = 0.0


def break_lines(text: str, width: float, measure: Measure, *, justified: bool = False) -> list[Line]:
    """Break a normalised paragraph into lines of at most `width` em.

    A closing mark may hang out by half an em, an opening one starts half an em early; no single
    character is left on the last line; justification stretches each gap by at most 0.16 em.
    Rules: GB/T 15834-2011 (marks at line start and end).
    """
    atoms = _atoms(text, width, measure)
    lines = _no_single_left(_fill(atoms, width, measure), width, measure)
    last = len(lines) - 1
    return [_line(each, width, measure, justified and number < last) for number, each in enumerate(lines)]


def break_cell(text: str, width: float, measure: Measure) -> list[Line]:
    """Break a short text for a cell: after a comma where two lines then suffice, else in even lines."""
    atoms = _atoms(text, width, measure)
    lines = _fill(atoms, width, measure)
    if len(lines) > 1:
        lines = _after_a_comma(atoms, width, measure, len(lines)) or _even(atoms, width, measure, len(lines))
    return [_line(each, width, measure, False) for each in lines]


def natural_width(text: str, measure: Measure) -> float:
    """Return the width of a text on one line, in em, its gaps and squeezed marks included."""
    width = sum(map(measure, text))
    return width + sum(junction(left, right, measure) for left, right in pairwise(text))


def _atoms(text: str, width: float, measure: Measure) -> list[str]:
    """Return the pieces that stay whole; one longer than a line falls apart into its characters."""
    atoms: list[str] = []
    for atom in _glued(_TOGETHER.findall(text)):
        fits = _room(atom, measure) <= width + _EPSILON
        atoms += [atom] if fits else _shorter(atom, width, measure)
    return atoms


def _shorter(atom: str, width: float, measure: Measure) -> list[str]:
    parts = _glued(list(atom))
    return [part for each in parts for part in ([each] if _room(each, measure) <= width + _EPSILON else each)]


def _glued(pieces: Sequence[str]) -> list[str]:
    """Join marks to the pieces that they must not be parted from."""
    atoms: list[str] = []
    for piece in pieces:
        if atoms and (piece[0] in NOT_FIRST or piece == " " or atoms[-1][-1] in NOT_LAST):
            atoms[-1] += piece
        else:
            atoms.append(piece)
    return atoms


def _fill(atoms: list[str], width: float, measure: Measure) -> list[list[str]]:
    lines: list[list[str]] = []
    for atom in atoms:
        if lines and _room("".join(lines[-1]) + atom, measure) <= width + _EPSILON:
            lines[-1].append(atom)
        else:
            lines.append([atom])
    return lines


def _no_single_left(lines: list[list[str]], width: float, measure: Measure) -> list[list[str]]:
    if len(lines) < 2 or len(lines[-2]) < 3 or not _is_single(lines[-1]):
        return lines
    longer = [lines[-2][-1], *lines[-1]]
    if _room("".join(longer), measure) > width + _EPSILON:
        return lines
    return [*lines[:-2], lines[-2][:-1], longer]


def _is_single(line: list[str]) -> bool:
    return sum(is_han(each) or each.isalnum() for atom in line for each in atom) < 2


def _after_a_comma(atoms: list[str], width: float, measure: Measure, count: int) -> list[list[str]] | None:
    if count != 2:
        return None
    ends = [number for number in range(1, len(atoms)) if atoms[number - 1].rstrip()[-1:] in CLOSING]
    for number in sorted(ends, key=lambda end: abs(2 * end - len(atoms))):
        halves = [atoms[:number], atoms[number:]]
        if all(_room("".join(each), measure) <= width and not _is_single(each) for each in halves):
            return halves
    return None


def _even(atoms: list[str], width: float, measure: Measure, count: int) -> list[list[str]]:
    """Fill with the narrowest width, in steps of half an em, that needs no further line."""
    best = _fill(atoms, width, measure)
    narrower = width - HALF_EM
    while narrower > 1 and all(_room(atom, measure) <= narrower for atom in atoms):
        lines = _fill(atoms, narrower, measure)
        if len(lines) > count:
            break
        best, narrower = lines, narrower - HALF_EM
    return _no_single_left(best, width, measure)


def _room(text: str, measure: Measure) -> float:
    """Return what a line takes between the margins: without what may hang out at either end."""
    text = text.rstrip()
    return natural_width(text, measure) - _outdent(text, measure) - _hang(text, measure)


def _outdent(text: str, measure: Measure) -> float:
    return HALF_EM if text[:1] in OPENING and measure(text[0]) > 0.9 else 0.0


def _hang(text: str, measure: Measure) -> float:
    return HALF_EM if text[-1:] in CLOSING and measure(text[-1]) > 0.9 else 0.0


def _line(atoms: list[str], width: float, measure: Measure, justified: bool) -> Line:
    text = "".join(atoms)
    shown = text.rstrip()
    spare = width - _room(shown, measure)
    gap = spare / max(1, len(shown) - 1)
    stretch = gap if justified and 0 < gap <= WIDEST_STRETCH else 0.0
    return Line(text, natural_width(shown, measure), _outdent(shown, measure), stretch)
