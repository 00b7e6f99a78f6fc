"""Where the docks stand: kept as text, checked when it comes back, and never trusted."""

import base64
import json
import zlib
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.shell.dock import Dock

VERSION = 1
LEAST_SEEN = (120, 40)


def pack(window: QMainWindow, docks: Sequence[Dock]) -> str:
    """The layout of a window as text."""
    state = bytes(window.saveState(VERSION).data())
    geometry = bytes(window.saveGeometry().data())
    parts = {
        "version": VERSION,
        "docks": [dock.feature.id for dock in docks],
        "state": base64.b64encode(state).decode("ascii"),
        "geometry": base64.b64encode(geometry).decode("ascii"),
        "check": zlib.crc32(state + geometry),
    }
    return json.dumps(parts)


def unpack(text: str | None) -> tuple[QByteArray, QByteArray, frozenset[str]] | None:
    """State, geometry and the docks they know, or None for anything damaged or from another version."""
    try:
        parts = json.loads(text or "")
        state = base64.b64decode(parts["state"], validate=True)
        geometry = base64.b64decode(parts["geometry"], validate=True)
        if parts["version"] != VERSION or parts["check"] != zlib.crc32(state + geometry):
            return None
        return QByteArray(state), QByteArray(geometry), frozenset(parts["docks"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def bring_back(widget: QWidget) -> bool:
    """Move a window that no screen shows enough of onto the first screen; whether it had to move."""
    frame = widget.frameGeometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(_seen(frame, screen) for screen in screens) or not screens:
        return False
    home = screens[0]
    size = widget.size().boundedTo(home.size())
    widget.resize(size)
    widget.move(
        home.topLeft() + QPoint((home.width() - size.width()) // 2, (home.height() - size.height()) // 2)
    )
    return True


def _seen(frame: QRect, screen: QRect) -> bool:
    part = frame.intersected(screen)
    return part.width() >= LEAST_SEEN[0] and part.height() >= LEAST_SEEN[1]
