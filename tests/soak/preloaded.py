"""Done once by the process from which the writers are forked: a first record imports and reads a lot."""

from pathlib import Path
from tempfile import TemporaryDirectory

import tests.soak.killing  # noqa: F401
from tests.stores import Store


def warm_up() -> None:
    with TemporaryDirectory() as folder, Store(Path(folder)).open() as console:
        console.care.record(console.caller(), {"name": "李明", "address": "柳河村1组1号"})


warm_up()
