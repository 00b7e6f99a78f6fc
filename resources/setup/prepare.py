"""Prepares the environment of one level (`tour`, `window`, `test`): system packages, then `.venv`.

Runs on a bare Python with nothing but its standard library. What the system lacks is installed where that is
allowed, else named in one line to copy, and the exit code is 1.
"""

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LEVELS = ("tour", "window", "test")

LIBRARIES = {
    "tour": {
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libfontconfig.so.1": "libfontconfig1",
        "libdbus-1.so.3": "libdbus-1-3",
        "libxkbcommon.so.0": "libxkbcommon0",
    },
    "window": {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
    "test": {},
}
"""Debian packages by the shared library that Qt loads, those of a level on top of the levels before it."""

PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "pdftotext": "poppler-utils"}
"""Debian packages by the program that the tests start."""


def main(level: str) -> int:
    """Prepare everything that `level` needs; 0 when it is there, 1 when somebody has to help."""
    missing = missing_packages(level)
    if missing and not (install_packages(missing) and not missing_packages(level)):
        say("缺少系统软件包，请复制执行下面这一行，然后重试：")
        say("System packages are missing; copy and run this line, then try again:")
        say(line_to_copy(missing))
        return 1
    make_environment()
    return install_requirements("-e", ".[dev,postgres]" if level == "test" else ".")


def say(*words: str) -> None:
    """Tell the person at the terminal; standard error never fails on a character set without Chinese."""
    print(*words, file=sys.stderr)


def missing_packages(level: str) -> list[str]:
    """Name the Debian packages that the level needs and the system does not have."""
    if sys.platform != "linux":
        return []
    importlib.invalidate_caches()
    return list(_missing(level))


def _missing(level: str) -> Iterator[str]:
    if importlib.util.find_spec("ensurepip") is None:
        yield "python3-venv"
    for reached in LEVELS[: LEVELS.index(level) + 1]:
        yield from (package for library, package in LIBRARIES[reached].items() if not _loads(library))
    if level == "test":
        yield from (package for program, package in PROGRAMS.items() if shutil.which(program) is None)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> bool:
    """Install with apt-get as root or through sudo without a password; False where that is not possible."""
    prefix = _rights()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    say("安装系统软件包（installing system packages）：", *packages)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A package list that is out of date in part (one source does not answer) may still do.
    subprocess.run([*apt, "update"], check=False)
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *packages], check=False)
    return done.returncode == 0


def _rights() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def line_to_copy(packages: list[str]) -> str:
    """Return the one shell line that installs the packages for whoever has the rights."""
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        return line
    return f"sudo sh -c {shlex.quote(line)}" if shutil.which("sudo") else f"su -c {shlex.quote(line)}"


def make_environment() -> None:
    """Create `.venv`, anew where the one that is there no longer runs."""
    if not _works():
        say("建立虚拟环境 .venv（making the virtual environment）")
        # In a process of its own: ensurepip may have been installed a moment ago.
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)


def _works() -> bool:
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def install_requirements(*what: str) -> int:
    """Install with pip, held to constraints.txt, and see that Qt can be loaded; return the exit code."""
    # Through the environment, since packages that come as source are built by another pip, held to the same
    # pins (two names: older and newer pip). A relative path, since pip splits these at blanks.
    pins = dict.fromkeys(["PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"], "constraints.txt")
    surroundings = os.environ | pins | {"PIP_USE_PEP517": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    pip = [str(PYTHON), "-m", "pip", "install", *what]
    installed = subprocess.run(pip, cwd=ROOT, env=surroundings, check=False)
    if installed.returncode:
        return 1
    return subprocess.run([PYTHON, "-c", "import PySide6.QtWidgets"], check=False).returncode and 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
