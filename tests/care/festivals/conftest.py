"""A station with a few households, and a Mid-Autumn campaign with rice and oil (the day is 2026-09-22)."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tests.care.sheets import VILLAGE_COMMITTEE, bring_in, citizen_id, one, sheet

HEADINGS = "姓名 身份证号 住址 人员类别 结对人"
PEOPLE = (
    ("李秀珍", citizen_id(), "柳塘村3组27号", "独居、低保", "刘建军"),
    ("王德发", citizen_id(order=1), "柳塘村3组9号", "空巢", "刘建军"),
    ("张桂英", citizen_id(order=4), "柳塘村3组9号", "空巢", "刘建军"),
    ("赵石头", citizen_id(order=3), "杨庄村1组5号", "低保", "何静"),
)


class Desk:
    """What the tests do over and over."""

    def __init__(self, console, caller):
        self.console, self.caller = console, caller
        self.campaigns = console.care.campaigns

    def home(self, name):
        return self.console.care.household_of(self.caller, one(self.console, name).id)

    def status(self, name, status="去世", on=date(2026, 9, 20)):
        self.console.care.change_status(self.caller, one(self.console, name), status, "村里来电", on)

    def create(self, **raw):
        return self.campaigns.create(self.caller, {"festival": "中秋", "year": "2026", **raw})

    def item(self, campaign, **raw):
        usual = {"name": "大米", "unit": "袋", "price": "60", "each": "1", "stock": "10"}
        return self.campaigns.add_item(self.caller, campaign, {**usual, **raw})

    def take_in(self, campaign, cash=0, **choice):
        return self.campaigns.take_in(
            self.caller, self.campaigns.choose(self.caller, campaign, **choice), cash
        )

    def gifts(self, campaign):
        """Return the gifts by the names of their households."""
        return {gift.home.label: gift for gift in self.campaigns.gifts(self.caller, campaign)}

    def signed(self, **more):
        return {"receiver": "李秀珍", "received_on": "2026-09-20", "handler": "刘建军", **more}

    def summary(self, campaign):
        return self.campaigns.summary(self.caller, campaign)

    def printed(self, what, campaign, **more):
        stream = io.BytesIO()
        getattr(self.campaigns, f"print_{what}")(self.caller, campaign, stream, **more)
        return [page.extract_text() for page in PdfReader(stream).pages]


def names(lines):
    """Return household names -> why."""
    return {line.home.label: line.why for line in lines}


@pytest.fixture
def desk(console, staff, caller):
    """Everything at hand, with the households brought in."""
    bring_in(console, sheet(HEADINGS, *PEOPLE), source=VILLAGE_COMMITTEE)
    return Desk(console, caller)


@pytest.fixture
def campaign(desk):
    """A campaign for everybody with rice."""
    made = desk.create()
    desk.item(made)
    return made
