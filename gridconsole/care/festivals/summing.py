"""Adds a campaign up: what left the store against what was handed out, came back and is still open."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from gridconsole.care.festivals import book, rules
from gridconsole.care.festivals.records import Campaign, CampaignItem
from gridconsole.care.festivals.rules import CASH, Share
from gridconsole.care.festivals.views import ItemTotal, State, Summary
from gridconsole.core.money import format_fen, in_capitals


def summary_of(session: Session, campaign: Campaign) -> Summary:
    """Return a campaign's account."""
    session.flush()
    gifts, items = book.gifts_of(session, campaign.id), book.items_of(session, campaign.id)
    shares = [book.share(gift) for gift in gifts]
    states = [book.state_of(gift) for gift in gifts]
    totals = tuple(_item_total(item, shares) for item in items)
    cash = cash_total(shares)
    value = rules.value({str(item.id): item.price or 0 for item in items}, shares)
    return Summary(
        title=book.title_of(campaign),
        open=states.count(State.OPEN),
        handed=states.count(State.HANDED),
        returned=states.count(State.RETURNED),
        items=totals,
        cash=cash,
        value=value,
        in_capitals=in_capitals(value),
        cash_in_capitals=in_capitals(cash.handed),
        budget=campaign.budget,
        differences=tuple(_differences(totals)),
        remarks=tuple(_remarks(totals, value, campaign.budget)),
    )


def cash_total(shares: Sequence[Share]) -> rules.Total:
    """Return the account of the cash: as much is drawn as is meant for the households."""
    return rules.total(CASH, rules.total(CASH, 0, shares).taken, shares)


def _item_total(item: CampaignItem, shares: Sequence[Share]) -> ItemTotal:
    total = rules.total(str(item.id), item.stock or 0, shares)
    value = total.handed * (item.price or 0)
    return ItemTotal(item.id, item.name or "", item.unit or "", item.price, item.stock, total, value)


def _differences(items: Sequence[ItemTotal]) -> Iterator[str]:
    for item in items:
        total, unit = item.total, item.unit
        told = f"已领 {total.handed}、退回 {total.back}、未领 {total.open}"
        if item.stock is None and total.taken:
            yield f"{item.name}没有登记出库数量（{told}）"
        elif total.difference:
            yield f"{item.name}出库 {total.stock} {unit}，{told}，相差 {total.difference} {unit}"


def _remarks(items: Sequence[ItemTotal], value: int, budget: int | None) -> Iterator[str]:
    for item in items:
        if item.price is None and item.total.handed:
            yield f"{item.name}没有登记单价，金额里不算它"
    if budget is not None and value > budget:
        yield f"超出预算 {format_fen(value - budget)} 元"
