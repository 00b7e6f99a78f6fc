"""Campaigns, gifts and the lines of a choice as rows of a table."""

from gridconsole.care.festivals.views import CampaignFile, GiftCard, Home, State
from gridconsole.care.festivals.views import Line as ChoiceLine
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.money import format_fen
from ui.look.tokens import Tone
from ui.widgets.ledger_table.column import NOTHING, Cell, Column

STATES = {
    State.OPEN: ("due", Tone.BLUE),
    State.HANDED: ("done", Tone.GREEN),
    State.RETURNED: ("undo", Tone.AMBER),
}
"""Icon and tone of how far a gift is."""
TAKEN, ALREADY, DROPPED, EXCLUDED = "新列入", "已在名单", "要退出", "不列入"
RESULTS = {
    TAKEN: ("add", Tone.GREEN),
    ALREADY: ("same", Tone.GREY),
    DROPPED: ("undo", Tone.AMBER),
    EXCLUDED: ("paused", Tone.GREY),
}
"""What becomes of a household in a choice, with icon and tone."""


def campaign_row(file: CampaignFile) -> Snapshot:
    """Return a campaign as a row."""
    return Snapshot(file.campaign.id, file.campaign.version, {"file": file})


def gift_row(card: GiftCard) -> Snapshot:
    """Return a household's gift as a row."""
    return Snapshot(card.id, card.version, {"card": card})


def choice_row(result: str, line: ChoiceLine) -> Snapshot:
    """Return a household of a choice as a row."""
    return Snapshot(line.home.id, 0, {"result": result, "line": line})


def campaign_columns() -> list[Column]:
    """Return what is seen of each campaign; the budget goes first where there is little room."""
    return [
        Column("慰问 / 起止", lambda one: _campaign(one["file"]), 176, stretch=2),
        Column("户数", lambda one: _counts(one["file"]), 124, stretch=1, keep=1),
        Column("预算 / 状态", lambda one: _budget(one["file"]), 112, stretch=1, keep=2),
    ]


def gift_columns() -> list[Column]:
    """Return what is seen of each household's gift."""
    return [
        Column("状态", lambda one: _state(one["card"]), 100),
        Column("住户", lambda one: home_cell(one["card"].home), 170, stretch=1),
        Column("领什么", lambda one: Cell(goods_words(one["card"]) or NOTHING), 200, stretch=2, keep=2),
        Column("领取", lambda one: _handed(one["card"]), 160, stretch=1, keep=1),
        Column("单号", lambda one: Cell(spaced(one["card"].code)), 84, keep=3),
    ]


def choice_columns() -> list[Column]:
    """Return what is seen of each household of a choice."""
    return [
        Column("结果", lambda one: Cell(one["result"], "", False, *RESULTS[one["result"]]), 116),
        Column("住户", lambda one: home_cell(one["line"].home), 200, stretch=1),
        Column("原因", lambda one: Cell(one["line"].why or NOTHING), 200, stretch=1, keep=1),
    ]


def home_cell(home: Home) -> Cell:
    """Return a household: names over place and file number."""
    return Cell(home.label or NOTHING, f"{home.place}　{home.file_number}".strip(), strong=True)


def goods_words(card: GiftCard) -> str:
    """Return what a household gets, or got when it was handed over, in one line."""
    handed = card.state is State.HANDED
    counted = [(item, item.handed if handed else item.planned) for item in card.items]
    words = [f"{item.name} {count} {item.unit}" for item, count in counted if count]
    cash = card.cash if handed else card.cash_planned
    return "、".join([*words, *([f"现金 {format_fen(cash)} 元"] if cash else [])])


def spaced(code: str) -> str:
    """Return a receipt's six digits as paper prints them."""
    return f"{code[:3]} {code[3:]}"


def days_words(file: CampaignFile) -> str:
    """Return from when to when a campaign runs; without the year, which its title says."""
    days = [file.campaign[key] for key in ("starts", "ends")]
    return " — ".join(f"{day.month}月{day.day}日" if day else NOTHING for day in days)


def _campaign(file: CampaignFile) -> Cell:
    return Cell(file.title, days_words(file), strong=True)


def _counts(file: CampaignFile) -> Cell:
    if not file.open + file.handed + file.returned:
        return Cell("还没有名单")
    return Cell(f"未领 {file.open:,} 户", f"已领 {file.handed:,}　退回 {file.returned:,}")


def _budget(file: CampaignFile) -> Cell:
    budget = file.campaign["budget"]
    amount = f"{format_fen(budget, grouped=True)} 元" if budget is not None else "没有预算"
    return Cell(amount, "已结束" if file.campaign["closed_on"] else "进行中")


def _state(card: GiftCard) -> Cell:
    icon, tone = STATES[card.state]
    return Cell(card.state.value, icon=icon, tone=tone)


def _handed(card: GiftCard) -> Cell:
    if card.state is State.RETURNED:
        return Cell(card.returned or NOTHING)
    if card.state is State.OPEN:
        return Cell(NOTHING)
    who = f"{card.receiver}（{card.relation}）" if card.relation else card.receiver
    handlers = "、".join(filter(None, (card.handler, card.second_handler)))
    day = f"{card.received_on.month}月{card.received_on.day}日" if card.received_on else ""
    return Cell(who or NOTHING, f"{day}　{handlers}".strip())
