"""From the start of the process to the first painted window, and to the first page of data."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print("painted", time.monotonic(), flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import sys, time
from ui.import_hook import calm_import_hook
calm_import_hook()
import ui.app
from PySide6.QtCore import QTimer
from gridconsole.__main__ import main
class Desk(ui.app.Desk):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.window.first_painted.connect(lambda: print("painted", time.monotonic(), flush=True))
        self.timer = QTimer(self, interval=5)
        self.timer.timeout.connect(self.look)
        self.timer.start()
    def look(self):
        panel = self.window.docks[0].panel
        if panel is not None and panel.table.model.snapshot(0) is not None:
            print("data", time.monotonic(), flush=True)
            self.timer.stop()
            self.window.close()
ui.app.Desk = Desk
sys.argv[1:] = []
main()
"""
"""As the program starts from its icon, with something that watches."""


def main() -> None:
    """Print milliseconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        data = Path(folder) / "gridconsole"
        subprocess.run([sys.executable, "-m", "gridconsole", "demo", "--data", str(data)], check=True)
        run(OURS, home)  # compiles what is not compiled yet
        bare, painted, filled = [], [], []
        for _ in range(ROUNDS):
            bare.append(run(BARE, home)["painted"])
            ours = run(OURS, home)
            painted.append(ours["painted"])
            filled.append(ours["data"])
    base = statistics.median(bare)
    for words, times, goal in (("first painted window", painted, 2), ("first page of data", filled, 5)):
        middle = statistics.median(times)
        ratio = f"ratio {middle / base:.1f} (goal {goal})"
        print(f"{words} {middle * 1000:.0f} ms, bare window {base * 1000:.0f} ms, {ratio}")


def run(script: str, home: dict[str, str]) -> dict[str, float]:
    """Return seconds from the start of the process to everything that it reports."""
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # people's machines keep compiled modules
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return {name: float(at) - start for name, at in (line.split() for line in done.stdout.splitlines())}


if __name__ == "__main__":
    main()
