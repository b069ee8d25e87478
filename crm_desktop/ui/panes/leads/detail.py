"""The inquiry in hand: its text and the proposal beside each other, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.ui.models.lead_in_hand import Beside, LeadInHand
from crm_desktop.ui.panes.leads.arrived import Arrived
from crm_desktop.ui.panes.leads.foot import Foot
from crm_desktop.ui.panes.leads.proposal import Proposal
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented

#: Width at 100 % text below which text and proposal take turns.
_BOTH = 640
TEXT, PROPOSAL = "text", "proposal"


class Detail(Pane):
    """The parts are `arrived`, `proposal` and `foot`; a phrase and its field show each other."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.found: LeadInHand | None = None
        self._wide: bool | None = None
        self.arrived = Arrived()
        self.proposal = Proposal(today)
        self.foot = Foot()
        self.turn = Segmented([Choice(PROPOSAL, _("Proposal")), Choice(TEXT, _("What arrived"))], name=_("View"))
        self.turn.chosen.connect(lambda _key: self._follow_turn())
        self._turns = QWidget()
        row(self._turns, self.turn, None)
        self._both = QWidget()
        beside = row(self._both, self.arrived, self.proposal, gap=18)
        for place in range(2):
            beside.setStretch(place, 1)
        body = column(None, self._turns, self._both, gap=10, margins=(22, 18, 20, 10))
        body.setStretch(1, 1)
        whole = column(self, body, self.foot, gap=0)
        whole.setStretch(0, 1)
        self.arrived.pointed.connect(self._from_text)
        self.proposal.pointed.connect(self._from_field)

    def show_lead(self, found: LeadInHand, now: datetime) -> None:
        """Show an inquiry."""
        other = self.found is None or self.found.lead.id != found.lead.id
        text_stays = not other and self.found is not None and self._says_the_same(found)
        self.found = found
        if text_stays:
            strong = self.arrived.text.strong()
            self.arrived.show_lead(found, now)
            self._mark(strong)
        else:
            self.arrived.show_lead(found, now)
            self.proposal.show_number(0)
        self.proposal.show_lead(found)
        self.foot.show_lead(found)

    def show_beside(self, beside: Beside | None) -> None:
        """Show what was worked out about it."""
        self.proposal.show_beside(beside, open_=self.found is not None and self.found.open)

    def focus(self) -> None:
        """Put the cursor into the first field."""
        self.proposal.focus_field("person")

    def part(self) -> str:
        """Return which of the two is seen where there is little room."""
        return self.turn.value()

    def show_part(self, part: str) -> None:
        """Show one of the two where there is little room."""
        self.turn.choose(part)
        self._follow_turn()

    def is_closed(self) -> bool:
        """Whether it was taken on or declined."""
        lead = self.found.lead if self.found is not None else None
        return lead is not None and lead.status in (LeadStatus.CONVERTED, LeadStatus.DISQUALIFIED)

    def _says_the_same(self, found: LeadInHand) -> bool:
        before = self.found
        return before is not None and (before.lead.raw_text, before.inquiry) == (found.lead.raw_text, found.inquiry)

    def _from_text(self, number: int) -> None:
        """Show the field a phrase was read for."""
        self.show_part(PROPOSAL)
        self._mark(number)
        self.proposal.focus_number(number)

    def _from_field(self, number: int) -> None:
        """Show the phrase a field was read from."""
        self._mark(number)

    def _mark(self, number: int) -> None:
        self.arrived.text.show_number(number)
        self.proposal.show_number(number)

    def _follow_turn(self) -> None:
        both = bool(self._wide)
        self._turns.setVisible(not both)
        # The switch says which of the two it is.
        self.arrived.title.setVisible(both)
        self.proposal.title.setVisible(both)
        self.arrived.setVisible(both or self.turn.value() == TEXT)
        self.proposal.setVisible(both or self.turn.value() == PROPOSAL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both where there is room."""
        super().resizeEvent(event)
        wide = self.width() / look().scale >= _BOTH
        self.foot.follow_width(self.width() / look().scale)
        if wide != self._wide:
            self._wide = wide
            self._follow_turn()
