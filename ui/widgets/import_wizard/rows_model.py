"""The rows of the workbook as Qt's table asks for them: a view on the plan, nothing is copied."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gridconsole.core.books.checkout import Policy
from gridconsole.core.books.shapes import Row
from gridconsole.core.ledger.fields import Field
from ui.widgets.import_wizard.cells import EMPTY, Cell, Cells
from ui.widgets.import_wizard.standing import Standing

Index = QModelIndex | QPersistentModelIndex
VERDICT, NUMBER, FIRST = 0, 1, 2
ROOT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Columns: verdict, number in the sheet, then one for every column that became a field."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._standings: Sequence[Standing] = ()
        self._answers: Mapping[int, Policy] = {}
        self._cells: Cells | None = None
        self._order: list[int] = []
        self.keys: list[str] = []
        self._labels: list[str] = []
        self.headings: list[tuple[str, bool]] = []

    def set_columns(self, columns: Sequence[tuple[Field, str, bool]]) -> None:
        """Show these columns: (field, heading in the workbook, sure)."""
        self.beginResetModel()
        self.keys = [field.key for field, _, _ in columns]
        self._labels = [field.label for field, _, _ in columns]
        self.headings = [(heading, sure) for _, heading, sure in columns]
        self._order, self._rows, self._standings = [], (), ()
        self.endResetModel()

    def set_rows(
        self,
        rows: Sequence[Row],
        standings: Sequence[Standing],
        answers: Mapping[int, Policy],
        cells: Cells,
    ) -> None:
        """Show rows that were worked out (again); their order stays when they are the same rows."""
        same = len(rows) == len(self._rows) and bool(self._order)
        self._rows, self._standings, self._answers, self._cells = rows, standings, answers, cells
        if same:
            self.refresh()

    def show_only(self, wanted: Standing | None) -> None:
        """Show the rows of one kind, or all: refused first, then what else is to be looked at."""
        self.beginResetModel()
        kinds = Standing if wanted is None else (wanted,)
        self._order = [
            at for kind in kinds for at, standing in enumerate(self._standings) if standing is kind
        ]
        self.endResetModel()

    def refresh(self) -> None:
        """Paint all rows again."""
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def planned(self, at: int) -> Row:
        """The row at a place of the table."""
        return self._rows[self._order[at]]

    def standing(self, at: int) -> Standing:
        """Where the row at a place of the table stands."""
        return self._standings[self._order[at]]

    def cell(self, at: int, column: int) -> Cell:
        """A cell of a column that became a field."""
        if self._cells is None:
            return EMPTY
        row = self.planned(at)
        return self._cells.of(row, self._answers.get(row.checked.number))[self.keys[column - FIRST]]

    def cells(self, at: int) -> list[Cell]:
        """All of them."""
        return [self.cell(at, column) for column in range(FIRST, self.columnCount())]

    def next_problem(self, at: int, column: int, back: bool = False) -> tuple[int, int] | None:
        """The next cell that somebody should look at, after a place and around; None when there is none."""
        count, step = self.rowCount(), -1 if back else 1
        here = (
            [c for c in self._problems(at) if (c < column if back else c > column)] if 0 <= at < count else []
        )
        if here:
            return at, here[-1] if back else here[0]
        start = at if at >= 0 else -1
        for distance in range(1, count + 1):
            row = (start + step * distance) % count
            if self.standing(row).to_act and (found := self._problems(row)):
                return row, found[-1] if back else found[0]
        return None

    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Verdict, number, fields."""
        return 0 if parent.isValid() else FIRST + len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words of a cell; its tool tip and what is read aloud say what is wrong as well."""
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if index.column() == VERDICT:
            return self.standing(index.row()).value if role != Qt.ItemDataRole.ToolTipRole else None
        if index.column() == NUMBER:
            number = self.planned(index.row()).checked.number
            return str(number) if role != Qt.ItemDataRole.ToolTipRole else None
        cell = self.cell(index.row(), index.column())
        return (
            cell.text
            if role == Qt.ItemDataRole.DisplayRole
            else "\n".join(filter(None, (cell.text, cell.below)))
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The field a column became, and its heading in the workbook in the tool tip."""
        if orientation is not Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        if section < FIRST:
            return ("结论", "行号")[section] if role == Qt.ItemDataRole.DisplayRole else None
        heading, sure = self.headings[section - FIRST]
        label = self._labels[section - FIRST]
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"表里的「{heading}」，对应 {label}" + ("" if sure else "（请核对）")
        return None

    def _problems(self, at: int) -> list[int]:
        if not self.standing(at).to_act:
            return []
        return [FIRST + place for place, cell in enumerate(self.cells(at)) if cell.tone is not None]
