"""The part of the tour about pairing: somebody leaves, his households pass on, cards are printed."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from gridconsole.care.pairing.cards import Whose
from ui.care.ledger_papers import INSPECTION, WORKING
from ui.care.pairing.cards_dialog import CARDS, SLIPS
from ui.care.pairing.leave_dialog import LeaveDialog
from ui.care.pairing.page import PairingPage
from ui.care.pairing.reassign_dialog import ReassignDialog
from ui.care.panel import CarePanel
from ui.shell.guide import Guide
from ui.widgets.papers import Papers

D = TypeVar("D", bound=QDialog)
LEAVES, FOLLOWS = "周明", "陈海"


def show_pairing(guide: Guide, panel: CarePanel) -> None:
    """Let somebody leave, give his households to another, print cards and slips."""
    page = panel.pages.show_page("pairings")
    assert isinstance(page, PairingPage)
    guide.wait(lambda: page.table.loader.is_complete, "读出结对")
    _leave(guide, page)
    guide.wait(page.strip.isVisible, "数出待改派")
    guide.picture("pairing", "结对：谁帮谁、从哪天起；有人离岗，要改派的户就提醒")
    _reassign(guide, page)
    for paper, words in ((CARDS, "便民服务联系卡，一张 A4 十张"), (SLIPS, "上门口令条，和卡分开给")):
        printed = _printed(page.papers)
        page.print_cards(paper, Whose())
        guide.wait(lambda printed=printed: bool(printed), f"打印{paper}")  # type: ignore[misc]
        guide.to_window()
        guide.keep(printed[0], "contact-cards" if paper == CARDS else "password-slips", words)
    page.close_file()


def show_ledger_papers(guide: Guide, panel: CarePanel) -> None:
    """Print the ledger in its two kinds."""
    for kind, words in (
        (INSPECTION, "台账检查版：全部遮挡，给检查的人看"),
        (WORKING, "台账工作版：写明原因才打印，每页印上是谁、何时、为什么"),
    ):
        printed = _printed(panel.ledger_papers)
        panel.ledger_papers.print_ledger(kind, "", "冬季入户走访安排" if kind == WORKING else "")
        guide.wait(lambda printed=printed: bool(printed), f"打印{kind}")  # type: ignore[misc]
        guide.to_window()
        name = "ledger-inspection" if kind == INSPECTION else "ledger-working"
        guide.keep(printed[0], name, words)


def _leave(guide: Guide, page: PairingPage) -> None:
    page.note_leaving()
    dialog = _opened(guide, page, LeaveDialog)
    dialog.who.setCurrentText(LEAVES)
    dialog.why.setText("服务期满")
    guide.picture("pairing-leave", "人员离岗：登记以后，所结对的户列入待改派", dialog)
    dialog.go.click()
    _opened(guide, page, ReassignDialog).reject()
    page.dialog = None
    guide.to_window()


def _reassign(guide: Guide, page: PairingPage) -> None:
    page.reassign()
    dialog = _opened(guide, page, ReassignDialog)
    guide.wait(lambda: dialog.table.loader.is_complete, "读出待改派")
    dialog.helper.setCurrentText(FOLLOWS)
    dialog.reason.setText(f"{LEAVES}服务期满")
    guide.wait(dialog.go.isEnabled, "先看改派的结果")
    guide.picture("pairing-reassign", "改派：先说清几户几个人、接手的人由几户变为几户，再动手", dialog)
    dialog.go.click()
    guide.wait(page.strip.isHidden, "改派")
    guide.to_window()


def _opened(guide: Guide, page: PairingPage, sort: type[D]) -> D:
    guide.wait(lambda: isinstance(page.dialog, sort), "打开对话框")
    assert isinstance(page.dialog, sort)
    return page.dialog


def _printed(papers: Papers) -> list[Path]:
    """Return the list that takes what is printed next."""
    found: list[Path] = []

    def take(file: Path) -> bool:
        found.append(file)
        return True

    papers.open_file = take
    return found
