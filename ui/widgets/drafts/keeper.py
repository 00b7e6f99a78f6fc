"""Keeps what is typed on one form or sheet until it is saved, and offers what an earlier window left."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from gridconsole.core.drafts import Draft
from ui.shell.feature import PanelContext
from ui.widgets.drafts.bar import DraftBar

WAIT = 600
"""Milliseconds from a key to the file; what is typed meanwhile goes with it."""


class Typed(NamedTuple):
    """What is typed and not saved, over which versions; what it hangs on and what it is called."""

    texts: Mapping[str, str]
    versions: tuple[int, ...]
    hangs_on: str = ""
    words: str = ""


class DraftKeeper(QObject):
    """Between `begin` and `end` something is on the screen.

    `typed` returns what is not saved, None for nothing. `versions` are those of a draft that was put in.
    `resumed` carries the draft that is to be put in.
    """

    resumed = Signal(object)

    def __init__(
        self, context: PanelContext, ledger: str, typed: Callable[[], Typed | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._ledger, self._typed = context, ledger, typed
        self._drafts = context.console.drafts
        self._record = ""
        self._owner: UUID | None = None
        self._id: UUID | None = None
        self.versions: tuple[int, ...] = ()
        self.bar = DraftBar(context.look)
        self.bar.resumed.connect(self.resumed)
        self.bar.dropped.connect(lambda draft: self._drafts.drop(draft.id))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.write)
        context.acting.changed.connect(self._acting)
        self._drafts.watch(self._offer)

    @property
    def id(self) -> UUID | None:
        """The draft that is being typed, None while nothing is."""
        return self._id

    def begin(self, record: str) -> None:
        """A record is on the screen from now on, or was read again."""
        self._flush()
        owner = self._context.caller().staff_id
        if (record, owner) != (self._record, self._owner):
            self._let_go()
        self._record, self._owner, self.versions = record, owner, ()
        self._offer()

    def end(self) -> None:
        """Nothing is on the screen any more."""
        self._flush()
        self._let_go()
        self._record, self.versions = "", ()
        self._show(None)

    def touch(self) -> None:
        """Something may have been typed."""
        if self._record and not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Keep what is typed now; forget it when all is as it was."""
        self._timer.stop()
        found = self._typed() if self._record else None
        if found is None:
            self.forget()
            return
        self._id = self._id or uuid4()
        assert self._owner is not None
        now = self._context.console.clock.now()
        draft = Draft(
            self._id, self._owner, self._ledger, self._record, found.texts, now, found.versions,
            found.hangs_on, found.words,
        )  # fmt: skip
        if not self._drafts.keep(draft):
            self._timer.start()

    def take(self, draft: Draft) -> None:
        """Go on with a draft whose texts were put in."""
        self._id, self.versions = draft.id, draft.versions
        self._drafts.take(draft.id)

    def forget(self) -> None:
        """What was typed is saved, or is not wanted any more."""
        self._timer.stop()
        self.versions = ()
        if self._id is not None:
            dropped, self._id = self._id, None
            self._drafts.drop(dropped)

    def gone(self, record: str) -> None:
        """A record is there no more, and with it all that anybody typed for it."""
        if record == self._record:
            self.forget()
        self._drafts.drop_record(self._ledger, record)

    def _offer(self) -> None:
        # Drafts live as long as the data, which may be longer than the window.
        if isValid(self) and isValid(self.bar) and self._record and self._owner is not None:
            waiting = self._drafts.waiting(self._owner, self._ledger, self._record)
            self._show(waiting[0] if waiting else None)

    def _show(self, draft: Draft | None) -> None:
        """Offer a draft here, and let the one before be offered elsewhere again."""
        before = self.bar.draft
        self.bar.offer(draft)
        if before is not None and (draft is None or draft.id != before.id):
            self._drafts.offer(before.id, False)
        if draft is not None:
            self._drafts.offer(draft.id, True)

    def _acting(self) -> None:
        if self._record and self._context.caller().staff_id != self._owner:
            self.begin(self._record)

    def _flush(self) -> None:
        if self._timer.isActive():
            self.write()

    def _let_go(self) -> None:
        if self._id is not None:
            free, self._id = self._id, None
            self._drafts.let_go(free)
