"""Step 2: which column became which field, and where the data comes from."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridconsole.core.books.shapes import Sheet
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit
from ui.look.parts.text import Elided, Paragraph, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import WIDEST, Card, LowArea
from ui.widgets.import_wizard.column_row import ColumnHead, ColumnRow
from ui.widgets.import_wizard.importer import Importer
from ui.widgets.import_wizard.work import Work

UNSAID = "没有说明"


class ColumnsPage(QWidget):
    """Signals: `given` with (column index, field key or None), `source_changed`."""

    given = Signal(int, object)
    source_changed = Signal()

    def __init__(self, look: Look, today: date, importer: Importer) -> None:
        super().__init__()
        self._look = look
        self._today, self._importer = today, importer
        self._rows: list[ColumnRow] = []
        self._shown: tuple[object, ...] = ()
        self.banner = Banner(look, Tone.RED, "")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._left(), 1)
        self._box.addWidget(self._right())
        look.changed.connect(self._dress)
        self._dress()

    def show_work(self, work: Work) -> None:
        """Show every column with its field."""
        understood = work.understood
        assert understood is not None
        shown = (work.path, understood.sheet)
        if self._shown != shown:
            self._shown = shown
            self._make_rows(understood)
        for row in self._rows:
            match = understood.matching.columns.get(row.index)
            field, sure = (self._importer.fields[match.field], match.sure) if match else (None, True)
            row.show_field(field, sure, understood.rows, self._today)
        used, asked = len(understood.matching.columns), self._asked(understood)
        self._title_note.setText(
            f"{len(self._rows)} 列对应了 {used} 列" + (f"，{asked} 列请核对" if asked else "")
        )
        lacking = self._importer.lacking(understood.keys)
        if lacking is not None:
            self.banner.say(Tone.RED, *lacking)
        self.banner.setVisible(lacking is not None)
        self._missing.setText("、".join(self._importer.without(understood.keys)) or "都有")

    def ground(self) -> str | None:
        """The stated ground."""
        return self._ground.currentText() if self._ground.currentIndex() > 0 else None

    def number(self) -> str:
        """The number of the document."""
        return self._number.text()

    def focus_first(self) -> None:
        """The first column that is to be checked, else the ground, else the first column."""
        asked = [row.choice for row in self._rows if row.asked]
        rest = [self._ground] if self._importer.grounds else [row.choice for row in self._rows]
        (asked or rest)[0].setFocus()
        self._keep_focus_in_view()

    def _keep_focus_in_view(self) -> None:
        """Scroll to the combo that has the keyboard, also once its row gets its place."""
        focused = next((row.choice for row in self._rows if row.choice is self._page.focusWidget()), None)
        if focused is not None:
            self._area.ensureWidgetVisible(focused)

    def choice(self, heading: str) -> Choice:
        """The combo of a column by its heading."""
        return next(row.choice for row in self._rows if row.heading == heading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the source below the columns where there is no room beside them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        px, way = self._look.px, QBoxLayout.Direction
        narrow = self.width() < px(700)
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        wide = px(336 if self.width() >= px(1000) else 264)
        self._side.setMinimumWidth(0 if narrow else wide)
        self._side.setMaximumWidth(WIDEST if narrow else wide)

    def _asked(self, understood: Sheet) -> int:
        return sum(not match.sure for match in understood.matching.columns.values())

    def _left(self) -> QWidget:
        card = Card(self._look, padding=0, spacing=0)
        self._top = QHBoxLayout()
        self._title_note = Elided("", Role.SECOND)
        self._top.addWidget(Words("对应列", Role.TITLE))
        self._top.addWidget(self._title_note, 1)
        card.box.addLayout(self._top)
        self._banner_box = QVBoxLayout()
        self._banner_box.addWidget(self.banner)
        card.box.addLayout(self._banner_box)
        card.box.addWidget(ColumnHead(self._look))
        area = QScrollArea()
        area.setProperty("part", "plain")
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self._area = area
        area.verticalScrollBar().rangeChanged.connect(self._keep_focus_in_view)
        self._page = QWidget()
        self._page.setProperty("part", "page")
        self._column = QVBoxLayout(self._page)
        area.setWidget(self._page)
        card.box.addWidget(area, 1)
        return card

    def _right(self) -> QWidget:
        self._source = Card(self._look, spacing=4)
        self._ground = Choice(self._look, (UNSAID, *self._importer.grounds))
        self._number = LineEdit("", "如 民政〔2026〕12 号，没有可不填")
        self._ground.currentIndexChanged.connect(self.source_changed)
        self._number.textChanged.connect(self.source_changed)
        self._why = Paragraph(self._importer.ground_words, Role.SECOND)
        self._missing = Paragraph("", Role.BASE)
        origin = (
            Words("数据从哪里来", Role.TITLE),
            Field(self._look, "数据依据", self._ground),
            Field(self._look, "依据文号", self._number),
            self._why,
        )
        for widget in origin:
            self._source.box.addWidget(widget)
            widget.setVisible(bool(self._importer.grounds))
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addSpacing(12 if self._importer.grounds else 0)
        rest.addWidget(Words("表里没有的必填项", Role.TITLE))
        rest.addWidget(self._missing)
        rest.addWidget(Paragraph("先导入，以后再补。", Role.SECOND))
        self._source.box.addWidget(self._rest)
        self._source.box.addStretch(1)
        self._side = LowArea(self._source)
        return self._side

    def _make_rows(self, understood: Sheet) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self._rows = [
            ColumnRow(self._look, column.index, column.heading, self._importer.offered)
            for column in understood.head.columns
        ]
        for row in self._rows:
            row.given.connect(self.given)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _dress(self) -> None:
        px = self._look.px
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8))
        self._top.setContentsMargins(px(16), px(12), px(16), px(8))
        self._top.setSpacing(px(12))
        self._banner_box.setContentsMargins(px(16), 0, px(16), px(8))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._turn()
