"""The search for garbage in cycles runs on the window's thread alone.

Python searches on whatever thread happens to make an object; a widget that is found by a worker would be
destroyed there, which ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks."""


class Collector(QObject):
    """Takes over from Python's automatic search until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are full by Python's own thresholds."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Search once in full and leave things as they were found."""
        self._timer.stop()
        gc.collect()
        if self._was_on:
            gc.enable()
