"""Imports of a book, for the wizard."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gridconsole.core.books.checkout import BookCheckout, Verdict
from gridconsole.core.books.exporting import write_book_template
from gridconsole.core.books.importing import SheetInfo
from gridconsole.core.books.refusing import RefusedFile
from gridconsole.core.books.shapes import Sheet, Written
from gridconsole.core.books.understood import Understood
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.progress import Progress
from ui.widgets.import_wizard.importer import Asked, Checkout

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book

NOBODY = "还没有哪一列说明每一行是谁的。"


class BookImporter:
    """One book's imports; `one` is what is counted, as in 涉及 3 条结对."""

    grounds: Sequence[str] = ()
    ground_words = ""

    def __init__(self, book: "Book", one: str) -> None:
        self._book, self.title, self.one = book, book.ledger.title, one
        self.fields: Mapping[str, Field] = book.imports.fields
        self.offered: Sequence[Field] = tuple(self.fields.values())

    def lacking(self, keys: Collection[str]) -> tuple[str, str] | None:
        """Return what is wanting to know which record a row means."""
        special = self._book.special
        if special.locating and not set(special.locating) & set(keys):
            known = "、".join(one.label for one in list(special.locating.values())[:4])
            return NOBODY, f"请在下面选出{known}里的一列。"
        wanted = [key for key in special.same if self.fields[key].required and key not in keys]
        if wanted:
            labels = "".join(f"「{self.fields[key].label}」" for key in wanted)
            return f"还没有哪一列对应{labels}。", "没有它的行不能导入，请在下面选出那一列。"
        return None

    def without(self, keys: Collection[str]) -> list[str]:
        """Return the labels of what is to be completed later."""
        same = self._book.special.same
        return [o.label for k, o in self.fields.items() if o.required and k not in keys and k not in same]

    def called(self, values: Mapping[str, Any]) -> str:
        """Return what the row hangs on, as its first column that tells says it."""
        told = (values[key] for key in ("name", *self._book.special.locating) if values.get(key))
        first = next(told, "")
        return "、".join(first) if isinstance(first, tuple) else str(first)

    def lock(self, values: Mapping[str, Any], ground: str | None, today: date) -> Lock:
        """Nothing of a book waits for consent."""
        return Lock()

    def sheets(self, file: Path) -> tuple[SheetInfo, ...]:
        """Return a workbook's sheets."""
        return self._book.imports.sheets(file)

    def understand(self, caller: Caller, file: Path, sheet: str | None, progress: Progress) -> Sheet:
        """Read a sheet and match its headings."""
        return self._book.imports.understand(caller, file, sheet, progress)

    def rematch(self, understood: Sheet, chosen: Mapping[int, str | None]) -> Sheet:
        """Return the sheet with columns given to other fields."""
        assert isinstance(understood, Understood)
        return self._book.imports.rematch(understood, chosen)

    def check(self, caller: Caller, understood: Sheet, asked: Asked, progress: Progress) -> Checkout:
        """Work out every row's verdict."""
        assert isinstance(understood, Understood)
        imports = self._book.imports
        made = imports.check(caller, understood, "refuse", asked.chosen, asked.answers, progress)

        def write(caller: Caller, progress: Progress) -> Written:
            return imports.write(caller, made, progress)

        def save_refused(file: Path) -> int:
            return RefusedFile(made.understood, made.refused_rows).write(file)

        return Checkout(made.rows, made.refused, self._still_missing(made), write, save_refused)

    def take_back(self, caller: Caller, import_id: UUID, keep_changed: bool) -> int:
        """Take an import back."""
        return self._book.past_imports.take_back(caller, import_id, keep_changed=keep_changed)

    def write_template(self, file: Path) -> None:
        """Write an empty workbook to fill in."""
        write_book_template(self._book, file)

    def _still_missing(self, checkout: BookCheckout) -> list[tuple[str, int]]:
        own, found = self._book.ledger.own, Counter[str]()
        for row in checkout.rows:
            if row.verdict is Verdict.NEW:
                found.update(k for k, one in own.items() if one.required and k not in row.gives)
            if row.verdict in (Verdict.NEW, Verdict.UPDATE):
                found.update(key for key in row.texts if not own[key].required)
        return [(own[key].label, number) for key, number in found.most_common()]
