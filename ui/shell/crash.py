"""A bug ends in one dialog with its details to copy, never in silence and never in two dialogs."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.errors import ConsoleError
from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.tokens import Tone

LOG = logging.getLogger(__name__)
QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashDialog(QDialog):
    """程序出错了: a short text, *复制详情* and *关闭*."""

    def __init__(self, look: Look, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = details
        self.setWindowTitle("程序出错了")
        self.setMinimumWidth(look.px(460))
        self._copy = Button(look, "复制详情", "copy")
        close = Button(look, "关闭", kind=Kind.PRIMARY)
        self._copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setFocus()
        self._said = Words("", Role.SECOND, Tone.GREEN)
        self._lay_out(look, close)

    def add(self, details: str) -> None:
        """Put a further error into the details instead of opening a second dialog."""
        self.details += f"\n\n{details}"

    def copy(self) -> None:
        """Put the details on the clipboard and say so."""
        QGuiApplication.clipboard().setText(self.details)
        self._said.setText("已复制")

    def _lay_out(self, look: Look, close: Button) -> None:
        head, foot, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(look.px(8))
        head.addWidget(Icon(look, "refused", Tone.RED, 20))
        head.addWidget(Words("程序出错了", Role.TITLE), 1)
        foot.setSpacing(look.px(8))
        foot.addWidget(self._said, 1)
        foot.addWidget(self._copy)
        foot.addWidget(close)
        page.setContentsMargins(*([look.px(24)] * 4))
        page.setSpacing(look.px(16))
        page.addLayout(head)
        page.addWidget(
            Paragraph(
                "这是程序的问题，不是您操作的问题。已保存的内容不受影响。请复制详情发给维护人员，然后继续工作。"
            )
        )
        page.addLayout(foot)


class CrashGuard(QObject):
    """Takes every exception nobody caught, from any thread, and Qt's own complaints.

    `errors` gets a ConsoleError that escaped; `scrub` takes personal data out of the details.
    """

    _reported = Signal(str)

    def __init__(
        self,
        look: Look,
        errors: Callable[[ConsoleError], None] | None = None,
        scrub: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._look = look
        self._errors = errors
        self._scrub = scrub
        self.dialog: CrashDialog | None = None
        self._reported.connect(self._show)

    def install(self) -> None:
        """Set the hooks of Python, of its threads and of Qt."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(self._from_qt)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(self, error: BaseException) -> None:
        """Show a bug; may be called on any thread."""
        LOG.error("uncaught", exc_info=error)
        self._reported.emit(self._scrub("".join(traceback.format_exception(error))))

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, ConsoleError) and self._errors is not None:
            self._errors(error)
        else:
            self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        level = QT_LEVELS[kind]
        logging.getLogger("qt").log(level, text)
        if level >= logging.ERROR:
            self._reported.emit(self._scrub(f"Qt: {text}"))

    def _show(self, details: str) -> None:
        if self.dialog is not None:
            self.dialog.add(details)
            return
        self.dialog = CrashDialog(self._look, details, QApplication.activeWindow())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
