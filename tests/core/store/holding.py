"""A program of its own that holds something until it is told to let go, or killed: `holding WHAT FOLDER`."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(folder / "station.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


@contextmanager
def whole_file(folder: Path) -> Iterator[None]:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(folder / "station.db", isolation_level=None)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.close()


@contextmanager
def window(folder: Path) -> Iterator[None]:
    from gridconsole.core.store.window_lock import WindowLock

    with WindowLock(folder):
        yield


HOLDERS: dict[str, Callable[[Path], object]] = {
    "write_lock": write_lock,
    "whole_file": whole_file,
    "window": window,
}


@contextmanager
def held(what: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let a program of its own hold something; yields the program."""
    command = [sys.executable, "-m", "tests.core.store.holding", what, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        yield program
        program.kill()


if __name__ == "__main__":
    with HOLDERS[sys.argv[1]](Path(sys.argv[2])):  # type: ignore[attr-defined]
        print("held", flush=True)
        sys.stdin.readline()
