from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.identity.text import cell_text, is_private_use, narrow, tidy, tidy_lines, tidy_name


def test_full_width_letters_digits_and_spaces_become_narrow() -> None:
    assert tidy("　ＡＢｃ　１２３　") == "ABc 123"


def test_chinese_punctuation_stays_in_text_but_not_in_what_is_parsed() -> None:
    assert tidy("换灯泡，装开关（２个）。") == "换灯泡，装开关（2个）。"
    assert narrow("（０５３１）８８—１") == "(0531)88-1"


def test_invisible_characters_go() -> None:
    assert tidy("\ufeff张\u200b三\u200e\x07\u00ad") == "张三"


def test_white_space_of_any_kind_folds() -> None:
    assert tidy("柳塘\u00a0村\t\n3组") == "柳塘 村 3组"


def test_lines_are_kept_where_they_are_asked_for() -> None:
    assert tidy_lines("\r\n第一行  \r\n\r\n　第二行\r\n") == "第一行\n\n第二行"


def test_no_han_character_is_ever_changed() -> None:
    rare = "\uf900豈豈⼀𠮷\U0002ceb9\ue123㐂〇"
    assert tidy(rare) == rare
    assert tidy_name(rare) == rare


def test_private_use_characters_are_told() -> None:
    assert is_private_use("\ue123")
    assert is_private_use("\U000f0001")
    assert not is_private_use("𠮷")


def test_every_dot_between_han_characters_is_one_dot() -> None:
    for dot in "•‧・.．·･。":
        assert tidy_name(f"买买提{dot}吐尔逊") == "买买提·吐尔逊"
        assert tidy_name(f"买买提 {dot} 吐尔逊") == "买买提·吐尔逊"


def test_dots_of_foreign_names_stay() -> None:
    assert tidy_name("J. Smith") == "J. Smith"


def test_names_spread_over_their_column_come_together() -> None:
    assert tidy_name("张　三") == "张三"
    assert tidy_name("John  Smith") == "John Smith"


def test_a_lone_surrogate_cannot_reach_the_database() -> None:
    tidy("张\ud800").encode()


def test_a_whole_number_in_a_number_cell_has_no_decimal_point() -> None:
    assert cell_text(13900001234.0) == "13900001234"
    assert cell_text("13900001234.0") == "13900001234"
    assert cell_text("'007") == "007"


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    for clean in (tidy, narrow, tidy_lines, tidy_name):
        assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_text_of_han_characters_only_is_left_alone(text: str) -> None:
    assert tidy(text) == narrow(text) == tidy_name(text) == text
