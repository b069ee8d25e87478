"""What stands beside the list: nobody, the card of one contact, or what can be done with many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.contacts.listing import ContactList
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Pane

if TYPE_CHECKING:
    from crm_desktop.ui.commands.bulk_panel import BulkPanel

_UNLIMITED = 16_777_215


class Beside(QStackedWidget):
    """`beside.show_card(person)` and `show_card(None)`; several selected cover it with what is done to them."""

    def __init__(self, workplace: Workplace, listing: ContactList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._list = workplace, listing
        self._card: QWidget | None = None
        self._bulk: BulkPanel | None = None
        #: How many contacts are selected, 0 for one or none.
        self.many = 0
        # Nothing is said before it is known: while the first card is read, somebody is chosen already.
        self._blank = Pane("surface")
        self._nobody = EmptyState("users", _("Nobody chosen"), _("Choose somebody on the left."))
        self._told = False
        self.addWidget(self._blank)
        self.addWidget(self._nobody)
        listing.many.connect(self._show_many)
        listing.set_up.connect(self.arrange)

    def show_card(self, card: QWidget | None) -> None:
        """Show the card of a contact, or with None that nobody is chosen."""
        self._card, self._told = card, True
        if card is not None and self.indexOf(card) < 0:
            self.addWidget(card)
        self.arrange()

    def bulk(self) -> BulkPanel:
        """Return what can be done with many, made on its first use."""
        if self._bulk is None:
            from crm_desktop.ui.commands.bulk_panel import BulkPanel  # on its first use

            views = self._list.views
            self._bulk = BulkPanel(
                self._workplace, selected=self._list.selected_ids, in_bin=lambda: self._list.setup.where.in_bin
            )
            self._bulk.all_asked.connect(views.select_all)
            self._bulk.one_asked.connect(views.select_one)
            self._bulk.done.connect(views.select_one)
            self.addWidget(self._bulk)
        return self._bulk

    def arrange(self) -> None:
        """Bring to the front what belongs there; a table takes the whole width but for what is done with many."""
        table = self._list.setup.table
        if self.many:
            self.setCurrentWidget(self.bulk())
        elif self._card is not None:
            self.setCurrentWidget(self._card)
        else:
            self.setCurrentWidget(self._nobody if self._told else self._blank)
        self.setVisible(not table or self.many > 0)
        self.setMaximumWidth(look().px(380) if table else _UNLIMITED)
        self._list.setMaximumWidth(_UNLIMITED if table else look().px(480))

    def leave(self) -> None:
        """Drop all open questions."""
        if self._bulk is not None:
            self._bulk.leave()

    def _show_many(self, count: int) -> None:
        self.many = count
        if count:
            self.bulk().show_count(count)
        self.arrange()
