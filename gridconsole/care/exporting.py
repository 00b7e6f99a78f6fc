"""The care ledger as a workbook: masked like the screen, and importable again."""

from collections.abc import Iterator
from pathlib import Path

from gridconsole.care.listing import CareFilter
from gridconsole.care.records import CARE
from gridconsole.care.service import CareLedger
from gridconsole.core.books.errors import WrongEnding as WrongEnding
from gridconsole.core.caller import Caller
from gridconsole.core.exchange.writer import TemplateColumn, write_csv, write_template, write_xlsx
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from gridconsole.core.store.listing import STEP

HEADINGS = ["档案号", *(declared.label for declared in CARE.fields.values())]


def export_care(care: CareLedger, caller: Caller, file: Path, progress: Progress) -> int:
    """Write the whole ledger in due order, masked as on the screen; return how many people.

    Raises NotAllowed for a volunteer, WrongEnding, and a subclass of FileError.
    """
    caller.must_not_be_volunteer("导出")
    ending = file.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise WrongEnding(f"不能存成 {ending or '没有扩展名的'} 文件。", "请用 .xlsx 或 .csv 结尾的文件名。")
    total = care.count(caller)
    rows = _rows(care, caller, total, progress)
    if ending == ".csv":
        write_csv(file, HEADINGS, rows)
    else:
        write_xlsx(file, CARE.title, HEADINGS, rows)
    return total


def write_care_template(file: Path) -> None:
    """Write an empty workbook to fill in; raises WrongEnding or a subclass of FileError."""
    if file.suffix.lower() != ".xlsx":
        raise WrongEnding("模板只能存成 .xlsx。", "请用 .xlsx 结尾的文件名。")
    kinds = [declared.kind for declared in CARE.imported.values()]
    write_template(
        file, CARE.title, [TemplateColumn(k.label, k.explanation, k.example, k.choices) for k in kinds]
    )


def _rows(care: CareLedger, caller: Caller, total: int, progress: Progress) -> Iterator[list[str]]:
    for at, one in enumerate(care.list.everybody(caller, CareFilter())):
        if at % STEP == 0:
            progress.at(at, total, "导出")
        yield _row(one)


def _row(one: Snapshot) -> list[str]:
    return [one["file_number"], *(one.text(key) for key in CARE.fields)]
