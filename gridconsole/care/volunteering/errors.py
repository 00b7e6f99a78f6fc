"""What can go wrong with the register of volunteers, in the clerk's words."""

from gridconsole.core.errors import ConsoleError


class NoService(ConsoleError):
    """Nobody served in the period, so there is nothing to certify."""

    def __init__(self) -> None:
        super().__init__("这段时间没有服务记录，没有可打印的证明。", "请检查起止日期，或先登记服务时长。")


class WrongPeriod(ConsoleError):
    """A period ends before it begins, or in the future."""

    def __init__(self) -> None:
        super().__init__("起止日期不对。", "结束不能早于开始，也不能晚于今天。")


class FromAVisit(ConsoleError):
    """Hours that came from a visit follow the visit."""

    def __init__(self) -> None:
        super().__init__("这次服务来自走访记录，不能单独改。", "请更正那次走访，服务时长会跟着变。")


class NotThenAVolunteer(ConsoleError):
    """A service lies outside the time in which somebody was a registered volunteer."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}那天不是注册志愿者，没有登记。", "请核对日期，或先改注册、退出日期。")
