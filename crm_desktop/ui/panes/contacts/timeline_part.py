"""The right half of the pane: the composer, filters, and everything that happened."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.timeline import Group, Scope, counts
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.timeline import TimelineModel
from crm_desktop.ui.panes.contacts.composer import Composer
from crm_desktop.ui.panes.contacts.entries import EntryDelegate
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text


class TimelinePart(Pane):
    """Composer and timeline of one contact. Signal: `entry_opened(TimelineEntry)`."""

    entry_opened = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._workplace = workplace
        self._scope = Scope()
        self.composer = Composer(workplace.today())
        self.model = TimelineModel(workplace.desk, self)
        self.model.modelReset.connect(self._show_emptiness)
        self.view = RowListView(self.model, EntryDelegate(), name=_("History"), ground="sunken", uniform=False)
        self.view.setBatchSize(60)
        self.view.opened.connect(self._open)
        self._groups = Chips(
            [
                Choice(Group.ALL, _("All")), Choice(Group.TALKS, _("Talks")), Choice(Group.OFFERS, _("Offers")),
                Choice(Group.MAILS, _("E-mails")), Choice(Group.NOTES, _("Notes")), Choice(Group.SYSTEM, _("Changes")),
            ],
            "text",
            name=_("Show in the history"),
            gap=12,
        )  # fmt: skip
        self._groups.chosen.connect(lambda _key: self.ask())
        self._count = Text("", 12, 400, "text3", elide=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(
            EmptyState(
                "history",
                _("Nothing written down yet"),
                _("Calls, visits, mails and notes will stand here, newest first."),
            )
        )
        top = column(
            None,
            self.composer,
            row(None, self._groups, None, self._count, margins=(0, 4, 0, 0)),
            gap=10,
            margins=(24, 18, 20, 4),
        )
        column(self, top, self._stack, gap=0).setStretch(1, 1)

    def show_contact(self, contact_id: int) -> None:
        """Show the history of somebody, with everything around them."""
        self._scope = Scope(contact_id=contact_id)
        self.ask()

    def ask(self) -> None:
        """Read the timeline from its newest entry on."""
        group = Group(self._groups.value() or Group.ALL)
        self.model.show(self._scope, group, self._workplace.today())
        self._workplace.desk.ask(
            counts, scope=self._scope, then=self._show_counts, asker=self, topic="counts", lane="timeline"
        )

    def _show_counts(self, found: dict[Group, int]) -> None:
        self._count.setText(plural("{n} entry", "{n} entries", found.get(Group.ALL, 0)))

    def _show_emptiness(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry_at(index)
        if entry is not None:
            self.entry_opened.emit(entry)
