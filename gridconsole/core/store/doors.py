"""The two doors to the data: read(fn) and write(fn), both blocking."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridconsole.core.caller import Caller
from gridconsole.core.clock import Clock
from gridconsole.core.ledger.record import Record, new_id
from gridconsole.core.store.changes import Change, Version, earlier_values, freeze
from gridconsole.core.store.driver_errors import DataPlace
from gridconsole.core.store.engine import Engines, turn_of
from gridconsole.core.store.errors import ForbiddenThread

T = TypeVar("T")

Written: TypeAlias = dict[str, set[UUID]]
"""Table name -> ids of the records that a write touched; an empty set stands for many."""


@dataclass
class Unit:
    """One write: a session, the change that it becomes, and what it touched."""

    session: Session
    change: Change
    touched: Written = field(default_factory=dict)

    def touch(self, table: str, *ids: UUID) -> None:
        """Note that records of a table changed; without ids: many of them."""
        self.touched.setdefault(table, set()).update(ids)

    def keep_change(self) -> UUID:
        """Store the change row, once, and return its id."""
        if self.change not in self.session:
            self.session.add(self.change)
        return self.change.id


class Doors:
    """Reads on any allowed thread; writes one after another, on a thread of their own."""

    def __init__(self, engines: Engines, clock: Clock, place: DataPlace) -> None:
        self.engines = engines
        self.clock = clock
        self.place = place
        self._forbidden: set[int] = set()
        self._listeners: list[Callable[[Written], None]] = []
        self._writer = _WriterThread()

    def forbid(self, thread: threading.Thread) -> None:
        """Let a thread never wait for the database (the window's)."""
        self._forbidden.add(thread.ident or 0)

    def listen(self, listener: Callable[[Written], None]) -> None:
        """Call `listener` with what was written, after every commit, on the writing thread."""
        self._listeners.append(listener)

    def read(self, fn: Callable[[Session], T]) -> T:
        """Return what `fn` makes of a session that can only read."""
        self._allow()
        with self.place.in_words(reading=True), Session(self.engines.reader) as session:
            return fn(session)

    def write(self, caller: Caller, deed: str, fn: Callable[[Unit], T], **details: Any) -> T:
        """Run `fn` in one transaction and return its answer; nothing stays when it raises."""
        self._allow()
        return self._writer.run(lambda: self._write(caller, deed, fn, details))

    @property
    def waiting(self) -> int:
        """How many writes stand in the queue."""
        return self._writer.waiting

    def close(self) -> None:
        """Finish the queued writes and close the connections."""
        self._writer.close()
        self.engines.dispose()

    def _write(self, caller: Caller, deed: str, fn: Callable[[Unit], T], details: dict[str, Any]) -> T:
        with self.place.in_words(), Session(self.engines.writer, expire_on_commit=False) as session:
            self.engines.take_turn(session.connection(), turn_of(caller.station_id))
            unit = Unit(session, self._change(caller, deed, details))
            event.listen(session, "before_flush", lambda *_: _note_changes(unit))
            answer = fn(unit)
            session.commit()
        if unit.touched:
            self._tell(unit.touched)
        return answer

    def _tell(self, written: Written) -> None:
        for listener in self._listeners:
            try:
                listener(written)
            except Exception:
                # What was committed is done, whatever becomes of the news.
                logging.getLogger(__name__).exception("a listener failed after a commit")

    def _change(self, caller: Caller, deed: str, details: dict[str, Any]) -> Change:
        return Change(
            id=new_id(), station_id=caller.station_id, at=self.clock.now(), staff_id=caller.staff_id,
            staff_name=caller.staff_name, role=caller.role.value, deed=deed, reason=caller.reason,
            details=details,
        )  # fmt: skip

    def _allow(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise ForbiddenThread("this thread must not wait for the database")


class _WriterThread:
    """Runs jobs one after another on one thread."""

    def __init__(self) -> None:
        self._jobs: queue.Queue[tuple[Callable[[], Any], Future[Any]] | None] = queue.Queue()
        self._door = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        return self._jobs.qsize()

    def run(self, job: Callable[[], T]) -> T:
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write within a write would wait for itself")
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the doors are closed")
            self._jobs.put((job, future))
        return future.result()

    def close(self) -> None:
        with self._door:
            if not self._closed:
                self._jobs.put(None)
            self._closed = True
        self._thread.join()

    def _work(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, future = item
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)


def _note_changes(unit: Unit) -> None:
    session = unit.session
    fresh = [r for r in session.new if isinstance(r, Record)]
    changed = [r for r in session.dirty if isinstance(r, Record) and session.is_modified(r)]
    for gone in session.deleted:
        if isinstance(gone, Record):
            unit.touch(gone.__tablename__, gone.id)
    if not fresh and not changed:
        return
    change_id = unit.keep_change()
    for record in changed:
        session.add(_version_of(record, change_id))
    for record in fresh + changed:
        record.id = record.id or new_id()
        record.change_id = change_id
        flag_modified(record, "change_id")
        unit.touch(record.__tablename__, record.id)


def _version_of(record: Record, replaced_by: UUID) -> Version:
    return Version(
        record_id=record.id, record_table=record.__tablename__, version=record.version,
        change_id=record.change_id, replaced_by=replaced_by, data=freeze(earlier_values(record)),
    )  # fmt: skip
