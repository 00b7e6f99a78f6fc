"""What can go wrong with a data file or a database, in the clerk's words."""

from gridconsole.core.errors import ConsoleError


class StoreError(ConsoleError):
    """Something about the place where the data lies."""


class ForbiddenThread(RuntimeError):
    """A thread that must never wait for the database asked it something: a bug."""


class DataLocked(StoreError):
    """Another program holds the data file."""

    def __init__(self) -> None:
        super().__init__("数据正被另一个程序占用。", "请稍等再试；一直这样，请关掉其他打开这份数据的程序。")


class WindowAlreadyOpen(StoreError):
    """A second window on the same data."""

    def __init__(self) -> None:
        super().__init__("这份数据已经在另一个窗口里打开了。", "请到任务栏找已打开的窗口。")


class DataDamaged(StoreError):
    """The data file can't be trusted any more; `why` is SQLite's word for it, for whoever has to help."""

    def __init__(self, file: str, why: str, good_backup: str | None) -> None:
        super().__init__(f"数据文件损坏，已原样保留：{file}。", _offer(good_backup))
        self.why = why
        self.good_backup = good_backup


class DataMissing(DataDamaged):
    """The data file is gone while its backups are there; a fresh one would hide the loss."""

    def __init__(self, file: str, good_backup: str | None) -> None:
        super().__init__(file, "missing", good_backup)
        self.sentence = f"数据文件不见了：{file}，没有另建空的。"


class NewerData(StoreError):
    """The data file was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__("这份数据是更新版本的程序写的，本版本打不开，没有动它。", "请升级程序后再打开。")


class FolderReadOnly(StoreError):
    """The data folder can't be written to."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"数据文件夹不能写入：{folder}。", "请换一个文件夹，或请管理员开放写入权限。")


class NoRights(StoreError):
    """The PostgreSQL account may not do with the tables what the program does with them."""

    def __init__(self) -> None:
        super().__init__("这个数据库账号没有读写台账的权限。", "请让数据库管理员给它授权，或换一个账号。")


class DiskFull(StoreError):
    """No room is left on the disk."""

    def __init__(self) -> None:
        super().__init__("磁盘已满，这次没有保存，原来的数据没有变。", "请清理出空间后再试。")


class NetworkFolder(StoreError):
    """A data file on a network share loses data sooner or later."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"数据文件夹在网络共享盘上：{folder}，放在这里会丢数据。",
            "请换到本机磁盘；多台电脑共用请改用 PostgreSQL 数据库（--db 地址）。",
        )


class WrongUrl(StoreError):
    """What was given with --db is no address of a PostgreSQL database."""

    def __init__(self) -> None:
        super().__init__("数据库地址写得不对。", "应写成 postgresql://用户@服务器/数据库。")


class NoDriver(StoreError):
    """The program was installed without its part for PostgreSQL."""

    def __init__(self) -> None:
        super().__init__(
            "没有安装连接 PostgreSQL 的组件。",
            "请在程序的文件夹里安装：pip install -c constraints.txt -e .[postgres]。",
        )


class CannotConnect(StoreError):
    """The PostgreSQL server does not answer."""

    def __init__(self, why: str) -> None:
        super().__init__(f"连不上数据库服务器（{why}）。", "请检查地址和网络，或联系维护人员。")


class WrongEncoding(StoreError):
    """A PostgreSQL database whose encoding or LC_CTYPE can't handle Chinese."""

    def __init__(self, encoding: str, ctype: str) -> None:
        super().__init__(
            f"数据库的编码是 {encoding}、字符分类是 {ctype}，不能正确处理中文。",
            "请用编码 UTF8、LC_CTYPE 为 C.UTF-8 或 zh_CN.UTF-8 的数据库。",
        )


class SqliteTooOld(StoreError):
    """The linked SQLite has a known fault in its write-ahead log."""

    def __init__(self, found: str) -> None:
        super().__init__(f"数据库组件 SQLite {found} 太旧，有丢数据的缺陷。", "请重新安装本程序。")


class BackupFailed(StoreError):
    """A backup was made but can't be read back; it doesn't count."""

    def __init__(self, why: str) -> None:
        super().__init__(f"备份没有做成（{why}）。", "原数据没有变。请检查磁盘空间后再试。")


class BackupDamaged(StoreError):
    """A backup that can't be read in full is never put in the place of the data file."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"这份备份已损坏，没有恢复：{name}。", "现在的数据没有动。请换一份备份。")
        self.why = why


class NoBackup(StoreError):
    """There is no such backup."""

    def __init__(self, name: str) -> None:
        super().__init__(f"没有这份备份：{name}。", "请用 gridconsole backup --list 看有哪些备份。")


def _offer(good_backup: str | None) -> str:
    if good_backup:
        return f"最近一份完好的备份是 {good_backup}，可用「恢复备份」换回来。"
    return "没有找到完好的备份，请联系维护人员。"
