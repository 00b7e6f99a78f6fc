"""Staff for the care tests' station."""

import pytest

STAFF = {"刘建军": "台区经理", "何静": "网格经理", "陈海": "志愿者", "赵立新": "所长"}


@pytest.fixture
def caller(console):
    """The clerk at the counter."""
    return console.caller()


@pytest.fixture
def staff(console, caller):
    """The callers of a furnished station, by name."""
    for name, post in STAFF.items():
        console.staff.add(caller, name, post)
    return {name: console.caller(name=name) for name in STAFF}


@pytest.fixture
def volunteer(staff):
    """A volunteer of the station."""
    return staff["陈海"]
