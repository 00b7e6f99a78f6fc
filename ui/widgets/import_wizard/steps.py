"""The five steps, and what the buttons at the bottom say in each."""

from ui.widgets.import_wizard.foot import Foot
from ui.widgets.import_wizard.work import Work

CHOOSE, COLUMNS, CHECK, WRITE, RESULT = range(5)
TITLES = ("选文件", "对应列", "核对", "导入", "结果")


def say_buttons(foot: Foot, work: Work, step: int) -> None:
    """Show the buttons of a step, enabled as the work allows."""
    imported = work.imported is not None and work.imported.id is not None
    foot.cancel_button.setVisible(step != RESULT)
    foot.cancel_button.setText("取消导入" if step == WRITE else "取消")
    foot.undo_button.setVisible(step == RESULT and imported)
    foot.undo_button.setEnabled(not work.busy)
    foot.back_button.setVisible(step in (COLUMNS, CHECK))
    some_refused = work.checkout is not None and bool(work.checkout.refused)
    foot.refused_button.setVisible(step in (CHECK, RESULT) and some_refused)
    foot.refused_button.setEnabled(not work.busy and not work.stale)
    foot.main_button.setVisible(step != WRITE and (step != CHOOSE or work.understood is not None))
    {CHOOSE: _choose, COLUMNS: _columns, CHECK: _check, WRITE: _write, RESULT: _result}[step](foot, work)


def _choose(foot: Foot, work: Work) -> None:
    foot.show_main("下一步", not work.busy)


def _columns(foot: Foot, work: Work) -> None:
    understood = work.understood
    assert understood is not None
    enough = work.importer.lacking(understood.keys) is None
    rows = len(understood.rows)
    foot.show_main(f"核对 {rows:,} 行", enough and rows > 0, "核对只读不写，看过每一行再导入")


def _check(foot: Foot, work: Work) -> None:
    tally = work.tally
    if work.checkout is None or tally is None or work.busy or work.stale:
        foot.show_main("正在核对…", False, icon="working")
    elif work.nothing_new:
        foot.show_main("完成", True, "没有可导入的行，台账没有变化", "check")
    else:
        note = f"只导入可导入和需补的 {tally.going_in:,} 行"
        left = f"；{work.open_rows:,} 行有出入还没选，先不导入" if work.open_rows else ""
        foot.show_main(f"导入 {tally.going_in:,} 行", tally.going_in > 0, note + left, "import")


def _write(foot: Foot, work: Work) -> None:
    foot.show_main("", False)


def _result(foot: Foot, work: Work) -> None:
    foot.show_main("完成", not work.busy, icon="check")
