"""What a scanned code or a typed number of a paper says, and in words why it is not taken.

A code holds eleven digits: kind, station (4), number (5), check digit; below it stand six to type:
the number (5) and a check digit.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.text import narrow
from gridconsole.core.paper.codes import LARGEST_SHEET_NUMBER, has_right_check_digit
from gridconsole.stations.records import Station
from gridconsole.stations.service import station_of

SCANNED, TYPED = 11, 6
"""Digits of a scanned code and of a number typed from below it."""
NAMES = {
    SheetKind.VISIT: "走访单",
    SheetKind.CONSENT: "同意书",
    SheetKind.RECEIPT: "领取单",
    SheetKind.VILLAGE: "村级核对表",
    SheetKind.HOUSEHOLD: "户档二维码",
}


class BadScan(ConsoleError):
    """A scan or typed number does not lead to a paper that is keyed in here."""


class HalfScan(BadScan):
    """A scan or number has too few or too many digits, or something else in it."""


class WrongCheckDigit(BadScan):
    """A digit was read or typed wrongly."""


class OtherStation(BadScan):
    """The paper was printed at another station."""


class OtherKind(BadScan):
    """The code is on another kind of paper."""


class NumbersUsedUp(ConsoleError):
    """A station has printed as many papers of a kind as five digits can number."""

    def __init__(self, kind: SheetKind) -> None:
        super().__init__(
            f"{NAMES[kind]}的编号用到 {LARGEST_SHEET_NUMBER} 就满了，没有打印。", "请联系软件维护人员。"
        )


@dataclass(frozen=True)
class Scan:
    """What a code says; kind and station are None for six typed digits."""

    number: int
    kind: SheetKind | None = None
    station: int | None = None


def parse_scan(text: str) -> Scan:
    """Return what a scanned code (11 digits) or a typed number (6 digits) says.

    Spaces, line ends and full-width digits are taken as they come. Raises HalfScan, WrongCheckDigit,
    and OtherKind for a code that is on no paper of this program.
    """
    digits = "".join(narrow(text).split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (SCANNED, TYPED):
        raise HalfScan(_not_whole(digits), "请对准二维码再扫一次，或输入码下面的六位数。")
    if not has_right_check_digit(digits):
        raise WrongCheckDigit("校验位不对，有一位读错或输错了。", "请对照单子上的六位数再输一次。")
    if len(digits) == TYPED:
        return Scan(int(digits[:5]))
    return Scan(int(digits[5:10]), _kind(digits[0]), int(digits[1:5]))


def sheet_number(text: str, kind: SheetKind, station: int) -> int:
    """Return the number on a paper of this kind, printed at the station of this number.

    Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation.
    """
    scan = parse_scan(text)
    if scan.kind is not None and scan.kind is not kind:
        raise OtherKind(
            f"扫到的是{NAMES[scan.kind]}，不是{NAMES[kind]}。",
            f"请扫{NAMES[kind]}，或到{NAMES[scan.kind]}处录入。",
        )
    if scan.station is not None and scan.station != station:
        raise OtherStation(
            f"这张{NAMES[kind]}是别的站（{scan.station} 号站）打印的。", "请交给打印它的站录入。"
        )
    return scan.number


def scanned_number(session: Session, caller: Caller, text: str, kind: SheetKind) -> int:
    """Return the number on a paper of this kind of the caller's station; names the station of another's.

    Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation.
    """
    try:
        return sheet_number(text, kind, station_of(session, caller.station_id).number)
    except OtherStation:
        other = session.scalar(select(Station).where(Station.number == parse_scan(text).station))
        if other is None:
            raise
        raise OtherStation(f"这张{NAMES[kind]}是{other.name}打印的。", f"请交给{other.name}录入。") from None


def next_number(last: int | None, kind: SheetKind) -> int:
    """Return the number of the next paper of a kind after the last one; raise NumbersUsedUp."""
    if (number := (last or 0) + 1) > LARGEST_SHEET_NUMBER:
        raise NumbersUsedUp(kind)
    return number


def _kind(digit: str) -> SheetKind:
    try:
        return SheetKind(int(digit))
    except ValueError:
        raise OtherKind("扫到的不是本程序打印的单子。", "请扫单子右上角的二维码，或输入六位数。") from None


def _not_whole(digits: str) -> str:
    if not digits:
        return "没有扫到内容。"
    if digits.isascii() and digits.isdigit():
        return f"只应有 {SCANNED} 位或 {TYPED} 位数字，读到了 {len(digits)} 位。"
    return "读到的不全是数字，不是单子上的二维码。"
