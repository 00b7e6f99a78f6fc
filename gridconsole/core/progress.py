"""Long work tells how far it is and asks whether to go on."""

from collections.abc import Callable

from gridconsole.core.errors import ConsoleError


class Cancelled(ConsoleError):
    """The person stopped the work; nothing of it stays."""


class Progress:
    """Passes on how far a long piece of work is.

    `tell(done, total, words)` may be called from any thread and returns False to stop.
    """

    def __init__(self, tell: Callable[[int, int, str], bool] | None = None) -> None:
        self._tell = tell

    def at(self, done: int, total: int, words: str) -> None:
        """Report `done` of `total`; raise Cancelled when the person said stop."""
        if self._tell is not None and not self._tell(done, total, words):
            raise Cancelled("已取消，什么都没有写入。")

    def stopped(self) -> bool:
        """Return whether the person said stop, without raising."""
        return self._tell is not None and not self._tell(-1, -1, "")
