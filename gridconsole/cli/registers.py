"""Commands on stations and staff."""

from typing import Annotated

import typer

from gridconsole.cli.options import Json, in_words, opened, say_json, with_place
from gridconsole.place import Place

stations = typer.Typer(help="站点", no_args_is_help=True)
staff = typer.Typer(help="工作人员", no_args_is_help=True)


@stations.command("add")
@in_words
@with_place()
def add_station(
    place: Place,
    name: Annotated[str, typer.Argument(metavar="NAME", help="站名")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="两个字母的代码，排在单据编号前面")],
) -> None:
    """登记一个站，带一名柜台人员。"""
    with opened(place, may_begin=True) as (console, caller):
        made = console.staff.open_station(caller, name, code)
    print(f"已登记：{made.name}（{made.code}）")


@staff.command("add")
@in_words
@with_place()
def add_member(
    place: Place,
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名")],
    post: Annotated[str, typer.Option("--post", help="岗位，如 志愿者")],
    phone: Annotated[str, typer.Option("--phone", help="工作电话", show_default=False)] = "",
    party: Annotated[bool, typer.Option("--party", help="党员")] = False,
    certificate: Annotated[str, typer.Option("--certificate", help="电工证号", show_default=False)] = "",
    until: Annotated[
        str, typer.Option("--certificate-until", help="电工证有效期至，如 2027-05-31", show_default=False)
    ] = "",
) -> None:
    """登记一名工作人员。"""
    more = {"certificate": certificate, "certificate_until": until, "party_member": "是" if party else ""}
    with opened(place, may_begin=True) as (console, caller):
        made = console.staff.add(caller, name, post, phone, **more)
    print(f"已登记：{made.name}（{made.post}）")


@staff.command("list")
@in_words
@with_place()
def list_members(
    place: Place,
    as_json: Json = False,
) -> None:
    """列出本站的工作人员。"""
    with opened(place) as (console, caller):
        members = console.staff.all(caller.station_id)
    found = [{"name": one.name, "post": one.post, "phone": list(one.phone or ())} for one in members]
    if as_json:
        say_json(found)
    else:
        print(
            "\n".join(f"{one['name']}  {one['post']}  {' / '.join(one['phone'])}".rstrip() for one in found)
        )
