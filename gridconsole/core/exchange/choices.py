"""Drop-down lists of a template workbook."""

from collections.abc import Sequence
from typing import cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gridconsole.core.exchange.look import TEXT_FORMAT, TableSheet

_NAME = "选项"
_LAST_ROW = 2000


def make_text_columns(table: TableSheet, count: int) -> None:
    """Columns whose empty cells are text already, so that ids and account numbers keep their digits."""
    for at in range(1, count + 1):
        table.sheet.column_dimensions[get_column_letter(at)].number_format = TEXT_FORMAT


def offer_choices(table: TableSheet, choices: Sequence[Sequence[str]]) -> None:
    """Lists of words to pick from, one per column, from row 3 on; another word is asked about, not forbidden.

    They stand on a hidden sheet: a list inside the rule may not be longer than 255 characters.
    """
    lists = [(at, words) for at, words in enumerate(choices, start=1) if words]
    if not lists:
        return
    hidden = cast(Worksheet, table.book.create_sheet(_NAME))
    hidden.sheet_state = "hidden"
    for row in range(max(len(words) for _, words in lists)):
        hidden.append([table.cell(words[row] if row < len(words) else None) for _, words in lists])
    for place, (at, words) in enumerate(lists, start=1):
        letter, target = get_column_letter(place), get_column_letter(at)
        rule = _rule(f"{_NAME}!${letter}$1:${letter}${len(words)}")
        rule.add(f"{target}3:{target}{_LAST_ROW}")
        table.sheet.data_validations.append(rule)


def _rule(formula: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.errorStyle, rule.showErrorMessage = "warning", True
    rule.error, rule.errorTitle = "不在备选项里，仍要这样填吗？", "请核对"
    return rule
