"""What every test stands on: a screen in memory, and silence."""

import gc
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest_plugins = ["tests.stores"]

# Two busy cores make single examples slow without anything being wrong.
SLOW = [HealthCheck.too_slow]
settings.register_profile("steady", deadline=None, suppress_health_check=SLOW, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs an error, unless it looked at the log and cleared it (`caplog.clear()`).

    Qt's own warnings fail a test by `qt_log_level_fail`, Python's by `filterwarnings` in pyproject.toml.
    """
    yield
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    if errors:
        pytest.fail("an error was logged: " + "; ".join(errors), pytrace=False)


@pytest.fixture(autouse=True)
def garbage_stays_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search for garbage here alone in tests with widgets, as the window does (`ui.shell.collector`)."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    gc.disable()
    gc.freeze()  # what thousands of tests before have left behind is not searched again and again
    yield
    gc.collect()
    gc.unfreeze()
    gc.enable()
