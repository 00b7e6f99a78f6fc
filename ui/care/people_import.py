"""Imports of people's files, for the wizard."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gridconsole.care import rules
from gridconsole.care.exporting import write_care_template
from gridconsole.care.importing import SheetInfo, Understood
from gridconsole.care.plan import Plan, Source
from gridconsole.care.records import CARE
from gridconsole.care.refusing import RefusedFile
from gridconsole.core.books.shapes import Sheet, Written
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.progress import Progress
from ui.widgets.import_wizard.importer import Asked, Checkout

if TYPE_CHECKING:
    from gridconsole.console import Console

REQUIRED = {key: declared for key, declared in CARE.fields.items() if declared.required}
NAMELESS = ("还没有哪一列对应「姓名」。", "没有姓名的行不能导入，请在下面选出姓名那一列。")


class PeopleImport:
    """The care ledger's imports."""

    title, one = "特殊群体台账", "人"
    fields: Mapping[str, Field] = CARE.fields
    offered: Sequence[Field] = tuple(CARE.imported.values())
    grounds: Sequence[str] = CARE.fields["ground"].kind.choices
    ground_words = (
        "导入的人都记上这个依据。没有同意书、也没有依据的，健康情况和未满 14 岁孩子的资料先锁住："
        "不显示、不打印，签了同意书再打开。"
    )

    def __init__(self, console: "Console") -> None:
        self._care = console.care

    def lacking(self, keys: Collection[str]) -> tuple[str, str] | None:
        """A row without a name is nobody."""
        return None if "name" in keys else NAMELESS

    def without(self, keys: Collection[str]) -> list[str]:
        """Return the labels of what is to be completed later."""
        return [one.label for key, one in REQUIRED.items() if key not in keys and key != "name"]

    def called(self, values: Mapping[str, Any]) -> str:
        """Return the person's name."""
        return str(values.get("name", ""))

    def lock(self, values: Mapping[str, Any], ground: str | None, today: date) -> Lock:
        """Return what of a person stays closed; `ground` is what the whole file was stated to have."""
        return rules.lock_of({"ground": ground, **values}, today)

    def sheets(self, file: Path) -> tuple[SheetInfo, ...]:
        """Return a workbook's sheets."""
        return self._care.imports.sheets(file)

    def understand(self, caller: Caller, file: Path, sheet: str | None, progress: Progress) -> Sheet:
        """Read a sheet and match its headings."""
        return self._care.imports.understand(caller, file, sheet, progress)

    def rematch(self, understood: Sheet, chosen: Mapping[int, str | None]) -> Sheet:
        """Return the sheet with columns given to other fields."""
        assert isinstance(understood, Understood)
        return self._care.imports.rematch(understood, chosen)

    def check(self, caller: Caller, understood: Sheet, asked: Asked, progress: Progress) -> Checkout:
        """Work out every row's verdict."""
        assert isinstance(understood, Understood)
        source = Source(asked.ground, asked.number)
        made = self._care.imports.check(
            caller, understood, "refuse", source, asked.chosen, asked.answers, progress
        )

        def write(caller: Caller, progress: Progress) -> Written:
            return self._care.imports.write(caller, made, progress)

        missing = still_missing(made.plan)
        return Checkout(made.plan.rows, made.refused, missing, write, partial(_save_refused, made))

    def take_back(self, caller: Caller, import_id: UUID, keep_changed: bool) -> int:
        """Take an import back."""
        return self._care.past_imports.take_back(caller, import_id, keep_changed=keep_changed)

    def write_template(self, file: Path) -> None:
        """Write an empty workbook to fill in."""
        write_care_template(file)


def _save_refused(checkout: Any, file: Path) -> int:
    return RefusedFile(checkout).write(file)


def still_missing(plan: Plan) -> list[tuple[str, int]]:
    """Return (label, number of people) for what the import leaves to be completed, most first."""
    found: Counter[str] = Counter()
    for person in plan.people:
        household = person.household
        if household is None or (person.version and not person.touched):
            continue
        values = {key: (person if key in CARE.own else household).now(key) for key in CARE.fields}
        found.update(rules.gaps(values, REQUIRED, {}))
        texts = {**household.fresh_typed, **person.fresh_typed}
        found.update(
            key
            for key, text in texts.items()
            if text is not None and values.get(key) is None and key not in REQUIRED
        )
    return [(CARE.fields[key].label, number) for key, number in found.most_common()]
