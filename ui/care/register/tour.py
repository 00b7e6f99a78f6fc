"""The register's part of the tour."""

from ui.care.panel import CarePanel
from ui.care.register.page import RegisterPage
from ui.shell.guide import Guide


def show_register(guide: Guide, panel: CarePanel) -> None:
    """Show which papers are out."""
    page = panel.pages.show_page("register")
    assert isinstance(page, RegisterPage)
    guide.wait(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 0, "读出单据登记")
    guide.picture("register", "单据登记：谁领走、什么时候交回，多久没交回的列出来")
