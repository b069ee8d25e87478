"""Forecasts and records as plain data, in the shapes the command line prints with --json. Money is whole cents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.engine.backtest import Backtest, ChanceClass, Score
from crm_desktop.engine.forecast import DealForecast, Forecast, sentence
from crm_desktop.operations.forecasts.parts import Part


def forecast_data(found: Forecast, currency: str) -> dict[str, Any]:
    """Return a forecast as JSON holds it; reasons and warnings are sentences in the language in use."""
    return {
        "as_of": found.as_of.isoformat(),
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "currency": currency,
        "expected_cents": found.expected_cents,
        "p10_cents": found.p10_cents,
        "p25_cents": found.p25_cents,
        "p50_cents": found.p50_cents,
        "p75_cents": found.p75_cents,
        "p90_cents": found.p90_cents,
        "weighted_cents": found.weighted_cents,
        "open_cents": found.open_cents,
        "booked_cents": found.booked_cents,
        "known_cents": found.known_cents,
        "new_business_cents": found.new_business_cents,
        "adjustment_cents": found.adjustment_cents,
        "method": found.method,
        "why_method": sentence(found.verdict, currency),
        "methods": {
            str(method): {"weight": _short(weight), "error": _short(found.record.errors.get(method))}
            for method, weight in ((each.method, each.weight) for each in found.spread.members)
        },
        "periods_compared": found.record.windows,
        "basis": found.basis.value,
        "closed_deals": found.closed_deals,
        "warnings": [sentence(warning, currency) for warning in found.warnings],
        "slipping": {
            "put_off": found.slipping.put_off,
            "put_off_won": found.slipping.put_off_won,
            "kept": found.slipping.kept,
            "kept_won": found.slipping.kept_won,
            "usual_days": found.slipping.usual_days,
            "slow_days": found.slipping.slow_days,
        },
        "months": [
            {
                "month": f"{month.month.first:%Y-%m}",
                "expected_cents": month.expected_cents,
                "p10_cents": month.p10_cents,
                "p90_cents": month.p90_cents,
            }
            for month in found.fan
        ],
        "deals": [_deal(deal, currency) for deal in found.deals],
    }


def parts_data(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Return the parts of a forecast as JSON holds them."""
    return [
        {"name": part.name, "deals": part.deals, "known_cents": part.known_cents, "new_business_cents": part.new_cents}
        for part in parts
    ]


def record_data(found: Backtest) -> dict[str, Any]:
    """Return a record of past forecasts as JSON holds it; scores without enough windows are null."""
    return {
        "horizon_days": found.horizon_days,
        "windows": [
            {
                "as_of": window.as_of.isoformat(),
                "actual_cents": window.actual_cents,
                "expected_cents": window.expected_cents,
                "p10_cents": window.p10_cents,
                "p90_cents": window.p90_cents,
            }
            for window in found.windows
        ],
        "scores": {name: _score(score) for name, score in found.scores.items()},
        "deals": {
            "n": found.deals.n,
            "brier": _short(found.deals.brier),
            "ece": _short(found.deals.ece),
            "classes": [
                {
                    "from": each.lower,
                    "to": each.upper,
                    "n": each.deals,
                    "foreseen": _short(each.foreseen),
                    "happened": _short(each.happened),
                }
                for each in found.deals.classes
            ],
        },
    }


def calibration(found: ChanceClass) -> str:
    """Return how deals that were given about the same chance did, as one sentence."""
    return _("Of deals called {low} to {high}, {share} were won in time (n = {n}).").format(
        low=formats.percent(found.lower), high=formats.percent(found.upper), share=formats.percent(found.happened),
        n=formats.number(found.deals),
    )  # fmt: skip


def _deal(deal: DealForecast, currency: str) -> dict[str, Any]:
    return {
        "id": deal.deal_id,
        "external_id": deal.external_id,
        "title": deal.title,
        "customer": deal.customer,
        "stage": deal.stage,
        "amount_cents": deal.amount_cents,
        "win_probability": _short(deal.win_probability),
        "probability_in_period": _short(deal.probability_in_period),
        "contribution_cents": deal.contribution_cents,
        "days_in_stage": round(deal.days_in_stage, 1),
        "reasons": [sentence(reason, currency) for reason in deal.reasons],
    }


def _score(score: Score) -> dict[str, float | None]:
    return {name: _short(value) for name, value in score._asdict().items()}


def _short(value: float | None) -> float | None:
    """Return a share with as many digits as it can be sure of."""
    return None if value is None else round(value, 6)
