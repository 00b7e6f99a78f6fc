"""The demonstration: a made-up station with its staff and its ledger."""

from datetime import date
from pathlib import Path

from gridconsole.console import Console
from gridconsole.core.caller import Caller
from gridconsole.core.clock import StandingClock
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paths import DATA_FILE
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Unit
from gridconsole.demo.people import made_up_people
from gridconsole.staff.records import Staff
from gridconsole.staff.service import add_staff
from gridconsole.stations.records import Station

SEED = 20_260_922
STAFF = (
    ("王秀芬", "综合柜员", "0531-00000101"),
    ("刘建军", "台区经理", "13900000201"),
    ("何静", "网格经理", "13900000202"),
    ("陈海", "志愿者", "13900000203"),
    ("周明", "志愿者", "13900000204"),
    ("赵立新", "所长", "13900000205"),
)
HELPERS = ("刘建军", "何静", "陈海", "周明")


class DataThere(ConsoleError):
    """The folder holds data already."""


def make_demo(folder: Path, people: int, day: date, progress: Progress | None = None) -> int:
    """Make the demonstration in an empty folder and return how many people it has; raises DataThere."""
    if (folder / DATA_FILE).exists():
        raise DataThere(f"这个文件夹里已经有数据：{folder}。", "演示数据请放到一个新的文件夹。")
    with Console.open(folder, clock=StandingClock.on(day)) as console:
        return fill(console, _furnish(console), people, day, progress or Progress())


def fill(console: Console, caller: Caller, people: int, day: date, progress: Progress) -> int:
    """Put made-up people into a station's ledger, by the way that a workbook takes; return how many."""
    from gridconsole.demo.sheet import understood_people

    understood = understood_people(made_up_people(people, day, SEED, HELPERS))
    checkout = console.care.imports.check(caller, understood, progress=progress)
    return console.care.imports.write(caller, checkout, progress).counts["created"]


def _furnish(console: Console) -> Caller:
    """Turn the first station into the demonstration's, with its staff."""
    caller = console.caller()

    def write(unit: Unit) -> None:
        station = unit.session.query(Station).filter_by(id=caller.station_id).one()
        station.name, station.code = "柳河便民服务站", "LH"
        clerk = unit.session.query(Staff).filter_by(id=caller.staff_id).one()
        clerk.name, clerk.phone = STAFF[0][0], (STAFF[0][2],)
        for name, post, phone in STAFF[1:]:
            add_staff(unit, caller.station_id, name, post, phone)

    console.doors.write(caller, "demo", write)
    return console.caller()
