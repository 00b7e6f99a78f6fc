"""Receipts of a festival campaign as they are keyed in: what was handed over, to whom, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from gridconsole.care.errors import NotAccepted
from gridconsole.care.festivals.errors import ReceiptKeyed
from gridconsole.care.festivals.records import Gift
from gridconsole.care.festivals.rules import CASH
from gridconsole.care.festivals.views import GiftCard, GiftItem, State
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Kind, Reading
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.kinds.plain import Count
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.money import format_fen
from ui.care.keying.kinds import Done, Job, PaperKind, Told
from ui.look.look import Look
from ui.widgets.keying.row import Check, Row, no_check
from ui.widgets.keying.sheet import Line, Sheet

if TYPE_CHECKING:
    from gridconsole.console import Console

RECEIVER, RELATION, RETURNED, WHY = "receiver", "relation", "returned", "why"
SIGNED = (RECEIVER, "handler", "received_on")
"""What a receipt must say where something was handed over."""
KEPT = ("received_on", "handler", "second_handler")
"""Answers that are usually the same on the next receipt."""
WIDE, LONGEST_LABEL = 128, 9
"""Px at 100 % of a label, and the characters that have room in it."""


class ReceiptSheet(Sheet):
    """A receipt's questions in the order of the paper; the cursor begins where the first answer is missing.

    `corrects` asks why as well. A digit in place of the receiver stands for somebody of the household.
    """

    def __init__(self, look: Look, card: GiftCard, reading: Reading, corrects: bool = False) -> None:
        self._look_of_rows, self._card, self._reading = look, card, reading
        self._corrects = corrects
        super().__init__(look, [*self._goods(), *self._signed(), *self._end()])
        receiver = self.rows[RECEIVER]
        receiver.editor.editingFinished.connect(self._name_receiver)  # type: ignore[union-attr]
        self.changed.connect(self._follow)
        self._follow()

    def answers(self) -> dict[str, str]:
        """Return what is answered, the receiver by name."""
        found = super().answers()
        return {**found, RECEIVER: self._named(found[RECEIVER])} if RECEIVER in found else found

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put in what is known beforehand."""
        super().fill(typed)
        self._follow()

    def start(self) -> None:
        """Put the cursor where the first answer is missing; of what was answered before, at the top."""
        if self._corrects:
            self.go_to(next(iter(self.rows.values())))
        else:
            super().start()

    def _goods(self) -> list[Line]:
        rows = [self._quantity(item) for item in self._card.items]
        if self._card.gives_cash:
            planned = f"空着就是 {format_fen(self._card.cash_planned)} 元"
            rows.append(self._row(CASH, "现金（元）", planned, Money("现金")))
        return _in_pairs(rows)

    def _quantity(self, item: GiftItem) -> Row:
        kind = Count("数量", unit=item.unit, most=10_000)
        label = f"{item.name}（{item.unit}）"
        label = label if len(label) <= LONGEST_LABEL else f"{item.name[: LONGEST_LABEL - 1]}…"
        return self._row(str(item.id), label, f"空着就是 {item.planned} {item.unit}", kind)

    def _signed(self) -> list[Line]:
        of = {key: declared.kind for key, declared in fields_of(Gift).items()}
        return [
            [self._row(RECEIVER, "领取人", self._who())],
            [self._row(RELATION, "代签关系", "如 女儿、邻居", of[RELATION])],
            [
                self._row("handler", "经手人", kind=of["handler"]),
                self._row("second_handler", "第二经手人", "发现金的，两个人经手", of["second_handler"]),
            ],
            [self._row("received_on", "日期", "如 9.20，今天就写 今天", of["received_on"])],
        ]

    def _end(self) -> list[Line]:
        lines: list[Line] = [[self._row(RETURNED, "退回原因", "没有领、送不到的写原因，如 外出；领了就空着")]]
        return [*lines, [self._row(WHY, "为什么更正", "如 录错了")]] if self._corrects else lines

    def _row(self, key: str, label: str, hint: str = "", kind: Kind | None = None) -> Row:
        check = no_check if kind is None else _check_of(kind, self._reading)
        return Row(
            self._look_of_rows, key, label, hint=hint, check=check, label_width=WIDE, required=key in SIGNED
        )

    def _who(self) -> str:
        offered = "　".join(f"{number} {name}" for number, name in enumerate(self._card.home.names, 1))
        return f"{offered}　或写别人的姓名" if offered else "写姓名"

    def _named(self, text: str) -> str:
        names = self._card.home.names
        return names[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(names) else text

    def _name_receiver(self) -> None:
        row = self.rows[RECEIVER]
        if (named := self._named(row.text())) != row.text():
            row.set_text(named)

    def _follow(self) -> None:
        """Ask how the receiver is related only when it is nobody of the household."""
        relation, receiver = self.rows[RELATION], self._named(self.rows[RECEIVER].text())
        asked = bool(receiver) and receiver not in self._card.home.names
        if relation.asked is not asked:
            relation.ask(asked)


@dataclass
class Receipts:
    """Opens and writes receipts; what one was keyed in with is offered for the next."""

    console: "Console"
    kept: dict[str, str] = field(default_factory=dict)

    def to_key(self, card: GiftCard) -> Job:
        """Return an unsigned receipt to be keyed in."""
        return self._job(card, {**planned(card), **self.kept})

    def to_correct(self, card: GiftCard) -> Job:
        """Return a receipt that was keyed in."""
        return self._job(card, keyed(card), corrects=True)

    def _job(self, card: GiftCard, typed: Mapping[str, str], corrects: bool = False) -> Job:
        reading = Reading(today(self.console.clock))
        remark = f"已录入（{card.state}），现在是更正" if corrects else card.warning

        def write(caller: Caller, answers: Mapping[str, str]) -> Done:
            return self._write(caller, card, answers, corrects)

        told = Told(card.code, card.home.label, told_line(card), remark)

        def over(version: int) -> Job:
            return self._job(replace(card, version=version), typed, corrects)

        return Job(
            told, lambda look: ReceiptSheet(look, card, reading, corrects), typed, write, card.version, over
        )

    def _write(self, caller: Caller, card: GiftCard, answers: Mapping[str, str], corrects: bool) -> Done:
        if answers.get(RETURNED) and answers.get(RECEIVER):
            raise NotAccepted({RETURNED: "写了领取人的，退回原因要空着"})
        campaigns = self.console.care.campaigns
        raw = {key: answers.get(key, "") for key in (*planned(card), RECEIVER, RELATION, *KEPT, RETURNED)}
        if corrects:
            now = campaigns.correct_gift(_because(caller, answers), card, raw)
        else:
            now = campaigns.key_in(caller, card.id, raw)
        if now.state is State.HANDED:
            self.kept.update({key: raw[key] for key in KEPT})
        return done(now)


def receipts(console: "Console") -> PaperKind:
    """Return the receipts of festival campaigns as a kind of paper."""
    campaigns, desk = console.care.campaigns, Receipts(console)
    return PaperKind(
        "3",
        "慰问领取单",
        lambda caller, scanned: desk.to_key(campaigns.open_receipt(caller, scanned)),
        lambda caller, id: open_job(desk, caller, id),
        lambda error: error.gift_id if isinstance(error, ReceiptKeyed) else None,
    )


def open_job(desk: Receipts, caller: Caller, gift_id: UUID) -> Job:
    """Return a gift to be keyed in, or corrected when it was keyed in before."""
    card = desk.console.care.campaigns.open_gift(caller, gift_id)
    return desk.to_key(card) if card.state is State.OPEN else desk.to_correct(card)


def planned(card: GiftCard) -> dict[str, str]:
    """Return what was meant for a household, as it would be typed."""
    found = {str(item.id): str(item.planned) for item in card.items}
    return {**found, CASH: format_fen(card.cash_planned)} if card.gives_cash else found


def keyed(card: GiftCard) -> dict[str, str]:
    """Return what a receipt was keyed in with, as it would be typed."""
    if card.state is State.RETURNED:
        return {**planned(card), RETURNED: card.returned}
    found = {str(item.id): str(item.handed) for item in card.items}
    signed = {key: getattr(card, key) for key in (RECEIVER, RELATION, "handler", "second_handler")}
    day = {"received_on": card.received_on.isoformat()} if card.received_on else {}
    return {**found, **({CASH: format_fen(card.cash)} if card.gives_cash else {}), **signed, **day}


def told_line(card: GiftCard) -> str:
    """Return what stands under the names of a household."""
    return "　".join(filter(None, (card.home.place, card.home.file_number, card.title)))


def done(card: GiftCard) -> Done:
    """Return what was written of a receipt, and what went back to the store."""
    less = [f"{item.name}少领 {item.back} {item.unit}，退回库里" for item in card.items if item.back]
    returned = card.state is State.RETURNED
    words = f"{card.code[:3]} {card.code[3:]}　{card.home.label}　{card.state}"
    return Done(words, (f"退回：{card.returned}",) if returned else tuple(less))


def _because(caller: Caller, answers: Mapping[str, str]) -> Caller:
    if not answers.get(WHY):
        raise NotAccepted({WHY: "更正要写原因"})
    return caller.because(answers[WHY])


def _check_of(kind: Kind, reading: Reading) -> Check:
    def check(text: str) -> str:
        try:
            kind.parse(text, reading)
        except Unreadable as error:
            return error.message
        return ""

    return check


def _in_pairs(rows: Sequence[Row]) -> list[Line]:
    return [rows[at : at + 2] for at in range(0, len(rows), 2)]
