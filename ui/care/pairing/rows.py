"""Households that need another helper, and who helped a household, as rows of a table."""

from collections.abc import Sequence

from gridconsole.care.pairing.reassigning import ToReassign
from gridconsole.core.ledger.searching import Searched
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.book_pages import household
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.short_list import ShortList


class ReassignSource(ShortList[str]):
    """The households that need another main helper, by who helped them; an empty filter stands for all."""

    def __init__(self) -> None:
        self.homes: Sequence[ToReassign] = ()
        self.helper: str | None = None

    def rows(self, filter: str) -> Sequence[Snapshot]:
        """Return the households that one helper left, all for None."""
        return [_row(one) for one in self.homes if self.helper in (None, one.helper)]

    def everything(self) -> Sequence[Snapshot]:
        """Return the households that a search goes through."""
        return self.rows("")

    def is_empty(self) -> bool:
        """Return whether nobody is to be reassigned."""
        return not self.homes

    def searched(self, one: Snapshot) -> Searched:
        """Return names, place and number of a household."""
        home: Snapshot = one["home"]
        names = tuple(str(home["names"] or "").split("、"))
        place = f"{home['village'] or ''}{home['group'] or ''}"
        return Searched((place, *names), names, (str(home["file_number"]),))


def reassign_columns() -> list[Column]:
    """Return what is seen of each household that needs another helper."""
    return [
        Column("住户", lambda one: household(one["home"]), 210, stretch=2),
        Column("原来的结对人", lambda one: Cell(one["helper"] or NOTHING, one["why"]), 150, stretch=1),
    ]


def history_columns() -> list[Column]:
    """Return what is seen of each help that a household had."""
    return [
        Column("结对人", lambda one: Cell(one.text("person") or NOTHING, _main(one), strong=True), 130),
        Column("起止", lambda one: Cell(one.text("since") or NOTHING, _until(one)), 150, stretch=1),
        Column("原因、帮扶", lambda one: Cell(*_why(one)), 190, stretch=2, keep=1),
    ]


def _row(one: ToReassign) -> Snapshot:
    return Snapshot(one.household.id, 0, {"home": one.household, "helper": one.helper, "why": one.why})


def _main(one: Snapshot) -> str:
    return "主结对人" if one["main"] else "协助"


def _until(one: Snapshot) -> str:
    return f"至 {one.text('until')}" if one["until"] else "至今"


def _why(one: Snapshot) -> tuple[str, str]:
    said = [text for key in ("why_ended", "needs", "plan") if (text := one.text(key))]
    return (said[0] if said else NOTHING), "；".join(said[1:])
