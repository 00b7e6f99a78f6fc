"""What is asked before a deed on a campaign: why, and what becomes of what is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from gridconsole.care.festivals.views import Summary
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.widgets.ledger_form.asking import Choosing, WhyDialog

SAVE, DROP = 0, 1
Then = Callable[[str], None]


class Asking(QObject):
    """Opens one dialog at a time; `dialog` is the one that was opened last."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._parent = look, parent
        self.dialog: QDialog | None = None

    def leave(self, save: Callable[[], None], drop: Callable[[], None]) -> None:
        """Ask what becomes of goods that are typed and not saved."""
        answers = [("保存", Kind.PRIMARY), ("不保存", Kind.DANGER), ("继续编辑", Kind.PLAIN)]
        sentence = "慰问物资的改动还没有保存。"
        dialog = Choosing(self._look, "有改动还没保存", sentence, answers, self._parent.window())
        dialog.chosen.connect(lambda number: {SAVE: save, DROP: drop}.get(number, _stay)())
        self._show(dialog)

    def close(self, title: str, summary: Summary, then: Then) -> None:
        """Ask before a campaign ends; why, where it does not add up."""
        if not summary.adds_up:
            sentence = f"{'；'.join(summary.differences)}。核对不了的，写明原因再结束。"
            self._why("结束登记", sentence, ("损坏", "另作他用", "数错了"), "结束登记", then)
            return
        answers = [("取消", Kind.PLAIN), ("结束登记", Kind.PRIMARY)]
        sentence = f"{title}的出库、已领、退回对得上。结束后不能再改，要改先重新打开。"
        dialog = Choosing(self._look, "结束登记", sentence, answers, self._parent.window())
        dialog.chosen.connect(lambda number: then("") if number else None)
        self._show(dialog)

    def reopen(self, title: str, then: Then) -> None:
        """Ask why a campaign is opened again."""
        self._why("重新打开", f"{title}打开后可以再录入、更正。", ("有单子补录", "数量要更正"), "打开", then)

    def remove(self, name: str, then: Then) -> None:
        """Ask why goods are taken off."""
        sentence = f"撤下后{name}不再发给任何一户，名单里的数量一起去掉。"
        self._why("撤下物资", sentence, ("登记错了", "没有买到"), "撤下", then)

    def _why(self, title: str, sentence: str, usual: tuple[str, ...], deed: str, then: Then) -> None:
        dialog = WhyDialog(self._look, title, sentence, usual, deed, self._parent.window())
        dialog.answered.connect(then)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _stay() -> None:
    """Go on editing."""
