"""What an offer leaves after its costs: for the screen alone, never on paper."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.money import round_cents
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations import offer_drafts
from crm_desktop.operations.orders import line_nets
from crm_desktop.store.queries.offers import OfferDetail


class Margin(NamedTuple):
    """Net less cost of the lines whose cost is known, and how much of the offer's net these lines are."""

    cents: int
    #: Net of the lines with a known cost.
    of_cents: int
    #: Net of the whole offer.
    net_cents: int

    @property
    def share(self) -> float | None:
        """The margin as a share of the net it is known for; None where that is nothing."""
        return self.cents / self.of_cents if self.of_cents > 0 else None


def margin(offer: OfferDetail) -> Margin | None:
    """Return the margin of an offer, options left out; None where no line's cost is known. Raises BadInput."""
    nets = line_nets(offer_drafts.fact(offer))
    known = [
        (net, round_cents(line.cost * line.quantity))
        for net, line in zip(nets, offer.lines, strict=True)
        if line.cost is not None and line.kind is LineKind.ARTICLE
    ]
    if not known:
        return None
    return Margin(sum(net - cost for net, cost in known), sum(net for net, _cost in known), sum(nets))
