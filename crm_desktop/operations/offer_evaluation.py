"""The offers of a period as cases to evaluate: what became of each by a day, and what it had about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm_desktop.base.period import Period
from crm_desktop.base.times import local_day
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.engine.offer_evaluation import Fate, Group, OfferCase, OfferEvaluation, evaluate
from crm_desktop.store.queries import offer_evaluation as queries
from crm_desktop.store.queries.offer_evaluation import OfferStory
from crm_desktop.store.reading import Reader

_FATES = {
    OfferStatus.ACCEPTED: Fate.ORDERED,
    OfferStatus.PARTLY_ACCEPTED: Fate.ORDERED,
    OfferStatus.REJECTED: Fate.DECLINED,
    OfferStatus.WITHDRAWN: Fate.WITHDRAWN,
}


def offer_evaluation(
    reader: Reader,
    period: Period,
    *,
    as_of: date,
    accounts: Sequence[int] | None = None,
    bounds: Sequence[int] = (),
) -> OfferEvaluation:
    """Return the evaluation of the offers first sent in a period, of some customers or all.

    `bounds` are where bands of value begin, where it is compared with another period.
    """
    stories = queries.offer_stories(reader, period, as_of=as_of)
    if accounts is not None:
        wanted = set(accounts)
        stories = [story for story in stories if story.account_id in wanted]
    groups = queries.product_groups(reader, period, as_of=as_of)
    return evaluate([offer_case(story, groups.get(story.offer_id, ()), as_of) for story in stories], as_of, bounds)


def offer_case(story: OfferStory, groups: tuple[str, ...], as_of: date) -> OfferCase:
    """Return an offer as it stood at the end of a day."""
    fate, decided = _fate(story, as_of)
    inquired = None if story.inquired_at is None else local_day(story.inquired_at)
    sent = local_day(story.sent_at)
    return OfferCase(
        offer_id=story.offer_id,
        inquired=inquired if inquired is not None and inquired <= sent else None,
        sent=sent,
        decided=decided,
        fate=fate,
        net_cents=story.net_cents,
        discount=story.discount,
        category=story.category,
        groups=groups,
    )


def as_data(found: OfferEvaluation) -> dict[str, Any]:
    """Return an evaluation as plain data for other programs."""
    half = found.to_order.day_of(0.5)
    answers = found.answer_days
    return {
        "offers": found.offers,
        "open": found.open,
        "withdrawn": found.withdrawn,
        "expired": found.expired,
        "total": _data(found.total),
        "by_value": [_data(group) for group in found.by_value],
        "by_discount": [_data(group) for group in found.by_discount],
        "by_days_to_offer": [_data(group) for group in found.by_answer],
        "by_product_group": [_data(group) for group in found.by_group],
        "by_customer_category": [_data(group) for group in found.by_category],
        "days_to_offer_median": answers[(len(answers) - 1) // 2] if answers else None,
        "days_to_order_half": half,
        "ordered_within": [
            {"days": step.day, "share": round(step.share, 4), "low": round(step.low, 4), "high": round(step.high, 4)}
            for step in found.to_order.steps
        ],
        "missing": {"answered": found.missing_decided, "ordered": found.missing_ordered},
    }


def _data(group: Group) -> dict[str, Any]:
    rate = group.rate
    return {
        "key": group.key,
        "ordered": rate.hits,
        "of": rate.of,
        "open": group.open,
        "rate": round(rate.share, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "expected": round(rate.shrunk, 4),
        "verdict": rate.verdict.value,
        "offered_cents": group.offered_cents,
        "ordered_cents": group.ordered_cents,
    }


def _fate(story: OfferStory, as_of: date) -> tuple[Fate, date | None]:
    """Return what became of an offer by a day, and on which; a version superseded later was open then."""
    if story.decided_at is not None and story.status in _FATES:
        return _FATES[story.status], local_day(story.decided_at)
    if story.lost_at is not None:
        return Fate.DECLINED, local_day(story.lost_at)
    if story.valid_until is not None and story.valid_until < as_of:
        return Fate.EXPIRED, None
    return Fate.OPEN, None
