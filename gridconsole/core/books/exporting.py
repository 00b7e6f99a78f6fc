"""A ledger as a workbook: masked like the screen, and importable again."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from gridconsole.core.books.book import Book
from gridconsole.core.books.errors import WrongEnding
from gridconsole.core.books.filter import BookFilter
from gridconsole.core.caller import Caller
from gridconsole.core.exchange.writer import TemplateColumn, write_csv, write_template, write_xlsx
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.progress import Progress
from gridconsole.core.store.listing import STEP


def export_book(
    book: Book, caller: Caller, file: Path, progress: Progress, filter: BookFilter | None = None
) -> int:
    """Write a ledger as the screen shows it; return how many records.

    Raises NotAllowed for a volunteer, WrongEnding, and a subclass of FileError.
    """
    caller.must_not_be_volunteer("导出")
    check_ending(file)
    total = book.count(caller, filter)
    rows = _rows(book, caller, total, progress, filter)
    if file.suffix.lower() == ".csv":
        write_csv(file, headings(book), rows)
    else:
        write_xlsx(file, book.ledger.title, headings(book), rows)
    return total


def check_ending(file: Path) -> None:
    """Raise WrongEnding for a file that is neither a workbook nor CSV."""
    ending = file.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise WrongEnding(f"不能存成 {ending or '没有扩展名的'} 文件。", "请用 .xlsx 或 .csv 结尾的文件名。")


def write_book_template(book: Book, file: Path) -> None:
    """Write a book's empty workbook; raises as write_ledger_template does."""
    write_ledger_template(book.ledger, book.special.locating, file)


def write_ledger_template(ledger: Ledger, locating: Mapping[str, Field], file: Path) -> None:
    """Write an empty workbook to fill in; raises WrongEnding or a subclass of FileError."""
    if file.suffix.lower() != ".xlsx":
        raise WrongEnding("模板只能存成 .xlsx。", "请用 .xlsx 结尾的文件名。")
    declared = {**locating, **ledger.imported}
    kinds = [field.kind for field in declared.values()]
    columns = [TemplateColumn(kind.label, kind.explanation, kind.example, kind.choices) for kind in kinds]
    write_template(file, ledger.title, columns)


def headings(book: Book) -> list[str]:
    """Return the headings of a row: what it hangs on, then the ledger's own fields."""
    return [*leading(book).values(), *(declared.label for declared in book.ledger.fields.values())]


def leading(book: Book) -> dict[str, str]:
    """Return what opens a row, as far as the ledger's own fields don't tell it."""
    own = book.ledger.fields
    return {key: heading for key, heading in book.special.parent_keys.items() if key not in own}


def _rows(
    book: Book, caller: Caller, total: int, progress: Progress, filter: BookFilter | None
) -> Iterator[list[str]]:
    opening = leading(book)
    for at, one in enumerate(book.everything(caller, filter)):
        if at % STEP == 0:
            progress.at(at, total, "导出")
        told = [str(one[key] or "") for key in opening]
        yield told + [one.text(key) for key in book.ledger.fields]
