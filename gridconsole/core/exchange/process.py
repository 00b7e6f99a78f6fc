"""The parent's side of the reading process: starts it, takes its lines, ends it in every case."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from gridconsole.core.exchange import errors
from gridconsole.core.exchange.guard import Limits
from gridconsole.core.progress import Cancelled

_PROGRAM = "gridconsole.core.exchange.child"
_ROOT = Path(__file__).resolve().parents[3]
_WAIT = 0.1
_AHEAD = 8
_NO_WINDOW = 0x08000000


class ReadingProcess:
    """Lines of one reading; at most a few are held ahead, so a slow caller slows the child down."""

    def __init__(
        self,
        command: str,
        path: Path,
        sheet: str | None,
        limits: Limits,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._limits = limits
        self._cancelled = cancelled or (lambda: False)
        self._lines: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._process = _start([command, json.dumps(asdict(limits)), str(path), *([sheet] if sheet else [])])
        self._thread = threading.Thread(target=self._pump, name="reading", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[bytes]:
        """Every line up to the last; raises what the child reports."""
        while (line := self.line()) != b'{"end":true}\n':
            yield line

    def line(self) -> bytes:
        """The child's next line; raises its error, or `Cancelled`, `TooSlow`, `TooLarge`, `ReaderCrashed`."""
        waited = 0.0
        while True:
            if self._cancelled():
                raise Cancelled("已取消，什么都没有写入。")
            try:
                return self._checked(self._lines.get(timeout=_WAIT))
            except queue.Empty:
                waited += _WAIT
                if waited >= self._limits.seconds:
                    raise errors.TooSlow() from None

    def close(self) -> None:
        """Kills the child if it still runs and waits for it, so that none is left behind."""
        self._process.kill()
        while self._thread.is_alive():
            try:
                self._lines.get(timeout=_WAIT)
            except queue.Empty:
                continue
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _pump(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _checked(self, line: bytes | None) -> bytes:
        if line is None or not line.endswith(b"\n"):  # cut off in the middle
            raise _sudden_end(self._process.wait())
        if line.startswith(b'{"error":'):
            raise _reported(json.loads(line))
        return line


def _start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    """The program's own folder comes first on the path, the current folder never does."""
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_ROOT), *([others] if others else [])])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


def _reported(report: dict[str, str]) -> errors.Unreadable:
    kind = getattr(errors, report["error"])
    error: errors.Unreadable = kind(report.get("sentence", ""), report.get("next_step", ""))
    if isinstance(error, errors.ReaderCrashed):
        error.detail = report.get("detail", "")
    return error


def _sudden_end(code: int) -> errors.Unreadable:
    """Rust aborts when memory is refused; the system kills the process when there is none left."""
    if code in (-signal.SIGABRT, -9):
        return errors.TooLarge("这个文件太大或已损坏，内存放不下。")
    error = errors.ReaderCrashed()
    error.detail = f"reading process ended with {code}"
    return error
