#!/bin/sh
# ready.sh tour|window|test: makes sure .venv holds what that needs, and costs nothing when it does.
# Each level contains the ones before it.
set -eu
cd "$(dirname "$0")/../.."
level=$1

# What the environment was made from; `readlink` names the Python version without starting Python.
fingerprint() {
    { pwd; readlink -f .venv/bin/python; cat pyproject.toml constraints.txt resources/setup/prepare.py; } | cksum
}

stamp=.venv/ready-$level
if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then
    exit 0
fi

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "需要 Python 3.11 或更高版本，请先安装（Python 3.11 or newer is needed as python3）。" >&2
    exit 1
fi
python3 resources/setup/prepare.py "$level"

for reached in tour window test; do
    fingerprint > ".venv/ready-$reached"
    [ "$reached" != "$level" ] || break
done
