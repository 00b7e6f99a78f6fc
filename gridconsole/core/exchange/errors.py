"""What can go wrong with a file that is read or written: one class per situation."""

from gridconsole.core.errors import ConsoleError


class ExchangeError(ConsoleError):
    """A workbook that cannot be read or written; a subclass carries its usual words."""

    SENTENCE = "这个文件用不了。"
    NEXT_STEP = ""

    def __init__(self, sentence: str = "", next_step: str = "") -> None:
        super().__init__(sentence or self.SENTENCE, next_step or self.NEXT_STEP)


class Unreadable(ExchangeError):
    """A file that cannot be read as a table."""

    SENTENCE = "这个文件读不了。"


class NotFound(Unreadable):
    """There is no such file."""

    SENTENCE = "找不到这个文件。"
    NEXT_STEP = "请核对文件名和所在文件夹，U 盘上的文件请先插好 U 盘。"


class NotAFile(Unreadable):
    """A folder or a device was given."""

    SENTENCE = "选中的是文件夹，不是文件。"
    NEXT_STEP = "请打开文件夹，选里面的工作簿。"


class NoPermission(Unreadable):
    """The file may not be opened, or another program holds it."""

    SENTENCE = "没有权限打开这个文件，或者它正被别的程序占用。"
    NEXT_STEP = "请先在 WPS 或 Excel 里关闭它，或把它复制到桌面再选。"


class EmptyFile(Unreadable):
    """The file has no bytes, or no cell in it is filled."""

    SENTENCE = "这个文件是空的。"
    NEXT_STEP = "请用 WPS 或 Excel 打开看看里面有没有内容，再选一次。"


class Encrypted(Unreadable):
    """The workbook opens with a password only."""

    SENTENCE = "这个工作簿设了密码。"
    NEXT_STEP = "请用 WPS 或 Excel 打开，先另存为不带密码的文件，再导入。"


class Damaged(Unreadable):
    """The file is cut short or broken inside."""

    SENTENCE = "这个文件不完整或已损坏。"
    NEXT_STEP = "请重新复制一份；能用 WPS 或 Excel 打开的，另存为新的 .xlsx 再导入。"


class WebPage(Unreadable):
    """A web page or XML text with the ending of a workbook."""

    SENTENCE = "这个文件名像工作簿，里面其实是网页。"
    NEXT_STEP = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"


class NotATable(Unreadable):
    """Some other kind of file: a text document, a picture, a program."""

    SENTENCE = "这个文件不是表格。"
    NEXT_STEP = "能导入的是 .xlsx、.xls、.ods、.csv 和 .txt。"


class DamagedText(Unreadable):
    """A text file with bytes of no known encoding or with unmatched quotes."""

    SENTENCE = "这个文本文件里有认不出的字。"
    NEXT_STEP = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"


class Bomb(Unreadable):
    """A file built to unpack without end, or with XML entities."""

    SENTENCE = "这个文件解压后大得不正常，为安全起见没有打开。"
    NEXT_STEP = "请向提供文件的人核实；确实要用的，在 WPS 或 Excel 里复制到新工作簿再导入。"


class TooLarge(Unreadable):
    """More than the reader takes: bytes, rows, columns or memory."""

    SENTENCE = "这个文件太大，读不下。"
    NEXT_STEP = "请删去用不到的行和列，或按村分成几个文件再导入。"


class TooManyRows(TooLarge):
    """More filled rows than an import takes."""

    SENTENCE = "行数太多。"


class TooManyColumns(TooLarge):
    """More used columns than an import takes."""

    SENTENCE = "列数太多。"


class TooSlow(Unreadable):
    """Reading took longer than allowed and was stopped."""

    SENTENCE = "这个文件读了太久，已经停下。"
    NEXT_STEP = "请用 WPS 或 Excel 打开，把要导入的表单独另存为 .xlsx 再试。"


class NoSuchSheet(Unreadable):
    """The named sheet is not in the workbook."""

    SENTENCE = "没有这张工作表。"


class NoSheet(Unreadable):
    """The workbook has no visible sheet with cells."""

    SENTENCE = "这个工作簿里没有能导入的工作表。"
    NEXT_STEP = "请打开看看：表是不是空的，或者被隐藏了。"


class ReaderCrashed(Unreadable):
    """The reading process ended without an answer; `detail` is for the log."""

    SENTENCE = "读这个文件时程序出错，台账没有改动。"
    NEXT_STEP = "请用 WPS 或 Excel 打开，另存为新的 .xlsx 再试。"
    detail = ""


class NoHeading(Unreadable):
    """No row among the first looks like a heading row."""

    SENTENCE = "前 30 行里没有找到表头。"
    NEXT_STEP = "请确认表里有一行写着“姓名”“身份证号”这样的列名，再选一次。"
