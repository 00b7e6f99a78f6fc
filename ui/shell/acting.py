"""Who acts at the window at this moment."""

from PySide6.QtCore import QObject, Signal

from gridconsole.core.caller import Caller


class Acting(QObject):
    """Ask `caller` anew for every call of a service; connect to `changed` and read again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._caller: Caller | None = None

    @property
    def caller(self) -> Caller:
        """The acting member of staff; only asked once the data is open."""
        assert self._caller is not None
        return self._caller

    def set_caller(self, caller: Caller) -> None:
        """Somebody acts from now on."""
        self._caller = caller
        self.changed.emit()
