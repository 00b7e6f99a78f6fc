from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit, Note, SearchBox
from ui.look.parts.ring import Ring
from ui.look.parts.tag import Tag, fitting, tag_size
from ui.look.parts.wheel import guard_wheel
from ui.look.tokens import Theme


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    for widget in widgets:
        column.addWidget(widget)
    qtbot.addWidget(box)
    box.resize(400, 60 + 90 * len(widgets))
    box.show()
    QApplication.processEvents()
    return box


def test_a_complaint_moves_nothing_and_is_read_aloud(qtbot: QtBot, look: Look) -> None:
    phone, other = Field(look, "本人电话", LineEdit("1390000 56")), Field(look, "住址", LineEdit())
    _box = shown(qtbot, phone, other)
    before = [widget.geometry() for widget in (phone, phone.editor, other)]
    phone.set_complaint("应为 11 位，还少 2 位")
    QApplication.processEvents()
    assert [widget.geometry() for widget in (phone, phone.editor, other)] == before
    assert phone.editor.accessibleDescription() == "应为 11 位，还少 2 位"
    phone.set_complaint(None)
    assert phone.complaint() is None and phone.editor.accessibleDescription() == ""


def test_a_faulty_field_has_a_red_border_and_a_teal_line_only_with_the_focus(
    qtbot: QtBot, look: Look
) -> None:
    field, other = Field(look, "姓名", LineEdit()), Field(look, "住址", LineEdit())
    box = shown(qtbot, field, other)
    box.activateWindow()
    field.set_complaint("不能空着")
    other.editor.setFocus()
    ring = field.findChild(Ring) or box.findChild(Ring)
    assert ring is not None and ring.isHidden()
    field.editor.setFocus()
    QApplication.processEvents()
    image = box.grab().toImage()
    corner = field.editor.mapTo(box, QPoint(0, field.editor.height() // 2))
    assert image.pixelColor(corner).name().upper() == look.tokens.red.ink
    assert len([ring for ring in box.findChildren(Ring) if ring.isVisible()]) == 1
    assert image.pixelColor(corner - QPoint(1, 0)).name().upper() == look.tokens.accent
    far = corner + QPoint(field.editor.width(), 0)
    assert image.pixelColor(far).name().upper() == look.tokens.accent
    field.set_complaint(None)
    assert not [r for r in box.findChildren(Ring) if r.isVisible()]


def test_a_required_field_says_so_in_words(look: Look) -> None:
    field = Field(look, "姓名", LineEdit(), required=True)
    assert field.editor.accessibleName() == "姓名，必填"
    assert "*" in [label.text() for label in field.findChildren(QLabel)]


def test_a_masked_value_cannot_be_edited_until_it_is_revealed(qtbot: QtBot, look: Look) -> None:
    field = Field(look, "证件号", LineEdit())
    field.set_masked("379901********0021")
    _box = shown(qtbot, field)
    eye = field.editor.findChild(IconButton)
    assert eye is not None and eye.isVisible() and eye.accessibleName() == "显示完整的证件号"
    assert eye.geometry().right() <= field.editor.width()
    with qtbot.waitSignal(field.reveal_asked):
        eye.click()
    assert isinstance(field.editor, LineEdit) and field.editor.isReadOnly()
    field.reveal("379901194803120021")
    assert not field.editor.isReadOnly() and eye.isHidden()


def test_tab_leaves_a_note(look: Look) -> None:
    assert Note(look).tabChangesFocus()


def wheel(widget: QWidget) -> None:
    """Turn the wheel over a widget as the window system reports it."""
    window = widget.window()
    spot = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(spot), QPoint(0, -120))
    QApplication.processEvents()


def test_the_wheel_scrolls_the_page_and_never_changes_a_value(qtbot: QtBot, look: Look) -> None:
    choice, spin = Choice(look, ("30 天", "60 天", "90 天")), QSpinBox()
    guard_wheel(spin)
    page, area = QWidget(), QScrollArea()
    column = QVBoxLayout(page)
    column.addWidget(choice)
    column.addWidget(spin)
    column.addStretch(1)
    page.setMinimumSize(200, 2000)
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    QApplication.processEvents()
    choice.setFocus()
    for widget in (choice, spin):
        area.verticalScrollBar().setValue(0)
        wheel(widget)
        assert area.verticalScrollBar().value() > 0
    assert (choice.currentIndex(), spin.value()) == (0, 0)


def test_a_combo_without_the_guard_would_change(qtbot: QtBot, look: Look) -> None:
    combo = QComboBox()
    combo.addItems(["甲", "乙"])
    qtbot.addWidget(combo)
    combo.show()
    combo.setFocus()
    wheel(combo)
    assert combo.currentIndex() == 1


def test_the_search_box_tells_what_is_typed_and_clears_itself(qtbot: QtBot, look: Look) -> None:
    search = SearchBox(look, "姓名、拼音")
    box = shown(qtbot, search)
    asked: list[str] = []
    search.asked.connect(asked.append)
    QTest.keyClicks(search, " zgl")
    box.findChildren(IconButton)[0].click()
    assert asked == ["", "z", "zg", "zgl", ""]


def test_tags_without_room_become_a_number(look: Look) -> None:
    tags = [Tag("独居老人"), Tag("医疗户", medical=True), Tag("低保户")]
    assert fitting(look, tags, 1000) == tags
    room = tag_size(look, "独居老人").width() + 4 + tag_size(look, "+2").width()
    assert [tag.text for tag in fitting(look, tags, room)] == ["独居老人", "+2"]
    assert [tag.text for tag in fitting(look, tags, tag_size(look, "+3").width())] == ["+3"]


def test_a_placeholder_has_the_hint_colour_also_in_the_dark(qtbot: QtBot, look: Look) -> None:
    edit = LineEdit("", "10 位")
    _box = shown(qtbot, edit)
    look.set_theme(Theme.DARK)
    QApplication.processEvents()
    colour = edit.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour.name().upper() == look.tokens.hint and colour.alpha() == 255
    assert isinstance(edit.grab().toImage(), QImage)
