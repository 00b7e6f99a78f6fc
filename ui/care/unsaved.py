"""What the acting member of staff left unsaved in an earlier window, offered at the top of this one."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from gridconsole.core.drafts import Draft
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.drafts.bar import DROP, RESUME, sentence_of

STRIP = "unsaved"


class Unsaved(QObject):
    """One strip for the newest; when that is dealt with, for the next. `title` names a draft's ledger."""

    def __init__(
        self, context: PanelContext, title: Callable[[str], str], resume: Callable[[Draft], None]
    ) -> None:
        super().__init__()
        self._context, self._title, self._resume = context, title, resume
        self._drafts = context.console.drafts
        self._shown: UUID | None = None
        self._drafts.watch(self.show)
        context.acting.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Offer the newest draft, unless it stands there already or was closed."""
        waiting = self._drafts.waiting(self._context.caller().staff_id)
        newest = waiting[0] if waiting else None
        if newest is None:
            self._context.messages.solved(STRIP)
        elif newest.id != self._shown:
            self._offer(newest, len(waiting) - 1)
        self._shown = newest.id if newest else None

    def _offer(self, draft: Draft, others: int) -> None:
        where = "　".join(filter(None, (self._title(draft.ledger), draft.words)))
        more = f"（另有 {others} 处）" if others else ""
        self._context.messages.strip(
            STRIP, Tone.BLUE, sentence_of(draft), f"{where}{more}",
            RESUME, lambda: self._resume(draft), DROP, lambda: self._drafts.drop(draft.id),
        )  # fmt: skip
