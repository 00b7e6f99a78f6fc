"""Commands on the data itself: backup, restore, check, demo."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gridconsole.cli.options import Json, in_words, opened, say_json, with_place
from gridconsole.cli.progress import bar
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paths import DATA_FILE
from gridconsole.demo.stations import NAMES, made_stations
from gridconsole.place import Place

DEMO_DAY = date(2026, 9, 22)
"""The day on which the tour stands."""

BACKUP_FILE = "存到这个文件；不写则存到数据文件夹的 backups"


class OnServer(ConsoleError):
    """Backups of a PostgreSQL database are the server's."""


class NowhereToPut(ConsoleError):
    """The demonstration never goes where a station's own data would lie."""


@in_words
@with_place()
def backup(
    place: Place,
    file: Annotated[Path | None, typer.Argument(help=BACKUP_FILE, show_default=False)] = None,
    show: Annotated[bool, typer.Option("--list", help="列出已有的备份")] = False,
) -> None:
    """备份数据文件，备完即打开核对。"""
    _refuse_server(place)
    with opened(place) as (console, caller):
        caller.must_not_be_volunteer("备份数据")
        if show:
            print("\n".join(map(str, console.backups.all())) or "还没有备份。")
        else:
            print(f"已备份并核对：{console.backups.make(file)}")


@in_words
@with_place()
def restore(
    place: Place,
    file: Annotated[Path, typer.Argument(help="备份文件，或 backups 里的文件名")],
) -> None:
    """用备份换回数据文件；现在的数据文件保留在旁边。"""
    from gridconsole.core.store.backup import Backups
    from gridconsole.core.store.location import refuse_network_folder
    from gridconsole.core.store.window_lock import WindowLock

    _refuse_server(place)
    refuse_network_folder(place.folder)
    _refuse_volunteer(place)
    with WindowLock(place.folder):
        kept = Backups(place.folder / DATA_FILE, place.clock).restore(file)
    print(f"已恢复：{file}" + (f"；原来的数据文件保留为 {kept}" if kept else ""))


@in_words
@with_place()
def check(
    place: Place,
    as_json: Json = False,
) -> None:
    """核对数据：组件版本、日志方式、完整性、备份。"""
    from gridconsole.core.store.diagnostics import diagnostics

    with opened(place) as (console, _):
        found = diagnostics(console.doors, console.backups)
    if as_json:
        say_json(found)
    else:
        print("\n".join(f"{name}：{value}" for name, value in found.items()))


@in_words
@with_place()
def demo(
    place: Place,
    people: Annotated[int, typer.Option("--people", min=1, help="每个站的人数")] = 1286,
    stations: Annotated[int, typer.Option("--stations", min=1, max=len(NAMES), help="几个站")] = 1,
) -> None:
    """造演示数据：站、人员、台账都是编的；--station 只填那个站的台账。"""
    from gridconsole.demo.station import make_stations

    if place.data is None and place.db is None:
        raise NowhereToPut("没有写演示数据放在哪里。", "请加上 --data 文件夹，或 --db 数据库地址。")
    with bar("造演示数据") as progress:
        made = make_stations(place, people, place.day_or_now, made_stations(stations), progress)
    print(f"演示数据 {stations} 个站，{made} 人：{place.db or place.folder}")


def _refuse_server(place: Place) -> None:
    if place.db:
        raise OnServer("PostgreSQL 数据库由服务器备份和恢复。", "请用 pg_dump、pg_restore，或联系维护人员。")


def _refuse_volunteer(place: Place) -> None:
    """Raise NotAllowed for a volunteer; data that can't be opened tells of nobody, and is to be restored."""
    from gridconsole.core.store.errors import StoreError

    if place.acting and (place.folder / DATA_FILE).exists():
        with suppress(StoreError), opened(place) as (_, caller):
            caller.must_not_be_volunteer("恢复数据")
