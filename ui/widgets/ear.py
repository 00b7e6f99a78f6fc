"""Hears of writes: brings word from the writing thread to the window's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from gridconsole.console import Console


class Ear(QObject):
    """Lives as long as its parent; what is heard after that goes nowhere."""

    written = Signal(object)

    def hear(self, console: "Console", then: Callable[[dict[str, Any]], None]) -> None:
        """Call `then` on the window's thread with what was written, after every commit."""
        self.written.connect(then, Qt.ConnectionType.QueuedConnection)
        console.doors.listen(self.written.emit)
