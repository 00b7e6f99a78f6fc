"""Festival campaigns: one method per thing a clerk does (FIELDS 3.10). Volunteers see nothing of them."""

from uuid import UUID

from gridconsole.care.festivals import book
from gridconsole.care.festivals.campaigns import Desk
from gridconsole.care.festivals.cards import cards
from gridconsole.care.festivals.choosing import Chooser
from gridconsole.care.festivals.items import Goods
from gridconsole.care.festivals.keying import Keying
from gridconsole.care.festivals.printing import Papers
from gridconsole.care.festivals.summing import summary_of
from gridconsole.care.festivals.views import GiftCard, Summary
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.store.doors import Doors


class Campaigns:
    """The festival campaigns of the stations."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        desk, goods, chooser = Desk(doors), Goods(doors), Chooser(doors)
        keying, papers = Keying(doors), Papers(doors)
        self.all, self.file = desk.all, desk.file
        self.create, self.correct = desk.create, desk.correct
        self.close, self.reopen = desk.close, desk.reopen
        self.add_item, self.correct_item, self.remove_item = goods.add, goods.correct, goods.remove
        self.choose, self.take_in, self.leave_out = chooser.choose, chooser.take_in, chooser.leave_out
        self.open_receipt, self.open_gift = keying.open_receipt, keying.open
        self.key_in, self.correct_gift, self.plan_gift = keying.key_in, keying.correct, keying.plan
        self.print_list, self.print_receipts = papers.print_list, papers.print_receipts

    def gifts(self, caller: Caller, campaign_id: UUID) -> list[GiftCard]:
        """Return everybody on a campaign's list, in walking order; raise NoSuchCampaign."""
        caller.must_not_be_volunteer("查看慰问名单")
        day = today(self._doors.clock)
        return self._doors.read(
            lambda s: cards(
                s, caller, book.campaign_of(s, caller, campaign_id), book.gifts_of(s, campaign_id), day
            )
        )

    def summary(self, caller: Caller, campaign_id: UUID) -> Summary:
        """Return a campaign's account, with the differences named; raise NoSuchCampaign."""
        caller.must_not_be_volunteer("查看慰问汇总")
        return self._doors.read(lambda s: summary_of(s, book.campaign_of(s, caller, campaign_id)))
