import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.collector import Collector


class Knot(QObject):
    """A widget-like object in a cycle; notes the thread on which it is found."""

    def __init__(self, found_on: list[str]) -> None:
        super().__init__()
        self.me = self
        self.destroyed.connect(lambda: found_on.append(threading.current_thread().name))


def litter() -> None:
    for _ in range(5_000):
        knot: list[object] = []
        knot.append(knot)


def test_garbage_that_a_worker_makes_is_never_searched_on_its_thread(qtbot: QtBot) -> None:
    collector, found_on = Collector(), []
    Knot(found_on)
    worker = threading.Thread(target=litter, name="worker")
    worker.start()
    worker.join()
    assert found_on == []
    for _ in range(300):
        collector.look()
    collector.stop()
    assert found_on == ["MainThread"]


def test_the_search_is_given_back_as_it_was_found(qtbot: QtBot) -> None:
    gc.enable()
    Collector().stop()
    assert gc.isenabled()
