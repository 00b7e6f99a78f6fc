"""People and how their consent stands, as rows of a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gridconsole.care.consents.standing import Stand, Standing
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.searching import Searched
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.read_once import ReadOnce
from ui.look.tokens import Tone
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.short_list import ShortList

if TYPE_CHECKING:
    from gridconsole.console import Console

STANDS = {
    Stand.MISSING: ("edit", Tone.AMBER),
    Stand.OUT: ("due", Tone.BLUE),
    Stand.REFUSED: ("refused", Tone.GREY),
    Stand.WITHDRAWN: ("undo", Tone.GREY),
    Stand.AGREED: ("done", Tone.GREEN),
}
NO_VILLAGE = "没写村的"


class ConsentSource(ShortList[str]):
    """Everybody of the ledger by how the consent stands; `village` narrows all that is shown."""

    def __init__(self, console: "Console", caller: Callable[[], Caller]) -> None:
        self._found = ReadOnce(lambda: console.care.consents.standings(caller()))
        self.village = ""

    def forget(self) -> None:
        """Read again when the next row is asked for."""
        self._found.forget()

    def people(self) -> Sequence[Standing]:
        """Return everybody, of all villages."""
        return self._found.get()

    def missing(self) -> list[Standing]:
        """Return who is still to be asked, in the village that is chosen."""
        return [one for one in self.people() if one.stand is Stand.MISSING and self._is_here(one)]

    def rows(self, filter: str) -> Sequence[Snapshot]:
        """Return the people of one state, all for an empty filter."""
        here = (one for one in self.people() if self._is_here(one))
        return [_row(one) for one in here if filter in ("", one.stand)]

    def everything(self) -> Sequence[Snapshot]:
        """Return everybody of the village."""
        return self.rows("")

    def is_empty(self) -> bool:
        """Return whether nobody is in the ledger."""
        return not self.people()

    def searched(self, one: Snapshot) -> Searched:
        """Return name, place and numbers of a person."""
        standing: Standing = one["standing"]
        person = standing.person
        words = (place_of(standing), person.text("name"))
        numbers = (str(person["file_number"] or ""), standing.code)
        return Searched(words, (person.text("name"),), tuple(filter(None, numbers)))

    def _is_here(self, one: Standing) -> bool:
        return self.village in ("", village_of(one))


def village_of(one: Standing) -> str:
    """Return the village of a person, the word for none where it is not known."""
    return str(one.person["village"] or NO_VILLAGE)


def missing_by_village(people: Sequence[Standing]) -> Counter[str]:
    """Return how many people of each village are still to be asked; villages with nobody count 0."""
    found = Counter({village_of(one): 0 for one in people})
    found.update(village_of(one) for one in people if one.stand is Stand.MISSING)
    return found


def place_of(one: Standing) -> str:
    """Return village and group."""
    return f"{one.person['village'] or ''}{one.person['group'] or ''}"


def consent_columns() -> list[Column]:
    """Return what is seen of each person."""
    return [
        Column("同意书", lambda one: _stand(one["standing"]), 108),
        Column("姓名", lambda one: _person(one["standing"]), 150, stretch=1),
        Column("现在的同意", lambda one: _consent(one["standing"].person), 210, stretch=1, keep=1),
        Column("谁签", lambda one: _signer(one["standing"]), 120, stretch=1, keep=3),
        Column("单号 / 打印", lambda one: _form(one["standing"]), 120, stretch=1, keep=2),
    ]


def _row(one: Standing) -> Snapshot:
    return Snapshot(one.person.id, one.person.version, {"standing": one})


def _stand(one: Standing) -> Cell:
    icon, tone = STANDS[one.stand]
    return Cell(one.stand.value, icon=icon, tone=tone)


def _person(one: Standing) -> Cell:
    place = "　".join(filter(None, (place_of(one), str(one.person["file_number"] or ""))))
    return Cell(one.person.text("name"), place, strong=True)


def _consent(person: Snapshot) -> Cell:
    on, scope = person["consent_on"], "、".join(person["consent_scope"] or ())
    said = "　".join(filter(None, (person.text("consent"), format_date(on) if on else "")))
    return Cell(said or NOTHING, f"同意 {scope}" if scope else "")


def _signer(one: Standing) -> Cell:
    if not one.for_guardian:
        return Cell("本人签")
    contact = f"{one.person.text('contact')} {one.person.text('relation')}".strip()
    return Cell("监护人签", contact)


def _form(one: Standing) -> Cell:
    if not one.code:
        return Cell(NOTHING)
    day = f"{one.printed_on.month}月{one.printed_on.day}日打印" if one.printed_on else ""
    return Cell(f"{one.code[:3]} {one.code[3:]}", day)
