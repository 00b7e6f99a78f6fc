"""What papers and lists can be narrowed to: helper, village, festival, month."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError

if TYPE_CHECKING:
    from gridconsole.care.due.span import DueFilter
    from gridconsole.console import Console

HelperName = Annotated[str | None, typer.Option("--helper", help="只要这位结对人的户", show_default=False)]
VillageName = Annotated[str | None, typer.Option("--village", help="只要这个村的", show_default=False)]
FestivalName = Annotated[
    str | None, typer.Option("--festival", help="只要这个节日的，如 中秋", show_default=False)
]
Month = Annotated[str | None, typer.Option("--month", help="哪个月的，如 2026-09", show_default=False)]


class NoSuchHelper(ConsoleError):
    """Nobody of that name works at the station."""


class NoSuchVillage(ConsoleError):
    """No household lives in a village of that name."""


class NoSuchCampaign(ConsoleError):
    """There is no campaign for that festival."""


def helper_id(console: "Console", caller: Caller, name: str | None) -> UUID | None:
    """Return the id of a member of staff; raise NoSuchHelper."""
    if name is None:
        return None
    staff = console.staff.all(caller.station_id)
    found = next((one.id for one in staff if one.name == name), None)
    if found is None:
        known = "、".join(one.name for one in staff)
        raise NoSuchHelper(f"这个站没有叫「{name}」的工作人员。", f"现有：{known}。")
    return found


def village_name(console: "Console", caller: Caller, name: str | None) -> str:
    """Return a village as households name it, empty for none; raise NoSuchVillage."""
    if name is None:
        return ""
    known = console.care.due.choices(caller).villages
    if name not in known:
        raise NoSuchVillage(f"台账里没有「{name}」这个村。", f"现有：{'、'.join(known) or '还没有'}。")
    return name


def due_filter(
    console: "Console", caller: Caller, month: str | None, helper: str | None, village: str | None,
    festival: str | None, *, every: bool = False,
) -> "DueFilter":  # fmt: skip
    """Return the due list's filter; raises NoSuchHelper and NoSuchVillage."""
    from gridconsole.care.due.span import DueFilter

    return DueFilter(
        which="all" if every else "due",
        month=month or "",
        festival=festival or "",
        village=village_name(console, caller, village),
        helper=helper_id(console, caller, helper),
    )


def campaign_id(console: "Console", caller: Caller, festival: str | None, year: int | None) -> UUID:
    """Return the newest campaign, of a festival and year where these are named; raise NoSuchCampaign."""
    book = console.care.books["campaigns"]
    for one in book.everything(caller):
        if festival in (None, one["festival"]) and year in (None, one["year"]):
            return one.id
    words = f"{year or ''}{festival or '节日'}慰问"
    raise NoSuchCampaign(f"没有登记过{words}。", "请先在窗口的「慰问」里新建，或用 list campaigns 查看。")
