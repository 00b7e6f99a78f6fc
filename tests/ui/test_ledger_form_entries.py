"""The ledger's form by itself: complaints, order, masks, words of a list."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from shiboken6 import delete

from gridconsole.care.accepting import complaint
from gridconsole.care.records import CARE
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from tests.ui.samples import dressed
from ui.look.fonts import load_fonts
from ui.widgets.ledger_form.form import NEW, LedgerForm
from ui.widgets.ledger_form.tags_edit import TagsEdit

HELPER = UUID(int=7)
READING = Reading(date(2026, 9, 22), {HELPER: "刘建军", UUID(int=8): "何静"})
MASKED, LOCKED = Masked("379***********002X"), Masked("待签同意书", locked=True)
SEEN = Snapshot(
    UUID(int=1),
    3,
    {"name": "李秀珍", "citizen_id": MASKED, "device": LOCKED},
    as_typed={"born": "去年"},
    shown={"name": "李秀珍", "citizen_id": "379***********002X", "device": "待签同意书", "born": "去年"},
)


@pytest.fixture(scope="module")
def made(qapp: QApplication) -> Iterator[LedgerForm]:
    load_fonts()
    made = LedgerForm(dressed(qapp), CARE, complaint, {}, unfolded=len(CARE.sections), fixed=("status",))
    made.resize(416, 900)
    made.show()
    yield made
    delete(made)


@pytest.fixture
def form(made: LedgerForm) -> LedgerForm:
    made.activateWindow()
    QApplication.processEvents()
    for section in made.sections:
        section.unfold()
    made.load(SEEN, READING)
    return made


def test_every_declared_field_stands_in_its_section_with_its_label(form: LedgerForm) -> None:
    placed = {section.head.text(): [e.key for e in section.entries] for section in form.sections}
    assert placed == {title: keys.split() for title, keys in CARE.sections.items()}
    assert all(entry.field.label == CARE.fields[key].label for key, entry in form.entries.items())
    assert form.entries["contact"].field.required and not form.entries["phone"].field.required


def test_a_complaint_appears_when_the_field_is_left_and_goes_when_it_is_right(form: LedgerForm) -> None:
    phone = form.entries["phone"]
    phone.focus()
    QTest.keyClicks(phone.editor, "1390000123")
    assert phone.field.complaint() is None
    form.entries["contact"].focus()
    assert phone.field.complaint() == "应为 11 位，还少 1 位"
    phone.focus()
    QTest.keyClick(phone.editor, Qt.Key.Key_End)
    QTest.keyClicks(phone.editor, "4")
    form.entries["contact"].focus()
    assert phone.field.complaint() is None


def test_a_masked_value_is_never_among_the_changes(form: LedgerForm) -> None:
    masked = form.entries["citizen_id"]
    QTest.keyClicks(masked.editor, "123")
    assert masked.text() == "379***********002X"
    form.entries["name"].type("李秀真")
    assert form.changed() == {"name": "李秀真"}


def test_a_revealed_value_can_be_corrected_and_is_no_change_by_itself(form: LedgerForm) -> None:
    entry = form.entries["citizen_id"]
    entry.reveal("37990119480315002X")
    assert form.changed() == {}
    QTest.keyClick(entry.editor, Qt.Key.Key_Backspace)
    assert form.changed() == {"citizen_id": "37990119480315002"}


def test_a_locked_value_shows_why_and_can_not_be_typed_over(form: LedgerForm) -> None:
    device = form.entries["device"]
    assert device.text() == "待签同意书"
    assert device.closed and not device.editor.isEnabled()
    assert form.changed() == {}


def test_text_that_could_not_be_read_stands_as_typed_with_its_complaint(form: LedgerForm) -> None:
    born = form.entries["born"]
    assert born.text() == "去年"
    assert born.field.complaint()
    assert form.faults() == ["born"]


def test_enter_goes_to_the_next_field_and_leaves_out_what_is_closed(form: LedgerForm) -> None:
    form.entries["name"].focus()
    QTest.keyClick(form.entries["name"].editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.entries["sex"].editor
    QTest.keyClick(form.entries["sex"].editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.entries["born"].editor


def test_the_wheel_never_changes_a_value(form: LedgerForm) -> None:
    boxes = [e.editor for e in form.entries.values() if isinstance(e.editor, QComboBox)]
    assert len(boxes) > 5
    for box in boxes:
        before = box.currentText()
        middle = QPointF(box.rect().center())
        down = QPoint(0, -120)
        wheel = QWheelEvent(
            middle, box.mapToGlobal(middle), down, down, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, wheel)
        assert box.currentText() == before


def test_a_person_is_chosen_from_the_stations_staff(form: LedgerForm) -> None:
    helper = form.entries["helper"].editor
    assert isinstance(helper, QComboBox)
    assert {helper.itemText(at) for at in range(helper.count())} == {"", "刘建军", "何静"}


def test_tags_can_be_ticked_or_typed(form: LedgerForm) -> None:
    tags = form.entries["categories"].editor
    assert isinstance(tags, TagsEdit)
    tags.tick("独居老人")
    tags.tick("医疗户")
    assert form.changed() == {"categories": "独居老人、医疗户"}
    tags.tick("独居老人")
    assert tags.text() == "医疗户"


def test_a_folded_section_says_what_is_in_it(form: LedgerForm) -> None:
    form.load(NEW, READING)
    health = next(s for s in form.sections if s.head.text() == "健康与用电")
    form.entries["device"].type("制氧机")
    form.entries["device_hours"].type("4 小时")
    health.head.click()
    assert not health.body.isVisible()
    assert health.head.summary() == "制氧机，断电可耐受 4 小时"


def test_a_jump_unfolds_the_section_and_puts_the_cursor_there(form: LedgerForm) -> None:
    section = next(s for s in form.sections if s.head.text() == "知情同意")
    section.head.click()
    form.blame({"consent_on": "没有这一天"})
    assert section.body.isVisible()
    assert QApplication.focusWidget() is form.entries["consent_on"].editor


def test_what_is_fixed_is_shown_and_can_not_be_changed_here(form: LedgerForm) -> None:
    assert form.entries["status"].closed
    assert not form.entries["status"].editor.isEnabled()
