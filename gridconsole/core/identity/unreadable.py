"""What a parser says about a cell or a field that it cannot read."""


class Unreadable(ValueError):
    """A typed value that is not what its field asks for.

    `code` is a short English name for programs (`too_short`, `wrong_check_digit`), `message` one short
    Chinese sentence without a full stop for a form field or a cell. The message never repeats the value,
    so that it may be logged.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str]]:
        return type(self), (self.code, self.message)


def empty() -> Unreadable:
    """Return the complaint about a blank cell."""
    return Unreadable("empty", "没有填写")


def damaged_number() -> Unreadable:
    """Return the complaint about a long number that a spreadsheet kept as a number and rounded."""
    return Unreadable("damaged_number", "数字格式丢了位数")


def wrong_length(found: int, expected: int) -> Unreadable:
    """Return the complaint about a number of `found` digits where `expected` belong."""
    if found < expected:
        return Unreadable("too_short", f"应为 {expected} 位，还少 {expected - found} 位")
    return Unreadable("too_long", f"应为 {expected} 位，多了 {found - expected} 位")
