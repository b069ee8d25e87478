"""What a forecast says: sums with their spread, each deal's part with its reasons, the months ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.engine.forecast.slipping import Slipping
from crm_desktop.engine.forecast.spread import Record, Spread


class Basis(StrEnum):
    """What the forecast rests on, by the number of closed deals."""

    #: Fewer than 10: the configured percentages.
    CONFIGURED = "configured"
    #: Fewer than 30: the firm's own experience, roughly.
    ROUGH = "rough"
    LEARNED = "learned"


class ReasonCode(StrEnum):
    """Why a deal has its chance, or what must be said with a forecast. In brackets the figures that belong to each."""

    #: Deals in this stage so far (won, cases, configured, probability); none yet closed (configured).
    STAGE = "stage"
    CONFIGURED = "configured"
    #: Longer in its stage than usual, and that speaks against it; its age otherwise matters (days, usual).
    LATE = "late"
    AGE = "age"
    #: It was slow in earlier stages.
    SLOW = "slow"
    #: Larger or smaller than usual, where size matters (amount_cents, usual_cents).
    LARGE = "large"
    SMALL = "small"
    #: Its closing date was put off (times; of deals put off: won, cases), or has passed (days).
    PUT_OFF = "put_off"
    PASSED = "passed"
    #: Most of its chance lies after the period, or before it (share of the chance: share).
    AFTER = "after"
    BEFORE = "before"

    #: What the forecast rests on (weight of the method that counts most; errors of the methods, own, run_rate, ladder,
    #: as shares of the mean result over so many periods: windows): no past to compare on yet; own experience counts
    #: most; it did worse than going on as lately, or than the configured percentages, so these count most.
    METHOD_NEW = "method_new"
    METHOD_OWN = "method_own"
    METHOD_RUN_RATE = "method_run_rate"
    METHOD_LADDER = "method_ladder"
    #: Chosen by hand (error: its own; weighed: that of the weighing by the record; windows).
    METHOD_CHOSEN = "method_chosen"

    #: Warnings. So few deals are closed that the configured percentages speak; own experience, but roughly
    #: (cases, enough).
    CONFIGURED_ONLY = "configured_only"
    ROUGH = "rough"
    NOTHING_OPEN = "nothing_open"
    NO_NEW_BUSINESS = "no_new_business"
    #: Deals that have waited far longer than usual; whose expected close is over (cases, cents).
    STALE = "stale"
    OVERDUE = "overdue"


class Reason(NamedTuple):
    """One thing that explains a figure; `weight` says how much, in log-odds, with the sign of its effect."""

    code: ReasonCode
    figures: Mapping[str, float]
    weight: float = 0.0


class DealForecast(NamedTuple):
    """What one open deal contributes."""

    deal_id: int
    external_id: str
    title: str
    customer: str
    stage_id: int
    stage: str
    amount_cents: int
    #: Chance to be won in the end, and to be won in the period.
    win_probability: float
    probability_in_period: float
    contribution_cents: int
    days_in_stage: float
    #: What matters most comes first.
    reasons: tuple[Reason, ...]
    pipeline_id: int = 0
    channel: str = ""
    category: str = ""


class FanMonth(NamedTuple):
    """A month ahead: what is expected, and between what it lies with 50 and 80 per cent."""

    month: Period
    expected_cents: int
    p10_cents: int
    p25_cents: int
    p75_cents: int
    p90_cents: int


class PastMonth(NamedTuple):
    """A whole month that is over, and what it brought."""

    month: Period
    cents: int


@dataclass(frozen=True)
class Forecast:
    """The revenue of a period as foreseen on a day, in cents. Sums: expected = booked + known + new + adjustment."""

    as_of: date
    period: Period
    expected_cents: int
    p10_cents: int
    p25_cents: int
    p50_cents: int
    p75_cents: int
    p90_cents: int
    #: Amounts of all open deals times their stage's chance, whatever the period: the usual weighted pipeline.
    weighted_cents: int
    open_cents: int
    #: Won in the period already; expected from deals known; from deals not known yet; and what going on as in the
    #: last weeks adds to these or takes away.
    booked_cents: int
    known_cents: int
    new_business_cents: int
    adjustment_cents: int
    method: str
    #: Which method counts most, and why: how they did on the firm's own past.
    verdict: Reason
    record: Record
    basis: Basis
    closed_deals: int
    warnings: tuple[Reason, ...]
    slipping: Slipping
    #: The largest contribution first.
    deals: tuple[DealForecast, ...]
    #: Months from the one of `as_of` to the end of the period.
    fan: tuple[FanMonth, ...]
    #: Whole months before that of `as_of`, two years at most, none from before the records.
    history: tuple[PastMonth, ...]
    spread: Spread = field(repr=False, compare=False)

    def chance_of(self, target_cents: int) -> float:
        """Return how likely the period brings a target or more, 0 to 1."""
        return self.spread.chance_of(target_cents)
