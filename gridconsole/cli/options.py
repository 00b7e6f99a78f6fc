"""The options that every command takes, and how a command is run with them."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from textwrap import indent
from typing import Annotated, Any, ParamSpec, TypeVar

import typer

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.place import Place

DONE, SOME_NOT_IN, COULD_NOT = 0, 3, 2

COMMON: Mapping[str, Any] = {
    "data": Annotated[Path | None, typer.Option("--data", help="数据文件夹", show_default=False)],
    "db": Annotated[
        str | None, typer.Option("--db", help="PostgreSQL 地址，代替数据文件夹", show_default=False)
    ],
    "station": Annotated[
        str | None, typer.Option("--station", help="站名或两位代码；有几个站时必填", show_default=False)
    ],
    "acting": Annotated[str | None, typer.Option("--as", help="操作人姓名", show_default=False)],
    "today": Annotated[
        datetime | None,
        typer.Option("--today", formats=["%Y-%m-%d"], help="当作今天的日期", show_default=False),
    ],
}
"""The parts of a Place, as options."""
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]

P = ParamSpec("P")
T = TypeVar("T")


def with_place(*taken: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Give a command the common options (all, or those of COMMON that are named) as its `place`."""
    options = {name: COMMON[name] for name in taken or COMMON}

    def decorate(command: Callable[..., T]) -> Callable[..., T]:
        @wraps(command)
        def run(**given: Any) -> T:
            place = Place(**{name: given.pop(name) for name in options})
            return command(place=place, **given)

        own = [one for one in signature(command).parameters.values() if one.name != "place"]
        common = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=kind)
            for name, kind in options.items()
        ]
        keywords = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = signature(command).replace(parameters=keywords + common)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in own} | options
        return run

    return decorate


class NothingThere(ConsoleError):
    """There is no data to look at."""

    def __init__(self, folder: Path) -> None:
        step = "请核对 --data 后面的文件夹，没有新建任何文件。"
        super().__init__(f"这个文件夹里没有数据：{folder}。", step)


@contextmanager
def opened(place: Place, *, may_begin: bool = False) -> Iterator[tuple[Any, Caller]]:
    """Open the console for one command; yields it with the caller.

    Raises NothingThere where there is no data yet, unless the command may begin it.
    """
    from gridconsole.console import Console
    from gridconsole.core.paths import DATA_FILE

    if not may_begin and place.db is None and not (place.folder / DATA_FILE).exists():
        raise NothingThere(place.folder)
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
            say_error(error, as_json=bool(kwargs.get("as_json")))
            code = COULD_NOT
        raise typer.Exit(code)

    return run


def for_commands(group: Any, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the defaults that give options to every command of a group, and of the groups in it."""
    if not hasattr(group, "commands"):
        return {name: value for name, value in given.items() if value is not None}
    return {name: for_commands(command, given) for name, command in group.commands.items()}


def say_error(error: ConsoleError, *, as_json: bool) -> None:
    """Print an expected error: in words on the error stream, and as JSON where that was asked for."""
    if as_json:
        say_json({"error": type(error).__name__, "message": error.sentence, "next_step": error.next_step})
    print(error, file=sys.stderr)


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
