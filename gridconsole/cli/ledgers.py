"""Commands on ledgers: import, list, export, template."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gridconsole.cli.options import SOME_NOT_IN, Json, in_words, opened, say_json, say_json_list, with_place
from gridconsole.cli.progress import bar
from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.place import Place

LedgerName = Annotated[str, typer.Argument(metavar="LEDGER", help="台账：care 特殊群体台账")]
OnConflict = Literal["keep", "take", "refuse"]
SHOWN = 50
WIDE = 200
"""Columns of a list that no terminal shows."""


class NoSuchLedger(ConsoleError):
    """There is no ledger of that name."""


def check_ledger(name: str) -> None:
    """Raise NoSuchLedger for anything but a ledger that is there."""
    if name != "care":
        raise NoSuchLedger(f"没有名叫「{name}」的台账。", "现有：care（特殊群体台账）。")


@in_words
@with_place()
def import_(
    place: Place,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="工作簿：xlsx、xls、ods、csv、txt")],
    sheet: Annotated[str | None, typer.Option("--sheet", help="工作表名", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，不写入")] = False,
    refused: Annotated[
        Path | None, typer.Option("--refused", help="退回的行另存为", show_default=False)
    ] = None,
    on_conflict: Annotated[
        OnConflict, typer.Option("--on-conflict", help="与台账不同时：留台账、用新表、退回")
    ] = "refuse",
    ground: Annotated[
        str | None, typer.Option("--ground", help="数据依据，如 村委会", show_default=False)
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="依据文号", show_default=False)] = None,
    as_json: Json = False,
) -> int:
    """导入一个工作簿。"""
    from gridconsole.care.refusing import RefusedFile

    check_ledger(ledger)
    if refused is not None:
        _check_refused(refused)
    with opened(place) as (console, caller), bar("读取") as progress:
        imports = console.care.imports
        source = imports.source(ground, document)
        understood = imports.understand(caller, file, sheet, progress)
        checkout = imports.check(caller, understood, on_conflict, source, progress=progress)
        if not dry_run:
            imports.write(caller, checkout, progress)
        if refused is not None and checkout.refused:
            RefusedFile(checkout).write(refused)
    answer = checkout.report(ledger)
    say_json(answer) if as_json else _say_import(answer, dry_run, refused)
    return SOME_NOT_IN if answer["refused"] else 0


@in_words
@with_place()
def list_(
    place: Place,
    ledger: LedgerName,
    search: Annotated[
        str | None, typer.Option("--search", help="姓名、拼音、电话尾号、户号、村", show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="最多几行；JSON 不写则全部", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """列出台账，应访日期早的在前；查找时按匹配先后。"""
    check_ledger(ledger)
    with opened(place) as (console, caller):
        if as_json:
            say_json_list(
                _as_json(one, console.care.gaps(one)) for one in _listed(console, caller, search, limit)
            )
        else:
            _say_list(list(_listed(console, caller, search, (limit or SHOWN) + 1)), limit or SHOWN)


@in_words
@with_place()
def export(
    place: Place,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="存为 .xlsx 或 .csv")],
) -> None:
    """导出台账，证件、电话、户号、门牌遮盖。"""
    from gridconsole.care.exporting import export_care

    check_ledger(ledger)
    with opened(place) as (console, caller), bar("导出") as progress:
        count = export_care(console.care, caller, file, progress)
    print(f"已导出 {count} 人：{file}")


@in_words
@with_place()
def template(
    place: Place,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="存为 .xlsx")],
) -> None:
    """另存一份空白的导入模板，各站相同。"""
    from gridconsole.care.exporting import write_care_template

    check_ledger(ledger)
    write_care_template(file)
    print(f"模板已存：{file}")


def _check_refused(file: Path) -> None:
    """Find out before anything is written whether the refused rows can be."""
    from gridconsole.care.exporting import WrongEnding
    from gridconsole.core.files import FileThere, FolderMissing

    if file.suffix.lower() != ".xlsx":
        raise WrongEnding("退回的行只能存成 .xlsx。", "请用 .xlsx 结尾的文件名。")
    if file.exists():
        raise FileThere(file)
    if not file.parent.is_dir():
        raise FolderMissing(file.parent)


def _say_import(answer: dict[str, Any], dry_run: bool, refused: Path | None) -> None:
    print(f"{answer['file']}「{answer['sheet']}」，表头在第 {answer['header_row']} 行，{answer['rows']} 行")
    done, going_in = "将" if dry_run else "已", f"其中需补 {answer['incomplete']}；退回 {answer['refused']}"
    counts = f"新建 {answer['created']}，更新 {answer['updated']}，无变化 {answer['unchanged']}"
    print(f"{done}{counts}，{going_in}")
    for problem in answer["problems"]:
        if problem["severity"] == "refused" or problem["code"] == "same_row":
            place = f"第 {problem['row']} 行 {problem['column']}".rstrip()
            print(f"  {place}：{problem['message']}")
    if not answer["created"] and not answer["updated"] and not answer["refused"]:
        print("与台账相同，没有改动。")
    if answer["refused"] and refused:
        print(f"退回的行已另存：{refused}")


def _listed(console: Any, caller: Caller, search: str | None, limit: int | None) -> Iterator[Any]:
    from gridconsole.care.listing import CareFilter

    people = console.care.list
    if search is not None:
        return iter(people.find(caller, search, limit or people.count(caller, CareFilter())))
    return islice(people.everybody(caller, CareFilter()), limit)


def _as_json(snapshot: Any, gaps: list[str]) -> dict[str, Any]:
    from gridconsole.care.records import CARE
    from gridconsole.core.ledger.record import NEVER

    due = snapshot["due_on"]
    return {
        "id": str(snapshot.id),
        "file_number": snapshot["file_number"],
        **{key: snapshot.text(key) or None for key in CARE.fields},
        "due_on": None if due == NEVER else due.isoformat(),
        "incomplete": gaps,
        "as_typed": {**(snapshot.parent.as_typed if snapshot.parent else {}), **snapshot.as_typed},
    }


def _say_list(found: list[Any], limit: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("档案号", "姓名", "村", "本人电话", "结对人", "状态", "应访日期", box=None)
    for one in found[:limit]:
        # Text, since what people typed may look like markup.
        table.add_row(*(Text(cell or "—") for cell in _cells(one)))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table if found else "没有找到。")
    if len(found) > limit:
        print(f"只列出了前 {limit} 人，用 --limit 可以多列。")


def _cells(one: Any) -> list[str]:
    from gridconsole.core.calendar.dates import format_date
    from gridconsole.core.ledger.record import NEVER

    due = "" if one["due_on"] == NEVER else format_date(one["due_on"])
    return [
        one["file_number"],
        *(one.text(key) for key in ("name", "village", "phone", "helper", "status")),
        due,
    ]
