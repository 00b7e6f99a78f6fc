"""Where a household lives: an address and its parts, kept in step with one another."""

from collections.abc import Mapping
from typing import Any

from gridconsole.core.identity.address import normal_address, split_address

PARTS = ("village", "group", "house")
PLACE = frozenset({*PARTS, "address"})
_VAGUE = tuple("村 社区 小区 屯 庄 寨 嘎查 镇 乡 街道 路 街 组 队".split())


def fill(values: dict[str, Any]) -> str:
    """Make an address of its parts, or find the village in it; return the address's comparing key."""
    address = values.get("address", "")
    if not address and "village" in values and ("house" in values or "group" in values):
        address = values["address"] = joined(values)
    elif address and "village" in values and not _within(values["village"], address):
        address = values["address"] = values["village"] + address
    elif address and "village" not in values and (village := split_address(address).village):
        values["village"] = village
    return normal_address(address) if address else ""


def names_a_house(key: str) -> bool:
    """Return whether an address's key tells one house from the next, not a village or a group alone."""
    return bool(key) and not key.endswith(_VAGUE)


def joined(values: Mapping[str, Any]) -> str:
    """Return the address that the parts make."""
    return "".join(values.get(part) or "" for part in PARTS)


def same(old: str | None, new: str | None) -> bool:
    """Return whether two texts name the same place in different spellings."""
    return old == new or normal_address(old or "") == normal_address(new or "")


def says_less(new: str, old: str | None) -> bool:
    """Return whether an address only names the village or group of a more exact one."""
    key = normal_address(new)
    return not names_a_house(key) and normal_address(old or "").startswith(key)


def changing_along(standing: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else changes of a place with what was given: parts with the address, it with parts."""
    if given.get("address") and not same(standing.get("address"), given["address"]):
        return _parts_along(standing, given)
    moved = any(part in given and not same(standing.get(part), given[part]) for part in PARTS)
    made = bool(standing.get("address")) and same(standing["address"], joined(standing))
    if moved and made and "address" not in given:
        return {"address": joined({**standing, **given}) or None}
    return {}


def _parts_along(standing: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of the new address for those that came from the old one."""
    old, new = split_address(standing.get("address") or ""), split_address(given["address"])
    kept = [part for part in PARTS if part not in given and (standing.get(part) or part == "village")]
    stale = [part for part in kept if same(standing.get(part), getattr(old, part))]
    return {
        part: getattr(new, part) or None for part in stale if (standing.get(part) or "") != getattr(new, part)
    }


def _within(village: str, address: str) -> bool:
    """Return whether an address tells its village, this one or another."""
    return village in address or bool(split_address(address).village)
