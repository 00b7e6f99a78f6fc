"""Consent forms are printed in batch, signed, keyed in; withdrawal locks again."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.consents.errors import (
    FormKeyed,
    FormUnknown,
    FormVoid,
    NobodyToAsk,
    NothingToWithdraw,
    PersonGone,
)
from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.consents.service import Whom
from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import OtherKind
from gridconsole.care.visiting.records import PrintedSheet
from gridconsole.core.caller import NotAllowed
from gridconsole.core.clock import StandingClock
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.progress import Cancelled, Progress
from gridconsole.core.store.changes import Disclosure
from gridconsole.staff.service import NoContactPhone
from tests.care.sheets import bring_in, citizen_id, one, sheet

DAY = date(2026, 9, 22)
CHILD = citizen_id(date(2016, 5, 4), order=6)
PEOPLE = sheet(
    "姓名 身份证号 人员类别 居家医疗设备 联系人 与本人关系 知情同意 住址",
    ("李秀珍", citizen_id(), "医疗户", "制氧机", "李强", "子女", None, "柳塘村3组27号"),
    ("小禾", CHILD, "留守儿童", None, "李奶奶", "祖母", "书面同意", "杨庄村1组5号"),
    ("王德发", citizen_id(order=1), None, None, None, None, "书面同意", "柳塘村3组9号"),
    ("赵小菊", citizen_id(order=4), "医疗户", "呼吸机", None, None, "口头同意", "柳塘村1组1号"),
)
ALL = ("建档", "走访", "拍照", "与政府网格共享", "医疗用电保障")


@pytest.fixture(autouse=True)
def ledger(console, caller):
    console.staff.add(caller, "刘建军", "台区经理", "13900000201")
    bring_in(console, PEOPLE)


@pytest.fixture
def consents(console):
    return console.care.consents


def printed(consents, caller, whom=None, **more):
    stream = io.BytesIO()
    count = consents.print(caller, stream, whom, **more)
    found = [page.extract_text().replace(" ", "") for page in PdfReader(stream).pages]
    assert len(found) == count
    return found


def open_form(console, caller, name):
    """Print one person's form and scan it."""
    printed(console.care.consents, caller, Whom({one(console, name).id}))
    mine = select(ConsentForm.number).where(ConsentForm.person_id == one(console, name).id)
    number = console.doors.read(lambda s: s.scalars(mine.order_by(ConsentForm.number.desc())).first())
    return console.care.consents.open_form(caller, sheet_code(number))


def sign(console, caller, name="李秀珍", **typed):
    form = open_form(console, caller, name)
    usual = {"scope": ALL, "signed_by": name, "signed_on": "2026-09-22"}
    return console.care.consents.key_in(caller, form.id, **{**usual, **typed})


def stored(console, record):
    return console.doors.read(lambda s: s.scalars(select(record).order_by(record.id)).all())


def test_those_still_to_be_asked_are_printed_in_walking_order(consents, caller):
    assert consents.count_missing(caller) == 3
    pages = printed(consents, caller)
    names = ("李秀珍", "小禾", "赵小菊", "王德发")
    assert [[name for name in names if name in page] for page in pages] == [["赵小菊"], ["李秀珍"], ["小禾"]]
    assert all("13900000201" in page and "刘建军" in page for page in pages)
    assert consents.count_missing(caller, "柳塘村") == 2


def test_a_childs_form_is_the_guardians(consents, console, caller):
    (page,) = printed(consents, caller, Whom(village="杨庄村"))
    assert "小禾" in page and "监护人签字" in page
    (form,) = stored(console, ConsentForm)
    assert form.for_guardian


def test_a_form_holds_no_id_no_phone_of_theirs_and_no_house_number(consents, caller):
    text = "".join(printed(consents, caller))
    for hidden in (citizen_id(), CHILD, "27号", "制氧机", "医疗户", "李强"):
        assert hidden not in text


def test_a_reprint_keeps_the_number_and_every_copy_is_on_the_register(console, consents, caller):
    whom = Whom({one(console, "李秀珍").id})
    printed(consents, caller, whom)
    printed(consents, caller, whom)
    assert [(form.number, form.copies) for form in stored(console, ConsentForm)] == [(1, 2)]
    kind = int(SheetKind.CONSENT)
    assert [(c.kind, c.number, c.copy) for c in stored(console, PrintedSheet)] == [(kind, 1, 1), (kind, 1, 2)]
    assert [mark.count for mark in stored(console, Disclosure)] == [1, 1]


def test_signed_with_the_health_item_the_file_opens(console, caller):
    assert one(console, "李秀珍")["device"].locked
    found = sign(console, caller)
    assert (found["consent"], found["consent_scope"], found["consent_on"]) == ("书面同意", ALL, DAY)
    assert found["device"] == one(console, "李秀珍")["device"] == "制氧机"
    assert "consent" not in console.care.gaps(one(console, "李秀珍"))
    assert [sheet.returned_on for sheet in stored(console, PrintedSheet)] == [DAY]


def test_signed_without_the_health_item_health_stays_locked(console, caller):
    assert sign(console, caller, scope=("建档", "走访"))["device"].locked


def test_what_was_ticked_counts_over_what_was_said_before(console, caller):
    assert one(console, "赵小菊")["device"] == "呼吸机"
    assert sign(console, caller, "赵小菊", scope=("走访",))["device"].locked


def test_a_guardian_opens_a_childs_file(console, caller):
    with pytest.raises(NotAccepted) as refused:
        sign(console, caller, "小禾", scope=("建档", "公开"))
    assert refused.value.complaints.keys() == {"scope", "signed_by"}
    found = sign(console, caller, "小禾", scope=("建档",), signed_by="李奶奶", relation="祖母")
    assert (found["consent"], found["sex"]) == ("监护人书面同意", "女")


def test_a_refusal_leaves_all_locked_and_nobody_is_asked_again(console, consents, caller):
    found = sign(console, caller, scope=(), refused=True)
    assert found["consent"] is None and found["device"].locked
    assert not any("李秀珍" in page for page in printed(consents, caller))
    (form,) = (one for one in stored(console, ConsentForm) if one.keyed_at)
    assert (form.signed_by, form.scope) == ("李秀珍", None)


def test_a_refusal_takes_back_what_was_only_spoken(console, caller):
    found = sign(console, caller, "赵小菊", scope=(), refused=True)
    assert found["consent"] == "待签同意书" and found["device"].locked


def test_a_refusal_does_not_undo_a_written_consent(console, caller):
    assert sign(console, caller, "王德发", scope=(), refused=True)["consent"] == "书面同意"


def test_withdrawal_locks_again_and_stands_in_the_history(console, consents, caller):
    seen = sign(console, caller)
    found = consents.withdraw(caller, seen.id, DAY, "本人来电")
    assert (found["consent"], found["consent_scope"], found["device"].locked) == ("已撤回", None, True)
    assert consents.count_missing(caller, "柳塘村") == 1
    line = console.care.history(caller, seen.id)[0]
    assert (line.deed, line.reason) == ("consent.withdraw", "本人来电")
    with pytest.raises(NothingToWithdraw):
        consents.withdraw(caller, seen.id, DAY, "本人来电")


def test_one_item_may_be_withdrawn_alone(console, consents, caller):
    seen = sign(console, caller)
    found = consents.withdraw(caller, seen.id, DAY, "不愿登记设备", items=("医疗用电保障",))
    assert (found["consent"], found["device"].locked) == ("书面同意", True)
    assert "拍照" in found["consent_scope"]
    with pytest.raises(NothingToWithdraw):
        consents.withdraw(caller, seen.id, DAY, "再来", items=("医疗用电保障",))
    assert consents.withdraw(caller, seen.id, DAY, "都不要了", items=ALL)["consent"] == "已撤回"


def key_in_later(store, form, on, signed_on, **typed):
    with store.open(StandingClock.on(on)) as later:
        usual = {"scope": ALL, "signed_by": "赵小菊", "signed_on": signed_on.isoformat()}
        return later.care.consents.key_in(later.caller(), form.id, **{**usual, **typed})


@pytest.mark.parametrize("signed_on", [date(2026, 9, 23), date(2026, 9, 29)])
def test_a_form_signed_before_the_withdrawal_does_not_open_the_file_again(store, console, caller, signed_on):
    form, last = open_form(console, caller, "赵小菊"), date(2026, 9, 30)
    with store.open(StandingClock.on(last)) as later:
        later.care.consents.withdraw(later.caller(), form.person.id, date(2026, 9, 29), "本人来站")
    with pytest.raises(NotAccepted) as refused:
        key_in_later(store, form, last, signed_on)
    assert "重新打印" in refused.value.complaints["signed_on"]
    assert (one(console, "赵小菊")["consent"], one(console, "赵小菊")["device"].locked) == ("已撤回", True)
    assert key_in_later(store, form, last, last)["consent"] == "书面同意"


def test_a_form_signed_before_an_item_was_withdrawn_does_not_bring_the_item_back(store, console, caller):
    sign(console, caller, "赵小菊")
    form, last = open_form(console, caller, "赵小菊"), date(2026, 9, 30)
    with store.open(StandingClock.on(last)) as later:
        withdraw = later.care.consents.withdraw
        withdraw(later.caller(), form.person.id, date(2026, 9, 29), "来电", items=("医疗用电保障",))
    with pytest.raises(NotAccepted) as refused:
        key_in_later(store, form, last, date(2026, 9, 23))
    assert refused.value.complaints.keys() == {"signed_on"}
    assert one(console, "赵小菊")["device"].locked


def test_a_withdrawal_without_its_day_asks_for_the_day_first(store, console, caller):
    form = open_form(console, caller, "赵小菊")
    console.care.correct(caller, one(console, "赵小菊"), {"consent": "已撤回", "consent_on": ""})
    with pytest.raises(NotAccepted) as refused:
        key_in_later(store, form, DAY, DAY)
    assert "撤回日期" in refused.value.complaints["signed_on"]


def test_an_old_refusal_may_still_be_keyed_in_after_a_withdrawal(console, consents, caller):
    form = open_form(console, caller, "赵小菊")
    consents.withdraw(caller, form.person.id, DAY, "本人来站")
    typed = {"scope": (), "refused": True, "signed_by": "赵小菊", "signed_on": DAY.isoformat()}
    assert consents.key_in(caller, form.id, **typed)["consent"] == "已撤回"


def test_withdrawal_asks_why_and_is_not_to_come(console, consents, caller):
    seen = sign(console, caller)
    with pytest.raises(ReasonNeeded):
        consents.withdraw(caller, seen.id, DAY, " ")
    with pytest.raises(NotAccepted):
        consents.withdraw(caller, seen.id, date(2026, 9, 23), "本人来电")


def test_an_already_keyed_form_says_by_whom_and_a_new_one_may_be_signed(console, consents, caller):
    form = open_form(console, caller, "李秀珍")
    typed = {"scope": ALL, "signed_by": "李秀珍", "signed_on": DAY.isoformat()}
    consents.key_in(caller, form.id, **typed)
    for again in (
        lambda: consents.open_form(caller, form.code),
        lambda: consents.key_in(caller, form.id, **typed),
    ):
        with pytest.raises(FormKeyed) as refused:
            again()
        assert "本站柜台" in refused.value.sentence
    assert sign(console, caller, scope=("走访",))["consent_scope"] == ("走访",)


def test_of_two_who_key_in_one_form_at_once_one_writes_and_the_other_is_told(store, console, caller):
    form, start = open_form(console, caller, "李秀珍"), threading.Barrier(2)

    def key_in(scope):
        with store.open() as mine:
            start.wait()
            typed = {"scope": scope, "signed_by": "李秀珍", "signed_on": "2026-09-22"}
            try:
                return mine.care.consents.key_in(mine.caller(), form.id, **typed)["consent_scope"]
            except FormKeyed as told:
                return told

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(key_in, [("走访",), ("建档",)]))
    (written,) = (one for one in done if not isinstance(one, FormKeyed))
    assert [type(one) for one in done].count(FormKeyed) == 1
    assert one(console, "李秀珍")["consent_scope"] == written


def test_whoever_turned_14_signs_a_form_of_his_own(console, store, caller):
    old = open_form(console, caller, "小禾")
    with store.open(StandingClock.on(date(2030, 5, 5))) as later:
        with pytest.raises(NotAccepted) as refused:
            later.care.consents.key_in(
                later.caller(), old.id, scope=("建档",), signed_by="李奶奶", relation="祖母",
                signed_on="2030-05-05",
            )  # fmt: skip
        assert "14" in refused.value.complaints["signed_on"]
        new = open_form(later, later.caller(), "小禾")
        assert (old.for_guardian, new.for_guardian, new.code) == (True, False, sheet_code(2))
        with pytest.raises(FormVoid) as void:
            later.care.consents.open_form(later.caller(), old.code)
        assert new.code in void.value.sentence


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"signed_on": ""}, "signed_on"),
        ({"signed_on": "2026-09-21"}, "signed_on"),
        ({"signed_on": "2026-09-23"}, "signed_on"),
        ({"signed_by": "李强"}, "relation"),
        ({"signed_by": ""}, "signed_by"),
        ({"scope": ()}, "scope"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_written(console, caller, typed, key):
    with pytest.raises(NotAccepted) as refused:
        sign(console, caller, **typed)
    assert refused.value.complaints.keys() == {key}
    assert one(console, "李秀珍")["consent"] is None


def test_scans_that_lead_nowhere_say_why(console, consents, caller):
    form = open_form(console, caller, "李秀珍")
    assert consents.open_form(caller, qr_digits(SheetKind.CONSENT, 1, 1)).id == form.id
    assert (form.items[:2], form.contact, form.for_guardian) == (("建档", "走访"), "李强", False)
    with pytest.raises(OtherKind):
        consents.open_form(caller, qr_digits(SheetKind.VILLAGE, 1, 1))
    with pytest.raises(FormUnknown):
        consents.open_form(caller, sheet_code(99))
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", DAY)
    with pytest.raises(PersonGone) as refused:
        consents.open_form(caller, form.code)
    assert "去世" in refused.value.sentence
    with pytest.raises(PersonGone):
        consents.key_in(caller, form.id, scope=ALL, signed_by="李秀珍", signed_on="2026-09-22")


def test_no_form_for_the_dead_and_none_when_all_have_signed(console, consents, caller):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", DAY)
    assert not any("李秀珍" in page for page in printed(consents, caller))
    with pytest.raises(NobodyToAsk):
        printed(consents, caller, Whom({one(console, "李秀珍").id}))
    with pytest.raises(NobodyToAsk):
        printed(consents, caller, Whom(village="无人村"))


def test_a_cancelled_printing_counts_no_copy(console, consents, caller):
    with pytest.raises(Cancelled):
        printed(consents, caller, progress=Progress(lambda *_: False))
    assert stored(console, PrintedSheet) == [] and stored(console, Disclosure) == []
    assert {form.copies for form in stored(console, ConsentForm)} == {0}


def test_without_any_work_phone_no_form_is_printed(console, consents, caller):
    helper = next(one for one in console.staff.all(caller.station_id) if one.name == "刘建军")
    console.staff.leave(caller, helper.id, DAY, "调走")
    with pytest.raises(NoContactPhone):
        printed(consents, caller)


def test_a_volunteer_neither_prints_nor_keys_in(console, consents, caller):
    console.staff.add(caller, "陈海", "志愿者", "13900000203")
    chen, form = console.caller("BZ", "陈海"), open_form(console, caller, "李秀珍")
    for deed in (
        lambda: printed(consents, chen),
        lambda: consents.open_form(chen, form.code),
        lambda: consents.key_in(chen, form.id),
        lambda: consents.withdraw(chen, one(console, "李秀珍").id, DAY, "来电"),
    ):
        with pytest.raises(NotAllowed):
            deed()
