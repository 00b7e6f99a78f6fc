"""Gives households whose helper left, or that have none, to another one; says first what that does."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridconsole.care.pairing.reassigning import Preview, ToReassign
from gridconsole.core.errors import ConsoleError
from ui.care.pairing.rows import ReassignSource, reassign_columns
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.asking import Question
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, Wording
from ui.widgets.room import room_over

if TYPE_CHECKING:
    from gridconsole.console import Console
    from gridconsole.core.caller import Caller

CHOOSE, ANYBODY, NOBODY = "请选接手的人", "全部", "没有结对人的"
WORDING = Wording(
    name="待改派的户", search="姓名、拼音、村、档案号", one="户", order="按走访顺序",
    keys="空格 选中　Ctrl+A 全选",
)  # fmt: skip


class ReassignDialog(Question):
    """With nothing chosen, all that is listed is meant; `moved` carries how many households changed hands."""

    moved = Signal(int)

    def __init__(self, context: PanelContext, helpers: Mapping[str, UUID], parent: QWidget | None) -> None:
        super().__init__(context.look, "待改派的户", "", parent)
        self._context, self._helpers = context, dict(helpers)
        self.source = ReassignSource()
        self._reading = Latest[list[ToReassign]](context.worker, self)
        self._previewing = Latest[Preview](context.worker, self)
        self.left = Choice(context.look, [ANYBODY])
        self.helper = Choice(context.look, [CHOOSE, *self._helpers])
        self.reason = LineEdit("", "如 何静调走")
        self.fields = {
            "left": Field(context.look, "原来的结对人", self.left),
            "helper": Field(context.look, "改派给", self.helper, required=True),
            "reason": Field(context.look, "原因", self.reason, required=True),
        }
        self.told = Banner(context.look, Tone.BLUE, "")
        empty = EmptyState(context.look, "done", "没有待改派的户", "每一户都有在岗的主结对人。")
        self.table = LedgerTable[str](
            context, self.source, reassign_columns(),
            [Narrowing("全部", "", counted=False)], WORDING, empty,
        )  # fmt: skip
        self._build()
        self._connect()
        self._size()
        self._read()

    def preview(self) -> None:
        """Say what would come of it as it stands; nothing is written."""
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        staff, ids = self._helpers.get(self.helper.currentText()), self._ids()
        self.go.setEnabled(False)
        self.go.setText(f"改派 {len(ids):,} 户")
        if staff is None or not ids:
            self._say(Tone.BLUE, _first_words(len(self.source.homes), len(ids), staff is not None))
            return
        self._previewing.run(lambda: pairings.preview(caller, ids, staff), self._show, self._refuse)

    def reassign(self) -> None:
        """Do it."""
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        staff, ids, reason = (
            self._helpers.get(self.helper.currentText()), self._ids(), self.reason.text().strip(),
        )  # fmt: skip
        self.fields["reason"].set_complaint("" if reason else "请写明原因")
        if staff is None or not ids or not reason:
            return
        self.go.setEnabled(False)
        self._context.worker.run(
            lambda: pairings.reassign(caller, ids, staff, reason), self._written, self._refuse, owner=self
        )

    def _ids(self) -> set[UUID]:
        """Return the households that are chosen, all of those listed when none is."""
        rows = self.table.hits if self.table.loader.searched else self.source.rows("")
        chosen = self.table.chosen
        picked = {one.id for one in rows if chosen.holds(one.id)}
        return picked or {one.id for one in rows}

    def _read(self) -> None:
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        self._reading.run(lambda: pairings.to_reassign(caller), self._put, self._refuse)

    def _put(self, homes: Sequence[ToReassign]) -> None:
        self.source.homes = homes
        names = dict.fromkeys(one.helper for one in homes)
        self.left.addItems([name or NOBODY for name in names])
        self.table.start()
        self.preview()

    def _narrow(self) -> None:
        word = self.left.currentText()
        self.source.helper = None if word == ANYBODY else "" if word == NOBODY else word
        self.table.start()
        self.preview()

    def _show(self, preview: Preview) -> None:
        self._say(Tone.BLUE, preview_words(preview))
        self.go.setText(f"改派 {preview.households:,} 户")
        self.go.setEnabled(preview.households > 0)

    def _refuse(self, error: ConsoleError) -> None:
        self.go.setEnabled(False)
        self._say(Tone.AMBER, error.sentence, error.next_step)

    def _written(self, count: int) -> None:
        self.moved.emit(count)
        self.accept()

    def _say(self, tone: Tone, sentence: str, detail: str = "") -> None:
        self.told.say(tone, sentence, detail)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.look.px(16))
        for field in self.fields.values():
            row.addWidget(field, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.told)
        self.column.addWidget(self.table, 1)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("改派", Kind.PRIMARY)
        self.go.setEnabled(False)
        self.finish()

    def _connect(self) -> None:
        self.helper.currentIndexChanged.connect(lambda _at: self.preview())
        self.left.currentIndexChanged.connect(lambda _at: self._narrow())
        self.table.view.chosen_changed.connect(self.preview)
        self.table.loader.shown.connect(self.preview)
        self.go.clicked.connect(self.reassign)
        self._context.look.changed.connect(self._size)

    def _size(self) -> None:
        self.table.setMinimumHeight(self.look.px(220))
        self.resize(room_over(self, self.look.px(820), self.look.px(640)))


def helpers_at_work(console: "Console", caller: "Caller") -> dict[str, UUID]:
    """Return who of the station could help a household, by name; blocking."""
    return {one.name: one.id for one in console.staff.all(caller.station_id)}


def preview_words(preview: Preview) -> str:
    """Return what reassigning would do, in one sentence."""
    leaving = "、".join(f"{name or '没有结对人的'} {count:,} 户" for name, count in preview.leaving.items())
    already = f"另有 {preview.already:,} 户本来就由这个人结对，不动。" if preview.already else ""
    moved = f"{preview.households:,} 户 {preview.people:,} 人改由{preview.helper}结对"
    own = f"结对的户由 {preview.now:,} 户变为 {preview.then:,} 户。"
    return f"{moved}（原来：{leaving or '无'}），{own}{already}"


def _first_words(all_homes: int, chosen: int, has_helper: bool) -> str:
    if not all_homes:
        return "每一户都有在岗的主结对人。"
    if not has_helper:
        return f"有 {all_homes:,} 户要换结对人。不选户就是列出的全部，先选改派给谁。"
    return f"选了 {chosen:,} 户。"
