"""Step 3: every row's verdict before anything is written."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.books.checkout import Policy
from gridconsole.core.caller import Caller
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Button, Chip, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.answer_strip import ANSWERS, AnswerStrip
from ui.widgets.import_wizard.card import WIDEST, Card, LowArea
from ui.widgets.import_wizard.cells import Cells
from ui.widgets.import_wizard.progress_card import ProgressCard
from ui.widgets.import_wizard.rows_table import RowsTable
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.summary import Missing, Totals
from ui.widgets.import_wizard.work import Work

NOT_WRITTEN = "还没有写入台账"
CHIPS: tuple[Standing | None, ...] = (
    Standing.REFUSED, Standing.INCOMPLETE, Standing.DIFFERS, Standing.READY, Standing.SAME, None,
)  # fmt: skip


class CheckPage(QWidget):
    """Signals: `columns` (go back to the columns), `answered` with (row numbers, policy)."""

    columns = Signal()
    answered = Signal(object, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._work: Work | None = None
        self._differing = False
        self._answers: dict[int, Policy] = {}
        self.banner = Banner(look, Tone.BLUE, "")
        self.banner.hide()
        self.table = RowsTable(look)
        self.table.row_changed.connect(self._show_row)
        self.table.answer_key.connect(lambda number: self._answer(ANSWERS[number][0]))
        self.strip = AnswerStrip(look)
        self.strip.answered.connect(self._answer)
        self.totals, self.missing = Totals(look), Missing(look)
        self.progress = ProgressCard(look, "核对")
        self.chips: dict[Standing | None, Chip] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._left(), 1)
        self._box.addWidget(self._right())
        look.changed.connect(self._dress)
        self._dress()

    def begin(self, work: Work) -> None:
        """Get ready for rows that are being worked out for the first time."""
        understood = work.understood
        assert understood is not None
        self._work = work
        headings = understood.headings
        matches = understood.matching.columns
        fields = work.importer.fields
        self.table.rows.set_columns([(fields[m.field], headings[i], m.sure) for i, m in matches.items()])
        unused = "".join(f"「{column.heading}」" for column in understood.matching.unused)
        said = f"{len(headings)} 列对应了 {len(matches)} 列。" + (f"未用：{unused}" if unused else "")
        self._columns_said.setText(said)
        self.table.empty = "正在核对，核对完在这里逐行列出"
        for chip in self.chips.values():
            chip.set_count(None)
        self.banner.hide()
        self.totals.hide()
        self.sums.setChecked(False)
        self._differing = False
        self._turn()

    def show_rows(self, caller: Caller, today: date, first: bool) -> None:
        """Show the rows that were worked out; `first` orders them and begins at the top."""
        work = self._work
        assert work is not None and work.checkout is not None
        self._answers = work.answers
        cells = Cells(work.importer, caller, today, work.ground, self.table.rows.keys)
        self.table.rows.set_rows(work.checkout.rows, work.standings, work.answers, cells)
        if first:
            self._filter(None)
            self.table.fit()
        self.missing.show_missing(work.checkout.missing)
        self.totals.show()
        self.refresh()

    def refresh(self) -> None:
        """Show numbers and the strip again, after an answer."""
        work = self._work
        assert work is not None and work.tally is not None and work.checkout is not None
        # Two rows until all is counted: showing a widget lays out at once and would widen the window.
        self._chips_box.setDirection(QBoxLayout.Direction.TopToBottom)
        for standing, chip in self.chips.items():
            count = work.tally.total if standing is None else work.tally.counts[standing]
            chip.set_count(count)
        self._differing = any(row.differing for row in work.checkout.rows)
        self.chips[Standing.DIFFERS].setVisible(self._differing)
        self.totals.show_tally(work.tally)
        self.table.rows.refresh()
        self._show_row(self.table.currentIndex().row())
        self._turn()

    def say_nothing_new(self, refused: int) -> None:
        """Say that importing would change nothing."""
        rest = f"退回的 {refused:,} 行改好后再导入。" if refused else "不用再导入。"
        self.banner.say(Tone.BLUE, "与台账相同，没有可导入的行，台账没有变化。", rest)
        self.banner.show()

    def next_problem(self, back: bool = False) -> None:
        """Go to the next cell that somebody should look at."""
        self.table.next_problem(back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers above the table where there is no room beside it."""
        super().resizeEvent(event)
        self._turn()

    @property
    def _narrow(self) -> bool:
        return self.width() < self._look.px(940)

    def _turn(self) -> None:
        """One thing at a time where there is no room for two: the rows, or the sums."""
        narrow, px, way = self._narrow, self._look.px, QBoxLayout.Direction
        sums = not narrow or self.sums.isChecked() or self.totals.isHidden()
        rows = not narrow or not sums
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._side.setMinimumWidth(0 if narrow else px(332))
        self._side.setMaximumWidth(WIDEST if narrow else px(332))
        shown = {
            self.sums: narrow,
            self._not_written: narrow and not self._differing,
            self._title: not narrow,
            self._bottom: not narrow,
            self._side: sums,
            self.missing: not self.totals.isHidden(),
            self.table: rows,
            self.strip: rows and self._differing,
        }
        for widget in sorted(shown, key=shown.__getitem__):  # what goes makes room for what comes
            widget.setVisible(shown[widget])
        self._box.setStretchFactor(self._card, 1 if rows else 0)
        self._box.setStretchFactor(self._side, 1 if narrow and sums else 0)
        self.next_button.setText("下一处" if narrow else "F8 下一处")
        self._chips_box.setDirection(way.TopToBottom if self._tight else way.LeftToRight)

    @property
    def _tight(self) -> bool:
        """Whether the chips need two rows."""
        beside: list[QWidget] = (
            [self.sums, self.next_button] if self._narrow else [self._title, self.next_button]
        )
        chips = [chip for chip in self.chips.values() if not chip.isHidden()]
        needed = sum(widget.sizeHint().width() + self._look.px(8) for widget in (*chips, *beside))
        side = 0 if self._narrow else self._look.px(332 + 8)
        return bool(self.width() - side < needed + self._look.px(40))

    def _filter(self, wanted: Standing | None) -> None:
        self.chips[wanted].setChecked(True)
        self.table.empty = f"没有{wanted.value}的行" if wanted else "表头下面没有数据行"
        self.table.rows.show_only(wanted)
        self.table.scrollToTop()
        if self.table.rows.rowCount():
            self.table.go(0)

    def _show_row(self, at: int) -> None:
        work = self._work
        if work is None or work.checkout is None or work.tally is None or at < 0:
            self.strip.show_row("这里没有有出入的行", None, False, 0)
            return
        row = self.table.rows.planned(at)
        left = work.tally.counts[Standing.DIFFERS]
        if not row.differing:
            self.strip.show_row(f"有出入的行里，{left:,} 行还没选（F8 下一处）", None, False, left)
            return
        labels = "、".join(work.importer.fields[key].label for key in row.differing)
        name = work.importer.called(row.checked.values)
        sentence = f"第 {row.checked.number} 行 {name}：{labels}与台账不同，用哪个？"
        self.strip.show_row(sentence, self._answers.get(row.checked.number), True, left)

    def _answer(self, policy: Policy) -> None:
        work, at = self._work, self.table.currentIndex().row()
        if work is None or work.checkout is None or not self._differing:
            return
        if self.strip.for_all:
            rows = work.checkout.rows
            numbers = [
                r.checked.number for r in rows if r.differing and r.checked.number not in self._answers
            ]
        else:
            numbers = []
        if at >= 0 and self.table.rows.planned(at).differing:
            numbers.append(self.table.rows.planned(at).checked.number)
        if numbers:
            self.answered.emit(numbers, policy)

    def _left(self) -> QWidget:
        card = self._card = Card(self._look, padding=0, spacing=0)
        self._top = QHBoxLayout()
        self._title = Words("逐行核对", Role.TITLE)
        self._top.addWidget(self._title)
        self._top.addLayout(self._chip_rows())
        self.sums = Chip(self._look, "合计")
        self.sums.clicked.connect(self._turn)
        self._not_written = Elided(NOT_WRITTEN, Role.SECOND)
        self._top.addWidget(self.sums)
        self._top.addStretch(1)
        self._top.addWidget(self._not_written)
        self.next_button = Button(self._look, "F8 下一处", kind=Kind.LINK)
        self.next_button.setToolTip("下一处要看的（F8）")
        self.next_button.clicked.connect(lambda: self.next_problem())
        self._top.addWidget(self.next_button)
        card.box.addLayout(self._top)
        self._banner_box = QVBoxLayout()
        self._banner_box.addWidget(self.banner)
        card.box.addLayout(self._banner_box)
        card.box.addWidget(self.table, 1)
        card.box.addWidget(self.strip)
        card.box.addWidget(self._columns_line())
        return card

    def _columns_line(self) -> QWidget:
        self._bottom = QWidget()
        self._bottom_row = QHBoxLayout(self._bottom)
        self._columns_said = Elided("", Role.SECOND)
        link = Button(self._look, "改列对应", kind=Kind.LINK)
        link.clicked.connect(self.columns)
        self._bottom_row.addWidget(Icon(self._look, "columns"))
        self._bottom_row.addWidget(self._columns_said, 1)
        self._bottom_row.addWidget(link)
        return self._bottom

    def _chip_rows(self) -> QBoxLayout:
        """Six chips in one row, or in two of three."""
        group = QButtonGroup(self)
        self._chips_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._chip_halves = (QHBoxLayout(), QHBoxLayout())
        for row, standings in zip(self._chip_halves, (CHIPS[:3], CHIPS[3:]), strict=True):
            for standing in standings:
                word, icon = (standing.value, standing.icon) if standing else ("全部", "")
                chip = Chip(self._look, word, icon)
                chip.clicked.connect(lambda _=False, wanted=standing: self._filter(wanted))
                group.addButton(chip)
                self.chips[standing] = chip
                row.addWidget(chip)
            row.addStretch(1)
            self._chips_box.addLayout(row)
        return self._chips_box

    def _right(self) -> QWidget:
        cards = QWidget()
        self._cards = QVBoxLayout(cards)
        self._cards.addWidget(self.totals)
        self._cards.addWidget(self.missing, 1)
        self._area = LowArea(cards)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.addWidget(self._area, 1)
        self._side_column.addWidget(self.progress)
        return self._side

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._box, self._side_column, self._cards):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(px(8))
        self._top.setContentsMargins(px(16), px(10), px(12), px(10))
        self._top.setSpacing(px(12))
        self._chips_box.setSpacing(px(8))
        for row in self._chip_halves:
            row.setSpacing(px(8))
        self._banner_box.setContentsMargins(px(12), 0, px(12), px(8))
        self._bottom_row.setContentsMargins(px(16), px(6), px(12), px(6))
        self._bottom_row.setSpacing(px(8))
        self._turn()
