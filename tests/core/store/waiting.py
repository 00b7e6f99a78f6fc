"""Waiting for what happens elsewhere, never for a fixed time, and never for ever."""

import time
from collections.abc import Callable

LONGEST = 20.0


def until(met: Callable[[], object]) -> None:
    """Return as soon as something is so; raise TimeoutError when it never comes to be."""
    deadline = time.monotonic() + LONGEST
    while not met():
        if time.monotonic() > deadline:
            raise TimeoutError(met)
        time.sleep(0.001)
