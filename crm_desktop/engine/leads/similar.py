"""Past deals an inquiry resembles: by the rare words of their titles, the product, the kind of customer, the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.base.times import days_between
from crm_desktop.domain.lead_facts import ClosedDeal

#: Words that stand in any inquiry, folded.
_COMMON = frozenset((
    "anfrage", "angebot", "fur", "und", "mit", "eine", "einen", "einer", "ein", "der", "die", "das", "im", "in", "von",
    "zu", "zum", "zur", "bei", "auf", "aus", "ca", "etwa", "neu", "neue", "neuer", "neues", "inquiry", "request",
    "quote", "offer", "for", "and", "with", "the", "of", "re", "aw", "wg", "fwd", "bitte", "please", "preis", "price",
))  # fmt: skip
#: The first letters two words must share to count as one, Empfangstheke and Empfangstresen, or the last: Praxistheke.
_STEM, _TAIL = 6, 5
_PRODUCT, _KIND, _CHANNEL = 3.0, 1.25, 0.2
#: Less in common than this is no resemblance.
_LEAST = 1.2


class Sought(NamedTuple):
    """What an inquiry is about."""

    title: str
    product_id: int | None = None
    source: str = ""
    #: Who asks: “Praxis am Park” resembles customers of the category “Praxis”.
    company: str = ""


class Similarity(NamedTuple):
    """The past deals an inquiry resembles, the likest first, and what they came to."""

    deals: tuple[ClosedDeal, ...]
    won: int
    #: Of those that were won, else of all: a low, a middle and a high value.
    low_cents: int
    median_cents: int
    high_cents: int
    #: Days from the beginning to the order, in the middle of those won; None where none was.
    days: int | None


def similar(sought: Sought, closed: Sequence[ClosedDeal]) -> Similarity:
    """Return the closed deals an inquiry resembles; those of the same likeness in the order given."""
    stems = [_stems(deal.title) for deal in closed]
    seen = Counter(stem for each in stems for stem in each)
    rarity = {stem: log((len(closed) + 1) / (seen[stem] + 0.5)) for stem in _stems(sought.title)}
    weighed = [(_likeness(sought, deal, own, rarity), deal) for deal, own in zip(closed, stems, strict=True)]
    found = sorted((one for one in weighed if one[0] >= _LEAST), key=lambda one: -one[0])
    deals = tuple(deal for _likeness, deal in found)
    won = [deal for deal in deals if deal.won]
    values = sorted(deal.amount_cents for deal in (won or deals) if deal.amount_cents)
    days = sorted(days_between(deal.opened, deal.closed) for deal in won)
    return Similarity(
        deals,
        len(won),
        _quantile(values, 0.2),
        _quantile(values, 0.5),
        _quantile(values, 0.8),
        round(days[len(days) // 2]) if days else None,
    )


def _likeness(sought: Sought, deal: ClosedDeal, own: frozenset[str], rarity: Mapping[str, float]) -> float:
    common = sum(weight for stem, weight in rarity.items() if stem in own)
    kinds = set(words(deal.category)) - _COMMON
    if kinds and kinds & set(words(sought.company)):
        common += _KIND
    if sought.product_id is not None and sought.product_id == deal.product_id:
        common += _PRODUCT
    same_way = sought.source and fold(sought.source) == fold(deal.channel)
    return common + (_CHANNEL if common and same_way else 0.0)


def _stems(title: str) -> frozenset[str]:
    telling = [word for word in words(title) if len(word) > 2 and word not in _COMMON and not word[0].isdigit()]
    tails = (f"-{word[-_TAIL:]}" for word in telling if len(word) > _STEM)
    return frozenset((*(word[:_STEM] for word in telling), *tails))


def _quantile(values: Sequence[int], share: float) -> int:
    return values[min(int(share * len(values)), len(values) - 1)] if values else 0
