import pytest

from gridconsole.core.identity.names import parse_name, split_surname
from gridconsole.core.identity.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("John O'Neil-Smith", "John O'Neil-Smith"),
        ("𠮷\ue123", "𠮷\ue123"),
        ("阿" * 20, "阿" * 20),
    ],
)
def test_names_that_are_read(typed: str, name: str) -> None:
    assert parse_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (None, "empty"),
        ("　 ", "empty"),
        (12, "wrong_kind"),
        ("张", "too_short"),
        ("阿" * 21, "too_long"),
        ("张三2", "digits"),
        ("张**", "masked"),
        ("张?", "damaged_character"),
        ("张□", "damaged_character"),
        ("张三（大）", "strange_character"),
        ("张三、李四", "strange_character"),
    ],
)
def test_names_that_are_not_read(typed: object, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_name(typed)
    assert caught.value.code == code
    assert not caught.value.message.endswith("。")


def test_a_compound_surname_is_two_characters() -> None:
    assert split_surname("欧阳小明") == ("欧阳", "小明")
    assert split_surname("欧阳") == ("欧", "阳")
    assert split_surname("张三") == ("张", "三")
