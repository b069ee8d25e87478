"""The chance of the deal an open offer belongs to, asked once a deal on the lane of figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.offer_reading import DealChance, deal_chance


class ChanceAsker:
    """Keeps the chance of the deal in view, and calls `then` when another one is known."""

    def __init__(self, desk: Desk, today: Callable[[], date], then: Callable[[], None]) -> None:
        self._desk, self._today, self._then = desk, today, then
        #: None while it is not known, or where there is no open deal.
        self.chance: DealChance | None = None

    def ask(self, offer: OfferDetail) -> None:
        """Ask for the chance of an offer's deal unless it is known."""
        if offer.deal_id is None:
            self.leave()  # an answer about the deal of the offer before would be shown with this one
        elif self.chance is None or self.chance.deal_id != offer.deal_id:
            self._desk.ask(
                deal_chance, deal_id=offer.deal_id, today=self._today(), then=self._show, asker=self, topic="chance",
                lane="figures",
            )  # fmt: skip

    def leave(self) -> None:
        """Forget the chance and drop the open question."""
        self.chance = None
        self._desk.forget(self)

    def _show(self, chance: DealChance | None) -> None:
        self.chance = chance
        self._then()
