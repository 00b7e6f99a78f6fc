"""Threads that start together."""

import threading
from collections.abc import Callable
from typing import Any

from tests.core.store.waiting import LONGEST


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs on threads that start together; return their answers or errors."""
    answers: list[Any] = [None] * len(jobs)
    together = threading.Barrier(len(jobs))

    def run(number: int) -> None:
        together.wait(LONGEST)
        try:
            answers[number] = jobs[number]()
        except Exception as error:
            answers[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return answers
