"""What a place says that has nothing to show yet."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Role, Words
from ui.look.tokens import Tone


class EmptyState(QWidget):
    """Icon, what will stand here, what to do first, one filled button and one link.

    `pressed` and `link_pressed` are emitted; an empty `button` or `link` leaves it out.
    """

    pressed = Signal()
    link_pressed = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        first_step: str,
        button: tuple[str, str] = ("", ""),
        link: str = "",
    ) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        self._icon = Icon(look, icon, Tone.ACCENT, 32)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role in ((title, Role.TITLE), (first_step, Role.SECOND)):
            column.addWidget(Words(text, role), 0, Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._add(button[0], button[1], Kind.PRIMARY, self.pressed)
        self._add(link, "", Kind.LINK, self.link_pressed)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        column.addStretch(2)
        look.changed.connect(self._dress)
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """Without the icon, which goes first where the height is short."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), hint.height() - (0 if self._icon.isHidden() else self._icon_high()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the icon where there is room for it."""
        super().resizeEvent(event)
        self._icon.setVisible(event.size().height() >= self.minimumSizeHint().height() + self._icon_high())

    def _icon_high(self) -> int:
        return self._icon.sizeHint().height() + self._look.px(8)

    def _add(self, text: str, icon: str, kind: Kind, signal: object) -> None:
        if text:
            made = Button(self._look, text, icon, kind)
            made.clicked.connect(signal)
            self._buttons.addWidget(made)

    def _dress(self) -> None:
        column = self.layout()
        assert column is not None
        column.setSpacing(self._look.px(8))
        self._buttons.setSpacing(self._look.px(12))
        self._buttons.setContentsMargins(0, self._look.px(8), 0, 0)
