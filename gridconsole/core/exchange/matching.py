"""Says which heading means which field: pure functions over words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gridconsole.core.exchange.head_rows import Column, Head, normalise

_PEOPLE = (
    "紧急联系人 监护人 受委托人 联系人 联络人 父亲 母亲 父母 子女 儿子 女儿 配偶 亲属 家属 邻居"
    " 帮扶责任人 帮扶干部 帮扶人 结对干部 结对人 包户干部 包户人 包保人 责任人 网格经理 台区经理"
    " 客户经理 网格员 志愿者 村干部 村书记 书记 组长 村长 主任 村医 医生 负责人 填表人 代理人"
).split()
_PERSON = re.compile("|".join(sorted(_PEOPLE, key=len, reverse=True)))
_SAME = (
    ("号码", "号"),
    ("联系电话", "电话"),
    ("联系方式", "电话"),
    ("手机号", "手机"),
    ("电话号", "电话"),
    ("类型", "类别"),
)
_OWN = re.compile(r"^(本人|户主|人员|老人|对象|被帮扶人|被访人)(?=.)")
_REMARK = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
_COUNTED = re.compile(r"[\d一二三四五①②③④⑤]+$")
_ALIKE = 0.8


@dataclass(frozen=True)
class Match:
    """The field a column goes to; where it is not sure, a person is asked."""

    field: str
    sure: bool


@dataclass(frozen=True)
class Matching:
    """Matches by column index, and the columns that no field takes."""

    columns: dict[int, Match]
    unused: tuple[Column, ...]


@dataclass(frozen=True)
class _Claim:
    score: float
    column: Column
    field: str
    sure: bool


def match(
    head: Head, synonyms: Mapping[str, Sequence[str]], remembered: Mapping[str, str | None]
) -> Matching:
    """Gives each column to one field at most and each field to one column at most, the closest first.

    `synonyms`: field key to the headings it is known by. `remembered`: heading (as written or normalised) to
    the field a person chose for it, or None where it is not to be used; this goes before everything else.
    """
    claims = [claim for column in head.columns for claim in _claims(column, synonyms, remembered)]
    claims.sort(key=lambda claim: (-claim.score, claim.column.index))
    taken: dict[int, Match] = {}
    for claim in claims:
        if claim.column.index not in taken and all(claim.field != found.field for found in taken.values()):
            taken[claim.column.index] = Match(claim.field, claim.sure)
    ordered = dict(sorted(taken.items()))
    return Matching(ordered, tuple(column for column in head.columns if column.index not in taken))


def _claims(
    column: Column, synonyms: Mapping[str, Sequence[str]], remembered: Mapping[str, str | None]
) -> Iterator[_Claim]:
    for heading in (column.heading, normalise(column.heading)):
        if heading in remembered:
            field = remembered[heading]
            if field is not None:
                yield _Claim(2.0, column, field, sure=True)
            return
    for field, words in synonyms.items():
        score = max((_closeness(column.heading, word, words, synonyms) for word in words), default=0.0)
        if score > 0:
            yield _Claim(score, column, field, sure=score >= 0.9)


def _closeness(heading: str, word: str, words: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> float:
    """From 1.0, the same, over 0.9, surely meant, down to 0.0."""
    names = _readings(heading)
    known = _canonical(normalise(word))
    if normalise(heading) == normalise(word) and not _remark_person(heading):
        return 1.0
    if known in names:
        return 0.97
    if _PERSON.fullmatch(word) and known == _last(heading):
        return 0.92  # a group such as 结对帮扶 stands above 帮扶人
    if _another_person(heading, word, words):
        return 0.6 if known in _other_people(names, synonyms) or _same_work(names, known) else 0.0
    return max(_near(name, known, heading) for name in names)


def _canonical(name: str) -> str:
    for long, short in _SAME:
        name = name.replace(long, short)
    return name


def _readings(heading: str) -> list[str]:
    """The heading as one word; with a bracketed person in front; without 姓名 behind a person."""
    plain = _canonical(normalise(heading))
    person = _remark_person(heading)
    names = [_canonical(person + plain)] if person else [plain]
    names += [name.removesuffix("姓名") for name in names if _PERSON.fullmatch(name.removesuffix("姓名"))]
    return names


def _remark_person(heading: str) -> str:
    """The person in brackets of a heading such as 联系电话（监护人）."""
    for remark in _REMARK.findall(unicodedata.normalize("NFKC", heading)):
        if person := _PERSON.search(normalise(remark)):
            return person.group()
    return ""


def _another_person(heading: str, word: str, words: Sequence[str]) -> bool:
    """A guardian's telephone is not the person's own, though both are a telephone."""
    found = _PERSON.search(normalise(heading)) or _PERSON.search(_remark_person(heading))
    if found is None:
        return bool(_PERSON.search(word))
    if _PERSON.fullmatch(word):
        return True  # 监护人 alone is a name, never a telephone
    return "关系" not in word and not any(found.group() in each for each in words)


def _other_people(names: list[str], synonyms: Mapping[str, Sequence[str]]) -> set[str]:
    """The heading with its person exchanged for one who fills the same field (紧急联系人 for 监护人)."""
    exchanged = set()
    for words in synonyms.values():
        people = {found.group() for word in words if (found := _PERSON.fullmatch(word))}
        for name in names:
            found = _PERSON.search(name)
            if found and found.group() in people:
                exchanged |= {name.replace(found.group(), person) for person in people}
    return exchanged


def _same_work(names: list[str], known: str) -> bool:
    """包户干部 and 包户人 do the same work."""
    return bool(_PERSON.fullmatch(known)) and any(_PERSON.fullmatch(n) and n[:2] == known[:2] for n in names)


def _last(heading: str) -> str:
    """The lowest of a heading's levels."""
    return _canonical(normalise(heading.rsplit(" ", 1)[-1]))


def _near(name: str, known: str, heading: str) -> float:
    if _last(heading) == known and len(known) > 1:
        return 0.92  # a group such as 基本信息 stands above
    if _OWN.sub("", name) == known:
        return 0.95
    if _COUNTED.sub("", name) == known:
        return 0.8
    if name.endswith(known) and (len(known) > 1 or len(name) <= 4):
        return 0.5 + 0.2 * len(known) / len(name)
    if len(known) > 1 and len(name) > 1 and (known in name or name in known):
        return 0.4 + 0.2 * min(len(known), len(name)) / max(len(known), len(name))
    alike = SequenceMatcher(None, name, known).ratio()
    return 0.5 * alike if alike >= _ALIKE else 0.0
