"""The workbook of the rows that could not go in, each with the reason beside the cell."""

from collections.abc import Iterable
from pathlib import Path

from gridconsole.core.books.shapes import Sheet
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.exchange.refused import WHOLE_ROW, RefusedRow, write_refused


class RefusedFile:
    """Writes refused rows of a checked workbook, to be corrected and imported again."""

    def __init__(self, understood: Sheet, refused: Iterable[Checked]) -> None:
        self._rows = list(refused)
        self._columns = {match.field: index for index, match in understood.matching.columns.items()}
        width = max(understood.headings) + 1
        self._headings = [understood.headings.get(index, "") for index in range(width)]

    def write(self, file: Path, *, overwrite: bool = False) -> int:
        """Write the workbook and return how many rows it holds; raises a subclass of FileError."""
        write_refused(file, self._headings, [self._refused(row) for row in self._rows], overwrite=overwrite)
        return len(self._rows)

    def _refused(self, row: Checked) -> RefusedRow:
        reasons: dict[int, str] = {}
        for problem in row.problems:
            if problem.severity == "refused":
                index = self._columns.get(problem.key, WHOLE_ROW)
                reasons[index] = "；".join(filter(None, (reasons.get(index), problem.message)))
        return RefusedRow(row.number, row.cells, reasons)
