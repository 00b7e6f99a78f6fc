"""A volunteer's record, with what he was trained in and what he did."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from ui.care.volunteers.entries import EntryList, service_columns, training_columns
from ui.shell.feature import PanelContext
from ui.widgets.book.deeds import BookDeeds
from ui.widgets.book.panel import BookPanel, Told
from ui.widgets.record.deeds import File

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book

TRAININGS, SERVICES = 2, 3
"""Tabs beside the form and the history."""
NO_SERVICE = "走访的会自己记上；别的服务在这里登记。"


class VolunteerPanel(BookPanel):
    """Two more tabs: trainings and services."""

    tab = "登记"
    nobody = ("这里显示志愿者", "在左边点一个人，或按 Enter 打开选中的一行。")

    def __init__(
        self, context: PanelContext, deeds: BookDeeds, save: QAction, told: Told, trainings: "Book",
        services: "Book",
    ) -> None:  # fmt: skip
        self.trainings = EntryList(
            context, trainings, training_columns(), "登记培训", "参加过的培训一次一次记。"
        )
        self.services = EntryList(context, services, service_columns(), "登记服务", NO_SERVICE)
        super().__init__(context, deeds, save, told)
        for entries, word in ((self.trainings, "培训"), (self.services, "服务")):
            at = self.tabs.addTab(word)
            self._body.addWidget(entries)
            entries.counted.connect(lambda count, at=at, word=word: self._count_tab(at, word, count))

    def show_file(self, file: File) -> None:
        """Show a record, and what hangs on it."""
        super().show_file(file)
        if self.id is not None:
            for entries in (self.trainings, self.services):
                entries.show_of(self.id, file.one.text("person"))

    def refresh(self) -> None:
        """Read all of it again."""
        super().refresh()
        self.refresh_entries()

    def refresh_entries(self) -> None:
        """Read trainings and services again."""
        if self.id is not None:
            for entries in (self.trainings, self.services):
                entries.refresh()

    def _show_tabs(self, is_new: bool) -> None:
        super()._show_tabs(is_new)
        for tab in (TRAININGS, SERVICES):
            self.tabs.setTabVisible(tab, not is_new)

    def _tab_changed(self, number: int) -> None:
        super()._tab_changed(number)
        self.footer.setVisible(number < TRAININGS)

    def _count_tab(self, at: int, word: str, count: int) -> None:
        self.tabs.setTabText(at, f"{word} {count:,}" if count else word)
