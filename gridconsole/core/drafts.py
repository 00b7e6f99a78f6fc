"""What was typed and is not saved yet: one small file for each form or sheet, gone once it is saved."""

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

LOG = logging.getLogger(__name__)
NEW = "new"
"""Stands for the id of a record that is being made."""
FOLDER = "drafts"
LARGEST = 1_000_000
"""Bytes; no form holds as much."""
PART, DAMAGED = ".part", ".damaged"
"""Ends of files that are half written, and of files that could not be read."""


@dataclass(frozen=True)
class Draft:
    """Texts as they were typed by a member of staff, for one record of one ledger.

    `moment` in UTC; `versions` are those over which was typed; `hangs_on` is the id of what a new record
    hangs on; `words` say what it is.
    """

    id: UUID
    owner: UUID
    ledger: str
    record: str
    texts: Mapping[str, str]
    moment: datetime
    versions: tuple[int, ...] = ()
    hangs_on: str = ""
    words: str = ""


class Drafts:
    """The drafts in a folder, for one thread; a file that can't be written is tried again with the next key.

    A file is put in place at once but not flushed: it survives the program's end, not a power cut.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all: dict[UUID, Draft] = {}
        self._in_work: set[UUID] = set()
        self._offered: set[UUID] = set()
        self._watching: list[Callable[[], None]] = []
        self._fails = False

    def read(self) -> None:
        """Read what an earlier window left; blocks. A damaged file is put aside."""
        self._all = {draft.id: draft for draft in _read_all(self._folder)}

    def watch(self, then: Callable[[], None]) -> None:
        """Call `then` when there is more or less to be offered."""
        self._watching.append(then)

    def waiting(self, owner: UUID, ledger: str = "", record: str = "") -> list[Draft]:
        """Return what a member of staff may be offered, newest first; nothing that is being typed now.

        With no ledger named, nothing either that is offered with its record already.
        """
        but = self._in_work if ledger else self._in_work | self._offered
        mine = (one for one in self._all.values() if one.owner == owner and one.id not in but)
        found = (one for one in mine if ledger in ("", one.ledger) and record in ("", one.record))
        return sorted(found, key=lambda one: one.moment, reverse=True)

    def keep(self, draft: Draft) -> bool:
        """Keep what is being typed, in place of what was kept of it before; return whether it is safe."""
        self._all[draft.id] = draft
        self.take(draft.id)
        try:
            _write(self._folder, draft)
        except OSError as error:
            if not self._fails:
                LOG.warning("draft not kept: %s", error)
            self._fails = True
            return False
        self._fails = False
        return True

    def take(self, id: UUID) -> None:
        """Note that somebody goes on typing a draft."""
        if id not in self._in_work:
            self._in_work.add(id)
            self._tell()

    def offer(self, id: UUID, offered: bool) -> None:
        """Note that a draft is offered with its record, or not any more."""
        if offered is not (id in self._offered):
            self._offered ^= {id}
            self._tell()

    def let_go(self, id: UUID) -> None:
        """Note that nobody types a draft any more; it is offered again."""
        self._in_work.discard(id)
        self._tell()

    def drop(self, id: UUID) -> None:
        """Forget a draft."""
        self._all.pop(id, None)
        self._in_work.discard(id)
        self._offered.discard(id)
        try:
            _file(self._folder, id).unlink(missing_ok=True)
        except OSError as error:
            LOG.warning("draft not removed: %s", error)
        self._tell()

    def drop_record(self, ledger: str, record: str) -> None:
        """Forget whatever anybody typed for a record that is gone."""
        gone = [one.id for one in self._all.values() if (one.ledger, one.record) == (ledger, record)]
        for id in gone:
            self.drop(id)

    def _tell(self) -> None:
        for then in self._watching:
            then()


def _file(folder: Path, id: UUID) -> Path:
    return folder / f"{id.hex}.json"


def _write(folder: Path, draft: Draft) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = _file(folder, draft.id)
    part = file.with_suffix(PART)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(_packed(draft))
    part.replace(file)


def _read_all(folder: Path) -> list[Draft]:
    """Return the drafts of a folder, and clear away what a kill left half written."""
    for part in folder.glob(f"*{PART}"):
        with suppress(OSError):
            part.unlink()
    found = (_read(file) for file in folder.glob("*.json"))
    return [draft for draft in found if draft is not None]


def _read(file: Path) -> Draft | None:
    try:
        return _unpacked(file)
    except OSError as error:
        LOG.warning("draft not read: %s", error)
    except ValueError:
        LOG.warning("draft damaged, put aside: %s", file.name)
        with suppress(OSError):
            file.replace(file.with_suffix(DAMAGED))
    return None


def _packed(draft: Draft) -> bytes:
    return json.dumps(asdict(draft), ensure_ascii=False, default=str).encode()


def _unpacked(file: Path) -> Draft:
    """Return the draft in a file; raises ValueError when it holds anything else."""
    if file.stat().st_size > LARGEST:
        raise ValueError("too large")
    try:
        found = json.loads(file.read_bytes())
        draft = Draft(
            id=UUID(found["id"]),
            owner=UUID(found["owner"]),
            ledger=_text(found["ledger"]),
            record=_text(found["record"]),
            texts={_text(key): _text(text) for key, text in found["texts"].items()},
            moment=datetime.fromisoformat(found["moment"]),
            versions=tuple(map(int, found["versions"])),
            hangs_on=_text(found["hangs_on"]),
            words=_text(found["words"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no draft") from error
    if draft.moment.tzinfo is None or _file(file.parent, draft.id) != file:
        raise ValueError("no draft")
    return draft


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(f"no text: {type(found)}")
    return found
