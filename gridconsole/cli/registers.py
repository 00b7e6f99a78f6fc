"""Commands on stations and staff."""

from typing import Annotated

import typer

from gridconsole.cli.options import As, Data, Db, Json, Place, StationName, Today, in_words, opened, say_json

stations = typer.Typer(help="站点", no_args_is_help=True)
staff = typer.Typer(help="工作人员", no_args_is_help=True)


@stations.command("add")
@in_words
def add_station(
    name: Annotated[str, typer.Argument(metavar="NAME", help="站名")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="两个字母的代码，排在单据编号前面")],
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """登记一个站，带一名柜台人员。"""
    with opened(Place(data, db, station, acting, today)) as (console, caller):
        made = console.staff.open_station(caller, name, code)
    print(f"已登记：{made.name}（{made.code}）")


@staff.command("add")
@in_words
def add_member(
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名")],
    post: Annotated[str, typer.Option("--post", help="岗位，如 志愿者")],
    phone: Annotated[str, typer.Option("--phone", help="工作电话", show_default=False)] = "",
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """登记一名工作人员。"""
    with opened(Place(data, db, station, acting, today)) as (console, caller):
        made = console.staff.add(caller, name, post, phone)
    print(f"已登记：{made.name}（{made.post}）")


@staff.command("list")
@in_words
def list_members(
    as_json: Json = False,
    data: Data = None,
    db: Db = None,
    station: StationName = None,
    acting: As = None,
    today: Today = None,
) -> None:
    """列出本站的工作人员。"""
    with opened(Place(data, db, station, acting, today)) as (console, caller):
        members = console.staff.all(caller.station_id)
    found = [{"name": one.name, "post": one.post, "phone": list(one.phone or ())} for one in members]
    if as_json:
        say_json(found)
    else:
        print(
            "\n".join(f"{one['name']}  {one['post']}  {' / '.join(one['phone'])}".rstrip() for one in found)
        )
