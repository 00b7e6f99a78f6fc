"""Every component on one page, painted to PNG: `python tests/ui/gallery.py FOLDER`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.bar import Bar, ProgressLine
from ui.look.parts.buttons import Button, Chip, IconButton, Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit, Note, SearchBox, Tick
from ui.look.parts.pill import Pill
from ui.look.parts.steps import Steps
from ui.look.parts.tag import Tag, Tags
from ui.look.parts.text import Elided, Paragraph, Role, Words
from ui.look.scale import TextSize
from ui.look.tokens import Theme, Tone

STATES = (
    ("超期 12 天", "late", Tone.RED, True),
    ("今天到期", "due", Tone.AMBER, True),
    ("还有 3 天", "calendar", Tone.BLUE, False),
    ("已走访", "done", Tone.GREEN, False),
    ("暂离", "paused", Tone.GREY, False),
    ("需复核", "edit", Tone.VIOLET, True),
)


class Gallery(QFrame):
    """All components, each in its states."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("part", "surface")
        self.look = look
        self.setAccessibleName("组件一览")
        page = QVBoxLayout(self)
        for part in (self._texts, self._buttons, self._chips, self._states, self._banners):
            page.addWidget(part())
        page.addWidget(self._fields())
        page.addWidget(self._progress())
        page.addWidget(self._empty())

    def _row(self, *widgets: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.look.px(8))
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        return row

    def _texts(self) -> QWidget:
        return self._row(*(Words(f"永国 Ag9 {role}", role) for role in Role))

    def _buttons(self) -> QWidget:
        look = self.look
        off = Button(look, "导入 0 行", "import", Kind.PRIMARY)
        off.setEnabled(False)
        plain_off = Button(look, "打印", "print")
        plain_off.setEnabled(False)
        return self._row(
            Button(look, "新建", "add", Kind.PRIMARY),
            Button(look, "保存 Ctrl+S", "", Kind.PRIMARY),
            Button(look, "导入", "import"),
            Button(look, "登记走访", "edit"),
            Button(look, "撤销这次导入", "undo", Kind.DANGER),
            Button(look, "更多", "more", Kind.QUIET),
            Button(look, "改列对应", kind=Kind.LINK),
            IconButton(look, "print", "打印"),
            off,
            plain_off,
        )

    def _chips(self) -> QWidget:
        look = self.look
        every = Chip(look, "全部", count=1312)
        every.setChecked(True)
        chosen = Chip(look, "医疗户", "health", 6)
        chosen.setChecked(True)
        return self._row(
            every,
            Chip(look, "超期", "late", 2),
            Chip(look, "7 天内", "due", 7),
            chosen,
            Chip(look, "待签同意书", "edit"),
        )

    def _states(self) -> QWidget:
        pills = [Pill(self.look, *state) for state in STATES]
        tags = Tags(self.look, [Tag("独居老人"), Tag("医疗户", True), Tag("低保户")])
        tight = Tags(self.look, [Tag("独居老人"), Tag("医疗户", True), Tag("低保户")])
        tight.setFixedWidth(self.look.px(130))
        return self._row(*pills, tags, tight)

    def _banners(self) -> QWidget:
        look = self.look
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(
            Banner(
                look,
                Tone.RED,
                "磁盘已满，没有保存。",
                "您的改动还在窗口里，请先清理磁盘再保存。",
                "再试一次",
                closable=True,
            )
        )
        column.addWidget(Banner(look, Tone.AMBER, "应访 9月22日，今天到期", link="为什么是这一天？"))
        column.addWidget(Banner(look, Tone.BLUE, "这本台账以前导入过", "没有新的内容，台账没有变化。"))
        column.addWidget(Paragraph("独居老人每三十天走访一次；连续两次未遇的，由所长另行安排。", Role.SECOND))
        column.addWidget(Elided("很长的一句话要在这里截断，" * 12, Role.SECOND))
        return box

    def _fields(self) -> QWidget:
        look = self.look
        fields = [
            Field(look, "姓名", LineEdit("张桂兰"), required=True),
            Field(look, "居住情况", Choice(look, ("独居", "与子女同住")), required=True),
            Field(look, "本人电话", LineEdit("1390000 56")),
            Field(look, "证件号", LineEdit()),
            Field(look, "档案号", LineEdit("LH-0317")),
            Field(look, "用电户号", LineEdit("", "10、13 或 16 位")),
            Field(look, "走访周期", Choice(look, ("30 天", "90 天"))),
            Field(look, "备注", Note(look, "门在后院，\n说话请大声。")),
        ]
        fields[2].set_complaint("应为 11 位，还少 2 位")
        fields[3].set_masked("379901********0021")
        fields[4].set_read_only(True)
        fields[6].set_read_only(True)
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(0)
        for index, field in enumerate(fields):
            grid.addWidget(field, index // 4, index % 4, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(SearchBox(look, "姓名、拼音、电话尾号、户号、村"), 2, 0, 1, 2)
        tick = Tick(look, "同意登记健康情况")
        tick.setChecked(True)
        grid.addWidget(tick, 2, 2)
        grid.addWidget(Tick(look, "只看本人结对"), 2, 3)
        return box

    def _progress(self) -> QWidget:
        look = self.look
        steps = Steps(look, ("选文件", "对应列", "核对", "导入", "结果"), 2)
        bar = Bar(look, "核对结果")
        bar.set_parts(
            (
                ("可导入", 1086, Tone.GREEN),
                ("需补", 148, Tone.AMBER),
                ("无变化", 55, Tone.GREY),
                ("退回", 23, Tone.RED),
            )
        )
        line = ProgressLine("核对")
        line.set_progress(400, 1312)
        bar.setMinimumWidth(look.px(200))
        line.setMinimumWidth(look.px(120))
        return self._row(steps, bar, line)

    def _empty(self) -> QWidget:
        return EmptyState(
            self.look,
            "care",
            "这里会列出结对走访的人",
            "先把站里的台账导入进来，格式不限。",
            ("导入台账", "import"),
            "打开演示数据",
        )


def main(folder: Path) -> None:
    """Paint the page in every theme at three sizes."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    print("not loaded:", load_fonts())
    folder.mkdir(parents=True, exist_ok=True)
    for theme in Theme:
        for size in (TextSize.NORMAL, TextSize.LARGE, TextSize.HUGE):
            look = Look(theme, size)
            look.wear(app)
            look.load_icons()
            gallery = Gallery(look)
            gallery.resize(look.px(1100), gallery.sizeHint().height())
            gallery.show()
            app.processEvents()
            gallery.grab().save(str(folder / f"gallery-{theme}-{size}.png"))
            gallery.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
