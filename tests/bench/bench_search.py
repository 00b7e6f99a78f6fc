"""Search over a million people: the first 50 hits of every kind of term, hits and misses."""

import random
import statistics
import time

from million import PEOPLE, million

from gridconsole.core.ledger.reading import initials, name_readings
from gridconsole.demo.people import name

ROUNDS = 200


def terms(dice: random.Random, someone: object) -> dict[str, str]:
    """Return one term of every kind, most of them hits."""
    person = name(dice)
    reading = name_readings(person)[0]
    joined = "".join(reading)
    return {
        "一个字": dice.choice(person),
        "两个字": person[-2:],
        "全名": person,
        "村名": "柳河",
        "地址一段": f"柳河村{dice.randrange(1, 12)}组{dice.randrange(1, 16_000)}号",
        "首字母": initials(reading),
        "首字母一段": initials(reading)[-2:],
        "拼音": joined,
        "拼音开头": joined[: dice.randrange(1, len(joined))],
        "名的拼音": "".join(reading[1:]),
        "电话尾号": f"{dice.randrange(10_000):04d}",
        "电话开头": "1390000",
        "户号": f"42{dice.randrange(PEOPLE):08d}",
        "证件尾号": f"{dice.randrange(1000):03d}x",
        "整数": str(dice.randrange(1, 16_000)),
        "两个词": f"{person[0]} 柳河",
        "首字母和村": f"{initials(reading)} 柳河",
        "拼音开头和村": f"{joined[:3]} 柳河",
        "拼音和字": f"{joined} {person[0]}",
        "电话尾号和村": f"{dice.randrange(10_000):04d} 柳河",
        "首字母和尾号": f"{initials(reading)[-2:]} {dice.randrange(10_000):04d}",
        "没有的字": "𬭎堃",
        "没有的拼音": "zhangguiqq",
        "没有的首字母": "qqvv",
        "没有的号码": "19999999",
    }


def main() -> None:
    """Print milliseconds by kind of term."""
    with million() as console:
        caller = console.caller()
        dice = random.Random(11)
        times: dict[str, list[float]] = {}
        hits: dict[str, int] = {}
        for _ in range(ROUNDS):
            for kind, term in terms(dice, caller).items():
                start = time.perf_counter()
                found = console.care.list.find(caller, term, 50)
                times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
                hits[kind] = hits.get(kind, 0) + len(found)
        for kind, values in times.items():
            values.sort()
            p95 = values[int(len(values) * 0.95)]
            middle = statistics.median(values)
            print(f"{kind}\tmedian {middle:.1f} ms\tp95 {p95:.1f} ms\thits {hits[kind] / ROUNDS:.0f}")


if __name__ == "__main__":
    main()
