"""What the program says of its own data, for whoever has to help."""

from typing import Any

from sqlalchemy import text

from gridconsole.core.store.backup import Backups
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.engine import sqlite_version
from gridconsole.core.store.soundness import fault


def diagnostics(doors: Doors, backups: Backups | None) -> dict[str, Any]:
    """Return what is in force: versions, journal mode, soundness, counts; raise DataDamaged."""
    return _sqlite(doors, backups) if backups else _postgres(doors)


def _sqlite(doors: Doors, backups: Backups) -> dict[str, Any]:
    if why := fault(backups.file):
        raise doors.place.damaged(why)
    newest = backups.all()[:1]
    names = ("journal_mode", "synchronous", "foreign_keys")
    modes = doors.read(lambda s: {name: s.scalar(text(f"PRAGMA {name}")) for name in names})
    return {
        "数据文件": str(backups.file),
        "SQLite": sqlite_version(),
        "日志方式": modes["journal_mode"],
        "同步": {2: "FULL"}.get(modes["synchronous"], modes["synchronous"]),
        "外键": "开" if modes["foreign_keys"] else "关",
        "完整性": "完好",
        "备份": f"{len(backups.all())} 份" + (f"，最近 {newest[0].name}" if newest else ""),
        **_counts(doors),
    }


def _postgres(doors: Doors) -> dict[str, Any]:
    version = doors.read(lambda s: s.scalar(text("SHOW server_version")))
    return {"数据库": doors.place.name, "PostgreSQL": version, **_counts(doors)}


def _counts(doors: Doors) -> dict[str, int]:
    tables = {"站": "station", "工作人员": "staff", "户": "household", "人": "care_person"}
    return {
        name: doors.read(lambda s, t=table: s.scalar(text(f"SELECT count(*) FROM {t}")))  # type: ignore[misc]
        for name, table in tables.items()
    }
