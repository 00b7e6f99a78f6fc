"""Something that is read when it is first asked for, and again after it was forgotten."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadOnce(Generic[T]):
    """`read` blocks and belongs on the worker; `forget` may be called on any thread at any time.

    What was being read while it was forgotten is read again: it may be older than what made it old.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read, self._lock = read, Lock()
        self._turn = 0
        self._kept: tuple[int, T] | None = None

    def get(self) -> T:
        """Return it."""
        with self._lock:
            while self._kept is None or self._kept[0] != self._turn:
                turn = self._turn
                self._kept = (turn, self._read())
            return self._kept[1]

    def forget(self) -> None:
        """Read again when it is asked for."""
        self._turn += 1
