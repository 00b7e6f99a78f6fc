"""What the palette finds of the care ledger: people with their files, and papers to be keyed in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from ui.look.tokens import Tone
from ui.shell.feature import Finds, Hit, State

if TYPE_CHECKING:
    from gridconsole.console import Console
    from gridconsole.core.ledger.snapshot import Snapshot
    from ui.care.panel import CarePanel

PEOPLE = 12
TYPED, SCANNED = 6, 11
"""Digits of a number typed from a paper and of its code."""


def search(console: "Console", caller: Caller, text: str) -> "Sequence[Hit[CarePanel]]":
    """Return the papers of a number and the people whom a text finds; blocking."""
    from gridconsole.core.identity.text import narrow

    people = [_person(console, one) for one in console.care.list.find(caller, text, PEOPLE)]
    digits = "".join(narrow(text).split())
    if not digits.isdecimal() or len(digits) not in (TYPED, SCANNED) or caller.role is Role.VOLUNTEER:
        return people
    papers = _papers(console, caller, digits)
    if not papers and not people and len(digits) == SCANNED:
        papers = [_paper(digits, digits[0], "扫描的码", "到录入台打开", None)]
    return [*papers, *people]


def again(console: "Console", caller: Caller, id: str) -> "Hit[CarePanel] | None":
    """Return somebody who was found before, None where the caller may not see him any more; blocking."""
    try:
        return _person(console, console.care.open(caller, UUID(id)))
    except (ValueError, ConsoleError):
        return None


def key_in(panel: "CarePanel", digits: str, digit: str) -> None:
    """Open a paper at the keying desk, by its number and the digit of its kind."""

    def open_desk() -> None:
        from ui.care.keying.desk import KeyingDesk

        desk = panel.pages.show_page("keying")
        assert isinstance(desk, KeyingDesk)
        desk.open_paper(digits, digit)

    panel.pages.leave(open_desk)


FINDS: "Finds[CarePanel]" = Finds(search, again)


def _person(console: "Console", one: "Snapshot") -> "Hit[CarePanel]":
    """Return a person by name, village and how the visit stands; a citizen may look on."""
    from ui.care.due import due_of

    due = due_of(one, today(console.clock))
    return Hit(
        sort="人",
        unit="人",
        title=one.text("name"),
        note=one.text("village"),
        icon="person",
        state=State(due.words, due.icon, due.tone, due.urgent),
        run=lambda panel: panel.open_found(one.id),
        id=str(one.id),
        named=True,
    )


def _papers(console: "Console", caller: Caller, digits: str) -> "list[Hit[CarePanel]]":
    """Return the papers of a number, each of its kind, with what became of the newest copy."""
    from gridconsole.care.scanning import NAMES
    from gridconsole.care.visiting.register import SheetState

    states = {
        SheetState.OUT: State("在外", "due", Tone.BLUE),
        SheetState.BACK: State("已交回", "done", Tone.GREEN),
    }
    newest = {copy.kind: copy for copy in console.care.visits.register.find(caller, digits)}
    return [
        _paper(
            digits,
            str(int(kind)),
            f"{NAMES[kind]} {copy.code[:3]} {copy.code[3:]}",
            "录入",
            states.get(copy.state, State(copy.state.value, "info", Tone.GREY)),
        )
        for kind, copy in newest.items()
    ]


def _paper(digits: str, digit: str, title: str, note: str, state: State | None) -> "Hit[CarePanel]":
    return Hit(
        sort="单子",
        unit="张",
        title=title,
        note=note,
        icon="file",
        state=state,
        run=lambda panel: key_in(panel, digits, digit),
    )
