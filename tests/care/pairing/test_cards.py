"""Contact cards name helper and hotlines, the password is on a slip of its own, and the day is noted."""

import io

import pytest
from pypdf import PdfReader

from gridconsole.care.pairing.cards import Whose
from gridconsole.care.pairing.errors import HelperWithoutPhone, NoCards
from gridconsole.core.caller import NotAllowed
from gridconsole.core.progress import Cancelled, Progress
from tests.care.pairing.lives import DAY, add
from tests.care.sheets import citizen_id, one


@pytest.fixture
def store(sqlite_store):
    """What is printed is read as any other list."""
    return sqlite_store


@pytest.fixture
def homes(console, caller):
    for name, phone in (("刘建军", "13900000201"), ("何静", "13900000202"), ("周敏", "")):
        console.staff.add(caller, name, "台区经理", phone)
    rows = (
        ("李秀珍", "柳塘村3组27号", "刘建军"),
        ("王德发", "柳塘村3组9号", "何静"),
        ("赵小菊", "杨庄村1组2号", "刘建军"),
    )
    return [add(console, *row, citizen_id=citizen_id(order=2 * n)) for n, row in enumerate(rows, 1)]


def pages(print_, caller, whose=None, **more):
    stream = io.BytesIO()
    count = print_(caller, stream, whose or Whose(), **more)
    found = [page.extract_text().replace(" ", "") for page in PdfReader(stream).pages]
    assert len(found) == count
    return found


def given(console, caller, home):
    return console.care.pairings.of_household(caller, home)[0]["card_given_on"]


def test_a_card_names_the_helper_and_nothing_of_the_resident(console, caller, homes):
    (text,) = pages(console.care.pairings.print_cards, caller)
    assert text.count("刘建军") == 2 and text.count("何静") == 1
    assert "13900000201" in text and "95598" in text
    for hidden in ("李秀珍", "王德发", citizen_id()[:6], "27号", "口令"):
        assert hidden not in text


def test_the_day_is_noted_on_the_pairings_of_the_printed_only(console, caller, homes):
    helper = next(one for one in console.staff.all(caller.station_id) if one.name == "刘建军")
    pages(console.care.pairings.print_cards, caller, Whose(helper=helper.id))
    assert [given(console, caller, home) for home in homes] == [DAY, None, DAY]


def test_cards_of_a_village_or_of_chosen_households(console, caller, homes):
    (text,) = pages(console.care.pairings.print_cards, caller, Whose(village="杨庄村"))
    assert text.count("刘建军") == 1 and "何静" not in text
    (text,) = pages(console.care.pairings.print_cards, caller, Whose(households={homes[1]}))
    assert text.count("何静") == 1 and "刘建军" not in text


def test_slips_hold_the_file_number_and_no_name(console, caller, homes):
    (text,) = pages(console.care.pairings.print_password_slips, caller, Whose(village="柳塘村"))
    assert text.count("BZ-000") == 2 and text.count("口令") >= 2
    assert "李秀珍" not in text and "刘建军" not in text


def test_a_helper_without_a_phone_is_named_and_nothing_is_noted(console, caller, homes):
    console.care.correct(caller, one(console, "李秀珍"), {"helper": "周敏"})
    with pytest.raises(HelperWithoutPhone) as refused:
        pages(console.care.pairings.print_cards, caller)
    assert "周敏" in refused.value.sentence
    assert [given(console, caller, home) for home in homes[1:]] == [None, None]


def test_no_card_for_the_dead_nor_in_the_name_of_who_left(console, caller, homes):
    console.care.change_status(caller, one(console, "王德发"), "去世", "家属来电", DAY)
    helper = next(one for one in console.staff.all(caller.station_id) if one.name == "刘建军")
    console.care.pairings.leave(caller, helper.id, DAY, "调走")
    with pytest.raises(NoCards):
        pages(console.care.pairings.print_cards, caller)
    with pytest.raises(NoCards):
        pages(console.care.pairings.print_password_slips, caller)


def test_a_cancelled_printing_notes_nothing(console, caller, homes):
    with pytest.raises(Cancelled):
        pages(console.care.pairings.print_cards, caller, progress=Progress(lambda *_: False))
    assert [given(console, caller, home) for home in homes] == [None] * 3


def test_a_volunteer_prints_no_cards(console, caller, homes):
    console.staff.add(caller, "陈海", "志愿者", "13900000203")
    with pytest.raises(NotAllowed):
        pages(console.care.pairings.print_cards, console.caller("BZ", "陈海"))
