"""Commands on the data itself: backup, restore, check, demo."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gridconsole.cli.options import As, Data, Db, Json, Place, StationName, Today, in_words, opened, say_json
from gridconsole.cli.progress import bar
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paths import DATA_FILE

DEMO_DAY = date(2026, 9, 22)
"""The day on which the tour stands."""

BACKUP_FILE = "存到这个文件；不写则存到数据文件夹的 backups"


class OnServer(ConsoleError):
    """Backups of a PostgreSQL database are the server's."""


@in_words
def backup(
    file: Annotated[Path | None, typer.Argument(help=BACKUP_FILE, show_default=False)] = None,
    show: Annotated[bool, typer.Option("--list", help="列出已有的备份")] = False,
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """备份数据文件，备完即打开核对。"""
    place = Place(data, db, station, acting, today)
    _refuse_server(place)
    with opened(place) as (console, caller):
        caller.must_not_be_volunteer("备份数据")
        if show:
            print("\n".join(map(str, console.backups.all())) or "还没有备份。")
        else:
            print(f"已备份并核对：{console.backups.make(file)}")


@in_words
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件，或 backups 里的文件名")],
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """用备份换回数据文件；现在的数据文件保留在旁边。"""
    from gridconsole.core.store.backup import Backups
    from gridconsole.core.store.location import refuse_network_folder
    from gridconsole.core.store.window_lock import WindowLock

    place = Place(data, db, station, acting, today)
    _refuse_server(place)
    refuse_network_folder(place.folder)
    with WindowLock(place.folder):
        kept = Backups(place.folder / DATA_FILE, place.clock).restore(file)
    print(f"已恢复：{file}" + (f"；原来的数据文件保留为 {kept}" if kept else ""))


@in_words
def check(
    as_json: Json = False,
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """核对数据：组件版本、日志方式、完整性、备份。"""
    from gridconsole.core.store.diagnostics import diagnostics

    with opened(Place(data, db, station, acting, today)) as (console, _):
        found = diagnostics(console.doors, console.backups)
    if as_json:
        say_json(found)
    else:
        print("\n".join(f"{name}：{value}" for name, value in found.items()))


@in_words
def demo(
    data: Annotated[Path, typer.Option("--data", help="数据文件夹")],
    people: Annotated[int, typer.Option("--people", min=1, help="人数")] = 1286,
    today: Today = None,
) -> None:
    """造一份演示数据：站、人员、台账都是编的。"""
    from gridconsole.demo.station import make_demo

    with bar("造演示数据") as progress:
        made = make_demo(data, people, Place(data, None, today=today).day_or_now, progress)
    print(f"演示数据 {made} 人：{data}")


def _refuse_server(place: Place) -> None:
    if place.db:
        raise OnServer("PostgreSQL 数据库由服务器备份和恢复。", "请用 pg_dump、pg_restore，或联系维护人员。")
