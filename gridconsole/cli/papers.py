"""Commands that print."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import typer

from gridconsole.cli.narrowing import (
    FestivalName,
    HelperName,
    Month,
    VillageName,
    campaign_id,
    due_filter,
    helper_id,
    village_name,
)
from gridconsole.cli.options import in_words, opened, with_place
from gridconsole.cli.progress import bar
from gridconsole.core.caller import Caller
from gridconsole.core.progress import Progress
from gridconsole.place import Place

app = typer.Typer(help="打印成 PDF", no_args_is_help=True)
Out = Annotated[Path, typer.Option("--out", help="存为 PDF")]
Year = Annotated[
    int | None,
    typer.Option("--year", min=2000, max=2100, help="哪一年的；不写取最近一次", show_default=False),
]
Draw = Callable[[Any, Caller, BinaryIO, Progress], int]
"""Draws with the console for a caller, into a file, and returns the pages."""


def _print(place: Place, out: Path, name: str, draw: Draw) -> None:
    """Write a paper at once or not at all, and say how many pages it has."""
    from gridconsole.core.files import written_at_once

    with (
        opened(place) as (console, caller),
        bar(f"排版{name}") as progress,
        written_at_once(out) as stream,
    ):
        pages = draw(console, caller, stream, progress)
    print(f"{name} {pages} 张：{out}")


@app.command("visit-sheets")
@in_words
@with_place()
def visit_sheets(
    place: Place,
    out: Out,
    search: Annotated[
        str | None, typer.Option("--search", help="只打印找到的人所在的户", show_default=False)
    ] = None,
    helper: HelperName = None,
    village: VillageName = None,
    festival: FestivalName = None,
    month: Month = None,
) -> None:
    """打印结对走访单，一户一张，按走访的顺序；不加条件时打印每一户。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        care, ids = console.care, None
        if helper or village or festival or month:
            every = not (festival or month)
            wanted = due_filter(console, caller, month, helper, village, festival, every=every)
            ids = set(care.due.households(caller, wanted))
        if search is not None:
            found = care.households_found(caller, search)
            ids = found if ids is None else ids & found
        pages: int = care.visits.print(caller, stream, ids, progress, (festival,) if festival else ())
        return pages

    _print(place, out, "走访单", draw)


@app.command("blank-sheet")
@in_words
@with_place()
def blank_sheet(
    place: Place,
    out: Out,
    copies: Annotated[int, typer.Option("--copies", min=1, max=200, help="几张")] = 1,
) -> None:
    """打印空白走访单，给台账里还没有的户。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, _progress: Progress) -> int:
        pages: int = console.care.visits.print_blank(caller, stream, copies)
        return pages

    _print(place, out, "空白走访单", draw)


@app.command("contact-cards")
@in_words
@with_place()
def contact_cards(place: Place, out: Out, helper: HelperName = None, village: VillageName = None) -> None:
    """打印便民服务联系卡，一页十张。"""
    _print(place, out, "联系卡", _cards("print_cards", helper, village))


@app.command("password-slips")
@in_words
@with_place()
def password_slips(place: Place, out: Out, helper: HelperName = None, village: VillageName = None) -> None:
    """打印上门口令条，口令用手写，与联系卡分开给。"""
    _print(place, out, "口令条", _cards("print_password_slips", helper, village))


def _cards(deed: str, helper: str | None, village: str | None) -> Draw:
    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        from gridconsole.care.pairing.cards import Whose

        whose = Whose(helper_id(console, caller, helper), village_name(console, caller, village) or None)
        pages: int = getattr(console.care.pairings, deed)(caller, stream, whose, progress)
        return pages

    return draw


@app.command("festival-list")
@in_words
@with_place()
def festival_list(place: Place, out: Out, festival: FestivalName = None, year: Year = None) -> None:
    """打印节日慰问发放清单，给财务入账。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        wanted = campaign_id(console, caller, festival, year)
        pages: int = console.care.campaigns.print_list(caller, wanted, stream, progress)
        return pages

    _print(place, out, "发放清单", draw)


@app.command("receipts")
@in_words
@with_place()
def receipts(
    place: Place,
    out: Out,
    festival: FestivalName = None,
    year: Year = None,
    helper: HelperName = None,
    village: VillageName = None,
) -> None:
    """打印慰问领取单，一户一份，一页四份。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        wanted = campaign_id(console, caller, festival, year)
        villages = tuple(filter(None, (village_name(console, caller, village),)))
        whose = helper_id(console, caller, helper)
        pages: int = console.care.campaigns.print_receipts(
            caller, wanted, stream, villages=villages, helper=whose, progress=progress
        )
        return pages

    _print(place, out, "领取单", draw)


@app.command("village-check")
@in_words
@with_place()
def village_check(
    place: Place,
    out: Out,
    village: VillageName = None,
    quarter: Annotated[
        str | None, typer.Option("--quarter", help="哪个季度，如 2026-Q3；不写是本季度", show_default=False)
    ] = None,
) -> None:
    """打印村级核对表；不写村名时每村一份。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        named = village_name(console, caller, village)
        pages: int = console.care.village_checks.print(
            caller, stream, [named] if named else None, quarter, progress
        )
        return pages

    _print(place, out, "村级核对表", draw)


@app.command("consent-forms")
@in_words
@with_place()
def consent_forms(place: Place, out: Out, village: VillageName = None) -> None:
    """打印告知同意书，给还没有签的人；未满 14 周岁的是监护人签的那种。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        from gridconsole.care.consents.choosing import Whom

        whom = Whom(village=village_name(console, caller, village) or None)
        pages: int = console.care.consents.print(caller, stream, whom, progress)
        return pages

    _print(place, out, "同意书", draw)


@app.command("care-ledger")
@in_words
@with_place()
def care_ledger(
    place: Place,
    out: Out,
    kind: Annotated[
        Literal["检查版", "工作版"], typer.Option("--kind", help="检查版遮盖；工作版要写原因")
    ] = "检查版",
    reason: Annotated[str, typer.Option("--reason", help="为什么要工作版", show_default=False)] = "",
    village: VillageName = None,
) -> None:
    """打印特殊群体台账。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        named = village_name(console, caller, village) or None
        pages: int = console.care.ledger_papers.print(
            caller, stream, kind == "工作版", reason, named, progress
        )
        return pages

    _print(place, out, f"台账（{kind}）", draw)


@app.command("certificates")
@in_words
@with_place()
def certificates(
    place: Place,
    out: Out,
    helper: Annotated[
        str | None, typer.Option("--helper", help="只要这位志愿者的", show_default=False)
    ] = None,
    year: Year = None,
) -> None:
    """打印志愿服务时长证明；不写 --helper 时每位志愿者一份。"""

    def draw(console: Any, caller: Caller, stream: BinaryIO, progress: Progress) -> int:
        from gridconsole.core.clock import today

        day = today(console.clock)
        first = date(year or day.year, 1, 1)
        last = min(day, date(first.year, 12, 31))
        volunteers = console.care.volunteers
        who = helper_id(console, caller, helper)
        ids = None if who is None else volunteers.registered(caller, who)
        pages: int = volunteers.print_certificates(caller, stream, first, last, ids, progress)
        return pages

    _print(place, out, "服务时长证明", draw)
