"""A window whose only panel is the wizard, and workbooks to put into it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.steps import COLUMNS, RESULT
from ui.widgets.import_wizard.wizard import ImportWizard

DAY = date(2026, 3, 10)
HEADINGS = "序号,姓 名,身份证号码,村,家庭住址,电话/手机,人员类别,负责同志,身体状况".split(",")
PEOPLE: list[list[Any]] = [
    [
        1,
        "张桂兰",
        "37990119520304002X",
        "柳河村",
        "柳河村1组2号",
        "13900000001",
        "独居老人",
        "刘建军",
        "慢性病",
    ],
    [2, "李长顺", "379901194811230017", "赵庄村", "赵庄村3组5号", "1390000 56", "低保户", "何静", ""],
    [3, "王秀英", 3.79901195001010e17, "柳河村", "柳河村1组9号", "13900000003", "残疾人", "刘建军", ""],
    [4, None, "379902195001010013", "柳河村", "柳河村2组1号", "13900000004", "独居老人", "刘建军", ""],
    [5, "欧阳德厚", "379902195001010013", "柳河村", "柳河村2组2号", "13700000003", "空巢老人", "刘建军", ""],
    [5, "欧阳德厚", "379902195001010013", "柳河村", "柳河村2组2号", "13700000003", "空巢老人", "刘建军", ""],
]
TIMEOUT = 20_000


def workbook(path: Path, people: list[list[Any]] | None = None) -> Path:
    """A station's own workbook: titles above, a total below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["柳河片区特殊人员花名册"], ["填报单位：柳河便民服务站"], HEADINGS, *(people or PEOPLE)):
        sheet.append(row)
    sheet.append(["合计", f"{len(people or PEOPLE)} 人"])
    book.save(path)
    return path


@dataclass
class Desk:
    """A window whose only panel is the wizard."""

    qtbot: QtBot
    console: Console
    folder: Path
    wizard: ImportWizard

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.wizard.window().focusWidget() or self.wizard, key)

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()) and not self.wizard.work.busy, timeout=TIMEOUT)

    def checked(self, path: Path) -> None:
        self.wizard.read(path)
        self.until(lambda: self.wizard.step == COLUMNS)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.wizard.work.checkout and not self.wizard.work.stale)

    def imported(self, path: Path) -> None:
        self.checked(path)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.wizard.step == RESULT)

    def ledger(self) -> dict[str, str]:
        """Name -> phone of everybody in the ledger, read through another door."""
        with Console.open(self.folder, clock=StandingClock.on(DAY)) as other:
            people = other.care.list.page(other.caller(), CareFilter(), 0, 500)
            return {one["name"]: one.text("phone") for one in people}

    def counts(self) -> dict[Standing, int]:
        tally = self.wizard.work.tally
        assert tally is not None
        return {standing: number for standing, number in tally.counts.items() if number}

    @property
    def main(self) -> str:
        return self.wizard.foot.main_button.text()


def dialog_of(desk: Desk) -> QFileDialog:
    def shown() -> list[QFileDialog]:
        return [dialog for dialog in desk.wizard.findChildren(QFileDialog) if dialog.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def pick(dialog: QFileDialog, path: Path) -> None:
    """Give a path as somebody who pastes it."""
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)


def hold_the_door(desk: Desk) -> threading.Event:
    """Let somebody else save something that takes long; returns what ends it."""
    began, go_on = threading.Event(), threading.Event()

    def save(_unit: object) -> None:
        began.set()
        go_on.wait(20)

    caller = desk.wizard._context.caller()
    threading.Thread(target=lambda: desk.console.doors.write(caller, "test.long", save), daemon=True).start()
    assert began.wait(20)
    return go_on


def with_phone(phone: str) -> list[list[Any]]:
    """One good row with a phone."""
    return [[*PEOPLE[0][:5], phone, *PEOPLE[0][6:]]]
