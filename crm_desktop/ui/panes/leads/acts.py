"""What the user does in the inbox by key, button or palette, with the inquiry in hand or all that are selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.store.queries.leads import LeadFile, LeadTab
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models import lead_in_hand
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.models.leads import name_of
from crm_desktop.ui.panes.leads.deeds import LeadDeeds
from crm_desktop.ui.panes.leads.detail import PROPOSAL, Detail
from crm_desktop.ui.panes.leads.head import Head
from crm_desktop.ui.panes.leads.incoming import Incoming
from crm_desktop.ui.panes.leads.listing import LeadList

_TABS = (LeadTab.OPEN, LeadTab.CONVERTED, LeadTab.DISQUALIFIED)


class Acts(QObject):
    """The acts of one pane; which inquiry they are about is what the list has under its cursor."""

    def __init__(
        self, workplace: Workplace, pane: QWidget, *, head: Head, inbox: LeadList, detail: Detail, deeds: LeadDeeds,
        incoming: Incoming,
    ) -> None:  # fmt: skip
        super().__init__(pane)
        self._workplace, self._pane, self._head, self._list = workplace, pane, head, inbox
        self._detail, self.deeds, self._incoming = detail, deeds, incoming

    def has_open(self) -> bool:
        """Whether an open inquiry is in hand."""
        found = self.found()
        return len(self._list.selected_ids()) > 1 or (found is not None and found.open)

    def has_any(self) -> bool:
        """Whether any inquiry is in hand."""
        return self.found() is not None

    def has_declined(self) -> bool:
        """Whether a declined inquiry is in hand."""
        found = self.found()
        return found is not None and found.lead.status is LeadStatus.DISQUALIFIED

    def add(self) -> None:
        """Enter an inquiry by hand."""
        self.deeds.add()

    def paste(self) -> None:
        """Make an inquiry of the clipboard."""
        self._incoming.paste()

    def choose_file(self) -> None:
        """Take in saved mails."""
        self._incoming.choose()

    def take_on(self) -> None:
        """Take the inquiry in hand on."""
        found = self.found()
        self._detail.proposal.settle()
        if found is not None and found.open:
            # After what was still being typed has been kept.
            self._workplace.desk.ask(
                lead_in_hand.in_hand, lead_id=found.lead.id, then=self._convert, asker=self, topic="take on"
            )

    def _convert(self, found: LeadInHand | None) -> None:
        if found is not None and found.open:
            self.deeds.convert(found)

    def decline(self) -> None:
        """Decline what is selected."""
        if self.deeds.coming:
            return
        ids = self._list.selected_ids() or ([self._list.picked_id()] if self._list.picked_id() else [])
        row = next((row for row in self._list.model.rows() if row.id in ids), None)
        if ids and row is not None:
            self.deeds.decline(ids, name_of(row))

    def later(self) -> None:
        """Put the inquiry in hand off."""
        self.with_open(self.deeds.later)

    def call(self) -> None:
        """Call, and write down what was said."""
        self.with_open(self.deeds.call)

    def mail(self) -> None:
        """Answer by mail."""
        self.with_open(self.deeds.mail)

    def write(self) -> None:
        """Write a note on it."""
        found = self.found()
        if found is not None:
            self.deeds.write(found, ActivityKind.NOTE)

    def qualify(self) -> None:
        """Mark it as qualified."""
        self.with_open(lambda found: self.deeds.qualify(found.lead.id))

    def mark_answered(self) -> None:
        """Mark it as answered."""
        self.with_open(lambda found: self.deeds.mark_answered(found.lead.id))

    def reopen(self) -> None:
        """Take it up again."""
        if self.has_declined():
            self.deeds.reopen(self._list.picked_id())

    def bin(self) -> None:
        """Put what is selected into the bin."""
        ids = self._list.selected_ids()
        if ids and not self.deeds.coming:
            self.deeds.bin(ids)

    def filter_now(self) -> None:
        """Put the cursor into the filter."""
        self._list.filter_now()

    def next_tab(self) -> None:
        """Show open, taken on or declined ones."""
        tab = _TABS[(_TABS.index(self._list.tab) + 1) % len(_TABS)]
        self._head.tabs.choose(tab)
        self._list.show_tab(tab)

    def edit(self) -> None:
        """Put the cursor into the first field."""
        self._detail.show_part(PROPOSAL)
        self._detail.focus()

    def step(self, by: int) -> None:
        """Go to the next or previous inquiry."""
        self._list.step(by)

    def save_table(self) -> None:
        """Save the inquiries that are listed as a table."""
        from crm_desktop.ui.panes.leads.saving import save_table  # rarely needed

        save_table(self._workplace, self._pane, [row.id for row in self._list.model.rows()])

    def open_report(self) -> None:
        """Show the report of inquiries by source."""
        self._workplace.go(Place("reports", intent="report", words="leads-source"))

    def found(self) -> LeadInHand | None:
        """Return the inquiry in hand, None for none or while another one is being read or taken in."""
        if self.deeds.coming:
            return None
        found = self._detail.found
        return found if found is not None and found.lead.id == self._list.picked_id() else None

    def with_open(self, act: Callable[[LeadInHand], object]) -> None:
        """Do something with the inquiry in hand, where it is open."""
        found = self.found()
        if found is not None and found.open:
            act(found)

    def go_there(self) -> None:
        """Go to what the inquiry in hand became."""
        found = self.found()
        if found is not None and found.lead.deal_id is not None:
            self._workplace.go(Place("board", "deal", found.lead.deal_id))
        elif found is not None and found.assigned:
            self._workplace.go(Place("contacts", "contact", found.assigned))

    def open_file(self, file: LeadFile) -> None:
        """Open a file that came with an inquiry."""
        from crm_desktop.ui.panes.leads.saving import open_file  # rarely needed

        open_file(self._workplace, self._pane, file)
