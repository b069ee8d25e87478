"""What an offer leaves after its costs: by line, by section and in all. For the screen alone, never on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.money import ZERO, round_cents
from crm_desktop.engine.offer_nets import line_nets
from crm_desktop.engine.pricing import ORDERED, LineFact, OfferFact, PricedOffer, price


class Margin(NamedTuple):
    """Net less cost of the lines whose cost is known, and how much of the net these lines are."""

    cents: int
    #: Net of the lines with a known cost.
    of_cents: int
    #: Net of all lines.
    net_cents: int

    @property
    def share(self) -> float | None:
        """The margin as a share of the net it is known for; None where that is nothing."""
        return self.cents / self.of_cents if self.of_cents > 0 else None

    def is_below(self, percent: Decimal) -> bool:
        """Whether less is left than a limit in per cent; a limit of 0 warns of losses alone."""
        return self.cents * 100 < self.of_cents * percent


@dataclass(frozen=True, slots=True)
class OfferMargin:
    """The margins of an offer; None wherever no cost is known."""

    #: One a line.
    lines: tuple[Margin | None, ...]
    #: By the index of the heading.
    sections: Mapping[int, Margin | None]
    total: Margin | None


def offer_margin(offer: OfferFact, costs: Sequence[Decimal | None], totals: PricedOffer | None = None) -> OfferMargin:
    """Return what an offer leaves, options left out; `costs` are those of one unit of each line, in its currency.

    What is given away costs and brings nothing; a surcharge or reduction in per cent costs nothing by itself. `totals`
    saves working them out again. Raises BadInput as `price` does.
    """
    priced = price(offer) if totals is None else totals
    nets = line_nets(offer, priced)
    lines = [_line_margin(*each) for each in zip(offer.lines, costs, nets, strict=True)]
    known = [
        line.kind in ORDERED and (cost is not None or line.is_share)
        for line, cost in zip(offer.lines, costs, strict=True)
    ]
    told = [cost is not None and line.kind in ORDERED for line, cost in zip(offer.lines, costs, strict=True)]

    def within(first: int, last: int) -> Margin | None:
        return _sum(lines[first : last + 1]) if any(told[first : last + 1]) else None

    return OfferMargin(
        lines=tuple(margin if sure else None for margin, sure in zip(lines, known, strict=True)),
        sections={each.span.heading: within(each.span.heading, each.span.last) for each in priced.sections},
        total=within(0, len(lines)),
    )


def _line_margin(line: LineFact, cost: Decimal | None, net: int) -> Margin:
    """Return what a line leaves; where its cost is not known, its net alone."""
    each = ZERO if line.is_share else cost
    if each is None or line.kind not in ORDERED:
        return Margin(0, 0, net)
    return Margin(net - round_cents(each * line.quantity), net, net)


def _sum(margins: Iterable[Margin]) -> Margin:
    return Margin(*(sum(figures) for figures in zip(*margins, strict=True)))
