"""What is chosen and what is in memory, as plain rules."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care.records import CARE
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_table.chosen import EVERYTHING, NOTHING, Chosen
from ui.widgets.ledger_table.column import declared_columns
from ui.widgets.ledger_table.pages import PAGE, Pages

IDS = [UUID(int=number) for number in range(1, 9)]
one = st.sampled_from(IDS)
deeds = st.lists(st.one_of(one, st.just("all"), st.just("none"), st.sets(one)))


@given(deeds)
def test_a_choice_holds_what_a_plain_set_would(steps: list[object]) -> None:
    chosen, plain = NOTHING, set[UUID]()
    for step in steps:
        if step == "all":
            chosen, plain = EVERYTHING, set(IDS)
        elif step == "none":
            chosen, plain = NOTHING, set()
        elif isinstance(step, UUID):
            chosen, plain = chosen.toggled(step), plain ^ {step}
        else:
            assert isinstance(step, set)
            chosen, plain = chosen.with_all(step), plain | step
    assert {id for id in IDS if chosen.holds(id)} == plain
    assert chosen.count(len(IDS)) == len(plain)


def test_a_choice_of_everything_knows_no_rows() -> None:
    assert Chosen(everything=True).exceptions == frozenset()


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60))
def test_the_pages_looked_at_last_stay(visits: list[int]) -> None:
    pages = Pages(kept=4)
    for number in visits:
        if pages.missing(number * PAGE, number * PAGE):
            pages.put(number, rows(number))
        pages.row(number * PAGE)
    recent = list(dict.fromkeys(reversed(visits)))[:4]
    assert all(pages.row(number * PAGE) is not None for number in recent)
    assert len(pages) <= 4 * PAGE


def test_a_field_that_is_declared_for_the_table_gets_a_column_without_further_words() -> None:
    declared = [field.label for field in CARE.fields.values() if field.in_table]
    assert [column.title for column in declared_columns(CARE)] == declared
    assert "姓名" not in [column.title for column in declared_columns(CARE, but=("name",))]


def test_only_what_is_not_here_is_missing() -> None:
    pages = Pages()
    pages.put(1, rows(1))
    assert pages.missing(10, 3 * PAGE) == [0, 2, 3]
    assert pages.find(UUID(int=PAGE + 4)) == PAGE + 3


def rows(number: int) -> list[Snapshot]:
    return [Snapshot(UUID(int=number * PAGE + at + 1), 1, {}) for at in range(PAGE)]
