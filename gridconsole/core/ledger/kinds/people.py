"""Kinds that tell who somebody is and how to reach them."""

import difflib
from typing import Any

from sqlalchemy import Uuid
from sqlalchemy.types import TypeEngine

from gridconsole.core.identity import masking
from gridconsole.core.identity.citizen_id import parse_citizen_id
from gridconsole.core.identity.names import names_apart, parse_name
from gridconsole.core.identity.phone import format_phone, parse_phones
from gridconsole.core.identity.text import tidy_name
from gridconsole.core.ledger.kinds.base import Kind, PersonRef, Reading, Unreadable, typed
from gridconsole.core.ledger.kinds.columns import ListOfText


class Name(Kind):
    """A person's name, 2 to 20 characters (FIELDS 3.7)."""

    example = "李秀珍"

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the tidy name; raise Unreadable for digits, a wrong length, no letters (`no_name`)."""
        if isinstance(raw, str) and not any(map(str.isalpha, raw)):
            raise Unreadable("no_name", "这里没有姓名")
        return parse_name(raw)

    def mask(self, value: Any) -> str:
        """Return the surname and stars."""
        return masking.mask_name(value)

    def words(self, value: Any) -> tuple[str, ...]:
        """Return the name."""
        return (value,)

    def names(self, value: Any) -> tuple[str, ...]:
        """Return the name."""
        return (value,)


class OtherName(Name):
    """The name of somebody beside the person: found as it is written, not by pinyin."""

    def names(self, value: Any) -> tuple[str, ...]:
        """Return nothing, so that initials lead to the person whose file it is."""
        return ()


class Names(Kind):
    """Several people's names in one cell."""

    explanation = "几个人用 、 隔开"
    example = "刘建军、何静"

    @property
    def column(self) -> TypeEngine[Any]:
        """A list of texts in one column."""
        return ListOfText()

    def parse(self, raw: object, reading: Reading) -> tuple[str, ...]:
        """Return the names in their order, each once; raise Unreadable at the first that is none."""
        parts = list(raw) if isinstance(raw, tuple | list) else names_apart(typed(raw))
        return tuple(dict.fromkeys(parse_name(part) for part in parts if part))

    def show(self, value: Any) -> str:
        """Return the names, parted by 、."""
        return "、".join(value)

    def mask(self, value: Any) -> str:
        """Return surnames and stars."""
        return "、".join(masking.mask_name(name) for name in value)


class CitizenId(Kind):
    """A citizen identity number (GB 11643-1999); what it says of birth and sex is checked elsewhere."""

    explanation = "18 位，单元格设为文本"
    example = "379901194803150025"

    def parse(self, raw: object, reading: Reading) -> str:
        """Return 18 characters; raise Unreadable when damaged, mistyped or impossible."""
        return parse_citizen_id(raw, today=reading.today).text

    def remark(self, raw: object, value: Any) -> str:
        """Return a remark on an old number of 15 digits that was made one of 18."""
        return "15 位旧证已升为 18 位，请核对" if raw != value and len(typed(raw)) == 15 else ""

    def mask(self, value: Any) -> str:
        """Return the first three and the last four characters."""
        return masking.mask_citizen_id(value)

    def numbers(self, value: Any) -> tuple[str, ...]:
        """Return the number."""
        return (value,)


class Phones(Kind):
    """One phone or several, as they stand in one cell."""

    explanation = "手机 11 位或区号-座机；两个号码用 / 隔开"
    example = "139 0000 5678"

    @property
    def column(self) -> TypeEngine[Any]:
        """A list of texts in one column."""
        return ListOfText()

    def parse(self, raw: object, reading: Reading) -> tuple[str, ...]:
        """Return the phones in their normal form; raise Unreadable naming what is wrong."""
        return parse_phones(raw)

    def show(self, value: Any) -> str:
        """Return the phones as people write them."""
        return " / ".join(format_phone(phone) for phone in value)

    def mask(self, value: Any) -> str:
        """Return each phone masked."""
        return " / ".join(masking.mask_phone(phone) for phone in value)

    def numbers(self, value: Any) -> tuple[str, ...]:
        """Return the phones' digits, without an extension, so that the tail is the number's own."""
        return tuple("".join(phone.split("-")[:2]) for phone in value)


class Person(Kind):
    """A member of the station's staff, chosen by name."""

    example = "刘建军"

    @property
    def column(self) -> TypeEngine[Any]:
        """The staff member's id."""
        return Uuid()

    def parse(self, raw: object, reading: Reading) -> PersonRef:
        """Return the one member of staff of that name; raise Unreadable with the nearest name."""
        if isinstance(raw, PersonRef):
            return raw
        name = tidy_name(typed(raw))
        found = reading.staff_named(name)
        if len(found) == 1:
            return PersonRef(found[0], name)
        if found:
            raise Unreadable("same_name", f"有 {len(found)} 位工作人员叫{name}")
        raise Unreadable("unknown_person", self._guess(name, list(reading.staff.values())))

    @staticmethod
    def _guess(name: str, known: list[str]) -> str:
        near = difflib.get_close_matches(name, known, 1, 0.4)
        near = near or [other for other in known if name[-1:] and other.startswith(name[-1:])][:1]
        return f"像是{near[0]}？" if near else f"人员名单里没有{name}"

    def show(self, value: Any) -> str:
        """Return the name."""
        return str(value.name)

    def mask(self, value: Any) -> str:
        """Return the name: staff are published, not masked (FIELDS 4.3)."""
        return str(value.name)
