"""The figures of the offer in an editor while one types: its fields as typed, what it comes to, what it leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.engine.offer_margin import OfferMargin, offer_margin
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.models.offer_faces import Inside
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.panes.offers.bound import BoundFields


class Figures:
    """Works out an offer as it stands in the fields; `found` returns it as it was read last."""

    def __init__(self, bound: BoundFields, found: Callable[[], OfferInHand | None]) -> None:
        self._bound, self._found = bound, found
        #: The margins worked out last, with the figures and lines they belong to.
        self._known: tuple[PricedOffer, tuple[Line, ...], OfferMargin] | None = None

    def price(self, lines: Sequence[Line]) -> PricedOffer:
        """Work out the figures of lines with the fields as typed. Raises BadInput."""
        # The texts of the lines are cleaned when they are stored; figures do not depend on them.
        return offer_drafts.priced(dataclasses.replace(self.detail(), lines=tuple(lines)))

    def detail(self) -> OfferDetail:
        """Return the offer with the fields as typed, as far as they can be taken. Raises BadInput for none."""
        found = self._found()
        if found is None:
            raise BadInput(_("This offer is not there any more."))
        try:
            return offer_drafts.with_changes(found.offer, None, self.typed())
        except BadInput:
            return found.offer

    def typed(self) -> OfferFields:
        """Return the fields as typed."""
        return cast("OfferFields", self._bound.as_typed())

    def inside(self, lines: Sequence[Line], totals: PricedOffer) -> Inside | None:
        """Return what each line leaves; None without an offer."""
        found = self._found()
        return None if found is None else Inside(self.margins(lines, totals), found.least_margin)

    def margins(self, lines: Sequence[Line], totals: PricedOffer) -> OfferMargin:
        """Work out what lines leave, once for the grid and for the sums."""
        known = self._known
        if known is None or known[0] is not totals or known[1] != tuple(lines):
            fact = offer_drafts.fact(dataclasses.replace(self.detail(), lines=tuple(lines)))
            known = (totals, tuple(lines), offer_margin(fact, [line.cost for line in lines], totals))
            self._known = known
        return known[2]


def thin_words(limit: Decimal) -> str:
    """Return what is said of an offer that leaves less than it should."""
    if limit:
        return _("Less than the {percent} % you want to keep").format(percent=number(limit))
    return _("Costs more than it brings")
