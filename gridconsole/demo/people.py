"""Made-up people: no county bears their region codes, no carrier their phone numbers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from gridconsole.core.identity.citizen_id import check_digit

SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋"
    "田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖"
    "武康贺严尹钱施牛洪龚"
)
GIVEN = (
    "桂秀玉凤兰英珍华芳梅荣琴芝莲香云霞淑素春秋冬夏长顺庆和满仓传福德厚宝玺友来富贵发财国建军民"
    "志强永光明学文武成功立新平安康宁喜乐丰收水生根土木金银山林海河江湖田地石玲珊丹红青紫小禾苗"
    "雨晴雪梦涵轩宇浩然思远"
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "尉迟")
VILLAGES = (
    "柳河村",
    "杨庄村",
    "孙家屯村",
    "赵庄村",
    "湖坪村",
    "石桥村",
    "枣林村",
    "东岗村",
    "北洼村",
    "青禾社区",
)
ELDER = (
    ("独居老人", "独居"),
    ("孤寡老人", "独居"),
    ("空巢老人", "与配偶同住"),
    ("特困人员（五保户）", "独居"),
    ("失能老人", "与子女同住"),
)
RELATIONS = ("儿子", "女儿", "侄子", "儿媳", "邻居", "女婿")
SHARED = ("village", "group", "house", "account", "way", "customs", "helper", "last_visit")
"""What people of one household have in common."""
NUMBERED = 400 * 99
"""So many ids of one day of birth there are."""
DEVICES = ("制氧机", "呼吸机", "电动病床", "吸痰器")
WAYS = ("村口老樟树右拐第二家", "小学后面红铁门", "水塔旁，门朝南", "供销社对面巷子到头", "")
CUSTOMS = ("敲门后等一分钟，站在亮处说话", "家里有狗，先喊一声", "不进东屋（家中习俗）", "说话请大声", "")


@dataclass
class MadeUp:
    """One made-up person, as it would be typed: field key -> text."""

    raw: dict[str, str] = field(default_factory=dict)


def made_up_people(count: int, day: date, seed: int, helpers: tuple[str, ...]) -> Iterator[MadeUp]:
    """Yield `count` made-up people, the same ones for the same seed."""
    dice = random.Random(seed)
    before: dict[str, str] = {}
    for number in range(count):
        raw = _person(dice, number, day, helpers, max(160, count // 60))
        if before and dice.random() < 0.06:
            raw |= {key: before[key] for key in SHARED if key in before}
        yield MadeUp(raw)
        before = raw


def name(dice: random.Random) -> str:
    """Return a made-up name."""
    surname = dice.choice(COMPOUND) if dice.random() < 0.01 else dice.choice(SURNAMES)
    return surname + "".join(dice.choice(GIVEN) for _ in range(1 if dice.random() < 0.08 else 2))


def citizen_id(dice: random.Random, number: int, born: date, female: bool) -> str:
    """Return an id of a region code that no county bears, with its check digit, another for every number."""
    region = 379900 + 1 + number // 400 % 99
    order = (number % 400) * 2 + (2 if female else 1)
    first = f"{region}{born:%Y%m%d}{order:03d}"
    return first + check_digit(first)


def phone(dice: random.Random) -> str:
    """Return a mobile number from a range that is not assigned."""
    return f"{dice.choice(('1390000', '1370000'))}{dice.randrange(10_000):04d}"


def _person(
    dice: random.Random, number: int, day: date, helpers: tuple[str, ...], houses: int
) -> dict[str, str]:
    child = dice.random() < 0.08
    born = day - timedelta(dice.randrange(4 * 365, 13 * 365) if child else dice.randrange(62 * 365, 96 * 365))
    born -= timedelta((born.toordinal() - number // NUMBERED) % 32)  # a day of its own for every round of ids
    female = dice.random() < 0.55
    category, living = ("留守儿童", "与祖父母同住") if child else dice.choice(ELDER)
    village = dice.choice(VILLAGES)
    raw = {
        "name": name(dice),
        "citizen_id": citizen_id(dice, number, born, female),
        "categories": category,
        "living": living,
        "village": village,
        "group": f"{dice.randrange(1, 12)}组",
        "house": f"{dice.randrange(1, houses)}号",
        "phone": "" if child else phone(dice),
        "contact": name(dice),
        "relation": "祖母" if child else dice.choice(RELATIONS),
        "contact_phone": phone(dice),
        "account": f"42{number:08d}",
        "helper": dice.choice(helpers),
        "way": dice.choice(WAYS),
        "customs": dice.choice(CUSTOMS),
        "last_visit": (day - timedelta(dice.randrange(1, 45))).isoformat() if dice.random() < 0.9 else "",
        "consent": "监护人书面同意" if child else "书面同意",
        "ground": "村（居）委会提供",
    }
    if dice.random() < 0.06 and not child:
        raw |= {
            "categories": f"{category}、医疗户",
            "device": dice.choice(DEVICES),
            "device_hours": str(dice.randrange(1, 9)),
            "backup_power": "氧气瓶",
        }
    if dice.random() < 0.1:
        raw |= {"consent": "待签同意书", "ground": ""}  # so that the demonstration shows what is locked
    return {key: text for key, text in raw.items() if text}
