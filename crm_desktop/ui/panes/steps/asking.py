"""The one question the program asks before it does something: whether records are to go for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text


class ForGood(Form):
    """Asks whether so many records are to be deleted. Signal: `agreed()`; Enter and Esc both keep them."""

    agreed = Signal()

    def __init__(self, number: int, title: str = "", parent: QWidget | None = None) -> None:
        words = (
            _("Delete “{title}” for good?").format(title=title)
            if number == 1 and title
            else plural("Delete {n} record for good?", "Delete {n} records for good?", number)
        )
        super().__init__(words, parent)
        self.body.addWidget(
            Text(
                _(
                    "They leave the bin with everything that belongs to them alone. Only undoing this very step brings"
                    " them back, for ninety days at most; after that nothing of them is left in this file. Backups"
                    " made before still hold them."
                ),
                13, 400, "text2", wrap=True,
            )
        )  # fmt: skip
        keep = Button(_("Keep them"), "secondary", on=self.reject)
        keep.setDefault(True)
        self.delete = Button(_("Delete for good"), "danger", icon="trash-2", on=self.submit)
        self.body.addLayout(row(None, None, keep, self.delete))

    def submit(self) -> None:
        """Say that they are to go."""
        self.agreed.emit()
        self.accept()
