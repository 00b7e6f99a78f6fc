"""What the window remembers: colours, text size, where the docks stand; a small file of its own."""

import json
import logging
from pathlib import Path

LOG = logging.getLogger(__name__)


def default_settings_file() -> Path:
    """Return the file that holds the settings when none is named."""
    from platformdirs import user_config_path

    return user_config_path("gridconsole", appauthor=False) / "window.json"


class Settings:
    """Texts by name; a file that can't be read counts as empty, one that can't be written is let be."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)

    def get(self, name: str) -> str | None:
        """Return what is remembered under a name."""
        return self._values.get(name)

    def remember(self, name: str, value: str) -> None:
        """Keep a text for the next start."""
        self._values[name] = value
        part = self._file.with_name(f".{self._file.name}.part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._file)
        except OSError as error:
            LOG.warning("settings not kept: %s", error)


def _read(file: Path) -> dict[str, str]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}
