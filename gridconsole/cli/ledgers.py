"""Commands on ledgers: import, list, export, template."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gridconsole.cli.books import TITLES, LedgerOnTheLine, check_ledger, ledger_on, rows_of, write_template
from gridconsole.cli.options import SOME_NOT_IN, Json, in_words, opened, say_json, say_json_list, with_place
from gridconsole.cli.progress import bar
from gridconsole.cli.tables import say_table
from gridconsole.place import Place

KNOWN = "、".join(f"{name} {title}" for name, title in TITLES.items())
LedgerName = Annotated[str, typer.Argument(metavar="LEDGER", help=f"台账：{KNOWN}")]
OnConflict = Literal["keep", "take", "refuse"]
SHOWN = 50


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
    check_ledger(ledger)
    if refused is not None:
        _check_refused(refused)
    with opened(place, may_begin=True) as (console, caller), bar("读取") as progress:
        on_line = ledger_on(console, caller, ledger)
        stated = on_line.stated(ground, document)
        understood = on_line.imports.understand(caller, file, sheet, progress)
        checkout = on_line.imports.check(caller, understood, on_conflict, **stated, progress=progress)
        if not dry_run:
            on_line.imports.write(caller, checkout, progress)
        if refused is not None and checkout.refused:
            on_line.refused_file(checkout).write(refused)
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
    """列出台账，应访日期早的或新的在前；查找时按匹配先后。"""
    check_ledger(ledger)
    with opened(place) as (console, caller):
        on_line = ledger_on(console, caller, ledger)
        if as_json:
            say_json_list(on_line.as_json(one) for one in on_line.listed(search, limit))
        else:
            _say_list(list(on_line.listed(search, (limit or SHOWN) + 1)), limit or SHOWN, on_line)


@in_words
@with_place()
def export(
    place: Place,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="存为 .xlsx 或 .csv")],
) -> None:
    """导出台账，证件、电话、户号、门牌遮盖。"""
    check_ledger(ledger)
    with opened(place) as (console, caller), bar("导出") as progress:
        on_line = ledger_on(console, caller, ledger)
        count = on_line.export(file, progress)
    print(f"已导出 {count} {on_line.one}：{file}")


@in_words
@with_place()
def template(
    place: Place,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="存为 .xlsx")],
) -> None:
    """另存一份空白的导入模板，各站相同。"""
    write_template(ledger, file)
    print(f"模板已存：{file}")


def _check_refused(file: Path) -> None:
    """Find out before anything is written whether the refused rows can be."""
    from gridconsole.core.books.errors import WrongEnding
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


def _say_list(found: list[Any], limit: int, on_line: LedgerOnTheLine) -> None:
    say_table(on_line.cells(), rows_of(found[:limit], on_line), "没有找到。")
    if len(found) > limit:
        print(f"只列出了前 {limit} {on_line.one}，用 --limit 可以多列。")
