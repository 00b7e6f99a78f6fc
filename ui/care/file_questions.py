"""What is asked before a deed on a file that leaves a mark: why, and what becomes of it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from gridconsole.care.records import CARE
from ui.care.deeds import Back, File
from ui.care.status_dialog import StatusDialog
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.widgets.ledger_form.asking import Choosing, WhyDialog

WHY_SHOWN = ("核对信息", "联系本人", "上门走访")
WHY_WITHDRAWN = ("重复建档", "建错了")
SAVE, DROP = 0, 1
Then = Callable[[str], None]


class FileQuestions(QObject):
    """Opens one dialog at a time; `dialog` is the one that was opened last."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._parent = look, parent
        self.dialog: QDialog | None = None

    def leave(self, name: str, save: Callable[[], None], drop: Callable[[], None]) -> None:
        """Ask what becomes of what is typed and not saved."""
        answers = [("保存", Kind.PRIMARY), ("不保存", Kind.DANGER), ("继续编辑", Kind.PLAIN)]
        dialog = Choosing(self._look, "有改动还没保存", f"{name}的改动还没有保存。", answers, self._window)
        dialog.chosen.connect(lambda number: {SAVE: save, DROP: drop}.get(number, _stay)())
        self._open(dialog)

    def status(self, file: File, then: Callable[[str, str, date], None]) -> None:
        """Ask for the new status, since when, and why."""
        one = file.one
        choices, now = CARE.fields["status"].kind.choices, one.text("status") or "在册"
        dialog = StatusDialog(self._look, one.text("name"), now, choices, file.reading, self._window)
        dialog.answered.connect(then)
        self._open(dialog)

    def withdraw(self, name: str, then: Then) -> None:
        """Ask why a file is taken off the ledger."""
        sentence = f"撤下后{name}不再列出、不再走访，历史仍保留。"
        hint = "只用于建错的档案；去世、迁出请用「改变状态」。"
        self._ask("撤下档案", sentence + hint, WHY_WITHDRAWN, "撤下", then)

    def reveal(self, key: str, then: Then) -> None:
        """Ask why a masked value is looked at."""
        sentence = "查看全文会留痕：记下谁、何时、看了哪一项、什么原因。"
        self._ask(f"查看完整的{CARE.fields[key].label}", sentence, WHY_SHOWN, "查看", then)

    def bring_back(self, back: Back, then: Then) -> None:
        """Ask why earlier values come back."""
        labels = "、".join(CARE.fields[key].label for key in back.keys[:5])
        self._ask("恢复旧值", f"把{labels}改回这次改动之前的值。", ("改错了",), "恢复", then)

    @property
    def _window(self) -> QWidget:
        return self._parent.window()

    def _ask(self, title: str, sentence: str, usual: tuple[str, ...], deed: str, then: Then) -> None:
        dialog = WhyDialog(self._look, title, sentence, usual, deed, self._window)
        dialog.answered.connect(then)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _stay() -> None:
    """Go on editing."""
