"""Qt's Python modules look into every import for a switch that nobody here uses; this keeps imports quick."""

import sys

import PySide6.QtCore  # noqa: F401 - puts its hook into `import`


def calm_import_hook() -> None:
    """Keep PySide6 from reading the source of every module that is imported from now on.

    Its `import` searches each source for a use of `from __feature__ import ...` (snake_case,
    true_property), which takes a third of the time that all imports of the window take. The rest of the
    hook stays: `from PySide6.QtCore import *`, as qtpy writes it, needs it.
    """
    feature = sys.modules.get("__feature__")
    if feature is not None:
        feature._mod_uses_pyside = lambda _module: False  # type: ignore[attr-defined]
