import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.paper.spacing import junction, normalise


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("柳塘村 3 组 27 号,过桥(左拐)", "柳塘村3组27号，过桥（左拐）"),
        ("本人:139 0000 5678,多响几声", "本人：139 0000 5678，多响几声"),
        ("侄子 李建国  137 0000 2216", "侄子 李建国 137 0000 2216"),
        ("上午9:30到", "上午9:30到"),
        ("共1,200元", "共1,200元"),
        ("2026-11-26 9:30", "2026-11-26 9:30"),
        ("370***********002X", "370***********002X"),
        ("敲门后等一分钟;站在亮处!好吗?", "敲门后等一分钟；站在亮处！好吗？"),
        ("不进东屋.家中习俗.", "不进东屋。家中习俗。"),
        ("３组２７号Ａ座", "3组27号A座"),
        ("一行\n二行\t三", "一行 二行 三"),
        ("李\u200b秀\ufeff珍", "李秀珍"),
        ("（ 左 ）， 右", "（左），右"),
        ("门牌(3)号", "门牌（3）号"),
        ("see (page 3), please", "see (page 3), please"),
        ("", ""),
    ],
)
def test_typed_text_is_set_as_chinese(typed: str, shown: str) -> None:
    assert normalise(typed) == shown


@given(st.text("村口号,.:;()（），。“”《》 AbZ019*-\n", max_size=40))
def test_no_letter_digit_or_chinese_character_is_lost(text: str) -> None:
    def kept(each: str) -> str:
        return "".join(character for character in each if character.isalnum())

    assert kept(normalise(text)) == kept(text)


@pytest.mark.parametrize(
    ("pair", "gap"),
    [
        ("第1", 0.13),
        ("3组", 0.13),
        ("按T", 0.13),
        ("1月", 0),
        ("月2", 0),
        ("村口", 0),
        ("》《", -0.5),
        ("）。", -0.5),
    ],
)
def test_gap_between_neighbours(pair: str, gap: float) -> None:
    assert junction(pair[0], pair[1], lambda _: 1.0) == gap


def test_narrow_marks_are_not_squeezed() -> None:
    assert junction("”", "，", lambda _: 0.35) == 0
