"""The options that every command takes, and what they open."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from textwrap import indent
from typing import Annotated, Any, ParamSpec

import typer

from gridconsole.core.caller import Caller
from gridconsole.core.clock import Clock, DayClock, SystemClock, today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paths import default_data_folder

DONE, SOME_NOT_IN, COULD_NOT = 0, 3, 2

Data = Annotated[Path | None, typer.Option("--data", help="数据文件夹", show_default=False)]
Db = Annotated[str | None, typer.Option("--db", help="PostgreSQL 地址，代替数据文件夹", show_default=False)]
StationName = Annotated[
    str | None, typer.Option("--station", help="站名或两位代码；有几个站时必填", show_default=False)
]
As = Annotated[str | None, typer.Option("--as", help="操作人姓名", show_default=False)]
Today = Annotated[
    datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="当作今天的日期", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]

P = ParamSpec("P")


@dataclass(frozen=True)
class Place:
    """Where the data lies and who acts."""

    data: Path | None
    db: str | None
    station: str | None = None
    acting: str | None = None
    today: datetime | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.data or default_data_folder()

    @property
    def clock(self) -> Clock:
        """The computer's clock, or one that stands on the chosen day."""
        return DayClock(self.day) if self.day else SystemClock()

    @property
    def day(self) -> date | None:
        """The chosen day."""
        return self.today.date() if self.today else None

    @property
    def day_or_now(self) -> date:
        """The chosen day, or the station's day at this moment."""
        return self.day or today(SystemClock())


@contextmanager
def opened(place: Place) -> Iterator[tuple[Any, Caller]]:
    """Open the console for one command; yields it with the caller."""
    from gridconsole.console import Console

    with Console.open(place.folder, place.db, place.clock) as console:
        yield console, console.caller(place.station, place.acting)


def in_words(command: Callable[P, int | None]) -> Callable[P, None]:
    """Let a command end with its exit code, and an expected error be one sentence and code 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or DONE
        except KeyboardInterrupt:
            print("已停下，没有做完。", file=sys.stderr)
            code = COULD_NOT
        except ConsoleError as error:
            if kwargs.get("as_json"):
                say_json(
                    {"error": type(error).__name__, "message": error.sentence, "next_step": error.next_step}
                )
            print(error, file=sys.stderr)
            code = COULD_NOT
        raise typer.Exit(code)

    return run


def for_commands(group: Any, **given: object) -> dict[str, Any]:
    """Return the defaults that give options to every command of a group, and of the groups in it."""
    if not hasattr(group, "commands"):
        return {name: value for name, value in given.items() if value is not None}
    return {name: for_commands(command, **given) for name, command in group.commands.items()}


def say_json_list(answers: Iterable[object]) -> None:
    """Print a list as JSON, one answer after another, however many there are."""
    before = "["
    for answer in answers:
        text = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
        print(before, indent(text, "  "), sep="\n", end="")
        before = ","
    print("[]" if before == "[" else "\n]")


def say_json(answer: object) -> None:
    """Print an answer as JSON, Chinese as it is."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
