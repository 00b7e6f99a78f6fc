"""Bulk work makes objects by the million, none of them in a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Pause the search for cycles, which walks everything again and again (a quarter of an import)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # and let go at once: all that was made counts as old, so that nothing walks it now
            gc.unfreeze()
            gc.enable()
