"""What can stop a print in ordinary work."""

from gridconsole.core.errors import ConsoleError


class MissingGlyph(ConsoleError):
    """A character that no embedded font has; `person`, `field` and `character` say where."""

    def __init__(self, person: str, field: str, character: str) -> None:
        self.person, self.field, self.character = person, field, character
        code = f"U+{ord(character):04X}"
        super().__init__(
            f"{_whose(person, field)}里的“{character}”（{code}）没有可用的字体，不能打印。",
            "请核对这个字，改用能打印的写法，或者请管理员补充字体。",
        )


class FieldOverflow(ConsoleError):
    """A text that does not fit the room of its field, not even in the smallest size allowed."""

    def __init__(self, person: str, field: str) -> None:
        self.person, self.field = person, field
        super().__init__(
            f"{_whose(person, field)}太长，一页纸上放不下。",
            "请在档案里把它改短一些，再打印。",
        )


class PrintCancelled(ConsoleError):
    """The person who prints stopped it; nothing was written."""

    def __init__(self) -> None:
        super().__init__("打印已取消，没有生成文件。")


def _whose(person: str, field: str) -> str:
    return f"{person}的“{field}”" if person else f"“{field}”"
