import pytest

from gridconsole.core.identity.names import names_apart, parse_name, split_surname
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


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("李　静", ["李静"]),
        ("李 静、刘建军", ["李静", "刘建军"]),
        ("李　静　何　静", ["李静", "何静"]),
        ("刘 建军 何静", ["刘建军", "何静"]),
        ("何静 刘建军", ["何静", "刘建军"]),
        ("欧阳 静 李明", ["欧阳静", "李明"]),
        ("John O'Neil, 何静", ["John O'Neil", "何静"]),
        ("何静;刘建军/李明，王芳", ["何静", "刘建军", "李明", "王芳"]),
    ],
)
def test_a_blank_inside_a_name_does_not_part_it(cell: str, names: list[str]) -> None:
    assert [parse_name(name) for name in names_apart(cell)] == names


@pytest.mark.parametrize("cell", ["李", "何静 李", "、"])
def test_a_surname_without_a_name_stays_alone(cell: str) -> None:
    assert names_apart(cell) == cell.replace("、", "").split()


def test_a_compound_surname_is_two_characters() -> None:
    assert split_surname("欧阳小明") == ("欧阳", "小明")
    assert split_surname("欧阳") == ("欧", "阳")
    assert split_surname("张三") == ("张", "三")
