"""The care ledger on paper: who may have which kind, what is on it, which mark it leaves."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.ledger_printing import INSPECTION_DEED, WORKING_DEED, NobodyInLedger
from gridconsole.core.caller import NotAllowed
from gridconsole.core.store.changes import Change, Disclosure

PERSON = {
    "name": "欧阳秀珍", "citizen_id": "379901194303150029", "categories": "孤寡老人", "living": "独居",
    "phone": "13900005678", "contact": "李建国", "relation": "侄子", "contact_phone": "13700002216",
    "account": "4200860123", "village": "柳河村", "group": "3组", "house": "27号", "helper": "刘建军",
    "consent": "书面同意", "last_visit": "2026-08-01",
}  # fmt: skip
CHILD = {
    "name": "周小禾", "citizen_id": "379901201805150021", "categories": "留守儿童", "village": "孙家屯村",
    "contact": "周大娘", "relation": "祖母", "contact_phone": "13700001111", "consent": "待签同意书",
}  # fmt: skip


@pytest.fixture
def people(console, caller, staff):
    console.care.record(caller, PERSON)
    return console.care.record(caller, CHILD)


def pages(console, caller, **asked):
    stream = io.BytesIO()
    count = console.care.ledger_papers.print(caller, stream, **asked)
    found = PdfReader(stream).pages
    assert len(found) == count
    return "".join("".join(page.extract_text() for page in found).split())


def marks(console, sort):
    return console.doors.read(lambda session: list(session.scalars(select(sort))))


def test_the_inspection_copy_is_masked_and_needs_no_reason(console, caller, people):
    text = pages(console, caller)
    for shown in ("检查版", "欧阳**", "379***********0029", "柳河村***", "139****5678", "420****123", "李**"):
        assert shown in text
    for hidden in ("秀珍", "3组", "0000567", "建国", "13700002216"):
        assert hidden not in text
    assert marks(console, Disclosure) == []
    (change,) = [one for one in marks(console, Change) if one.deed == INSPECTION_DEED]
    assert change.details["count"] == 2


def test_the_working_copy_names_who_took_it_and_why_and_leaves_a_mark(console, caller, people):
    text = pages(console, caller, working=True, reason="冬季入户走访安排")
    for shown in ("工作版", "欧阳秀珍", "柳河村3组", "13900005678", "李建国（侄子）13700002216", "刘建军"):
        assert shown in text
    assert f"{caller.staff_name}，2026年9月22日" in text
    assert text.count("冬季入户走访安排") >= 6
    for hidden in ("37990119", "4200860123", "27号"):
        assert hidden not in text
    (mark,) = marks(console, Disclosure)
    assert (mark.what[:5], mark.count, mark.reason) == ("台账工作版", 2, "冬季入户走访安排")


def test_what_is_locked_of_a_child_is_on_neither_kind(console, caller, people):
    for text in (pages(console, caller), pages(console, caller, working=True, reason="走访")):
        assert "留守儿童" not in text
        assert "3799012018" not in text
        assert "379***********0021" not in text
    assert "周小禾" in pages(console, caller, working=True, reason="走访")


def test_a_working_copy_asks_for_a_reason_and_a_volunteer_gets_none(console, caller, people, volunteer):
    with pytest.raises(ReasonNeeded):
        pages(console, caller, working=True, reason=" ")
    for working in (False, True):
        with pytest.raises(NotAllowed):
            pages(console, volunteer, working=working, reason="走访")
    assert marks(console, Disclosure) == []


def test_who_died_is_not_on_it_and_a_village_is_printed_alone(console, caller, people):
    assert "周" not in pages(console, caller, village="柳河村")
    one = console.care.open(caller, people)
    console.care.change_status(caller, one, "去世", "村里来电", date(2026, 9, 20))
    assert "周小" not in pages(console, caller, working=True, reason="走访")
    with pytest.raises(NobodyInLedger, match="孙家屯村"):
        pages(console, caller, village="孙家屯村")


def test_a_second_copy_of_the_day_says_so(console, caller, people):
    assert "第1份" in pages(console, caller)
    assert "第2份" in pages(console, caller)
    assert "第1份" in pages(console, caller, working=True, reason="走访")
    assert len([one for one in marks(console, Change) if one.deed == WORKING_DEED]) == 1
