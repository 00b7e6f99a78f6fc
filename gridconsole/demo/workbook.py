"""A messy workbook as stations keep them: titles above, two heading levels, totals below, every mistake."""

import random
from datetime import date
from pathlib import Path

from gridconsole.core.files import written_at_once
from gridconsole.demo.people import MadeUp, made_up_people

ABOVE = [
    "序号",
    "姓 名",
    "身份证\n号码",
    "村",
    "家庭住址",
    "电话/手机",
    "人员类别",
    "居住情况",
    "包户人",
    "监护人",
    "",
    "上次走访",
    "备注2",
]
BELOW = ["", "", "", "", "", "", "", "", "", "姓名", "联系电话", "", ""]
NOTES = ("注：类别按民政部门名册填写。", "填表人：", "审核人：")


def write_messy_workbook(file: Path, people: int, day: date, helpers: tuple[str, ...], seed: int = 3) -> int:
    """Write a workbook with `people` rows, one in six with something wrong; return the number of rows."""
    from openpyxl import Workbook

    dice = random.Random(seed)
    book = Workbook()
    book.create_sheet("旧表").append(["2019 年的，不用了"])
    book["旧表"].sheet_state = "hidden"
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(["2026 年特殊人员花名册（柳河）"])
    sheet.append([])
    sheet.append(ABOVE)
    sheet.append(BELOW)
    sheet.merge_cells("A1:M1")
    sheet.merge_cells("J3:K3")
    for column in "ABCDEFGHILM":
        sheet.merge_cells(f"{column}3:{column}4")
    rows = [
        _row(number, made, dice) for number, made in enumerate(made_up_people(people, day, seed, helpers), 1)
    ]
    for number, row in enumerate(rows):
        sheet.append(row)
        if number and number % 40 == 0:
            sheet.append([])
    sheet.append(["合计", f"{people} 人"])
    for note in NOTES:
        sheet.append([note])
    with written_at_once(file, overwrite=True) as stream:
        book.save(stream)
    return people


def _row(number: int, made: MadeUp, dice: random.Random) -> list[object]:
    raw = made.raw
    address = raw["village"] + raw["group"] + raw["house"]
    keys = ("categories", "living", "helper", "contact", "contact_phone", "last_visit")
    categories, living, helper, contact, contact_phone, last = (raw.get(key, "") for key in keys)
    row: list[object] = [
        number,
        raw["name"],
        raw["citizen_id"],
        raw["village"],
        address,
        raw.get("phone", ""),
        categories,
        living,
        helper,
        contact,
        contact_phone,
        last,
        "",
    ]
    if number % 6 == 0:
        _spoil(row, number // 6 % len(_MISTAKES), dice)
    return row


def _spoil(row: list[object], which: int, dice: random.Random) -> None:
    column, make = _MISTAKES[which]
    row[column] = make(str(row[column]), dice)


_MISTAKES = (
    (2, lambda text, _: float(text[:17] + "0")),  # kept as a number: its last digits are gone
    (2, lambda text, _: text[:17] + ("0" if text[17] != "0" else "1")),
    (5, lambda text, _: text[:9] or "1386 402 56"),
    (8, lambda text, _: "老" + text[0]),
    (1, lambda _text, _dice: ""),
    (11, lambda _text, dice: f"2026年{dice.randrange(1, 9)}月"),
    (5, lambda text, _: f"{text} / 1390000{1234}" if text else "0531-00001234"),
    (6, lambda _text, _dice: "五保户"),
    (11, lambda text, _: text.replace("-", ".")),
    (6, lambda _text, _dice: "困难户"),
)
