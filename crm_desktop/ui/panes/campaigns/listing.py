"""The list of campaigns with what one can begin: one's own, winning back, recommendations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.campaign_reading import Listed
from crm_desktop.ui.models.campaigns import ID_ROLE, CampaignsModel, Column
from crm_desktop.ui.panes.campaigns.table import CampaignTable
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.panes import Pane, column


class CampaignList(Pane):
    """`list.show_list(found)`. Signal: `opened(id)`."""

    opened = Signal(int)

    def __init__(
        self, model: CampaignsModel, *, new: Callable[[], object], win_back: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface", parent)
        self.model = model
        self._wanted = 0
        self.view = CampaignTable(model)
        self.view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self._empty = EmptyState(
            "megaphone",
            _("Letters that bring orders"),
            _("Choose whom, say it in two or three ways, and see which argument convinces. Objections are kept to by "
              "themselves."),
            action=Button(_("New campaign"), "primary", icon="plus", key="N", on=new),
            link=Link(_("Win lost customers back"), on=win_back),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        hints = KeyHints(
            [
                ("↑↓", _("choose")),
                ("↵", meant("key hint", "open")),
                ("N", _("new")),
                (native_text("Del"), _("into the bin")),
            ]
        )
        column(self, self._stack, hints, gap=8, margins=(15, 8, 11, 10)).setStretch(0, 1)

    def show_list(self, found: Listed) -> None:
        """Show these campaigns; the one chosen stays chosen."""
        held = self._wanted or self.picked_id()
        self.model.show(found.rows, found.currency)
        self._stack.setCurrentWidget(self.view if found.rows else self._empty)
        if found.rows:
            place = max(0, self.model.row_of(held))
            if self.view.currentIndex().row() != place:
                self.view.setCurrentIndex(self.model.index(place, 0))

    def pick(self, campaign_id: int) -> None:
        """Put a campaign under the cursor, now or when the list has come."""
        self._wanted = campaign_id
        place = self.model.row_of(campaign_id)
        if place >= 0:
            self._wanted = 0
            self.view.setCurrentIndex(self.model.index(place, 0))

    def picked_id(self) -> int:
        """Return the campaign under the cursor, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def in_view(self) -> ShownList:
        """Return the list as it can be taken along."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        ids = [int(self.model.index(place, 0).data(ID_ROLE)) for place in range(self.model.rowCount())]
        return ShownList(kind=ListKind.CAMPAIGNS, title=_("Campaigns"), ids=ids)

    def print_list(self, workplace: Workplace) -> None:
        """Print the campaigns with the columns of the table."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models import printed  # rarely needed

        found = printed.table_printed(
            self.model,
            title=_("Campaigns"),
            words=printed.entries(self.model.rowCount()),
            strong=(Column.NAME, Column.REVENUE),
        )
        print_list(workplace, self, _("Campaigns"), lambda _reader: found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that do not fit."""
        super().resizeEvent(event)
        self.view.follow_width(self.width() / look().scale)
