"""What is asked before a deed on a person's file: the new status, why, and what becomes of it."""

from collections.abc import Callable
from datetime import date

from gridconsole.care.records import CARE
from ui.care.consents.withdrawing import WithdrawDialog
from ui.care.status_dialog import StatusDialog
from ui.widgets.record.deeds import File
from ui.widgets.record.questions import Questions, Then

WHY_SHOWN = ("核对信息", "联系本人", "上门走访")
WHY_WITHDRAWN = ("重复建档", "建错了")


class FileQuestions(Questions):
    """Asks about files of people."""

    def status(self, file: File, then: Callable[[str, str, date], None]) -> None:
        """Ask for the new status, since when, and why."""
        one = file.one
        choices, now = CARE.fields["status"].kind.choices, one.text("status") or "在册"
        dialog = StatusDialog(self._look, one.text("name"), now, choices, file.reading, self._window)
        dialog.answered.connect(then)
        self.show(dialog)

    def withdraw_consent(self, file: File, then: Callable[[tuple[str, ...], str, date], None]) -> None:
        """Ask what of a consent is withdrawn, since when and why."""
        dialog = WithdrawDialog(self._look, file.one, file.reading, self._window)
        dialog.answered.connect(then)
        self.show(dialog)

    def withdraw(self, name: str, then: Then) -> None:
        """Ask why a file is taken off the ledger."""
        sentence = f"撤下后{name}不再列出、不再走访，历史仍保留。"
        hint = "只用于建错的档案；去世、迁出请用「改变状态」。"
        self.why("撤下档案", sentence + hint, WHY_WITHDRAWN, "撤下", then)

    def reveal(self, key: str, then: Then) -> None:
        """Ask why a masked value is looked at."""
        sentence = "查看全文会留痕：记下谁、何时、看了哪一项、什么原因。"
        self.why(f"查看完整的{CARE.fields[key].label}", sentence, WHY_SHOWN, "查看", then)
