"""Kills a program that writes, at a random moment, and looks at what it left.

The writer says over a pipe what was acknowledged to it; whatever it said must be in the file afterwards. The
file goes on from one killing to the next, so that damage would add up.
"""

import multiprocessing
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.stores import Store

if TYPE_CHECKING:
    from gridconsole.console import Console
    from gridconsole.core.caller import Caller
    from gridconsole.core.store.doors import Unit

LONGEST_LIFE = 0.2
"""Seconds from where a writer begins to open the data."""
BEGINS = "begins"
DEEDS = ("record", "record", "record", "hire", "back up")
CREW = 20
"""So many are hired in one write: all of them or none."""


@dataclass
class Acknowledged:
    """What a writer was told is saved: the last note of each person, and the backups made."""

    notes: dict[UUID, int] = field(default_factory=dict)
    backups: set[str] = field(default_factory=set)
    crews: int = 0


def write_for_ever(folder: Path, life: int, said: Connection) -> None:
    """Record people and correct them, hire crews, and make backups, until killed."""
    said.send(BEGINS)
    random = Random(life)
    with Store(folder).open() as console:
        caller = console.caller()
        assert console.backups is not None
        for number in count(1):
            match random.choice(DEEDS):
                case "hire":
                    console.doors.write(caller, "hire", hire)
                    said.send(CREW)
                case "back up":
                    said.send(console.backups.make().name)
                case "record":
                    _record(console, caller, f"柳河村{life}组{number}号", said)


def _record(console: "Console", caller: "Caller", address: str, said: Connection) -> None:
    id = console.care.record(caller, {"name": "李明", "address": address, "note": "0"})
    said.send((id, 0))
    for note in range(1, 4):
        console.care.correct(caller, console.care.open(caller, id), {"note": str(note)})
        said.send((id, note))


def hire(unit: "Unit") -> None:
    """Hire a crew, each of them sent to the database by itself."""
    from gridconsole.staff.records import Staff

    for _ in range(CREW):
        unit.session.add(Staff(station_id=unit.change.station_id, name="王芳", active=False, as_typed={}))
        unit.session.flush()


class Killing:
    """One data folder and all that was ever acknowledged in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.known = Acknowledged()
        self._random = Random(seed)
        self._lives = 0
        # The server has everything imported, and each writer is forked from it: a process of its own.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.soak.preloaded"])

    def kill_one(self) -> None:
        """Let a writer work for a random time, kill it, and take note of what was acknowledged."""
        hear, say = self._context.Pipe(duplex=False)
        self._lives += 1
        job = (self.folder, self._lives, say)
        writer = self._context.Process(target=write_for_ever, args=job, daemon=True)
        writer.start()
        say.close()
        assert hear.recv() == BEGINS
        writer.join(self._random.uniform(0, LONGEST_LIFE))
        writer.kill()
        writer.join()
        assert writer.exitcode == -9, f"the writer ended by itself: {writer.exitcode}"
        self._listen(hear)

    def look(self) -> None:
        """Raise AssertionError unless the file is sound and everything acknowledged is there."""
        from gridconsole.core.store.backup import KEPT, Backups
        from gridconsole.core.store.soundness import EMPTY, fault
        from tests.stores import CLOCK

        file = self.folder / "station.db"
        made = Backups(file, CLOCK).all()
        assert [fault(backup) for backup in made] == [""] * len(made)
        assert self.known.backups <= {backup.name for backup in made} or len(made) >= KEPT
        if file.exists() and self.known.notes:
            assert fault(file) == "", fault(file)
        elif file.exists():
            assert fault(file) in ("", EMPTY)
        with Store(self.folder).open() as console:
            self._compare(console)
        assert fault(file) == ""

    def _listen(self, hear: Connection) -> None:
        with closing(hear):
            while True:
                try:
                    heard = hear.recv()
                except (EOFError, OSError):
                    return
                if isinstance(heard, str):
                    self.known.backups.add(heard)
                elif heard == CREW:
                    self.known.crews += 1
                else:
                    self.known.notes[heard[0]] = heard[1]

    def _compare(self, console: "Console") -> None:
        from sqlalchemy import text

        def ask(query: str) -> list[tuple[Any, ...]]:
            return console.doors.read(lambda session: [tuple(row) for row in session.execute(text(query))])

        rows = ask("SELECT id, note, version FROM care_person")
        people = {UUID(id): (int(note), version) for id, note, version in rows}
        lost = {id: note for id, note in self.known.notes.items() if people.get(id, (-1, 0))[0] < note}
        assert not lost, f"acknowledged and lost: {lost}"
        assert ask("SELECT count(*) FROM care_starts_of") == [(len(people),)]
        crews, some = divmod(ask("SELECT count(*) FROM staff WHERE name = '王芳'")[0][0], CREW)
        assert (some, crews >= self.known.crews) == (0, True)
        versions = dict(ask("SELECT record_id, max(version) FROM version GROUP BY record_id"))
        assert {id: (versions.get(id.hex, 0), versions.get(id.hex, 0) + 1) for id in people} == people
