"""What an evaluation of offers computes on: one offer as it stood on a day, all its versions together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What became of an offer by a day."""

    OPEN = "open"
    ORDERED = "ordered"
    DECLINED = "declined"
    #: No answer until its last day.
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class OfferCase(NamedTuple):
    """One offer with the figures of the version that was live on the day."""

    offer_id: int
    account_id: int | None
    fate: Fate
    #: Days from the inquiry to the first version, where the inquiry is known.
    answer_days: int | None
    #: Days from the first version to the decision, or to the day it is looked at.
    lasted: int
    #: In the firm's currency.
    net_cents: int
    #: By how much per cent all discounts lowered it; None where that is not known.
    discount: float | None
    category: str
