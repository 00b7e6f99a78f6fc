"""Campaigns from workbooks keep the rules of those that are typed in."""

from datetime import date

import pytest

from gridconsole.care.errors import NotAccepted
from tests.care.workbooks import bring_in, check, rows, said, verdicts, workbook

HEADINGS = ("节日", "年份", "开始日期", "结束日期", "预算")


def test_a_campaign_from_a_workbook_gets_its_usual_days_like_one_that_is_typed(desk, tmp_path):
    bring_in(desk.console, "campaigns", workbook(tmp_path, HEADINGS, ("重阳", 2026, None, None, "300")))
    (one,) = rows(desk.console, "campaigns")
    typed = desk.campaigns.file(desk.caller, desk.create(festival="重阳", year="2027")).campaign
    assert (one["starts"], one["ends"]) == (date(2026, 10, 3), date(2026, 10, 18))
    assert (one["groups"], one["cash"], one["budget"]) == (typed["groups"], False, 30_000)


def test_days_of_a_workbook_stay_though_the_usual_ones_do_not_fit_them(desk, tmp_path):
    told = ("重阳", 2026, None, "2026-9-1", None)
    bring_in(desk.console, "campaigns", workbook(tmp_path, HEADINGS, told))
    (one,) = rows(desk.console, "campaigns")
    assert (one["starts"], one["ends"]) == (None, date(2026, 9, 1))


def test_a_campaign_that_ends_before_it_starts_or_of_an_impossible_year_is_refused(desk, tmp_path):
    file = workbook(
        tmp_path, HEADINGS, ("中秋", 2026, "2026-9-25", "2026-9-10", None), ("春节", 5, None, None, None)
    )
    checkout = bring_in(desk.console, "campaigns", file)
    assert verdicts(checkout) == ["refused", "refused"]
    assert said(checkout) == [(2, "结束日期", "早于开始日期"), (3, "年份", "年份要填四位，如 2027")]
    assert rows(desk.console, "campaigns") == []


def test_a_workbook_does_not_close_a_campaign_whose_receipts_are_out(desk, campaign, tmp_path):
    desk.take_in(campaign)
    file = workbook(tmp_path, ("节日", "年份", "结束登记"), ("中秋", 2026, "2026-9-20"))
    assert verdicts(bring_in(desk.console, "campaigns", file)) == ["unchanged"]
    assert desk.campaigns.file(desk.caller, campaign).campaign["closed_on"] is None


@pytest.mark.parametrize("policy", ["refuse", "take"])
def test_a_closed_campaign_is_changed_by_no_workbook(desk, campaign, tmp_path, policy):
    desk.campaigns.close(desk.caller, campaign, "没有发")
    file = workbook(tmp_path, HEADINGS, ("中秋", 2026, None, None, "500"))
    checkout = bring_in(desk.console, "campaigns", file, policy)
    assert verdicts(checkout) == ["refused"]
    assert said(checkout) == [(2, "", "已于2026年9月22日结束登记，要改的话，请先重新打开")]
    assert desk.campaigns.file(desk.caller, campaign).campaign["budget"] is None


def test_an_export_with_a_closed_campaign_comes_back_unchanged(desk, campaign, tmp_path):
    from gridconsole.core.books.exporting import export_book
    from gridconsole.core.progress import Progress

    desk.campaigns.close(desk.caller, campaign, "没有发")
    out = tmp_path / "out.xlsx"
    export_book(desk.console.care.books["campaigns"], desk.caller, out, Progress())
    assert verdicts(check(desk.console, "campaigns", out)) == ["unchanged"]


def test_a_budget_that_no_column_holds_is_refused_in_words(desk, tmp_path):
    with pytest.raises(NotAccepted) as refused:
        desk.create(budget="30000000")
    assert refused.value.complaints == {"budget": "金额太大，最多 20000000 元"}
    file = workbook(tmp_path, HEADINGS, ("中秋", 2026, None, None, "30000000"))
    assert said(bring_in(desk.console, "campaigns", file)) == [(2, "预算", "金额太大，最多 20000000 元")]
    (one,) = rows(desk.console, "campaigns")
    assert one["budget"] is None and "budget" in one.as_typed
