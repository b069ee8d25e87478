"""What a company is expected to bring, how sure it stays, and what to offer it next: worked out from all orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.commands.customer_value import add_ahead, next_product
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.section import SectionTitle

if TYPE_CHECKING:
    from crm_desktop.operations.contacts.buying import CustomerFigures


class WorthPart(Part):
    """Hidden until figures have come that say something; another company's are put away at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(meant("of a customer", "Outlook"), "", parent=parent)
        self._company_id = 0
        self._ahead, self._next = Holder(), Holder()
        self._next_title = SectionTitle(_("What to offer next"))
        column(self.inside, self._ahead, self._next_title, self._next, gap=12)
        self.hide()

    def begin(self, company_id: int) -> None:
        """Await the figures of a company; those of another one are not shown any longer."""
        if company_id != self._company_id:
            self._company_id = company_id
            self.hide()

    def show_figures(self, company_id: int, figures: CustomerFigures) -> None:
        """Show what was worked out, if it is of the company in view and says anything."""
        if company_id != self._company_id:
            return
        found = figures.next_best
        self._ahead.show_part(figures, lambda: _year_ahead(figures))
        self._ahead.setVisible(figures.value is not None)
        self._next.show_part(found, lambda: next_product(found))
        self._next.setVisible(bool(found))
        self._next_title.setVisible(bool(found))
        self.fill()
        self.setVisible(figures.value is not None or bool(found))


def _year_ahead(figures: CustomerFigures) -> QWidget:
    holder = QWidget()
    add_ahead(column(holder, gap=8), figures)
    return holder
