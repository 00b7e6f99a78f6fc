"""What panels remember beyond the window."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Memory:
    """Texts by name; `get` returns None for what was never kept."""

    get: Callable[[str], str | None]
    remember: Callable[[str, str], None]
