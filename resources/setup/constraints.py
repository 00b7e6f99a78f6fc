"""Writes constraints.txt: every package of pyproject.toml, with what it needs in turn, at one exact version.

Pins that still fit are kept. One file serves every platform and Python version (markers say which), and names
no address, so that each place uses the package index that it is set up with.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ["--universal", "--all-extras", "--python-version=3.11", "--no-header", "--no-annotate", "--quiet"]


def main() -> int:
    """Compile the pins with uv; return its exit code."""
    compiling = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS]
    command = [*compiling, "--output-file=constraints.txt", "pyproject.toml", "-"]
    return subprocess.run(command, cwd=ROOT, input="\n".join(builders()), text=True, check=False).returncode


def builders() -> list[str]:
    """Return what builds packages that come as source: this project's own, and pip's for old ones."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["build-system"]["requires"], "wheel"]


if __name__ == "__main__":
    sys.exit(main())
