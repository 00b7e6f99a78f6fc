"""What an earlier window left unsaved, offered in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.core.clock import local
from gridconsole.core.drafts import Draft
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.tokens import Tone

RESUME, DROP = "接着填", "丢掉"


def sentence_of(draft: Draft) -> str:
    """Return that there is a draft, and of when."""
    at = local(draft.moment)
    return f"上次没存的内容还在（{at.month}月{at.day}日 {at:%H:%M}）。"


class DraftBar(QWidget):
    """Hidden while there is nothing to offer; `resumed` and `dropped` carry the draft."""

    resumed = Signal(object)
    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.draft: Draft | None = None
        self.banner = Banner(look, Tone.BLUE, "", link=RESUME, other=DROP)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        self.banner.link_pressed.connect(lambda: self.resumed.emit(self.draft))
        self.banner.other_pressed.connect(lambda: self.dropped.emit(self.draft))
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def offer(self, draft: Draft | None) -> None:
        """Offer a draft; with None nothing."""
        self.draft = draft
        if draft is not None:
            detail = draft.words if draft.hangs_on else ""
            self.banner.say(Tone.BLUE, sentence_of(draft), detail, RESUME, DROP)
        self.setVisible(draft is not None)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), 0, px(16), px(8))
