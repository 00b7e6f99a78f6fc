"""The pages beside that of the people; each is imported when its tab is first shown."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.care.pages import PageMaker
from ui.shell.feature import PanelContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridconsole.core.drafts import Draft
    from ui.care.keying.desk import KeyingDesk
    from ui.care.panel import CarePanel
    from ui.widgets.book.page import BookPage

VISIT_SHEET = "1"
"""The digit that opens a visit sheet's code."""


class OtherPages:
    """Makes pages for a panel, and leads from one to another."""

    def __init__(self, context: PanelContext, panel: "CarePanel") -> None:
        self._context, self._panel = context, panel

    def makers(self) -> list[PageMaker]:
        """Return the pages in the order of their tabs."""
        return [
            PageMaker("due", "应访", self._due),
            PageMaker("keying", "录入", self._keying),
            PageMaker("visits", "走访", self._visits),
            PageMaker("pairings", "结对", self._pairings),
            PageMaker("night-lights", "夜灯", partial(self._book, "night-lights")),
            PageMaker("needs", "需求", partial(self._book, "needs")),
            PageMaker("festivals", "慰问", self._festivals),
            PageMaker("village", "核对", self._village),
            PageMaker("consents", "同意书", self._consents),
            PageMaker("volunteers", "志愿者", self._volunteers),
            PageMaker("register", "单据", self._register),
        ]

    def title_of(self, page: str) -> str:
        """Return what a page is called; the first one for what has no page of its own."""
        return next((maker.title for maker in self.makers() if maker.id == page), "档案")

    def resume(self, draft: "Draft") -> None:
        """Go on with a draft on its page."""
        from ui.widgets.book.page import BookPage

        page = self._panel.pages.show_page(draft.ledger)
        if isinstance(page, BookPage):
            self._panel.unless_importing(page.stage, lambda: page.file.resume(draft))
        else:
            self.desk().resume(draft)

    def desk(self) -> "KeyingDesk":
        """Bring the keying desk to the front."""
        from ui.care.keying.desk import KeyingDesk

        desk = self._panel.pages.show_page("keying")
        assert isinstance(desk, KeyingDesk)
        return desk

    def _due(self) -> QWidget:
        from ui.care.due_page.page import DuePage

        return DuePage(self._context, lambda household, words: self.desk().call_for(household, words))

    def _keying(self) -> QWidget:
        from ui.care.keying.consents import consent_forms
        from ui.care.keying.desk import KeyingDesk
        from ui.care.keying.kinds import visit_sheets
        from ui.care.keying.receipts import receipts
        from ui.care.keying.village import village_checks

        kinds = (visit_sheets, consent_forms, receipts, village_checks)
        return KeyingDesk(self._context, [kind(self._context.console) for kind in kinds])

    def _visits(self) -> QWidget:
        from ui.care.visit_page import VisitPage

        page = VisitPage(self._context, self._save)
        page.correct_asked.connect(lambda id: self.desk().correct(VISIT_SHEET, id))
        return self._staged(page)

    def _pairings(self) -> QWidget:
        from ui.care.pairing.page import PairingPage

        return self._staged(PairingPage(self._context, self._save, self._pick))

    def _book(self, name: str) -> QWidget:
        from ui.care.book_pages import LOOKS
        from ui.widgets.book.page import BookPage

        book = self._context.console.care.books[name]
        return self._staged(BookPage(self._context, book, LOOKS[name], self._save, self._pick))

    def _festivals(self) -> QWidget:
        from ui.care.festivals.page import FestivalPage

        page = FestivalPage(self._context)
        page.stage.turned.connect(self._panel.offer)
        return page

    def _village(self) -> QWidget:
        from ui.care.village.page import VillagePage

        return VillagePage(self._context, self.desk)

    def _consents(self) -> QWidget:
        from ui.care.consents.page import ConsentPage

        return ConsentPage(self._context, self._panel.open)

    def _volunteers(self) -> QWidget:
        from ui.care.volunteers.page import VolunteerPage

        return self._staged(VolunteerPage(self._context, self._save))

    def _register(self) -> QWidget:
        from ui.care.register.page import RegisterPage

        return RegisterPage(self._context)

    @property
    def _save(self) -> QAction:
        return self._context.commands.action("care.save")

    def _pick(self, then: "Callable[[UUID, str], None]") -> None:
        from ui.care.household_picker import pick_household

        self._panel.dialog = pick_household(self._context, "是哪一户？", self._panel, then)

    def _staged(self, page: "BookPage") -> "BookPage":
        page.stage.turned.connect(self._panel.offer)
        return page
