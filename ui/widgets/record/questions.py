"""What is asked before a deed on a record that leaves a mark: why, and what becomes of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from gridconsole.core.ledger.ledger import Ledger
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.widgets.ledger_form.asking import Choosing, WhyDialog
from ui.widgets.record.deeds import Back

WHY_WITHDRAWN = ("重复登记", "登记错了")
SAVE, DROP = 0, 1
Then = Callable[[str], None]


class Questions(QObject):
    """Opens one dialog at a time; `dialog` is the one that was opened last."""

    def __init__(self, look: Look, parent: QWidget, ledger: Ledger) -> None:
        super().__init__(parent)
        self._look, self._parent, self._ledger = look, parent, ledger
        self.dialog: QDialog | None = None

    def leave(self, name: str, save: Callable[[], None], drop: Callable[[], None]) -> None:
        """Ask what becomes of what is typed and not saved."""
        answers = [("保存", Kind.PRIMARY), ("不保存", Kind.DANGER), ("继续编辑", Kind.PLAIN)]
        dialog = Choosing(self._look, "有改动还没保存", f"{name}的改动还没有保存。", answers, self._window)
        dialog.chosen.connect(lambda number: {SAVE: save, DROP: drop}.get(number, _stay)())
        self.show(dialog)

    def withdraw(self, name: str, then: Then) -> None:
        """Ask why a record is taken off the ledger."""
        sentence = f"撤下后{name}不再列出，历史仍保留。只用于登记错的记录。"
        self.why("撤下记录", sentence, WHY_WITHDRAWN, "撤下", then)

    def bring_back(self, back: Back, then: Then) -> None:
        """Ask why earlier values come back."""
        labels = "、".join(self._ledger.fields[key].label for key in back.keys[:5])
        self.why("恢复旧值", f"把{labels}改回这次改动之前的值。", ("改错了",), "恢复", then)

    def why(self, title: str, sentence: str, usual: tuple[str, ...], deed: str, then: Then) -> None:
        """Ask for a reason."""
        dialog = WhyDialog(self._look, title, sentence, usual, deed, self._window)
        dialog.answered.connect(then)
        self.show(dialog)

    def show(self, dialog: QDialog) -> None:
        """Open a dialog over the window."""
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @property
    def _window(self) -> QWidget:
        return self._parent.window()


def _stay() -> None:
    """Go on editing."""
