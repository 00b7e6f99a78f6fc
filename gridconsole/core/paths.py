"""Where things lie: the program's resources and the station's data."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
DATA_FILE = "station.db"


def default_data_folder() -> Path:
    """Return the folder that holds a station's data when none is named."""
    from platformdirs import user_data_path

    return user_data_path("gridconsole", appauthor=False)
