"""The columns of the care ledger's table, two lines to a row."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gridconsole.care.records import CARE
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from ui.care.due import due_day, due_of
from ui.look.look import Look
from ui.look.parts.tag import Tag, paint_tags
from ui.widgets.ledger_table.column import NOTHING, Cell, Column, declared_columns, further_columns

MEDICAL = "医疗户"
DRAWN = ("name", "village", "helper", "status")
"""Fields of the table that a column below draws in its own way."""
SEEN = (*DRAWN, "citizen_id", "categories", "group", "phone", "contact", "contact_phone", "relation")
"""Fields that need no further column of their own; a person's status is told by the one of the visit."""


def care_columns(today: Callable[[], date]) -> list[Column]:
    """Return the columns; categories are off until somebody wants them (a citizen may look on)."""
    found = [
        Column("走访", lambda one: _visit(one, today()), 132),
        Column("姓名 / 证件号", _person, 170, stretch=1),
        Column("类别", _categories, 130, stretch=1, keep=4, shown=False, paint=_paint_categories),
        Column("村 / 组", _place, 96, stretch=1, keep=2),
        Column("电话 / 联系人", _phones, 150, stretch=1, keep=3),
        Column("应访 / 结对", lambda one: _when(one, today()), 104, keep=1),
        *declared_columns(CARE, but=DRAWN),
    ]
    return [*found, *further_columns(CARE, found, but=SEEN)]


def tags_of(one: Snapshot) -> list[Tag]:
    """Return a person's categories as tags; none where they may not be seen."""
    found = one["categories"]
    return [] if isinstance(found, Masked) else [Tag(word, word == MEDICAL) for word in found or ()]


def _visit(one: Snapshot, today: date) -> Cell:
    due = due_of(one, today)
    return Cell(due.words, icon=due.icon, tone=due.tone, filled=due.urgent)


def _person(one: Snapshot) -> Cell:
    return Cell(one.text("name"), one.text("citizen_id") or "证件号待补", strong=True)


def _categories(one: Snapshot) -> Cell:
    return Cell(one.text("categories") or NOTHING)


def _paint_categories(painter: QPainter, look: Look, room: QRect, one: Snapshot) -> None:
    paint_tags(painter, look, room, tags_of(one))


def _place(one: Snapshot) -> Cell:
    return Cell(one.text("village") or NOTHING, one.text("group"))


def _phones(one: Snapshot) -> Cell:
    contact = f"{one.text('relation') or one.text('contact')} {one.text('contact_phone')}".strip()
    return Cell(one.text("phone") or NOTHING, contact)


def _when(one: Snapshot, today: date) -> Cell:
    return Cell(due_day(one, today), one.text("helper"))
