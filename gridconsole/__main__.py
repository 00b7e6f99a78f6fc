"""Starts the program: the only module that may import the screen, and only when it is needed."""

import sys
from datetime import date
from pathlib import Path

from gridconsole.place import Place


def main() -> None:
    """Run a command, or open the window when none is given."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if len(sys.argv) == 1:
        # Whoever clicks on an icon should not wait for the commands to be imported.
        sys.exit(_open_window(Place(), reset_layout=False))
    from gridconsole.cli.app import make_app

    make_app(_open_window, _run_tour)()


def _open_window(place: Place, reset_layout: bool) -> int:
    from ui.import_hook import calm_import_hook

    calm_import_hook()
    from ui.app import run

    return run(place, reset_layout)


def _run_tour(out: Path, day: date) -> int:
    from ui.tour.run import run_tour

    return run_tour(out, day)


if __name__ == "__main__":
    main()
