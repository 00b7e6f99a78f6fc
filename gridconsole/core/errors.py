"""Expected errors: a sentence the clerk understands and a next step."""


class ConsoleError(Exception):
    """Something that can go wrong in ordinary work; everything else is a bug.

    Subclasses are one per situation, so that a caller can react to it by class.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence}{self.next_step}"


class Unexpected(ConsoleError):
    """A bug stopped what was under way; whoever waits for it may go on."""

    def __init__(self) -> None:
        super().__init__("程序出了问题，这一步没有做成。", "填的内容还在，可以再试一次。")
