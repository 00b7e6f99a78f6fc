"""How long 2,000 visit sheets take, beside the same strings, lines and rectangles on a bare canvas."""

import resource
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from unittest.mock import patch
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from gridconsole.care.due.span import DueFilter
from gridconsole.care.papers import Appointment, LastSeen, SheetPerson, VisitSheet, visit_sheets
from gridconsole.care.plan import Source
from gridconsole.console import Console
from gridconsole.core.caller import Caller
from gridconsole.core.clock import StandingClock
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import PaperFile
from gridconsole.core.paper.pen import A4_HEIGHT, A4_WIDTH, MM, Ink, Pen, Type
from gridconsole.core.paper.typesetting import TypesetLine
from gridconsole.demo.people import made_up_people
from gridconsole.demo.sheet import understood_people

SHEETS = 2_000
ROUNDS = 2
DAY = date(2026, 9, 22)
FIRST_DAY = datetime(2026, 11, 26, 9, 30)
SURNAMES, GIVEN = "李王张刘陈杨赵黄周吴", "秀珍建国桂英德福玉兰长贵春梅志明小雨翠花"

Call = tuple[Any, ...]
Page = list[Call]


def sheets(first: int = 0) -> Iterator[VisitSheet]:
    """Make up different households, each with a full sheet, numbered from `first` on."""
    for number in range(first, first + SHEETS):
        name = SURNAMES[number % 10] + GIVEN[number % 18 : number % 18 + 2]
        helper = SURNAMES[number % 7] + GIVEN[number % 11]
        seen = LastSeen(
            date(2026, 10, 23), helper, ("厨房插座松动，已换新",), ("厕所过道没有灯",), ("带一只感应夜灯",)
        )
        at = FIRST_DAY + timedelta(days=number % 30, minutes=30 * (number % 9))
        yield VisitSheet(
            station="湖坪供电所",
            document_number=f"ZF-HP-20261126-{number:04d}",
            sheet_number=number,
            station_number=12,
            visit_count=number % 20 + 1,
            people=(SheetPerson(name, "女", 60 + number % 35),),
            address=f"湖坪镇柳塘村{number % 9 + 1}组{number % 180 + 1}号",
            way="村口老樟树右拐第二家",
            phones=(
                ("本人", f"139 0000 {number:04d}"),
                ("家人", f"侄子 {SURNAMES[number % 10]}建国 137 0000 {number:04d}"),
            ),
            instructions=(
                "敲门后等一分钟，站在亮处说话",
                f"院里有狗，先打电话请{helper}拴好",
                "不进东屋（家中习俗）",
            ),
            helper=helper,
            last_seen=seen,
            appointment=Appointment(at, "已电话约好", helper),
            must_keep_power=number % 10 == 0,
            next_due=date(2026, 12, 26),
            printed_by=helper,
            printed_on=date(2026, 11, 25),
        )


def main() -> None:
    """Print the time of both and their ratio, for the sheets of a ledger and for full ones alone."""
    printed_from_the_ledger()
    drawn()


def drawn() -> None:
    """Draw full sheets alone."""
    recorded = record(sheets())
    ours, bare = [], []
    for number in range(1, ROUNDS + 1):  # households not printed before: nothing of them is cached
        made = list(sheets(number * SHEETS))
        ours.append(timed(partial(visit_sheets, made, BytesIO())))
        bare.append(timed(partial(replay, recorded)))
    tell("visit sheets", min(ours))
    tell("bare canvas", min(bare))
    print(f"ratio             {min(ours) / min(bare):.2f}  (goal 2)")


def printed_from_the_ledger() -> None:
    """Print the sheets of a ledger: visits opened, sheets read, drawn, put on the register."""
    with TemporaryDirectory() as folder, Console.open(Path(folder), clock=StandingClock.on(DAY)) as console:
        caller = console.caller()
        homes = fill(console, caller)[:SHEETS]
        before = peak()
        first = timed(partial(console.care.visits.print, caller, BytesIO(), homes))
        after = peak()
        again = timed(partial(console.care.visits.print, caller, BytesIO(), homes))
        found = list(console.care.visits.sheets(caller, homes).values())
        bare = timed(partial(replay, record(iter(found))))
    tell("from the ledger", first)
    tell("printed again", again)
    tell("bare canvas", bare)
    print(f"ratio             {first / bare:.2f}  (goal 2)")
    print(f"memory            {before:,.0f} MB before, {after:,.0f} MB at most while printing")


def fill(console: Console, caller: Caller) -> list[UUID]:
    """Bring people in and return their households in walking order."""
    people = understood_people(list(made_up_people(2 * SHEETS, DAY, 7, (caller.staff_name,))))
    checkout = console.care.imports.check(caller, people, "keep", Source("村（居）委会提供"))
    console.care.imports.write(caller, checkout)
    return console.care.due.households(caller, DueFilter(which="all"))


def tell(what: str, seconds: float) -> None:
    """Print what took how long."""
    print(f"{what:<17} {SHEETS} pages  {seconds:6.2f} s  {seconds / SHEETS * 1000:5.1f} ms/page")


def peak() -> float:
    """Return the most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def record(made: Iterator[VisitSheet]) -> list[Page]:
    """Print the sheets once and return what each page draws as plain calls: strings, lines, rectangles."""
    pages: list[Page] = []

    def start_page(paper: PaperFile, person: str = "") -> Pen:
        pages.append([])
        return original_start(paper, person)

    def draw_line(pen: Pen, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        for run in line.runs:
            pages[-1].append(
                ("text", x + run.start * kind.size, y, run.text, run.font.value, kind.size, kind.ink)
            )

    def draw_stroke(pen: Pen, x1: float, x2: float, y: float, weight: float, ink: Ink) -> None:
        pages[-1].append(("line", x1, x2, y, weight, ink))

    def draw_frame(pen: Pen, x: float, y: float, width: float, height: float, weight: float) -> None:
        pages[-1].append(("frame", x, y, width, height, weight))

    def draw_rectangle(pen: Pen, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        pages[-1].append(("block", x, y, width, height, ink))

    original_start = PaperFile.start_page
    with ExitStack() as patches:
        patches.enter_context(patch.object(PaperFile, "start_page", start_page))
        for drawer in (draw_line, draw_stroke, draw_frame, draw_rectangle):
            patches.enter_context(patch.object(Pen, drawer.__name__, drawer))
        visit_sheets(made, BytesIO())
    return pages


def replay(pages: list[Page]) -> None:
    """Draw the recorded calls on a bare canvas, with ReportLab's own methods and nothing else."""
    canvas = Canvas(
        BytesIO(), (A4_WIDTH * MM, A4_HEIGHT * MM), initialFontName=Font.SANS.value, pageCompression=1
    )
    draw: dict[str, Callable[..., None]] = {
        "text": draw_text,
        "line": draw_line,
        "frame": draw_frame,
        "block": draw_block,
    }
    for page in pages:
        for name, *arguments in page:
            draw[str(name)](canvas, *arguments)
        canvas.showPage()
    canvas.save()


def draw_text(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, ink: Ink) -> None:
    """Draw one string."""
    canvas.setFillColorRGB(*ink)
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def draw_line(canvas: Canvas, x1: float, x2: float, y: float, weight: float, ink: Ink) -> None:
    """Draw one line."""
    canvas.setLineWidth(weight)
    canvas.setStrokeColorRGB(*ink)
    canvas.line(x1, y, x2, y)


def draw_frame(canvas: Canvas, x: float, y: float, width: float, height: float, weight: float) -> None:
    """Draw one box."""
    canvas.setLineWidth(weight)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def draw_block(canvas: Canvas, x: float, y: float, width: float, height: float, ink: Ink) -> None:
    """Draw one filled rectangle."""
    canvas.setFillColorRGB(*ink)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def timed(run: Callable[[], object]) -> float:
    """Return the seconds of processor time one run takes: what else the machine does is not counted."""
    started = process_time()
    run()
    return process_time() - started


if __name__ == "__main__":
    main()
