"""One window per data folder; the command line may work beside it."""

from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from gridconsole.core.store.errors import FolderReadOnly, WindowAlreadyOpen


class WindowLock:
    """Held as long as a window shows the data of a folder; let go even when the program is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Taken on the worker's thread, let go on the window's.
        self._lock = FileLock(folder / ".window.lock", thread_local=False)

    def __enter__(self) -> Self:
        """Take the lock; raise WindowAlreadyOpen or FolderReadOnly."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise WindowAlreadyOpen from error
        except OSError as error:
            raise FolderReadOnly(str(self._folder)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let another window show the data."""
        self._lock.release()
