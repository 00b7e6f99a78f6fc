"""The commands without a screen, and the window when no command is given."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gridconsole.cli import data as data_commands
from gridconsole.cli import due, ledgers, papers, registers
from gridconsole.cli.options import for_commands, in_words, with_place
from gridconsole.cli.usage import Commands
from gridconsole.core.files import FileThere
from gridconsole.place import Place


def make_app(open_window: Callable[[Place, bool], int], run_tour: Callable[[Path, date], int]) -> typer.Typer:
    """Return the commands; the window and the tour are handed in, since nothing here may know the screen."""
    app = typer.Typer(
        name="gridconsole",
        cls=Commands,
        help="电力便民服务站桌面控制台。不带命令时打开窗口。",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.command("import")(ledgers.import_)
    app.command("list")(ledgers.list_)
    app.command("export")(ledgers.export)
    app.command("template")(ledgers.template)
    app.command("due")(due.due)
    for command in (data_commands.backup, data_commands.restore, data_commands.check, data_commands.demo):
        app.command()(command)
    app.add_typer(papers.app, name="print")
    app.add_typer(registers.stations, name="stations")
    app.add_typer(registers.staff, name="staff")

    @app.command()
    @in_words
    @with_place("today")
    def tour(
        place: Place, out: Annotated[Path, typer.Option("--out", help="截图、PDF、工作簿存到这个文件夹")]
    ) -> int:
        """在演示数据上走一遍：导入、打开每个面板、打印每种文书，留下截图和文件。"""
        if out.exists() and not out.is_dir():
            raise FileThere(out)
        return run_tour(out, place.day or data_commands.DEMO_DAY)

    @in_words
    def show_window(place: Place, reset_layout: bool) -> int:
        return open_window(place, reset_layout)

    @app.callback(invoke_without_command=True)
    @with_place()
    def window(
        place: Place,
        context: typer.Context,
        reset_layout: Annotated[bool, typer.Option("--reset-layout", help="恢复默认布局")] = False,
    ) -> None:
        """电力便民服务站桌面控制台。"""
        if context.invoked_subcommand is None:
            show_window(place, reset_layout)
        # Options that stand before a command are meant for it.
        context.default_map = for_commands(context.command, vars(place))

    return app
