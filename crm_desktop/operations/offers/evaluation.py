"""The evaluation of the offers of a period, for reports and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter
from crm_desktop.engine.offer_evaluation import Group, OfferEvaluation, evaluate
from crm_desktop.store.queries import offer_evaluation as queries
from crm_desktop.store.reading import Reader


def offer_evaluation(
    reader: Reader,
    period: Period,
    *,
    as_of: date,
    accounts: Sequence[int] | None = None,
    bounds: Sequence[int] = (),
    by_group: bool = True,
    filters: Sequence[Filter] = (),
) -> OfferEvaluation:
    """Return the evaluation of the offers first sent in a period, of some customers or all, narrowed by filters.

    `bounds` are where bands of value begin, where it is compared with another period; without `by_group`
    the products in offers are not looked at, which takes longer than all the rest.
    """
    only = queries.narrowed_offers(filters, accounts)
    cases = queries.offer_cases(reader, period, as_of=as_of, only=only)
    groups = queries.product_groups(reader, period, as_of=as_of) if by_group else {}
    return evaluate(cases, {offer_id: sorted(names) for offer_id, names in groups.items()}, bounds)


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
