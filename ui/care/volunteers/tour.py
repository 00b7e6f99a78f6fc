"""The part of the tour about volunteers: hours of service, trainings, certificates."""

from pathlib import Path

from ui.care.panel import CarePanel
from ui.care.volunteers.page import VolunteerPage
from ui.care.volunteers.panel import SERVICES, TRAININGS
from ui.shell.guide import Guide


def show_volunteers(guide: Guide, panel: CarePanel) -> None:
    """Show the register, note a training, print the certificates."""
    page = panel.pages.show_page("volunteers")
    assert isinstance(page, VolunteerPage)
    guide.wait(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 0, "读出志愿者")
    one = page.table.model.snapshot(0)
    assert one is not None
    page.file.open(one.id)
    guide.wait(lambda: page.file.id == one.id, "打开志愿者")
    page.file.show_tab(SERVICES)
    guide.wait(lambda: bool(page.file.services.entries), "读出服务")
    guide.picture("volunteers", "志愿者：服务时长按时段合计，走访的自己记上")
    page.file.show_tab(TRAININGS)
    _note_training(guide, page)
    guide.keep(_print(guide, page), "service-certificate", "服务时长证明：按月列出，只印给本人")
    page.close_file()


def _note_training(guide: Guide, page: VolunteerPage) -> None:
    trainings = page.file.trainings
    before = len(trainings.entries)
    trainings.ask(None)
    dialog = trainings.dialog
    assert dialog is not None
    dialog.type({"subject": "入户礼仪和用电安全", "hours": "2", "teacher": "赵立新"})
    guide.picture("volunteer-training", "登记培训：一次一条，可以更正、撤下", dialog)
    dialog.go.click()
    guide.wait(lambda: len(trainings.entries) > before, "登记培训")
    guide.to_window()


def _print(guide: Guide, page: VolunteerPage) -> Path:
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    page.papers.open_file = take
    page.print_certificates()
    assert page.dialog is not None
    page.dialog.buttons[1].click()
    guide.wait(lambda: bool(printed), "打印服务时长证明")
    guide.to_window()
    return printed[0]
