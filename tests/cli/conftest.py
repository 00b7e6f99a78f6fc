"""The commands, run inside the test."""

import pytest
from typer.testing import CliRunner

from gridconsole.cli.app import make_app
from tests.stores import Store


class Commands:
    """Runs commands on one store; `code`, `said` and `complained` tell of the last one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.folder = store.folder
        self.opened: list[object] = []
        self._app = make_app(lambda *asked: self.opened.append(asked) or 0, lambda *asked: 0)
        self.code, self.said, self.complained = 0, "", ""

    def __call__(self, *arguments: object, data: bool = True) -> "Commands":
        words = [str(argument) for argument in arguments]
        done = CliRunner().invoke(self._app, [*words, *(self._store.options if data else ())])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        self.code, self.said, self.complained = done.exit_code, done.stdout, done.stderr
        return self


@pytest.fixture
def run(sqlite_store):
    """Commands on a fresh data folder."""
    return Commands(sqlite_store)
