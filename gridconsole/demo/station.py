"""The demonstration: made-up stations with their staff and their ledgers."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paths import DATA_FILE
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Unit
from gridconsole.demo.history import make_history
from gridconsole.demo.people import made_up_people
from gridconsole.demo.stations import MadeStation, made_stations
from gridconsole.place import Place
from gridconsole.staff.records import Staff
from gridconsole.staff.service import add_staff
from gridconsole.stations.records import Station
from gridconsole.stations.service import add_station


class DataThere(ConsoleError):
    """There is data already."""


class NotInDemonstration(ConsoleError):
    """The demonstration has no such station, or nobody of that name works there."""


def make_demo(folder: Path, people: int, day: date, *, history: bool = True) -> int:
    """Make one station in an empty folder and return how many people it has; raises DataThere."""
    return make_stations(Place(folder), people, day, made_stations(1), history=history)


def make_stations(
    place: Place, people: int, day: date, stations: Sequence[MadeStation], progress: Progress | None = None,
    *, history: bool = True,
) -> int:  # fmt: skip
    """Make stations where there is no data yet, with `people` in each ledger; return how many went in.

    With `history` a year of visits lies behind them.
    Only the ledger of `place.station` is filled where it is given, by `place.acting`; all by their clerks
    otherwise. Raises DataThere, NotInDemonstration, and NotAllowed for a volunteer.
    """
    filled = _to_fill(stations, place)
    if place.db is None and (place.folder / DATA_FILE).exists():
        raise DataThere(f"这个文件夹里已经有数据：{place.folder}。", "演示数据请放到一个新的文件夹。")
    with Console.open(place.folder, place.db, StandingClock.on(day)) as console:
        if not _is_fresh(console):
            raise DataThere("这个数据库里已经有数据。", "演示数据请放到一个新的数据库。")
        _furnish(console, stations)
        acting = place.acting
        count = sum(_fill(console, one, acting, people, day, progress or Progress()) for one in filled)
        for one in filled if history else ():
            make_history(console, console.caller(one.code, acting), day, one.seed)
        return count


def _to_fill(stations: Sequence[MadeStation], place: Place) -> list[MadeStation]:
    filled = [one for one in stations if place.station is None or one.is_named(place.station)]
    if not filled:
        known = "、".join(f"{one.name}（{one.code}）" for one in stations)
        raise NotInDemonstration(f"演示数据里没有名叫「{place.station}」的站。", f"这次造的有：{known}。")
    for one in filled:
        names = [name for name, _, _ in one.staff]
        if place.acting is not None and place.acting not in names:
            step = f"那里有：{'、'.join(names)}；用 --station 指明是哪个站。"
            raise NotInDemonstration(f"{one.name}没有叫「{place.acting}」的工作人员。", step)
    return filled


def _is_fresh(console: Console) -> bool:
    """Return whether there is nothing but the station that every new data file gets."""
    there = console.stations.all()
    return len(there) == 1 and there[0].code == "BZ" and not console.care.count(console.caller())


def _fill(
    console: Console, made: MadeStation, acting: str | None, people: int, day: date, progress: Progress
) -> int:
    """Put made-up people into a station's ledger, by the way that a workbook takes; return how many."""
    from gridconsole.demo.sheet import understood_people

    caller = console.caller(made.code, acting)
    understood = understood_people(made_up_people(people, day, made.seed, made.helpers))
    checkout = console.care.imports.check(caller, understood, progress=progress)
    return console.care.imports.write(caller, checkout, progress).counts["created"]


def _furnish(console: Console, stations: Sequence[MadeStation]) -> None:
    """Turn the first station into the demonstration's and add the others, with their staff."""
    caller = console.caller()
    first, *others = stations

    def write(unit: Unit) -> None:
        station = unit.session.query(Station).filter_by(id=caller.station_id).one()
        station.name, station.code = first.name, first.code
        clerk = unit.session.query(Staff).filter_by(id=caller.staff_id).one()
        clerk.name, clerk.phone = first.staff[0][0], (first.staff[0][2],)
        for name, post, phone in first.staff[1:]:
            add_staff(unit, caller.station_id, name, post, phone)
        for other in others:
            id = add_station(unit, other.name, other.code).id
            for name, post, phone in other.staff:
                add_staff(unit, id, name, post, phone)

    console.doors.write(caller, "demo", write)
