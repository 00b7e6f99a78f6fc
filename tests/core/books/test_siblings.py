"""Which standing record a row means, and which it would push out; and that no plan breaks the rules."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gridconsole.care.book_rules import rival_pairing, same_pairing
from gridconsole.core.books.checkout import BookCheckout, PlannedRow, Verdict
from gridconsole.core.books.understood import Understood, rematched
from gridconsole.core.exchange.checking import Checked
from gridconsole.core.exchange.headings import Column, Head, Match, Matching

DAYS = st.dates(date(2024, 1, 1), date(2026, 1, 1))
PAIRINGS = st.fixed_dictionaries(
    {"person": st.integers(1, 3), "main": st.booleans(), "until": st.none() | DAYS, "since": DAYS}
)


@given(PAIRINGS, PAIRINGS)
def test_two_pairings_are_rivals_only_when_both_would_be_the_main_one_of_now(one, other):
    disputed = rival_pairing(one, other)
    assert disputed == rival_pairing(other, one)
    if disputed:
        assert one["main"] and other["main"] and one["until"] is None and other["until"] is None
        assert not same_pairing(one, other)


@given(PAIRINGS)
def test_a_pairing_is_never_its_own_rival_and_is_itself_while_it_goes_on(one):
    assert rival_pairing(one, one) == ""
    assert same_pairing(one, one) == (one["until"] is None)


def understood(*headings):
    head = Head(1, 1, tuple(Column(at, heading) for at, heading in enumerate(headings)))
    columns = {at: Match(heading, True) for at, heading in enumerate(headings)}
    return Understood(Path("表.xlsx"), "表", head, Matching(columns, ()), ())


HEADINGS = ("a", "b", "c", "d")
CHOICES = st.dictionaries(st.integers(0, 3), st.none() | st.sampled_from("abcdef"), min_size=1, max_size=1)


@settings(max_examples=60)
@given(st.lists(CHOICES, max_size=6))
def test_however_columns_are_given_by_hand_a_field_has_one_column(given_by_hand):
    sheet = understood(*HEADINGS)
    for chosen in given_by_hand:
        sheet = rematched(sheet, chosen)
        fields = [found.field for found in sheet.matching.columns.values()]
        assert len(fields) == len(set(fields))
        assert {c.index for c in sheet.matching.unused} | set(sheet.matching.columns) == {0, 1, 2, 3}
        ((at, key),) = chosen.items()
        assert sheet.matching.columns.get(at) == (Match(key, True) if key else None)


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.booleans()), max_size=12))
def test_the_counts_of_a_checkout_add_up(rows):
    planned = []
    for at, (verdict, remark) in enumerate(rows):
        checked = Checked(at, ())
        if remark or verdict is Verdict.REFUSED:
            checked.complain("", "x", "不对", "refused" if verdict is Verdict.REFUSED else "incomplete")
        planned.append(PlannedRow(checked, verdict))
    checkout = BookCheckout(understood(), {}, planned, "refuse")
    counts = checkout.counts
    assert counts["rows"] == sum(counts[verdict.value] for verdict in Verdict)
    assert counts["incomplete"] <= counts["created"] + counts["updated"]
    assert (len(checkout.refused_rows), checkout.changes) == (
        counts["refused"],
        counts["created"] + counts["updated"] > 0,
    )
