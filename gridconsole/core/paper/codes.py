"""Numbers that people type from paper: each carries a check digit."""

# Damm's quasigroup of order 10 (H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004):
# it catches every wrong single digit and every swap of two neighbours.
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

LARGEST_SHEET_NUMBER = 99_999
LARGEST_STATION_NUMBER = 9_999


def check_digit(digits: str) -> str:
    """Return the Damm check digit of a string of ASCII digits."""
    interim = 0
    for digit in digits:
        interim = _TABLE[interim][int(digit)]
    return str(interim)


def has_right_check_digit(digits: str) -> bool:
    """Say whether the last of these ASCII digits is the check digit of the others."""
    return len(digits) > 1 and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


def sheet_code(number: int) -> str:
    """Return the six digits printed on a sheet: five of its number and a check digit."""
    if not 0 <= number <= LARGEST_SHEET_NUMBER:
        raise ValueError(f"sheet number {number} is not in 0..{LARGEST_SHEET_NUMBER}")
    digits = f"{number:05d}"
    return digits + check_digit(digits)


def is_sheet_code(text: str) -> bool:
    """Say whether a text is six digits with the right check digit."""
    return len(text) == 6 and has_right_check_digit(text)


def qr_digits(kind: int, station: int, sheet: int) -> str:
    """Return what a code on paper holds: kind (1), station (4), sheet (5) and a check digit over all."""
    if not 0 <= kind <= 9 or not 0 <= station <= LARGEST_STATION_NUMBER:
        raise ValueError(f"kind {kind} or station {station} has too many digits")
    digits = f"{kind}{station:04d}{sheet_code(sheet)[:5]}"
    return digits + check_digit(digits)
