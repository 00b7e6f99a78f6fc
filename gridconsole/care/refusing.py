"""The workbook of the rows of a care workbook that could not go in."""

from gridconsole.care.importing import Checkout
from gridconsole.care.planning import Verdict
from gridconsole.core.books.refusing import RefusedFile as RefusedRows


class RefusedFile(RefusedRows):
    """Writes the refused rows of a checked workbook, to be corrected and imported again."""

    def __init__(self, checkout: Checkout) -> None:
        refused = [row.checked for row in checkout.plan.rows if row.verdict is Verdict.REFUSED]
        super().__init__(checkout.understood, refused)
