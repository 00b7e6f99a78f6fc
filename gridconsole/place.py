"""Where the data lies and who acts, as whoever starts the program says."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from gridconsole.core.clock import Clock, DayClock, SystemClock, today
from gridconsole.core.paths import default_data_folder


@dataclass(frozen=True)
class Place:
    """Where the data lies and who acts; all that is left out is decided by the program."""

    data: Path | None = None
    db: str | None = None
    station: str | None = None
    acting: str | None = None
    today: datetime | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.data or default_data_folder()

    @property
    def clock(self) -> Clock:
        """The computer's clock, or one that stands on the chosen day."""
        return DayClock(self.day) if self.day else SystemClock()

    @property
    def day(self) -> date | None:
        """The chosen day."""
        return self.today.date() if self.today else None

    @property
    def day_or_now(self) -> date:
        """The chosen day, or the station's day at this moment."""
        return self.day or today(SystemClock())
