"""The drafts of a record's form: what they hold, and how one is typed again."""

from dataclasses import replace
from typing import TYPE_CHECKING

from gridconsole.core.drafts import Draft
from gridconsole.core.ledger.snapshot import Snapshot
from ui.shell.feature import PanelContext
from ui.widgets.drafts.keeper import DraftKeeper, Typed

if TYPE_CHECKING:
    from ui.widgets.record.panel import RecordPanel


class RecordDrafts(DraftKeeper):
    """Keeps the fields that were changed, with the versions that were seen."""

    def __init__(self, context: PanelContext, panel: "RecordPanel") -> None:
        super().__init__(context, panel.deeds.ledger.name, self._changed, panel)
        self._panel = panel

    def put_in(self, draft: Draft) -> None:
        """Type what a draft holds, where something may be typed, and go there."""
        form = self._panel.form
        self.take(draft)
        self._panel.retype(
            {k: t for k, t in draft.texts.items() if k in form.entries and form.entries[k].may_type}
        )
        if changed := form.changed():
            form.jump(next(iter(changed)))

    def seen(self, one: Snapshot) -> Snapshot:
        """Return a record as whoever typed the draft has seen it: with the versions of then."""
        if not self.versions:
            return one
        parent = replace(one.parent, version=self.versions[1]) if one.parent else None
        return replace(one, version=self.versions[0], parent=parent)

    def _changed(self) -> Typed | None:
        panel = self._panel
        if panel.file is None or not panel.is_dirty:
            return None
        return Typed(panel.form.changed(), self.versions or versions_of(panel.file.one), *panel.about())


def versions_of(one: Snapshot) -> tuple[int, int]:
    """Return the versions of a record and of what it hangs on."""
    return one.version, one.parent.version if one.parent else 0
