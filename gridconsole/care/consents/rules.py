"""The rules of consent: who is asked, who signs, what is agreed to (FIELDS 4.5).

Personal Information Protection Law, articles 13 to 15 (consent and its withdrawal), 29 (separate consent),
31 (a guardian's for children under 14).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from gridconsole.care import rules
from gridconsole.care.paper.consent_text import ConsentTerms, scope
from gridconsole.core.calendar.dates import format_date

WRITTEN = "书面同意"
UNSIGNED = "待签同意书"
ORAL = "口头同意"
_NO_TERMS = ConsentTerms("", "", "")


def items(*, for_child: bool) -> tuple[str, ...]:
    """Return what may be ticked, in the order of the paper."""
    return tuple(item.word for item in scope(_NO_TERMS, for_child=for_child) if item.is_asked)


def is_missing(values: Mapping[str, Any], today: date) -> bool:
    """Return whether somebody is still to be asked in writing; who withdrew is not asked again unasked."""
    consent = values.get("consent")
    if consent == rules.WITHDRAWN:
        return False
    if rules.is_young(values, today):
        return consent != rules.GUARDIAN
    return consent not in (WRITTEN, rules.GUARDIAN)


def after_form(standing: str | None, *, for_child: bool, refused: bool) -> str | None:
    """Return the consent that a signed form makes of the standing one.

    Whoever refuses in writing has taken back what he said; a written consent is withdrawn by its own deed.
    """
    if refused:
        return UNSIGNED if standing == ORAL else standing
    return rules.GUARDIAN if for_child else WRITTEN


def outdated(standing: str | None, since: date | None, signed_on: date) -> str:
    """Return why a signature is too old to agree to anything; empty when it isn't (law, article 15).

    What was withdrawn, all of it or some items, opens with a later signature only.
    """
    if standing == rules.WITHDRAWN and since is None:
        return "已撤回同意，但撤回日期没有登记，请先在档案里补上"
    if standing == rules.WITHDRAWN and since is not None and signed_on <= since:
        return f"不晚于撤回同意的日子（{format_date(since)}），要恢复请重新打印一张，请家里重新签字"
    if standing in (WRITTEN, rules.GUARDIAN) and since is not None and signed_on < since:
        return f"早于台账里现有的同意（{format_date(since)}），同意有变的请重新打印一张，请家里重新签字"
    return ""


def complaints(
    ticked: Collection[str], *, for_child: bool, refused: bool, signed_by: str, relation: str, name: str
) -> dict[str, str]:
    """Return field key -> sentence for what can't be on a signed form."""
    wrong = {}
    if unknown := [item for item in ticked if item not in items(for_child=for_child)]:
        wrong["scope"] = f"表上没有这一项，或不能勾：{'、'.join(unknown)}"
    elif refused and ticked:
        wrong["scope"] = "不同意的，不要勾同意的事项"
    elif not refused and not ticked:
        wrong["scope"] = "一项都没有勾；全不同意的请选不同意"
    if not signed_by:
        wrong["signed_by"] = "监护人姓名要填" if for_child else "签字人要填"
    if signed_by and signed_by == name and for_child:
        wrong["signed_by"] = "未满14周岁，要监护人签字"
    elif signed_by and signed_by != name and not relation:
        wrong["relation"] = "与孩子的关系要填" if for_child else "代签的要填与本人的关系"
    return wrong


def without(scope: Sequence[str] | None, withdrawn: Collection[str]) -> tuple[str, ...]:
    """Return what is still agreed to."""
    return tuple(item for item in scope or () if item not in withdrawn)
