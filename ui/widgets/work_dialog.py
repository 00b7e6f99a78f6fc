"""A long piece of work with its progress and a way to stop it."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from gridconsole.core.errors import ConsoleError
from gridconsole.core.progress import Cancelled, Progress
from ui.look.parts.bar import ProgressLine
from ui.look.parts.text import Role, Words
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question

T = TypeVar("T")


class WorkDialog(Question):
    """Runs one call that takes a Progress; stopping it leaves nothing behind."""

    def __init__(self, context: PanelContext, title: str, sentence: str, parent: QWidget | None) -> None:
        super().__init__(context.look, title, sentence, parent)
        self._context = context
        self._stop = threading.Event()
        self.bar = ProgressLine(title)
        self.words = Words("", Role.SECOND)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.words)
        self.stop_button = self.add_button("取消")
        self.stop_button.clicked.connect(self.stop)
        self.finish()
        self.bar.set_progress(0, 0)

    def run(self, call: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Run the call on the worker and close when it is over."""
        tell = self._context.worker.relay(self._show, self)

        def report(done: int, total: int, words: str) -> bool:
            if done >= 0:
                tell((done, total, words))
            return not self._stop.is_set()

        def over(result: T) -> None:
            self.accept()
            then(result)

        self._context.worker.run(lambda: call(Progress(report)), over, self._failed, owner=self)
        self.open()

    def stop(self) -> None:
        """Ask the work to stop at the next chance."""
        self._stop.set()
        self.stop_button.setEnabled(False)
        self.words.setText("正在停下…")

    def reject(self) -> None:
        """Esc and the window's cross stop the work too; the dialog goes when it has stopped."""
        self.stop()

    def _show(self, at: tuple[int, int, str]) -> None:
        done, total, words = at
        self.bar.set_progress(done, total)
        self.words.setText(f"{words} {done:,} / {total:,}" if total else words)

    def _failed(self, error: ConsoleError) -> None:
        self.accept()
        if isinstance(error, Cancelled):
            self._context.messages.toast(error.sentence)
        else:
            self._context.messages.error(error, "work")
