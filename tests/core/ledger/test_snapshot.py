"""What a caller may see of a value: in full, masked, or locked."""

from uuid import uuid4

import pytest

from gridconsole.care.records import CARE
from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, Lock, Masked, mask_typed, view, view_typed

CLERK, VOLUNTEER, MANAGER = (
    Caller(uuid4(), uuid4(), "某某", role) for role in (Role.CLERK, Role.VOLUNTEER, Role.MANAGER)
)
OPEN, HEALTH, MINOR = Lock(), Lock(health=True), Lock(health=True, minor=True, young=True)
VALUES = {
    "name": "李秀珍",
    "phone": ("13900000101",),
    "categories": ("低保户",),
    "health": "慢性病",
    "sex": "女",
    "village": "柳塘村",
}


@pytest.mark.parametrize(
    ("caller", "lock", "shown"),
    [
        (CLERK, OPEN, {"phone": "139****0101"}),
        (MANAGER, HEALTH, {"phone": "139****0101", "health": LOCKED_WORDS}),
        (
            CLERK,
            MINOR,
            {"phone": "139****0101", "health": LOCKED_WORDS, "categories": LOCKED_WORDS, "sex": LOCKED_WORDS},
        ),
        (VOLUNTEER, OPEN, {"phone": "139****0101", "health": "***", "categories": "***"}),
        (CLERK, Lock(open_keys=frozenset({"phone"})), {}),
        (
            CLERK,
            Lock(health=True, open_keys=frozenset({"health"})),
            {"phone": "139****0101", "health": LOCKED_WORDS},
        ),
    ],
)
def test_a_value_is_masked_or_locked_by_caller_and_consent(caller, lock, shown):
    for key, value in VALUES.items():
        seen = view(CARE.fields[key], value, caller, lock)
        assert seen == shown.get(key, value)
        assert isinstance(seen, Masked) == (key in shown)


def test_only_what_a_reason_can_open_is_not_locked():
    assert not view(CARE.fields["phone"], VALUES["phone"], CLERK, OPEN).locked
    assert view(CARE.fields["health"], "慢性病", CLERK, HEALTH).locked
    assert view(CARE.fields["health"], "慢性病", VOLUNTEER, OPEN).locked


def test_an_empty_value_is_nothing_to_hide():
    assert all(view(declared, None, VOLUNTEER, MINOR) is None for declared in CARE.fields.values())


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("phone", "1390000", "139****"),
        ("phone", "13900", "139**"),
        ("address", "柳塘村***", "柳塘村***"),
        ("citizen_id", "37990119480315", "379***********"),
        ("contact", "李建国 13900000101", "李建国 139********"),
        ("contact", "李建国 379901194803150020", "李建国 379***************"),
        ("last_visit", "2026年3月", "2026年3月"),
        ("helper", "老刘", "老刘"),
    ],
)
def test_a_text_that_could_not_be_read_is_masked_where_it_holds_a_number(key, text, shown):
    assert view_typed(CARE.fields[key], text, CLERK, OPEN) == mask_typed(CARE.fields[key], text) == shown
    assert view_typed(CARE.fields[key], text, CLERK, Lock(open_keys=frozenset({key}))) == text


def test_every_field_of_health_is_locked_for_a_child_too():
    for declared in CARE.fields.values():
        if declared.care.name in ("HEALTH", "CATEGORY"):
            assert declared.minor, declared.key
