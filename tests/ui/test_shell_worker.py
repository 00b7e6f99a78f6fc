import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridconsole.core.errors import ConsoleError, Unexpected
from ui.shell.worker import Latest, Worker


class DiskFull(ConsoleError):
    pass


class Seen:
    def __init__(self) -> None:
        self.errors: list[ConsoleError] = []
        self.crashes: list[BaseException] = []
        self.results: list[object] = []


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def worker(qapp: QApplication, seen: Seen) -> Iterator[Worker]:
    made = Worker(seen.errors.append, seen.crashes.append)
    yield made
    made.stop()


def test_a_call_runs_elsewhere_and_its_result_comes_back_here(
    qtbot: QtBot, worker: Worker, seen: Seen
) -> None:
    owner = QObject()
    here = QThread.currentThread()

    def then(thread: int) -> None:
        seen.results.append((thread != threading.get_ident(), QThread.currentThread() is here))

    worker.run(threading.get_ident, then, owner=owner)
    qtbot.waitUntil(lambda: bool(seen.results))
    assert seen.results == [(True, True)]


def test_an_expected_error_goes_to_the_one_who_asked_or_to_the_strip(
    qtbot: QtBot, worker: Worker, seen: Seen
) -> None:
    owner = QObject()
    own: list[ConsoleError] = []

    def fail() -> None:
        raise DiskFull("磁盘已满。", "请清理磁盘。")

    worker.run(fail, seen.results.append, owner=owner)
    worker.run(fail, seen.results.append, own.append, owner=owner)
    qtbot.waitUntil(lambda: bool(seen.errors and own))
    assert [type(error) for error in (*seen.errors, *own)] == [DiskFull, DiskFull]
    assert seen.results == [] and seen.crashes == []


def test_any_other_error_is_a_crash_of_which_whoever_waits_is_told(
    qtbot: QtBot, worker: Worker, seen: Seen
) -> None:
    owner, own = QObject(), list[ConsoleError]()
    worker.run(lambda: 1 // 0, seen.results.append, own.append, owner=owner)
    worker.run(lambda: 1 // 0, seen.results.append, owner=owner)
    qtbot.waitUntil(lambda: len(seen.crashes) == 2)
    assert [type(crash) for crash in seen.crashes] == [ZeroDivisionError, ZeroDivisionError]
    assert [type(error) for error in own] == [Unexpected]
    assert seen.results == [] and seen.errors == []


def test_results_for_a_closed_owner_are_dropped(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    gate, owner, alive = threading.Event(), QObject(), QObject()
    worker.run(lambda: gate.wait(5), seen.results.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # deferred delete
    gate.set()
    worker.run(lambda: "after", seen.results.append, owner=alive)
    qtbot.waitUntil(lambda: "after" in seen.results)
    worker.stop()
    QApplication.processEvents()
    assert seen.results == ["after"]


def test_what_nobody_waits_for_begins_behind_what_is_under_way(
    qtbot: QtBot, worker: Worker, seen: Seen
) -> None:
    gate, owner = threading.Event(), QObject()
    worker.run(lambda: gate.wait(5), lambda _: seen.results.append("rows"), owner=owner)
    given_up = worker.run(lambda: gate.wait(5), seen.results.append, owner=owner)
    worker.run_behind(lambda: list(seen.results), seen.results.append, owner=owner)
    given_up.cancel()
    QApplication.processEvents()
    assert seen.results == []
    gate.set()
    qtbot.waitUntil(lambda: len(seen.results) == 2)
    assert seen.results == ["rows", ["rows"]]


def test_with_nothing_under_way_it_begins_at_once(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    owner = QObject()
    worker.run(lambda: 1, seen.results.append, owner=owner)
    qtbot.waitUntil(lambda: seen.results == [1])
    worker.run_behind(lambda: 2, seen.results.append, owner=owner)
    qtbot.waitUntil(lambda: seen.results == [1, 2])


def test_stopping_does_not_wait_for_what_has_not_begun(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    gate, owner = threading.Event(), QObject()
    for _ in range(6):  # more than there are threads
        worker.run(lambda: gate.wait(5), seen.results.append, owner=owner)
    worker.run_behind(lambda: "behind", seen.results.append, owner=owner)
    gate.set()
    worker.stop()
    QApplication.processEvents()
    assert seen.results == []


def test_a_cancelled_job_delivers_nothing(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    gate, owner = threading.Event(), QObject()
    job = worker.run(lambda: gate.wait(5), seen.results.append, owner=owner)
    job.cancel()
    gate.set()
    worker.stop()
    QApplication.processEvents()
    assert job.cancelled and seen.results == []


def test_only_the_answer_to_the_newest_search_arrives(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    owner, gates = QObject(), [threading.Event() for _ in range(3)]
    latest: Latest[int] = Latest(worker, owner)

    def search(number: int) -> int:
        gates[number].wait(5)
        return number

    for number in range(3):
        latest.run(lambda n=number: search(n), seen.results.append)  # type: ignore[misc]
    for gate in reversed(gates):
        gate.set()
    qtbot.waitUntil(lambda: bool(seen.results))
    worker.stop()
    QApplication.processEvents()
    assert seen.results == [2]


def test_progress_arrives_here_and_only_the_newest_waits(qtbot: QtBot, worker: Worker, seen: Seen) -> None:
    owner = QObject()
    told: list[tuple[int, int]] = []
    tell = worker.relay(told.append, owner)

    def long() -> str:
        for done in range(1, 501):
            tell((done, 500))
        return "done"

    worker.run(long, seen.results.append, owner=owner)
    qtbot.waitUntil(lambda: bool(seen.results))
    QApplication.processEvents()
    assert told[-1] == (500, 500) and len(told) <= 500


def test_stopping_waits_for_a_save_under_way(worker: Worker, seen: Seen) -> None:
    owner, written = QObject(), []
    started = threading.Event()

    def save() -> None:
        started.set()
        threading.Event().wait(0.05)
        written.append("row")

    worker.run(save, seen.results.append, owner=owner)
    started.wait(5)
    worker.stop()
    assert written == ["row"]


def test_a_call_after_the_window_has_closed_is_dropped_and_not_a_crash(
    qapp: QApplication, seen: Seen
) -> None:
    worker, owner = Worker(seen.errors.append, seen.crashes.append), QObject()
    worker.run(lambda: 1, seen.results.append, owner=owner)
    worker.stop()
    assert worker.run(lambda: 2, seen.results.append, owner=owner).cancelled
    qapp.processEvents()
    assert (seen.results, seen.errors, seen.crashes) == ([], [], [])
