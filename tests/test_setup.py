import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

MADE_BY_TOOLS = re.compile(r"\.git|\.venv|\..*_cache|\.hypothesis|__pycache__|build|out|.*\.egg-info")
ADDRESS_OF_A_REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.]org|deb[.]debian[.]org|//[^/\s]*/(?:[^\s]*/)?simple\b"
    r"|(?:index|find)[-_](?:url|links) *= *\S|https?://(?:localhost|127[.]0[.]0[.]1)",
    re.IGNORECASE,
)


def pins() -> dict[str, Requirement]:
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, LINES)}


def requirements() -> Iterator[Requirement]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    for group in (PROJECT["build-system"]["requires"], project["dependencies"], *extras):
        yield from map(Requirement, group)


def own_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not MADE_BY_TOOLS.fullmatch(name)]
        yield from (Path(folder, name) for name in names)


def texts() -> Iterator[tuple[Path, str]]:
    for path in own_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # fonts, pictures, workbooks
            continue


def test_every_line_of_the_constraints_is_one_exact_version():
    assert LINES
    assert [line for line in LINES if not re.fullmatch(r"[a-z0-9-]+==[0-9][^\s;/@]*( ; [^/@]+)?", line)] == []


def test_every_requirement_is_pinned_within_its_range():
    pinned = {name: str(pin.specifier).removeprefix("==") for name, pin in pins().items()}
    for requirement in requirements():
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} is not pinned: make constraints"
        assert requirement.specifier.contains(pinned[name]), f"{requirement} against {pinned[name]}"


def test_what_is_installed_is_what_is_pinned():
    brought_by_the_environment = {"pip", canonicalize_name(PROJECT["project"]["name"])}
    found = distributions(path=[site_packages()])
    installed = {canonicalize_name(package.name): package.version for package in found}
    needed = {name for name, pin in pins().items() if pin.marker is None or pin.marker.evaluate()}
    for name in installed.keys() - brought_by_the_environment:
        assert name in needed, f"{name} is installed but not pinned: make constraints, or remove .venv"
    for name in needed - brought_by_the_environment:
        assert pins()[name].specifier.contains(installed.get(name, "0")), f"{name}: {installed.get(name)}"


def site_packages() -> str:
    return next(path for path in sys.path if path.endswith("site-packages"))


def test_no_file_names_the_address_of_a_registry():
    hits = ((path, ADDRESS_OF_A_REGISTRY.search(text)) for path, text in texts())
    assert {path.relative_to(ROOT): hit[0] for path, hit in hits if hit} == {}


def test_no_lock_file_that_would_record_addresses():
    assert [path.name for path in own_files() if path.name in ("uv.lock", "pylock.toml", "poetry.lock")] == []


@pytest.mark.parametrize(("contract", "folder"), [(0, "gridconsole"), (1, "gridconsole/core"), (2, "ui")])
def test_every_room_has_its_place_in_the_import_contracts(contract, folder):
    layers = PROJECT["tool"]["importlinter"]["contracts"][contract]["layers"]
    named = {name for layer in layers for name in re.findall(r"(\w+)(?![\w.])", layer)}
    rooms = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
    assert rooms - named == set()


@pytest.fixture
def checkout(tmp_path):
    """A small checkout whose preparation only writes down that it was asked for."""
    for name in ("pyproject.toml", "constraints.txt", "resources/setup/ready.sh"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "resources/setup/prepare.py").write_text(PREPARATION)
    return tmp_path


PREPARATION = """
import sys, pathlib
pathlib.Path(".venv/bin").mkdir(parents=True, exist_ok=True)
python = pathlib.Path(".venv/bin/python")
python.exists() or python.symlink_to(sys.executable)
print("prepared", sys.argv[1])
"""


def ready(checkout: Path, level: str) -> str:
    command = ["sh", checkout / "resources/setup/ready.sh", level]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_what_is_ready_is_not_prepared_again_and_a_level_holds_the_ones_before(checkout):
    assert ready(checkout, "window") == "prepared window"
    assert ready(checkout, "window") == ""
    assert ready(checkout, "tour") == ""
    assert ready(checkout, "test") == "prepared test"


def test_a_changed_pin_is_prepared_again(checkout):
    ready(checkout, "test")
    with (checkout / "constraints.txt").open("a") as file:
        file.write("six==1.17.0\n")
    assert ready(checkout, "tour") == "prepared tour"
    assert ready(checkout, "test") == "prepared test"


def test_a_preparation_that_failed_is_tried_again(checkout):
    preparation = checkout / "resources/setup/prepare.py"
    preparation.write_text("raise SystemExit(1)")
    with pytest.raises(subprocess.CalledProcessError):
        ready(checkout, "tour")
    preparation.write_text(PREPARATION)
    assert ready(checkout, "tour") == "prepared tour"


def test_missing_system_packages_are_named_in_one_line_to_copy(tmp_path):
    # An empty search path has none of the programs, and no apt-get that could bring them.
    command = [sys.executable, ROOT / "resources/setup/prepare.py", "test"]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    line = done.stderr.splitlines()[-1]
    assert "apt-get install -y --no-install-recommends " in line
    assert "xvfb xauth xdotool poppler-utils" in line
