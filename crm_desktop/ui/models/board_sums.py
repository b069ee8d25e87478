"""What the cards of a lane come to: number, value, weighted value, by the measure the user looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.board import BoardCard


class Measure(StrEnum):
    """What the heads of the lanes add up."""

    AMOUNT = "amount"
    MARGIN = "margin"


class LaneTotal(NamedTuple):
    """The cards of a lane in figures; money is in the currency most of it is in."""

    deals: int
    cents: int
    weighted_cents: int
    currency: str
    #: Deals whose measure is known; another number than `deals` has to be said.
    known: int
    #: Value and chance of each, for the range.
    parts: tuple[tuple[int, float], ...]


def measures() -> dict[object, str]:
    """Return what the measures are called."""
    return {Measure.AMOUNT: _("Amount"), Measure.MARGIN: _("Margin")}


def total(
    cards: Sequence[BoardCard],
    chances: Mapping[int, float],
    currency: str,
    margins: Mapping[int, int] | None = None,
) -> LaneTotal:
    """Add up the cards of a lane; with `margins` (by the deal's id) what they leave, else what they bring.

    `chances` are by stage. Deals in another currency count, but their money is not added.
    """
    parts = []
    for card in cards:
        cents = card.amount_cents if margins is None else margins.get(card.id)
        if cents is not None and card.currency == currency:
            parts.append((cents, chances.get(card.stage_id, 0.0)))
    return LaneTotal(
        len(cards),
        sum(cents for cents, _chance in parts),
        round(sum(cents * chance for cents, chance in parts)),
        currency,
        len(parts),
        tuple(parts),
    )
