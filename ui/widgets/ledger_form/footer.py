"""The form's foot: how many faults with a jump to them, printing, saving."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.scale import TextSize
from ui.look.tokens import Tone


class Jump(QAbstractButton):
    """A count in a state's colour that leads to what it counts."""

    def __init__(self, look: Look, icon: str, tone: Tone) -> None:
        super().__init__()
        self._look, self._icon, self._tone = look, icon, tone
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Icon, gap and words."""
        words = QFontMetrics(self._look.font(14)).horizontalAdvance(self.text())
        return QSize(words + self._look.px(30), self._look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and words, and the frame of the focus."""
        tokens, px = self._look.tokens, self._look.px
        ink = tokens.tone(self._tone).ink
        painter = QPainter(self)
        painter.drawPixmap(px(2), (self.height() - px(16)) // 2, self._look.pixmap(self._icon, ink))
        painter.setFont(self._look.font(14))
        painter.setPen(QColor(ink))
        room = self.rect().adjusted(px(24), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(4), px(4))


class Footer(QFrame):
    """`jumped` when somebody wants to see the next fault or gap."""

    jumped = Signal()

    def __init__(self, look: Look, save_action: QAction, print_action: QAction | None = None) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self.faults, self.gaps = Jump(look, "late", Tone.RED), Jump(look, "edit", Tone.AMBER)
        self.print = Button(look, "打印走访单", "print")
        self.save = Button(look, "保存 Ctrl+S", "", Kind.PRIMARY)
        self._row = QHBoxLayout(self)
        for jump in (self.faults, self.gaps):
            jump.clicked.connect(self.jumped)
            self._row.addWidget(jump)
        self._row.addStretch(1)
        for button, action in ((self.print, print_action), (self.save, save_action)):
            self._row.addWidget(button)
            button.setVisible(action is not None)
            if action is not None:
                button.follow(action)
        look.changed.connect(self._dress)
        self._dress()
        self.count(0, 0)

    def count(self, faults: int, gaps: int) -> None:
        """Say how many fields are wrong, or else how many are still to be completed."""
        self.faults.setText(f"{faults} 处要改")
        self.faults.setVisible(faults > 0)
        self.gaps.setText(f"待补 {gaps} 项")
        self.gaps.setVisible(faults == 0 and gaps > 0)

    def said(self) -> str:
        """What it says of faults and gaps."""
        return "，".join(jump.text() for jump in (self.faults, self.gaps) if not jump.isHidden())

    def _dress(self) -> None:
        px, is_huge = self._look.px, self._look.scale.size is TextSize.HUGE
        self._row.setContentsMargins(px(16), px(4 if is_huge else 12), px(16), px(2 if is_huge else 8))
        self._row.setSpacing(px(8))
