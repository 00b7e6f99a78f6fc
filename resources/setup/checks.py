"""The gate: runs every check to its end, prints its name and time, and fails when any of them failed."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3600  # seconds

CHECKS: dict[str, list[str]] = {
    "style": ["-m", "ruff", "check"],
    "types": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "installed packages": ["-m", "pip", "--disable-pip-version-check", "check"],
    "constraints file": ["-m", "pytest", "-q", "tests/test_setup.py"],
    "tests": ["-m", "pytest", "-q", "-n", "2", "--durations=5", "--ignore=tests/test_setup.py"],
}
"""Arguments to Python by the name of the check. A test run that finds no test fails: pytest's exit code 5."""


def main() -> int:
    """Run all checks one after another; 0 when all of them passed."""
    verdicts = [_run(name, arguments) for name, arguments in CHECKS.items()]
    print("\n== summary", *(line for line, _ in verdicts), sep="\n")
    return 0 if all(passed for _, passed in verdicts) else 1


def _run(name: str, arguments: list[str]) -> tuple[str, bool]:
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    try:
        code = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False, timeout=LONGEST).returncode
    except subprocess.TimeoutExpired:
        code = -1
    line = f"{name:20} {'passed' if code == 0 else 'FAILED'} {time.monotonic() - start:7.1f} s"
    print(line, flush=True)
    return line, code == 0


if __name__ == "__main__":
    sys.exit(main())
