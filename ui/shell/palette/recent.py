"""What was taken last from the palette: ids only, no names, for each member of staff apart."""

import json
from collections.abc import Callable

from gridconsole.core.caller import Caller

KEPT = 8


class Recent:
    """Reads and keeps the ids of the entries that were taken, the latest first."""

    def __init__(
        self, read: Callable[[str], str | None], keep: Callable[[str, str], None], caller: Caller | None
    ) -> None:
        self._read, self._keep = read, keep
        self._name = f"recent-{caller.staff_id}-{caller.role.name}" if caller else "recent"

    def ids(self) -> list[str]:
        """The ids, none for anything that can't be read."""
        try:
            found = json.loads(self._read(self._name) or "[]")
        except ValueError:
            return []
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def note(self, id: str) -> None:
        """Put an id in front of the others."""
        others = [each for each in self.ids() if each != id]
        self._keep(self._name, json.dumps([id, *others][:KEPT]))
