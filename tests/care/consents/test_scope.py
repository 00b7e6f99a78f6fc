"""What a consent that was ticked item by item opens, and what stays locked (FIELDS 4.5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care import rules as care_rules
from gridconsole.care.consents import rules

DAY = date(2026, 9, 22)
ADULT, CHILD = date(1948, 3, 15), date(2016, 5, 4)
ITEMS = rules.items(for_child=False)
VALUES = st.fixed_dictionaries(
    {
        "born": st.sampled_from([ADULT, CHILD, None]),
        "consent": st.sampled_from([None, "待签同意书", "口头同意", "书面同意", "监护人书面同意", "已撤回"]),
        "consent_scope": st.sets(st.sampled_from(ITEMS)).map(lambda some: tuple(sorted(some)) or None),
        "ground": st.sampled_from([None, "村（居）委会提供"]),
    }
)


def health_locked(**values):
    return care_rules.lock_of({"born": ADULT, **values}, DAY).health


def test_health_opens_with_its_own_item_only_where_items_were_ticked():
    assert health_locked(consent="书面同意", consent_scope=("建档", "走访"))
    assert not health_locked(consent="书面同意", consent_scope=("建档", "医疗用电保障"))


def test_a_consent_without_items_means_what_it_meant():
    assert not health_locked(consent="书面同意", consent_scope=None)
    assert not health_locked(consent="口头同意")


def test_a_stated_ground_opens_health_whatever_was_ticked_but_not_after_withdrawal():
    assert not health_locked(consent="书面同意", consent_scope=("建档",), ground="民政部门提供")
    assert health_locked(consent="已撤回", consent_scope=None, ground="民政部门提供")


def test_a_childs_health_needs_the_guardian_and_the_item():
    lock = care_rules.lock_of({"born": CHILD, "consent": "监护人书面同意", "consent_scope": ("建档",)}, DAY)
    assert (lock.minor, lock.health) == (False, True)


@pytest.mark.parametrize("consent", [None, "已撤回", "待签同意书"])
def test_pictures_are_taken_with_their_own_item_only(consent):
    assert care_rules.may_photograph({"consent": "书面同意", "consent_scope": ("拍照",)})
    assert not care_rules.may_photograph({"consent": "书面同意", "consent_scope": None, "ground": "本人申请"})
    assert not care_rules.may_photograph({"consent": consent, "consent_scope": ("拍照",)})


@given(VALUES)
def test_nothing_ticked_away_ever_opens_more(values):
    whole = care_rules.lock_of({**values, "consent_scope": None}, DAY)
    ticked = care_rules.lock_of(values, DAY)
    assert ticked.minor == whole.minor and ticked.health >= whole.health
    if values["consent"] in ("已撤回", None, "待签同意书") and not values["ground"]:
        assert ticked.health
    if ticked.minor:
        assert ticked.health


@given(VALUES)
def test_whoever_is_still_to_be_asked_is_locked_or_open_by_word_of_mouth_or_ground(values):
    lock = care_rules.lock_of(values, DAY)
    if not rules.is_missing(values, DAY) and values["consent"] != "已撤回" and not values["consent_scope"]:
        assert not lock.health and not lock.minor


def test_what_may_be_ticked_stands_on_the_paper():
    assert ITEMS == ("建档", "走访", "拍照", "与政府网格共享", "医疗用电保障", "公开")
    assert "公开" not in rules.items(for_child=True)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ({"ticked": ["建档"], "signed_by": "李秀珍"}, set()),
        ({"ticked": ["建档"], "signed_by": "李强", "relation": "儿子"}, set()),
        ({"ticked": ["建档"], "signed_by": "李强"}, {"relation"}),
        ({"ticked": [], "signed_by": "李秀珍"}, {"scope"}),
        ({"ticked": ["建档"], "refused": True, "signed_by": "李秀珍"}, {"scope"}),
        ({"ticked": ["买卖"], "signed_by": ""}, {"scope", "signed_by"}),
        ({"ticked": ["公开"], "signed_by": "李奶奶", "relation": "祖母", "for_child": True}, {"scope"}),
        ({"ticked": ["建档"], "signed_by": "李秀珍", "for_child": True}, {"signed_by"}),
        ({"ticked": [], "refused": True, "signed_by": "李秀珍"}, set()),
    ],
)
def test_what_cannot_be_on_a_signed_form(typed, keys):
    usual = {"for_child": False, "refused": False, "relation": "", "name": "李秀珍"}
    assert rules.complaints(**{**usual, **typed}).keys() == keys
