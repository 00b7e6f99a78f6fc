"""The due list and the month's plan on the command line."""

from typing import Annotated, Any

import typer

from gridconsole.cli.narrowing import FestivalName, HelperName, Month, VillageName, due_filter
from gridconsole.cli.options import Json, in_words, opened, say_json_list, with_place
from gridconsole.cli.tables import say_table
from gridconsole.core.clock import local
from gridconsole.place import Place


@in_words
@with_place()
def due(
    place: Place,
    month: Month = None,
    helper: HelperName = None,
    village: VillageName = None,
    festival: FestivalName = None,
    every: Annotated[bool, typer.Option("--all", help="所有在册的户，不只是近期该走访的")] = False,
    why: Annotated[bool, typer.Option("--why", help="每户写出为什么是这一天")] = False,
    as_json: Json = False,
) -> None:
    """列出该走访的户，超期在前；带 --month 是那个月的计划。"""
    with opened(place) as (console, caller):
        wanted = due_filter(console, caller, month, helper, village, festival, every=every)
        found = console.care.due.everything(caller, wanted)
        if as_json:
            say_json_list(_as_json(one) for one in found)
        else:
            _say(list(found), why)


def _as_json(one: Any) -> dict[str, Any]:
    return {
        "household": str(one.id),
        "file_number": one.file_number,
        "names": list(one.names),
        "village": one.village or None,
        "helper": one.helper or None,
        "due_on": one.due.on.isoformat(),
        "days_over": one.days_over,
        "occasions": list(one.due.occasions),
        "appointed_at": local(one.appointed_at).isoformat() if one.appointed_at else None,
        "why": list(one.due.steps),
    }


def _say(found: list[Any], why: bool) -> None:
    headings = ("应访日期", "超期", "档案号", "姓名", "村", "结对人", "事由", *(["为什么"] if why else []))
    say_table(headings, [_cells(one, why) for one in found], "没有该走访的户。")
    if found:
        print(f"共 {len(found)} 户")


def _cells(one: Any, why: bool) -> list[str]:
    from gridconsole.core.calendar.dates import format_date

    over = f"{one.days_over} 天" if one.days_over else ""
    who = [one.file_number, "、".join(one.names), one.village, one.helper, "、".join(one.due.occasions)]
    return [format_date(one.due.on), over, *who, *(["；".join(one.due.steps)] if why else [])]
