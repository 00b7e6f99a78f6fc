"""Consent forms as they are keyed in: each item of the paper, who signed, when; or that all was refused."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.errors import NotAccepted
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.ledger import fields_of
from ui.care.keying.kinds import Done, Job, PaperKind, Told
from ui.look.look import Look
from ui.widgets.keying.row import Check, Row
from ui.widgets.keying.sheet import Line, Sheet

if TYPE_CHECKING:
    from gridconsole.care.consents.views import OpenForm
    from gridconsole.console import Console
    from gridconsole.core.ledger.snapshot import Snapshot

YES, NO = "同意", "不同意"
REFUSED, BY, RELATION, ON = "refused", "signed_by", "relation", "signed_on"
SOME, NONE = "按勾的办", "全不同意"
WIDE = 150
FOR_CHILD = "未满14周岁，要监护人签字"


def item_key(number: int) -> str:
    """Return the key of an item's question, counted from 1."""
    return f"item_{number}"


class ConsentSheet(Sheet):
    """The questions of one form; whoever refuses all is not asked item by item.

    An item without an answer is not agreed to, as the paper says. A 1 in place of the signature stands for
    whom the ledger knows: the person, a child's guardian.
    """

    def __init__(self, look: Look, form: "OpenForm", reading: Reading) -> None:
        self._look_of_rows, self._form, self._reading = look, form, reading
        self._signers, self._signer = signers(form), ""
        super().__init__(look, [*self._asked_for(), *self._signed()])
        self.rows[BY].editor.editingFinished.connect(self._name_signer)  # type: ignore[union-attr]
        self.changed.connect(self._follow)
        self._follow()

    def answers(self) -> dict[str, str]:
        """Return what is answered, the signature by name."""
        found = super().answers()
        return {**found, BY: self._named(found[BY])} if BY in found else found

    def _asked_for(self) -> list[Line]:
        look = self._look_of_rows
        rows = [
            Row(look, item_key(number), item, (YES, NO), number=str(number), label_width=WIDE)
            for number, item in enumerate(self._form.items, 1)
        ]
        whole = Row(look, REFUSED, "整张", (SOME, NONE), number="", label_width=WIDE)
        return [[whole], *([row] for row in rows)]

    def _signed(self) -> list[Line]:
        look, child = self._look_of_rows, self._form.for_guardian
        offered = "　".join(f"{number} {name}" for number, name in enumerate(self._signers, 1))
        who = Row(
            look, BY, "监护人姓名" if child else "签字人", number="", label_width=WIDE,
            hint=f"{offered}　或写别人的姓名" if offered else "写姓名",
        )  # fmt: skip
        relation = Row(
            look, RELATION, "与孩子关系" if child else "代签关系", number="", label_width=WIDE,
            hint="如 祖母、父亲" if child else "如 女儿、儿子、邻居",
        )  # fmt: skip
        day = Row(
            look, ON, "日期", number="", hint="如 9.20，今天就写 今天", check=self._day(), label_width=WIDE
        )
        return [[who], [relation], [day]]

    def _day(self) -> Check:
        kind = fields_of(ConsentForm)[ON].kind

        def check(text: str) -> str:
            try:
                kind.parse(text, self._reading)
            except Unreadable as error:
                return error.message
            return ""

        return check

    def _named(self, text: str) -> str:
        known = self._signers
        return known[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(known) else text

    def _name_signer(self) -> None:
        row = self.rows[BY]
        if (named := self._named(row.text())) != row.text():
            row.set_text(named)

    def _follow(self) -> None:
        """Ask item by item unless all was refused; how somebody else is related, who signed."""
        rows = self.rows
        refused = rows[REFUSED].text() == NONE
        for number in range(1, len(self._form.items) + 1):
            self._ask(item_key(number), not refused)
        signer, before = self._named(rows[BY].text()), self._signer
        self._signer = signer
        self._ask(RELATION, bool(signer) and signer != self._form.person.text("name"))
        if before != signer == self._form.contact:
            rows[RELATION].set_text(self._form.relation)

    def _ask(self, key: str, asked: bool) -> None:
        if self.rows[key].asked is not asked:
            self.rows[key].ask(asked)


def consent_forms(console: "Console") -> PaperKind:
    """Return consent forms as a kind of paper."""
    return PaperKind("2", "同意书", lambda caller, scanned: _job(console, caller, scanned))


def signers(form: "OpenForm") -> tuple[str, ...]:
    """Return who may have signed, as far as the ledger knows."""
    names = (form.contact,) if form.for_guardian else (form.person.text("name"), form.contact)
    return tuple(dict.fromkeys(filter(None, names)))


def _job(console: "Console", caller: Caller, scanned: str) -> Job:
    form = console.care.consents.open_form(caller, scanned)
    reading = Reading(today(console.clock))
    one = form.person
    place = f"{one['village'] or ''}{one['group'] or ''}"
    printed = f"{format_date(form.printed_on)} 打印"
    line = "　".join(filter(None, (place, str(one["file_number"]), printed)))
    told = Told(form.code, one.text("name"), line, FOR_CHILD if form.for_guardian else "")

    def write(by: Caller, typed: Mapping[str, str]) -> Done:
        return _write(console, by, form, typed)

    return Job(told, lambda look: ConsentSheet(look, form, reading), {REFUSED: SOME}, write)


def _write(console: "Console", caller: Caller, form: "OpenForm", typed: Mapping[str, str]) -> Done:
    refused = typed.get(REFUSED) == NONE
    asked = {item_key(number): item for number, item in enumerate(form.items, 1)}
    scope = [item for key, item in asked.items() if not refused and typed.get(key) == YES]
    try:
        now = console.care.consents.key_in(
            caller, form.id, scope=scope, signed_by=typed.get(BY, ""), relation=typed.get(RELATION, ""),
            signed_on=typed.get(ON, ""), refused=refused,
        )  # fmt: skip
    except NotAccepted as error:
        raise NotAccepted(_by_row(error.complaints)) from error
    return _done(form, now, scope, refused)


def _by_row(complaints: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the items under the question that says whether all was refused."""
    return {REFUSED if key == "scope" else key: text for key, text in complaints.items()}


def _done(form: "OpenForm", now: "Snapshot", scope: list[str], refused: bool) -> Done:
    name, count = now.text("name"), len(form.items)
    said = "全不同意" if refused else f"同意 {len(scope)} 项" if len(scope) < count else f"{count} 项都同意"
    left = [item for item in form.items if item not in scope]
    remarks = (f"不同意：{'、'.join(left)}",) if left and not refused else ()
    return Done(f"{form.code[:3]} {form.code[3:]}　{name}　{said}", remarks)
