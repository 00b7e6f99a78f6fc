"""What a clerk types into a ledger's form: read and checked."""

from collections.abc import Mapping
from typing import Any

from gridconsole.core.books.declare import Special
from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading, is_empty
from gridconsole.core.ledger.snapshot import Masked


def complaint(declared: Field, raw: object, reading: Reading) -> str:
    """Return what is wrong with what was typed into one field; empty when nothing is."""
    if isinstance(raw, Masked):
        return ""
    if is_empty(raw):
        return f"{declared.label}要填" if declared.required else ""
    try:
        declared.kind.parse(raw, reading)
    except Unreadable as error:
        return error.message
    return ""


def accepted(
    special: Special, raw: Mapping[str, object], standing: Mapping[str, Any], reading: Reading
) -> dict[str, Any]:
    """Return the values of what was typed over what stands; raise NotAccepted with all complaints."""
    fields = special.ledger.own
    wrong = {key: text for key in raw if (text := complaint(fields[key], raw[key], reading))}
    if not standing:
        missing = {key for key, declared in fields.items() if declared.required} - raw.keys()
        wrong |= {key: f"{fields[key].label}要填" for key in missing}
    if wrong:
        raise NotAccepted(wrong)
    values = {k: None if is_empty(v) else fields[k].kind.parse(v, reading) for k, v in raw.items()}
    if wrong := special.wrong({**standing, **values}, reading.today):
        raise NotAccepted(wrong)
    return values
