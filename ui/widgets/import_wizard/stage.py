"""A place that a page leaves to the import wizard, and gets back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell.feature import PanelContext

if TYPE_CHECKING:
    from ui.widgets.import_wizard.importer import Importer
    from ui.widgets.import_wizard.wizard import ImportWizard


class WizardStage(QStackedWidget):
    """`turned` when the wizard takes the place and when it gives it back, `done` after it wrote."""

    turned = Signal()
    done = Signal()

    def __init__(self, context: PanelContext, page: QWidget) -> None:
        super().__init__()
        self._context, self._page = context, page
        self._wizard: ImportWizard | None = None
        self.addWidget(page)

    @property
    def wizard(self) -> "ImportWizard | None":
        """The wizard that has the place."""
        return self._wizard

    def begin(self, importer: "Importer", file: Path | None = None) -> None:
        """Let the wizard take the place; the one that has it stays."""
        if self._wizard is None:
            # Loaded when it is first used: the table on the screen waits for no wizard.
            from ui.widgets.import_wizard.wizard import ImportWizard

            self._wizard = ImportWizard(self._context, importer, file)
            self._wizard.done.connect(self.done)
            self._wizard.closed.connect(self.end)
            self.addWidget(self._wizard)
            self.setCurrentWidget(self._wizard)
            self.turned.emit()
        self._wizard.setFocus()

    def end(self) -> None:
        """Give the place back to the page."""
        if self._wizard is not None:
            gone, self._wizard = self._wizard, None
            self.setCurrentWidget(self._page)
            self.removeWidget(gone)
            gone.deleteLater()
            self.turned.emit()
