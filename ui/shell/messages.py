"""What the window says: strips that stay until solved, and toasts that go by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.core.errors import ConsoleError
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.toast import Toast
from ui.look.tokens import Tone


class Messages(QObject):
    """One per window; `strips` is the widget that the window places under its top bar."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._banners: dict[str, Banner] = {}
        self._is_covered = False
        self.strips = QWidget()
        self._column = QVBoxLayout(self.strips)
        self._toast = Toast(look, window)
        look.changed.connect(self._dress)
        self._dress()

    def error(self, error: ConsoleError, key: str = "") -> None:
        """Show an expected error; a second one with the same key takes the place of the first."""
        self.strip(key or type(error).__name__, Tone.RED, error.sentence, error.next_step)

    def strip(
        self,
        key: str,
        tone: Tone,
        sentence: str,
        next_step: str = "",
        link: str = "",
        on_link: Callable[[], None] | None = None,
        other: str = "",
        on_other: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence with its next step until it is solved or closed."""
        self.solved(key)
        banner = Banner(self._look, tone, sentence, next_step, link, closable=True, other=other)
        banner.setObjectName(key)
        banner.closed.connect(self._closed)
        if on_link is not None:
            banner.link_pressed.connect(on_link)
        if on_other is not None:
            banner.other_pressed.connect(on_other)
        self._banners[key] = banner
        self._column.addWidget(banner)
        self._dress()

    def solved(self, key: str) -> None:
        """Take a strip away, if it is there."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self._dress()

    def shown(self) -> list[str]:
        """The keys of the strips on the screen, oldest first."""
        return list(self._banners)

    def toast(self, text: str) -> None:
        """Say for four seconds that something is done, but not while all is covered; never an error."""
        if self._is_covered:
            return
        corner = self.toast_corner()
        self._toast.say(text, corner)

    def cover(self, covered: bool) -> None:
        """Show nothing while the rows are covered: messages may name somebody. Strips come back."""
        self._is_covered = covered
        if covered:
            self._toast.hide()
        self._dress()

    def toast_corner(self) -> QPoint:
        """On the status bar, right of who acts: the one place where nothing is typed or pressed."""
        return QPoint(
            self._window.width() // 2 - self._look.px(140), self._window.height() - self._look.px(2)
        )

    def _closed(self) -> None:
        banner = self.sender()
        assert isinstance(banner, Banner)
        self.solved(banner.objectName())

    def _dress(self) -> None:
        px = self._look.px
        self.strips.setVisible(bool(self._banners) and not self._is_covered)
        self._column.setContentsMargins(px(8), px(8), px(8), 0)
        self._column.setSpacing(px(8))
