"""A progress bar for the command line, on the error stream and only where somebody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gridconsole.core.progress import Progress


@contextmanager
def bar(words: str) -> Iterator[Progress]:
    """Yield a progress that draws a bar on a terminal and is silent elsewhere."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(words, total=None)

        def tell(done: int, total: int, step: str) -> bool:
            if done >= 0:
                drawn.update(task, description=step, completed=done, total=total or None)
            return True

        yield Progress(tell)
