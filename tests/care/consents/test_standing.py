"""How everybody's consent stands: to be asked, form out, agreed, refused, withdrawn."""

import io
from datetime import date

import pytest

from gridconsole.care.consents.choosing import Whom
from gridconsole.care.consents.standing import Stand
from gridconsole.core.caller import NotAllowed
from tests.care.sheets import bring_in, citizen_id, one, sheet

DAY = date(2026, 9, 22)
CHILD = citizen_id(date(2016, 5, 4), order=6)
NAMES = ("李秀珍", "小禾", "王德发", "赵小菊")


@pytest.fixture
def consents(console, caller, staff):
    console.staff.add(caller, "周敏", "综合柜员", "13900000209")
    people = sheet(
        "姓名 身份证号 人员类别 联系人 与本人关系 知情同意 住址",
        ("李秀珍", citizen_id(), "孤寡老人", "李强", "子女", None, "柳塘村3组27号"),
        ("小禾", CHILD, "留守儿童", "李奶奶", "祖母", "书面同意", "杨庄村1组5号"),
        ("王德发", citizen_id(order=1), None, None, None, "书面同意", "柳塘村3组9号"),
        ("赵小菊", citizen_id(order=4), None, None, None, "口头同意", "柳塘村1组1号"),
    )  # fmt: skip
    bring_in(console, people)
    return console.care.consents


def stands(consents, caller):
    return {found.person.text("name"): found.stand for found in consents.standings(caller)}


def test_only_a_written_consent_counts_and_of_a_child_only_the_guardians(consents, caller):
    assert stands(consents, caller) == {
        "李秀珍": Stand.MISSING, "小禾": Stand.MISSING, "王德发": Stand.AGREED, "赵小菊": Stand.MISSING,
    }  # fmt: skip
    (child,) = [found for found in consents.standings(caller) if found.for_guardian]
    assert child.person.text("name") == "小禾"


def test_a_form_goes_out_comes_back_agreed_or_refused_and_a_consent_is_withdrawn(console, consents, caller):
    ids = {name: one(console, name).id for name in NAMES}
    consents.print(caller, io.BytesIO(), Whom({ids["李秀珍"], ids["赵小菊"]}))
    out = {found.person.id: found for found in consents.standings(caller) if found.stand is Stand.OUT}
    assert set(out) == {ids["李秀珍"], ids["赵小菊"]}
    assert {found.printed_on for found in out.values()} == {DAY}
    for name, typed in (("李秀珍", {"scope": ("建档", "走访")}), ("赵小菊", {"refused": True})):
        form = consents.open_form(caller, out[ids[name]].code)
        consents.key_in(caller, form.id, signed_by=name, signed_on="2026-09-22", **typed)
    consents.withdraw(caller, ids["王德发"], DAY, "本人提出")
    assert stands(consents, caller) == {
        "李秀珍": Stand.AGREED, "小禾": Stand.MISSING, "王德发": Stand.WITHDRAWN, "赵小菊": Stand.REFUSED,
    }  # fmt: skip


def test_who_died_is_asked_no_more_and_a_volunteer_sees_nobodys_consent(console, consents, caller, volunteer):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "村里来电", DAY)
    assert "李秀珍" not in stands(consents, caller)
    with pytest.raises(NotAllowed):
        consents.standings(volunteer)
