"""What the commands on ledgers need of a ledger: that of the people, and all others."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.progress import Progress

if TYPE_CHECKING:
    from gridconsole.console import Console
    from gridconsole.core.books.book import Book

PEOPLE = "care"
TITLES = {
    PEOPLE: "特殊群体台账",
    "households": "住户",
    "visits": "走访记录",
    "pairings": "结对帮扶",
    "night-lights": "暖心夜灯",
    "needs": "帮扶需求",
    "campaigns": "节日慰问",
    "volunteers": "志愿者",
}
"""The names of the ledgers on the command line."""


class NoSuchLedger(ConsoleError):
    """There is no ledger of that name."""


class NotImported(ConsoleError):
    """A ledger that no workbook fills on its own."""


class LedgerOnTheLine(ABC):
    """One ledger for the commands."""

    one = "条"
    """How its records are counted."""

    def __init__(self, console: "Console", caller: Caller) -> None:
        self.console, self.caller = console, caller

    @property
    @abstractmethod
    def imports(self) -> Any:
        """What understands, checks and writes workbooks."""

    @abstractmethod
    def stated(self, ground: str | None, document: str | None) -> dict[str, Any]:
        """Return what the import is told of the data's ground."""

    @abstractmethod
    def refused_file(self, checkout: Any) -> Any:
        """Return what writes the refused rows."""

    @abstractmethod
    def listed(self, search: str | None, limit: int | None) -> Iterator[Any]:
        """Yield records, the searched ones in match order."""

    @abstractmethod
    def as_json(self, one: Any) -> dict[str, Any]:
        """Return a record as JSON tells it."""

    @abstractmethod
    def cells(self) -> dict[str, Any]:
        """Return heading -> function that gives a record's cell, for a list in the terminal."""

    @abstractmethod
    def export(self, file: Path, progress: Progress) -> int:
        """Write the ledger into a file; return how many records."""


class PeopleOnTheLine(LedgerOnTheLine):
    """The ledger of the people."""

    one = "人"

    @property
    def imports(self) -> Any:
        """What understands, checks and writes workbooks."""
        return self.console.care.imports

    def stated(self, ground: str | None, document: str | None) -> dict[str, Any]:
        """Return the stated source; raise UnknownGround or NumberWithoutGround."""
        return {"source": self.console.care.imports.source(ground, document)}

    def refused_file(self, checkout: Any) -> Any:
        """Return what writes the refused rows."""
        from gridconsole.care.refusing import RefusedFile

        return RefusedFile(checkout)

    def listed(self, search: str | None, limit: int | None) -> Iterator[Any]:
        """Yield people, by due date or in match order."""
        from gridconsole.care.listing import CareFilter

        people = self.console.care.list
        if search is not None:
            most = limit or people.count(self.caller, CareFilter())
            return iter(people.find(self.caller, search, most))
        return islice(people.everybody(self.caller, CareFilter()), limit)

    def as_json(self, one: Any) -> dict[str, Any]:
        """Return a person with the household's fields, the due date, and what is to be completed."""
        from gridconsole.care.records import CARE
        from gridconsole.core.ledger.record import NEVER

        due = one["due_on"]
        return {
            "id": str(one.id),
            "file_number": one["file_number"],
            **{key: one.text(key) or None for key in CARE.fields},
            "due_on": None if due == NEVER else due.isoformat(),
            "incomplete": self.console.care.gaps(one),
            "as_typed": {**(one.parent.as_typed if one.parent else {}), **one.as_typed},
        }

    def cells(self) -> dict[str, Any]:
        """Return the columns of the list."""
        shown = {"村": "village", "本人电话": "phone", "结对人": "helper", "状态": "status"}
        return {
            "档案号": lambda one: one["file_number"],
            "姓名": lambda one: one.text("name"),
            **{title: _text_of(key) for title, key in shown.items()},
            "应访日期": _due,
        }

    def export(self, file: Path, progress: Progress) -> int:
        """Write the ledger into a file."""
        from gridconsole.care.exporting import export_care

        return export_care(self.console.care, self.caller, file, progress)


class BookOnTheLine(LedgerOnTheLine):
    """Any other ledger."""

    def __init__(self, console: "Console", caller: Caller, name: str) -> None:
        super().__init__(console, caller)
        self.name = name
        self.book: Book = console.care.books[name]

    @property
    def imports(self) -> Any:
        """What understands, checks and writes workbooks; raise NotImported."""
        if self.name == "households":
            words = "住户随人员一起导入，没有单独的导入。"
            raise NotImported(words, "请用 import care，表里写上住址、户号、结对人。")
        from gridconsole.core.books.importing import BookImport

        return BookImport(self.console.doors, self.book)

    def stated(self, ground: str | None, document: str | None) -> dict[str, Any]:
        """Return nothing; raise NotImported for a ground, which only people's data is kept on."""
        if ground or document:
            raise NotImported("数据依据只用于人员台账。", "去掉 --ground 和 --document 再试。")
        return {}

    def refused_file(self, checkout: Any) -> Any:
        """Return what writes the refused rows."""
        from gridconsole.core.books.checkout import Verdict
        from gridconsole.core.books.refusing import RefusedFile

        refused = [row.checked for row in checkout.rows if row.verdict is Verdict.REFUSED]
        return RefusedFile(checkout.understood, refused)

    def listed(self, search: str | None, limit: int | None) -> Iterator[Any]:
        """Yield records in the ledger's order, or those that a search finds."""
        if search is not None:
            most = limit or self.book.count(self.caller)
            return iter(self.book.find(self.caller, search, most, thorough=True))
        return islice(self.book.everything(self.caller), limit)

    def as_json(self, one: Any) -> dict[str, Any]:
        """Return a record with what it hangs on, and what is to be completed."""
        opening = {key: one[key] for key in self.book.special.parent_keys}
        own = {key: one.text(key) or None for key in self.book.ledger.fields}
        missing = {"incomplete": self.book.gaps(one), "as_typed": dict(one.as_typed)}
        return {"id": str(one.id), **opening, **own, **missing}

    def cells(self) -> dict[str, Any]:
        """Return the columns of the list: what a record hangs on, then the fields of the table."""
        opening = {title: _value_of(key) for key, title in self.book.special.parent_keys.items()}
        table = {
            field.label: _text_of(key) for key, field in self.book.ledger.fields.items() if field.in_table
        }
        return {**opening, **table}

    def export(self, file: Path, progress: Progress) -> int:
        """Write the ledger into a file."""
        from gridconsole.core.books.exporting import export_book

        return export_book(self.book, self.caller, file, progress)


def check_ledger(name: str) -> None:
    """Raise NoSuchLedger for anything but a ledger that is there."""
    if name not in TITLES:
        known = "、".join(f"{name}（{title}）" for name, title in TITLES.items())
        raise NoSuchLedger(f"没有名叫「{name}」的台账。", f"现有：{known}。")


def ledger_on(console: "Console", caller: Caller, name: str) -> LedgerOnTheLine:
    """Return a ledger by its name; raise NoSuchLedger."""
    check_ledger(name)
    return PeopleOnTheLine(console, caller) if name == PEOPLE else BookOnTheLine(console, caller, name)


def write_template(name: str, file: Path) -> None:
    """Write a ledger's empty workbook; raises NoSuchLedger, NotImported, WrongEnding or a FileError."""
    check_ledger(name)
    if name == PEOPLE:
        from gridconsole.care.exporting import write_care_template

        write_care_template(file)
    elif name == "households":
        raise NotImported("住户没有单独的模板。", "请用人员台账的模板：template care。")
    else:
        from gridconsole.care import templates

        templates.write_template(name, file)


def rows_of(found: Sequence[Any], ledger: LedgerOnTheLine) -> list[list[str]]:
    """Return the cells of records."""
    return [[str(cell(one) or "") for cell in ledger.cells().values()] for one in found]


def _text_of(key: str) -> Any:
    return lambda one: one.text(key)


def _value_of(key: str) -> Any:
    return lambda one: one[key]


def _due(one: Any) -> str:
    from gridconsole.core.calendar.dates import format_date
    from gridconsole.core.ledger.record import NEVER

    return "" if one["due_on"] == NEVER else format_date(one["due_on"])
