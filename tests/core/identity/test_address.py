import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gridconsole.core.identity.address import (
    AddressParts,
    natural_key,
    normal_address,
    split_address,
    whole_numbers,
)
from gridconsole.core.identity.numerals import numeral_value

pieces = st.sampled_from(
    [
        "山东省",
        "某某市",
        "清河县",
        "柳塘镇",
        "柳塘村",
        "村委会",
        "小区",
        "三组",
        "第",
        "03",
        "27号",
        "27",
        "#",
        "-",
        "院",
        "十",
        "二",
        "号院",
        "村民小组",
        "（",
        "，",
        " ",
        "幢",
        "A座",
        "*",
    ]
)
addresses = st.lists(pieces, max_size=10).map("".join)


@pytest.mark.parametrize(
    "spelling",
    [
        "柳塘村3组27号",
        "柳塘村 3 组 27 号",
        "柳塘村，３组，２７号",
        "柳塘村三组二十七号",
        "柳塘村第三组27号",
        "柳塘村第三村民小组27#",
        "柳塘村03组027号",
        "柳塘村村委会3组27号院",
        "柳塘村3组-27号",
        "柳塘村三组廿七号",
        "山东省柳塘村3组27号",
    ],
)
def test_spellings_of_one_house_have_one_key(spelling: str) -> None:
    assert normal_address(spelling) == normal_address("柳塘村3组27号")


@pytest.mark.parametrize(
    "spelling", ["山东省某某市清河县柳塘镇柳塘村5号", "清河县柳塘镇柳塘村5号", "某某市清河区柳塘镇柳塘村五号"]
)
def test_what_stands_above_the_town_does_not_count(spelling: str) -> None:
    assert normal_address(spelling) == "柳塘镇柳塘村5号"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("柳塘村3组27号", "柳塘村3组2号"),
        ("柳塘村3-21号", "柳塘村32-1号"),
        ("柳塘村3组27号", "柳塘村3队27号"),
        ("柳塘村27号院3号", "柳塘村27号3号"),
        ("柳塘村3组27号", "柳塘村3组27号东院"),
        ("河南李村3组", "河北李村3组"),
        ("柳塘镇李村3组", "清河镇李村3组"),
        ("古县李村", "李村"),
        ("某某市花园小区柳塘镇5号", "某某市柳塘镇5号"),
        ("阳光城市花园小区3号楼", "花园小区3号楼"),
        ("柳塘村101室", "柳塘村1-01室"),
    ],
)
def test_different_houses_never_have_one_key(one: str, other: str) -> None:
    assert normal_address(one) != normal_address(other)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("柳塘村3组27号", AddressParts("柳塘村", "3组", "27号", "", "")),
        ("柳塘村第三村民小组二十七号东院", AddressParts("柳塘村", "3组", "27号", "东院", "")),
        (
            "某某市清河县柳塘镇柳塘村 3组，27号",
            AddressParts("柳塘村", "3组", "27号", "", "某某市清河县柳塘镇"),
        ),
        ("阳光花园3号楼2单元301室", AddressParts("阳光花园", "", "3号楼2单元301室", "", "")),
        ("阳光城市花园小区3-2-301", AddressParts("阳光城市花园小区", "", "3-2-301", "", "")),
        ("王家庄3组5号", AddressParts("王家庄", "3组", "5号", "", "")),
        ("古镇村2组", AddressParts("古镇村", "2组", "", "", "")),
        ("幸福路27号", AddressParts("幸福路", "", "27号", "", "")),
        ("村东头第一家", AddressParts("", "", "", "村东头第一家", "")),
    ],
)
def test_the_parts_of_an_address(address: str, parts: AddressParts) -> None:
    assert split_address(address) == parts


def test_houses_sort_by_number() -> None:
    street = ["柳塘村10号", "柳塘村2号", "柳塘村1号", "柳塘村三号", "柳塘村3组1号"]
    assert sorted(street, key=natural_key) == [
        "柳塘村1号",
        "柳塘村2号",
        "柳塘村三号",
        "柳塘村3组1号",
        "柳塘村10号",
    ]


def test_the_numbers_of_an_address_are_whole() -> None:
    assert whole_numbers("柳塘村三组027号3-201室") == ("3", "27", "3", "201")


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_numbers_count_by_value(one: int, other: int) -> None:
    assert (natural_key(f"柳塘村{one}号") < natural_key(f"柳塘村{other}号")) == (one < other)


@given(addresses)
@example("清河县清河县清河县柳塘镇")
def test_the_key_of_a_key_is_the_key(address: str) -> None:
    assert normal_address(normal_address(address)) == normal_address(address)


@given(addresses, addresses)
def test_white_space_never_matters(one: str, other: str) -> None:
    assert normal_address(f"{one}柳 {other}") == normal_address(f"{one}柳{other}")


@pytest.mark.parametrize("unit", ["1", " 1", "-1", "一", "村", "县", "0", "1号", "第"])
def test_a_cell_of_thirty_thousand_characters_is_no_trap(unit: str) -> None:
    long = unit * (30_000 // len(unit))
    assert split_address(long) is not None
    assert isinstance(normal_address(long), str)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十七", 27),
        ("廿七", 27),
        ("卅", 30),
        ("一百零三", 103),
        ("两百", 200),
        ("二〇二六", 2026),
        ("一千二百三十四", 1234),
        ("〇", 0),
        ("百", None),
        ("十十", None),
        ("", None),
        ("一" * 99, None),
    ],
)
def test_chinese_numerals(numeral: str, value: int | None) -> None:
    assert numeral_value(numeral) == value
