"""A campaign's account: goods line by line, the money, what does not add up, and its end."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridconsole.care.festivals.rules import Total
from gridconsole.care.festivals.views import ItemTotal, Summary
from gridconsole.core.money import format_fen
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.bar import Bar
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone
from ui.widgets.ledger_table.column import NOTHING

HEADS = ("物资", "出库", "已领", "退回", "未领", "相差", "金额（元）")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SummaryTab(QScrollArea):
    """`close_asked` and `reopen_asked` when the campaign is to be ended or opened again."""

    close_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.summary: Summary | None = None
        self._closed = False
        self.verdict = Banner(look, Tone.GREEN, "")
        self.bar = Bar(look, "户数")
        self.counts = Words("", Role.STRONG)
        self.money, self.capitals = Words("", Role.TOTAL), Elided("", Role.SECOND)
        self.budget = Elided("", Role.SECOND)
        self.end = Button(look, "结束登记", "done", Kind.PRIMARY)
        self.again = Button(look, "重新打开", "undo")
        self.end.clicked.connect(self.close_asked)
        self.again.clicked.connect(self.reopen_asked)
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    def show_summary(self, summary: Summary, closed_on: str) -> None:
        """Show an account; `closed_on` is the day of the campaign's end, empty while it runs."""
        self.summary, self._closed = summary, bool(closed_on)
        self.counts.setText(f"未领 {summary.open:,} 户　已领 {summary.handed:,}　退回 {summary.returned:,}")
        parts = [("已领", summary.handed, Tone.GREEN), ("退回", summary.returned, Tone.AMBER)]
        self.bar.set_parts([*parts, ("未领", summary.open, Tone.BLUE)])
        self._fill_table(summary)
        self.money.setText(f"{format_fen(summary.value, grouped=True)} 元")
        self.capitals.setText(summary.in_capitals)
        self.budget.setText(_budget_words(summary))
        self._judge(summary, closed_on)
        self.end.setVisible(not self._closed)
        self.again.setVisible(self._closed)

    def _judge(self, summary: Summary, closed_on: str) -> None:
        said = [*summary.differences, *summary.remarks]
        if closed_on:
            self.verdict.say(Tone.GREY, f"{closed_on}已结束登记。", "；".join(said))
        elif said:
            first = "对不上，请核对：" if summary.differences else "账对得上，请留意："
            self.verdict.say(Tone.AMBER, first, "；".join(said))
        elif summary.open:
            step = "全部录入后，出库等于已领加退回，就可以结束登记。"
            self.verdict.say(Tone.BLUE, f"还有 {summary.open:,} 户没有录入领取单。", step)
        else:
            self.verdict.say(Tone.GREEN, "出库、已领、退回对得上。", "可以结束登记。")

    def _fill_table(self, summary: Summary) -> None:
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, head in enumerate(HEADS):
            self._put(0, at, Elided(head, Role.LABEL))
        for row, one in enumerate(summary.items, 1):
            self._put_item(row, one)
        if summary.cash.taken:
            self._put_row(len(summary.items) + 1, "现金", summary.cash, _yuan, summary.cash.handed)

    def _put_item(self, row: int, one: ItemTotal) -> None:
        price = f"每{one.unit} {format_fen(one.price)}" if one.price is not None else "没有单价"
        self._put_row(row, one.name, one.total, _plain, one.value, price, one.stock is not None)

    def _put_row(
        self, row: int, name: str, total: Total, words: Callable[[int], str], value: int,
        price: str = "", noted: bool = True,
    ) -> None:  # fmt: skip
        title, column = QWidget(), QVBoxLayout()
        title.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Elided(name, Role.STRONG))
        if price:
            column.addWidget(Elided(price, Role.SECOND))
        self._put(row, 0, title)
        stock = words(total.stock) if noted else NOTHING
        numbers = (stock, words(total.handed), words(total.back), words(total.open))
        for at, text in enumerate(numbers, 1):
            self._put(row, at, Words(text))
        off = total.difference != 0
        self._put(row, 5, Words(words(total.difference), Role.STRONG if off else Role.BASE, _tone(off)))
        self._put(row, 6, Words(format_fen(value, grouped=True)))

    def _put(self, row: int, column: int, widget: QWidget) -> None:
        if column and isinstance(widget, Words):
            widget.setAlignment(RIGHT)
        self._table.addWidget(widget, row, column)

    def _build(self) -> None:
        self._page = QWidget()
        self._page.setProperty("part", "page")
        self._column, self._table, self._foot = QVBoxLayout(self._page), QGridLayout(), QHBoxLayout()
        self._table.setColumnStretch(0, 3)
        for at in range(1, len(HEADS)):
            self._table.setColumnStretch(at, 2 if at == len(HEADS) - 1 else 1)
        for widget in (self.verdict, self.counts, self.bar):
            self._column.addWidget(widget)
        self._column.addLayout(self._table)
        rule = QFrame()
        rule.setProperty("part", "rule")
        self._column.addWidget(rule)
        self._column.addWidget(Words("发放金额", Role.LABEL))
        for widget in (self.money, self.capitals, self.budget):
            self._column.addWidget(widget)
        self._foot.addStretch(1)
        self._foot.addWidget(self.again)
        self._foot.addWidget(self.end)
        self._column.addLayout(self._foot)
        self._column.addStretch(1)
        self.setProperty("part", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(8))
        self._column.setSpacing(px(8))
        self._table.setHorizontalSpacing(px(12))
        self._table.setVerticalSpacing(px(8))
        self._table.setContentsMargins(0, px(8), 0, px(4))


def _plain(count: int) -> str:
    return f"{count:,}"


def _yuan(fen: int) -> str:
    return format_fen(fen, grouped=True)


def _tone(off: bool) -> Tone | None:
    return Tone.AMBER if off else None


def _budget_words(summary: Summary) -> str:
    cash = f"其中现金{summary.cash_in_capitals}　" if summary.cash.handed else ""
    if summary.budget is None:
        return f"{cash}没有登记预算"
    left = summary.budget - summary.value
    words = (
        f"还剩 {format_fen(left, grouped=True)} 元"
        if left >= 0
        else f"超出 {format_fen(-left, grouped=True)} 元"
    )
    return f"{cash}预算 {format_fen(summary.budget, grouped=True)} 元，{words}"
