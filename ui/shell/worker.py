"""Blocking calls run on threads; their results come back on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar
from weakref import ref

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from gridconsole.core.errors import ConsoleError, Unexpected

T = TypeVar("T")
THREADS = 4


class Job:
    """A call under way; `cancel` keeps its result from arriving."""

    def __init__(self, owner: QObject) -> None:
        self._owner = ref(owner)
        self._cancelled = False
        self._future: Future[Any] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more; a long call may ask this."""
        return self._cancelled

    @property
    def wanted(self) -> bool:
        """Whether the owner is alive and has not cancelled."""
        owner = self._owner()
        return not self._cancelled and owner is not None and isValid(owner)

    def cancel(self) -> None:
        """Do not start it if it waits; drop its result if it runs."""
        self._cancelled = True
        if self._future is not None:
            self._future.cancel()


class Worker(QObject):
    """Runs calls for the window.

    `errors` gets a ConsoleError that nobody else takes, `crashed` any other exception; both on the
    window's thread.
    """

    _arrived = Signal(object)

    def __init__(
        self, errors: Callable[[ConsoleError], None], crashed: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._errors = errors
        self._crashed = crashed
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="worker")
        self._under_way: set[Job] = set()
        self._behind: list[tuple[set[Job], Callable[[], object]]] = []
        self._stopped = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[ConsoleError], None] | None = None,
        *,
        owner: QObject,
    ) -> Job:
        """Run `call` on a thread, then give its result to `then` on the window's thread.

        Nothing is delivered once `owner` is gone, the job is cancelled or the worker has stopped.
        """
        job = Job(owner)
        if self._stopped:
            job.cancel()
            return job

        def work() -> None:
            try:
                result = call()
            except BaseException as error:
                self._arrived.emit((job, self._on_error, (error, failed)))
            else:
                self._arrived.emit((job, then, (result,)))

        self._under_way.add(job)
        job._future = self._pool.submit(work)
        return job

    def run_behind(self, call: Callable[[], T], then: Callable[[T], None], *, owner: QObject) -> None:
        """Run a call once the results of everything that is under way now have been delivered.

        Threads share one interpreter: what nobody waits for would take its time from what somebody does.
        """
        self._behind.append((set(self._under_way), lambda: self.run(call, then, owner=owner)))
        self._start_behind()

    def relay(self, receive: Callable[[T], None], owner: QObject) -> Callable[[T], None]:
        """A function that may be called on any thread and passes its value to the window's thread.

        For progress: only the newest value that has not been delivered yet arrives.
        """
        job = Job(owner)
        waiting: list[T] = []

        def deliver() -> None:
            newest = waiting.pop()
            waiting.clear()
            receive(newest)

        def send(value: T) -> None:
            first = not waiting
            waiting.append(value)
            if first:
                self._arrived.emit((job, deliver, ()))

        return send

    def stop(self) -> None:
        """Drop what waits and wait for what runs: a save under way is never cut off."""
        self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, parcel: tuple[Job, Callable[..., None], tuple[Any, ...]]) -> None:
        job, receive, values = parcel
        if job.wanted and not self._stopped:
            receive(*values)
        self._under_way.discard(job)
        self._start_behind()

    def _start_behind(self) -> None:
        self._under_way = {job for job in self._under_way if not job.cancelled}
        waiting, self._behind = self._behind, []
        for ahead, start in waiting:
            if ahead & self._under_way:
                self._behind.append((ahead, start))
            else:
                start()

    def _on_error(self, error: BaseException, failed: Callable[[ConsoleError], None] | None) -> None:
        if not isinstance(error, ConsoleError):
            # Whoever waits gets an answer too: nothing stays locked after a bug.
            if failed is not None:
                failed(Unexpected())
            self._crashed(error)
        elif failed is not None:
            failed(error)
        else:
            self._errors(error)


class Latest(Generic[T]):
    """Type-ahead: of several calls for one owner only the answer to the newest arrives."""

    def __init__(self, worker: Worker, owner: QObject) -> None:
        self._worker = worker
        self._owner = ref(owner)
        self._job: Job | None = None

    def run(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[ConsoleError], None] | None = None,
    ) -> None:
        """Run a call and forget the one before it."""
        if self._job is not None:
            self._job.cancel()
        owner = self._owner()
        if owner is not None:
            self._job = self._worker.run(call, then, failed, owner=owner)
