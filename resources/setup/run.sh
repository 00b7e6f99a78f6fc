#!/bin/sh
# run.sh DATA: opens the console on the demonstration station in the folder DATA, made at the first run.
set -eu
cd "$(dirname "$0")/../.."
data=$1

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "没有显示器，改为演示巡览，结果在 build/tour（no display: performing the tour into build/tour）。"
    exec make --no-print-directory tour
fi

sh resources/setup/ready.sh window
if [ ! -d "$data" ]; then
    # Moved into place when complete, so that an interrupted start leaves no half station.
    rm -rf "$data.new"
    mkdir -p "$(dirname "$data")"
    .venv/bin/python -m gridconsole demo --data "$data.new"
    mv "$data.new" "$data"
fi
exec .venv/bin/python -m gridconsole --data "$data"
