import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.ui.clips import clipped
from tests.ui.gallery import Gallery
from tests.ui.samples import dressed
from ui.look.scale import TextSize
from ui.look.tokens import Theme


@pytest.mark.parametrize("size", TextSize)
def test_no_text_is_cut_off_in_any_component(qapp: QApplication, fonts: None, size: TextSize) -> None:
    look = dressed(qapp, Theme.LIGHT, size)
    gallery = Gallery(look)
    gallery.resize(look.px(1100), gallery.sizeHint().height())
    gallery.show()
    qapp.processEvents()
    assert clipped(gallery, look) == []
    delete(gallery)


def test_components_follow_a_change_of_size_while_they_are_shown(qapp: QApplication, fonts: None) -> None:
    look = dressed(qapp)
    gallery = Gallery(look)
    gallery.show()
    for size in (TextSize.HUGE, TextSize.NORMAL, TextSize.LARGE):
        look.set_size(size)
        qapp.processEvents()
        gallery.resize(look.px(1100), gallery.sizeHint().height())
        qapp.processEvents()
        assert clipped(gallery, look) == []
    delete(gallery)


def test_the_clip_check_sees_a_cut_text(qapp: QApplication, fonts: None) -> None:
    look = dressed(qapp)
    gallery = Gallery(look)
    gallery.resize(look.px(500), gallery.sizeHint().height() // 2)
    gallery.show()
    qapp.processEvents()
    from ui.look.parts.pill import Pill

    pill = gallery.findChildren(Pill)[0]
    pill.setFixedWidth(50)
    assert any("超期" in fault for fault in clipped(gallery, look))
    delete(gallery)
