"""Importing 50,000 rows of 10 columns, against reading them bare and inserting them bare."""

import tempfile
import time
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from gridconsole.demo.people import made_up_people

ROWS = 50_000
DAY = date(2026, 9, 22)
COLUMNS = {
    "name": "姓名", "citizen_id": "身份证号", "categories": "人员类别", "village": "村", "group": "组",
    "house": "门牌号", "phone": "联系电话", "contact": "监护人", "contact_phone": "监护人电话",
    "account": "户号",
}  # fmt: skip


def main() -> None:
    """Print seconds and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "50000.xlsx"
        write(file)
        bare_seconds = min(timed(bare, file, Path(folder) / f"bare{n}.db") for n in range(3))
        ours = min(timed(ours_into, file, Path(folder) / f"data{n}") for n in range(3))
        again = timed(ours_into, file, Path(folder) / "data0")
    print(f"bare read and insert {bare_seconds:.2f} s")
    print(
        f"import with all checks, tokens and versions {ours:.2f} s, ratio {ours / bare_seconds:.1f} (goal 4)"
    )
    print(f"the same file again {again:.2f} s")


def write(file: Path) -> None:
    """Write the workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(list(COLUMNS.values()))
    for made in made_up_people(ROWS, DAY, 7, ("何静",)):
        sheet.append([made.raw.get(key) for key in COLUMNS])
    book.save(file)


def bare(file: Path, target: Path) -> None:
    """Read and insert, and nothing else."""
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    connection = dbapi2.connect(str(target))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE care(a, b, c, d, e, f, g, h, i, j)")
    connection.executemany("INSERT INTO care VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()


def ours_into(file: Path, folder: Path) -> None:
    """Import into a ledger."""
    with Console.open(folder, clock=StandingClock.on(DAY)) as console:
        caller = console.caller()
        imports = console.care.imports
        imports.write(caller, imports.check(caller, imports.understand(caller, file)))


def timed(work: object, *arguments: object) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    work(*arguments)  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
