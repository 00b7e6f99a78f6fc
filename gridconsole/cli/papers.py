"""Commands that print."""

from pathlib import Path
from typing import Annotated

import typer

from gridconsole.cli.options import in_words, opened, with_place
from gridconsole.cli.progress import bar
from gridconsole.place import Place

app = typer.Typer(help="打印成 PDF", no_args_is_help=True)


@app.command("visit-sheets")
@in_words
@with_place()
def visit_sheets(
    place: Place,
    out: Annotated[Path, typer.Option("--out", help="存为 PDF")],
    search: Annotated[
        str | None, typer.Option("--search", help="只打印找到的人所在的户", show_default=False)
    ] = None,
) -> None:
    """打印结对走访单，一户一张；不加条件时打印每一户。"""
    from gridconsole.core.files import written_at_once

    with (
        opened(place) as (console, caller),
        bar("排版走访单") as progress,
        written_at_once(out) as stream,
    ):
        ids = None if search is None else console.care.households_found(caller, search)
        pages = console.care.visits.print(caller, stream, ids, progress)
    print(f"走访单 {pages} 张：{out}")
