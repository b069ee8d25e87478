"""What a campaign brought: sent, answered, offers, orders, revenue, cost per order, and what that says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.ui.models.campaign_page import funnel_parts
from crm_desktop.ui.panes.campaigns.funnel import Funnel
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.results import Results


class OutcomeCard(Card):
    """`card.show_results(results, channel)`. Signal: `opened(key)`: the people behind a figure."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What it brought"), detail=" ", radius=12, edge="line", padding=18, parent=parent)
        self.funnel = Funnel()
        self.funnel.opened.connect(self.opened)
        self.said = Text("", 12, 400, "text2", wrap=True)
        self.body.addWidget(self.funnel)
        self.body.addWidget(self.said)

    def show_results(self, results: Results, channel: CampaignChannel) -> None:
        """Show other results."""
        each = results.cost_per_order_cents
        parts = [plural("{n} answer as hoped", "{n} answers as hoped", results.wanted)] if results.answered else []
        if each:
            parts.append(_("{amount} per order").format(amount=amount(each, results.currency, whole=True)))
        words = ", ".join(parts)
        self.detail.setText(words)
        self.detail.setVisible(bool(words))
        self.funnel.show_parts(funnel_parts(results, channel))
        self.said.setText("\n".join(results.sentences))
        self.said.setVisible(bool(self.said.text()))
