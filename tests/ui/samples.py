"""Two made-up features, and people who act."""

from uuid import UUID

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from gridconsole.core.caller import Caller, Role
from ui.look.look import Look
from ui.look.parts.inputs import Choice, SearchBox
from ui.look.scale import TextSize
from ui.look.tokens import Theme
from ui.shell.feature import Command, Feature, PanelContext, Place

STATION = UUID(int=1)
CLERK = Caller(STATION, UUID(int=2), "王秀芬", Role.CLERK)
VOLUNTEER = Caller(STATION, UUID(int=3), "刘建军", Role.VOLUNTEER)
NOT_VOLUNTEERS = frozenset({Role.CLERK, Role.MANAGER})


class SamplePanel(QWidget):
    """A search box, a choice, and a memory of what was done to it."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.context = context
        self.done: list[str] = []
        self.closes = True
        self.search = SearchBox(context.look, "姓名、拼音、电话尾号、户号、村")
        self.choice = Choice(context.look, ("全部", "超期"))
        self.choice.setAccessibleName("走访情况")
        column = QVBoxLayout(self)
        for widget in (self.search, self.choice, QLabel("共 3 户")):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFocusProxy(self.search)

    def import_workbook(self) -> None:
        self.done.append("import")

    def search_people(self) -> None:
        self.search.setFocus()
        self.done.append("find")

    def may_close(self) -> bool:
        return self.closes


def sample_features() -> list[Feature[SamplePanel]]:
    commands: tuple[Command[SamplePanel], ...] = (
        Command(
            "care.search",
            "找人、电话尾号、户号、村",
            "search",
            SamplePanel.search_people,
            "Ctrl+F",
            place=Place.NONE,
        ),
        Command("care.import", "导入", "import", SamplePanel.import_workbook, right=NOT_VOLUNTEERS),
        Command("care.new", "新建", "add", lambda panel: panel.done.append("new"), "Ctrl+N", filled=True),
        Command("care.print", "打印走访单", "print", lambda panel: None, place=Place.TOP),
    )
    care = Feature("care", "特殊群体", "care", SamplePanel, commands, "特殊群体台账", SamplePanel.may_close)
    return [care, Feature("duty", "值班", "calendar", SamplePanel)]


def dressed(app: QApplication, theme: Theme = Theme.LIGHT, size: TextSize = TextSize.NORMAL) -> Look:
    look = Look(theme, size)
    look.wear(app)
    look.load_icons()
    return look
