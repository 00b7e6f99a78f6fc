"""A command that was written wrongly, told in the clerk's words instead of the parser's English."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from gridconsole.cli.options import COULD_NOT, say_error
from gridconsole.core.errors import ConsoleError

_USAGE_ERROR: Any = typer.BadParameter.__bases__[0]
"""The parser's class for all these errors; typer itself hands out only one below it."""
_QUOTED = re.compile(r"'([^']*)'")
_REASONS = (
    (re.compile(r"is not one of (.+?)\.?$"), "可以写：{}"),
    (re.compile(r"not match the format"), "日期要写成 2026-09-22 这样"),
    (re.compile(r"valid integer"), "要写整数"),
    (re.compile(r"greater than or equal to (\d+)"), "不能小于 {}"),
    (re.compile(r"less than or equal to (\d+)"), "不能大于 {}"),
)


class UnknownCommand(ConsoleError):
    """There is no such command."""


class UnknownOption(ConsoleError):
    """The command has no such option."""


class TooMuch(ConsoleError):
    """More was written than the command takes."""


class Missing(ConsoleError):
    """Something that the command needs was left out."""


class WrongValue(ConsoleError):
    """A value that the option or argument does not take."""


class WrongUsage(ConsoleError):
    """Anything else that is wrong about how a command was written."""


class Commands(TyperGroup):
    """The commands, whose usage errors are one Chinese sentence with a next step, and code 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end the program with its code; without `standalone_mode` return the code."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.Abort:
            code = COULD_NOT
        except _USAGE_ERROR as error:
            code = COULD_NOT
            if type(error).__name__ == "NoArgsIsHelpError":
                error.show()
            else:
                say_error(in_chinese(error), as_json="--json" in (sys.argv if args is None else args))
        if standalone_mode:
            sys.exit(code)
        return code


def in_chinese(error: Any) -> ConsoleError:
    """Return our own error for one of the parser's."""
    name, message = type(error).__name__, str(error.message)
    step = _see_help(error.ctx)
    if name == "NoSuchOption":
        return UnknownOption(f"没有「{error.option_name}」这个选项。", _perhaps(error.possibilities) or step)
    if name == "BadOptionUsage":
        words = "后面不能跟值" if "not take" in message else "后面要写上值"
        return WrongValue(f"「{error.option_name}」{words}。", step)
    if name == "MissingParameter":
        return Missing(f"还缺{_name(error.param)}。", step)
    if name == "BadParameter":
        return WrongValue(f"{_name(error.param)}写得不对。", f"{_reason(message) or '请改正'}。")
    if message.startswith("No such command"):
        typed, *near = _QUOTED.findall(message)
        return UnknownCommand(f"没有「{typed}」这个命令。", _perhaps(near) or step)
    if extra := re.search(r"extra argument.*\((.*)\)", message):
        return TooMuch(f"多写了「{extra[1]}」。", "名称里有空格时请用引号括起来。")
    return WrongUsage("命令写得不对。", step)


def _name(param: Any) -> str:
    """Return what the help calls an option or argument, and what it is for."""
    name = (
        f"选项「{param.opts[0]}」"
        if param.param_type_name == "option"
        else f"「{param.metavar or param.name.upper()}」"
    )
    return f"{name}（{param.help}）" if param.help else name


def _reason(message: str) -> str:
    for pattern, words in _REASONS:
        if found := pattern.search(message):
            return words.format("、".join(_QUOTED.findall(found[0])) or (found[1] if found.groups() else ""))
    return ""


def _perhaps(near: Any) -> str:
    return f"是不是「{'」或「'.join(sorted(near))}」？" if near else ""


def _see_help(context: Any) -> str:
    names: list[str] = []
    while context is not None and context.parent is not None:
        names.insert(0, context.info_name)
        context = context.parent
    return f"请看说明：{' '.join(['gridconsole', *names])} --help。"
