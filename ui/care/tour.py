"""The care ledger's part of the tour: find, correct, print, import, take back; and how it looks otherwise."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.exporting import write_care_template
from gridconsole.core.caller import Role
from gridconsole.demo.workbook import write_messy_workbook
from ui.care.consents.tour import show_consents
from ui.care.due_page.tour import show_due
from ui.care.festivals.tour import show_festivals
from ui.care.keying.tour import show_keying
from ui.care.pairing.tour import show_ledger_papers, show_pairing
from ui.care.panel import CarePanel
from ui.care.register.tour import show_register
from ui.care.village.tour import show_village
from ui.care.volunteers.tour import show_volunteers
from ui.look.scale import TextSize
from ui.look.tokens import Theme
from ui.shell.guide import Guide
from ui.widgets.book.page import BookPage
from ui.widgets.import_wizard.steps import CHECK, COLUMNS, RESULT
from ui.widgets.import_wizard.wizard import ImportWizard

MESSY_ROWS = 180
HELPERS = ("刘建军", "何静", "陈海", "周明")
CONTROL = Qt.KeyboardModifier.ControlModifier


def show_care(guide: Guide) -> None:
    """Walk through the panel."""
    panel: CarePanel = guide.panel("care")
    guide.wait(lambda: panel.table.loader.is_complete, "读出台账")
    guide.picture("care-ledger", "打开就是台账，超期的在最前面")
    _read_and_correct(guide, panel)
    _find(guide, panel)
    _make_by_hand(guide, panel)
    _print(guide, panel)
    _import(guide, panel)
    _write_files(guide, panel)
    show_due(guide, panel)
    show_keying(guide, panel)
    show_books(guide, panel)
    show_festivals(guide, panel)
    show_village(guide, panel)
    show_consents(guide, panel)
    show_volunteers(guide, panel)
    show_pairing(guide, panel)
    show_ledger_papers(guide, panel)
    show_register(guide, panel)
    panel.pages.show_page("people")
    _let_a_volunteer_look(guide, panel)
    _look_otherwise(guide, panel)


def _read_and_correct(guide: Guide, panel: CarePanel) -> None:
    panel.table.view.setFocus()
    guide.press(Qt.Key.Key_Return)
    guide.wait(lambda: panel.file.person is not None, "打开档案")
    panel.file.head.due.link.click()
    guide.picture("care-file", "打开一份档案：为什么是这一天应访，一步一步写明")
    panel.file.reveal("phone")
    guide.wait(lambda: QApplication.activeModalWidget() is not None, "问原因")
    guide.picture("care-why", "看全文先写原因，留下记录", QApplication.activeModalWidget())
    guide.press(Qt.Key.Key_Escape)
    guide.to_window()
    _type_into(guide, panel, "way", "供销社后面第二家")
    guide.press(Qt.Key.Key_S, CONTROL)
    guide.wait(lambda: not panel.is_dirty, "保存")
    panel.file.show_tab(1)
    guide.picture("care-history", "历史：谁、什么时候、改了什么，可以恢复旧值")
    panel.file.show_tab(0)


def _type_into(guide: Guide, panel: CarePanel, key: str, text: str) -> None:
    panel.file.form.jump(key)
    guide.press(Qt.Key.Key_A, CONTROL)
    guide.type(text)
    guide.press(Qt.Key.Key_Tab)
    guide.rest()


def _find(guide: Guide, panel: CarePanel) -> None:
    for text, words in (("zgl", "边打边找：拼音首字母"), ("柳河村3", "村和组"), ("没有这个人", "没有找到")):
        guide.press(Qt.Key.Key_F, CONTROL)
        guide.press(Qt.Key.Key_A, CONTROL)
        guide.type(text)
        guide.wait(lambda: bool(panel.table.loader.searched) and panel.table.loader.is_complete, "查找")
        guide.picture("care-find", f"{words}（{text}）")
    panel.table.show_all()
    guide.wait(lambda: not panel.table.loader.searched and panel.table.loader.is_complete, "全部")


def _make_by_hand(guide: Guide, panel: CarePanel) -> None:
    panel.make_new()
    guide.wait(lambda: panel.file.file is not None and panel.file.person is None, "新建")
    _type_into(guide, panel, "name", "欧阳德厚")
    _type_into(guide, panel, "citizen_id", "37990119480315")
    _type_into(guide, panel, "phone", "1386 402 56")
    guide.picture("care-new", "手工建档：填错的地方，离开那一格就在格子下面说明")
    drafts, caller = panel.context.console.drafts, panel.context.caller()
    panel.file.close_file()
    guide.wait(lambda: bool(drafts.waiting(caller.staff_id)), "没存的内容")
    guide.picture("care-draft", "没存就断了电：填的内容还在，问了才放进去")
    for draft in drafts.waiting(caller.staff_id):
        drafts.drop(draft.id)


def _print(guide: Guide, panel: CarePanel) -> None:
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    panel.printing.open_file = take
    panel.table.view.setFocus()
    guide.press(Qt.Key.Key_Home)
    for _ in range(4):
        guide.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    panel.print_sheets()
    guide.wait(lambda: bool(printed), "打印走访单")
    guide.to_window()
    guide.keep(printed[0], "visit-sheets", "结对走访单：一户一张，第一次打印定下单号")
    panel.printing.preview(printed[0], "走访单", "走访单")
    preview = panel.printing.dialog
    guide.wait(lambda: preview.view.drawn(0) and preview.small.drawn(0), "预览")
    guide.picture("care-preview", "打印前先看：左边小图，右边就是要印的样子", preview)
    preview.reject()
    guide.to_window()


def _import(guide: Guide, panel: CarePanel) -> None:
    workbook = guide.out / "sample-messy.xlsx"
    write_messy_workbook(workbook, MESSY_ROWS, guide.day, HELPERS)
    guide.keep(workbook, "messy-workbook", "站里自己的花名册：两层表头、合计、签字行、各种错")
    panel.start_import(workbook)
    wizard = panel.findChild(ImportWizard)
    assert wizard is not None
    guide.wait(lambda: wizard.step == COLUMNS and not wizard.work.busy, "看懂表头")
    guide.picture("import-columns", "导入：程序看懂了什么，对应列可以改，数据依据写明")
    wizard.setFocus()
    guide.press(Qt.Key.Key_Return)
    guide.wait(lambda: wizard.step == CHECK and wizard.work.checkout is not None, "核对")
    guide.picture("import-check", "导入：每一行的结论，还没有写入台账")
    wizard.foot.main_button.click()
    guide.wait(lambda: wizard.step == RESULT, "写入")
    guide.picture("import-result", "导入：结果，可以整批撤回")
    refused = guide.out / "refused.xlsx"
    refused.unlink(missing_ok=True)
    wizard.work.save_refused(refused)
    guide.wait(lambda: refused.exists() and not wizard.work.busy, "存退回清单")
    guide.keep(refused, "refused-rows", "退回的行，原因写在格子旁边，改好可以再导入")
    refused.unlink()
    workbook.unlink()
    wizard.foot.main_button.click()
    guide.wait(lambda: panel.table.isVisible() and panel.table.loader.is_complete, "回到台账")
    panel.list_imports()
    guide.wait(lambda: bool(panel.dialog.buttons), "导入记录")
    guide.picture("import-records", "导入记录：哪一次都可以整批撤回", panel.dialog)
    panel.dialog.close()
    guide.to_window()


def _write_files(guide: Guide, panel: CarePanel) -> None:
    template = guide.out / "template.xlsx"
    template.unlink(missing_ok=True)
    write_care_template(template)
    guide.keep(template, "template", "空白导入模板")
    template.unlink()
    for ending in ("xlsx", "csv"):
        file = guide.out / f"export.{ending}"
        file.unlink(missing_ok=True)
        panel.exporting.write(file)
        guide.wait(file.exists, "导出")
        guide.keep(file, "export", "导出的台账，证件号、电话、户号、门牌遮住")
        file.unlink()


def _look_otherwise(guide: Guide, panel: CarePanel) -> None:
    guide.to_window()
    panel.table.view.setFocus()
    guide.press(Qt.Key.Key_Home)
    guide.press(Qt.Key.Key_Return)
    guide.wait(lambda: panel.file.person is not None, "打开档案")
    look = guide.window.look
    for theme, size, name, words in (
        (Theme.DARK, TextSize.NORMAL, "care-dark", "深色"),
        (Theme.CONTRAST, TextSize.NORMAL, "care-contrast", "高对比度"),
        (Theme.LIGHT, TextSize.LARGE, "care-150", "字号 150%"),
        (Theme.LIGHT, TextSize.HUGE, "care-200", "字号 200%"),
    ):
        look.set_theme(theme)
        look.set_size(size)
        guide.rest()
        guide.picture(name, words)
    look.set_theme(Theme.LIGHT)
    look.set_size(TextSize.NORMAL)
    panel.file.close_file()


def _let_a_volunteer_look(guide: Guide, panel: CarePanel) -> None:
    _act_as(guide, panel, Role.VOLUNTEER)
    guide.picture("care-volunteer", "志愿者只看见自己结对的户，看不到类别和健康")
    _act_as(guide, panel, Role.CLERK)


def _act_as(guide: Guide, panel: CarePanel, role: Role) -> None:
    next(action for action in guide.window.status.menu.actions() if role.value in action.text()).trigger()
    guide.wait(lambda: guide.window.acting.caller.role is role, "换操作人")
    guide.wait(lambda: panel.table.loader.is_complete, "读出台账")


def show_books(guide: Guide, panel: CarePanel) -> None:
    """Show the ledgers beside that of the people, a record of each open."""
    for id, words in (
        ("visits", "走访记录"),
        ("pairings", "结对：主结对人和协助的人，起止都在"),
        ("night-lights", "暖心夜灯：要处理的单独列出"),
        ("needs", "帮扶需求：答应哪天办好，办好了没有"),
    ):
        page = panel.pages.show_page(id)
        assert isinstance(page, BookPage)
        _show_book(guide, page, id, words)


def _show_book(guide: Guide, page: BookPage, id: str, words: str) -> None:
    guide.wait(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 0, words)
    page.table.view.setFocus()
    page.table.view.go(0)
    guide.press(Qt.Key.Key_Return)
    guide.wait(lambda: page.file.file is not None, f"打开{words}")
    guide.picture(f"book-{id}", words)
    page.close_file()
