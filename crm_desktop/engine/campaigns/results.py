"""What came of a campaign: answers and orders by version with their spans, and what a comparison group says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, exp, lgamma
from typing import NamedTuple

from crm_desktop.engine.campaign_effect import Comparison, Response, Verdict, compare, sample_size
from crm_desktop.engine.chance import Z80, Interval, wilson


class MemberFact(NamedTuple):
    """A recipient, or one held out: which version it got when, and whether it answered as wished."""

    account_id: int
    variant: str
    argument: str
    held_out: bool
    sent_on: date | None
    answered: bool
    wanted: bool


class OrderFact(NamedTuple):
    """An order; `linked` says that it was written down as coming from the campaign."""

    account_id: int
    day: date
    cents: int
    linked: bool


class Line(NamedTuple):
    """A version or an argument: whom it reached, who answered as wished, and what was ordered because of it."""

    key: str
    argument: str
    sent: int
    answers: int
    orders: int
    revenue_cents: int

    @property
    def share(self) -> float:
        """The share that answered as wished."""
        return self.answers / self.sent if self.sent else 0.0

    @property
    def interval(self) -> Interval:
        """The 80 % interval of the share."""
        return wilson(self.answers, self.sent, Z80)

    @property
    def response(self) -> Response:
        """The line as comparisons take it."""
        name = self.key if not self.argument else self.argument
        return Response(name, self.answers, self.sent, self.orders, self.revenue_cents)


class Effect(NamedTuple):
    """What customers ordered who were reached, beside those who were held out; customers, not letters."""

    comparison: Comparison
    #: The last day on which an order still counts.
    until: date
    #: Orders of the reached beyond what they had placed anyway, with bounds; None where that cannot be told.
    extra: tuple[float, float, float] | None

    @property
    def verdict(self) -> Verdict:
        """What the comparison says."""
        return self.comparison.verdict


class Result(NamedTuple):
    """Everything that came of a campaign."""

    sent: int
    answered: int
    wanted: int
    orders: int
    revenue_cents: int
    lines: tuple[Line, ...]
    comparisons: tuple[Comparison, ...]
    effect: Effect | None
    #: How many more each version needs before the two best can be told apart; None where they can, or need not.
    more_needed: int | None


def result(members: Sequence[MemberFact], orders: Sequence[OrderFact], *, window_days: int, today: date) -> Result:
    """Work out what came of a campaign until today."""
    reached = [one for one in members if one.sent_on is not None and not one.held_out]
    by_account: dict[int, MemberFact] = {}
    for one in reached:
        by_account.setdefault(one.account_id, one)
    lines = _lines(reached, by_account, [one for one in orders if one.linked])
    best = [one.response for one in lines]
    comparisons = tuple(compare(best[0], other) for other in best[1:]) if len(best) > 1 else ()
    linked = [one for one in orders if one.linked]
    return Result(
        len(reached), sum(one.answered for one in reached), sum(one.wanted for one in reached), len(linked),
        sum(one.cents for one in linked), tuple(lines), comparisons,
        _effect(members, by_account, orders, window_days, today), more_needed(comparisons),
    )  # fmt: skip


def more_needed(comparisons: Sequence[Comparison]) -> int | None:
    """Return how many more each version needs before the best two can be told apart."""
    if not comparisons or comparisons[0].verdict in (Verdict.BETTER, Verdict.WORSE):
        return None
    one, other = comparisons[0].one, comparisons[0].other
    if not one.sent or not other.sent or one.share == other.share:
        return None
    return max(1, sample_size(one.share, other.share) - min(one.sent, other.sent))


def predicted(orders: int, sent: int, recipients: int) -> tuple[int, int]:
    """Return between how many orders a new campaign lies in four of five cases, from one like it (beta-binomial)."""
    a, b = orders + 0.5, max(0, sent - orders) + 0.5
    low = high = None
    below = 0.0
    for k in range(recipients + 1):
        below += exp(
            lgamma(recipients + 1) - lgamma(k + 1) - lgamma(recipients - k + 1) + lgamma(k + a)
            + lgamma(recipients - k + b) - lgamma(recipients + a + b) + lgamma(a + b) - lgamma(a) - lgamma(b)
        )  # fmt: skip
        if low is None and below > 0.1:
            low = k
        if below >= 0.9:
            high = k
            break
    return low or 0, recipients if high is None else high


def break_even(cost_cents: int, per_order_cents: int) -> int | None:
    """Return how many orders pay for a campaign; None where an order leaves nothing."""
    return ceil(cost_cents / per_order_cents) if per_order_cents > 0 else None


def _lines(
    reached: Iterable[MemberFact], by_account: Mapping[int, MemberFact], linked: Iterable[OrderFact]
) -> list[Line]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in reached:
        count = counts[one.variant, one.argument]
        count[0] += 1
        count[1] += one.wanted
    for order in linked:
        member = by_account.get(order.account_id)
        if member is not None:
            count = counts[member.variant, member.argument]
            count[2] += 1
            count[3] += order.cents
    found = [Line(key, argument, *count) for (key, argument), count in counts.items()]
    return sorted(found, key=lambda one: (-one.share, one.key, one.argument))


def _effect(
    members: Sequence[MemberFact], by_account: Mapping[int, MemberFact], orders: Sequence[OrderFact],
    window_days: int, today: date,
) -> Effect | None:  # fmt: skip
    """Compare what both groups ordered within so many days, whether it was written down as an effect or not."""
    out = {one.account_id for one in members if one.held_out} - set(by_account)
    days = {account: one.sent_on for account, one in by_account.items() if one.sent_on is not None}
    if not out or not days:
        return None
    begun, window = min(days.values()), timedelta(days=window_days)
    bought = {
        one.account_id
        for one in orders
        if (one.account_id in days or one.account_id in out)
        and days.get(one.account_id, begun) <= one.day <= days.get(one.account_id, begun) + window
    }
    found = compare(
        Response("", len(bought & set(days)), len(days)), Response("", len(bought & out), len(out))
    )  # fmt: skip
    extra = None
    if found.verdict is not Verdict.CANNOT_TELL:
        extra = (found.gap * len(days), found.interval.low * len(days), found.interval.high * len(days))
    return Effect(found, min(max(days.values()) + window, max(today, begun)), extra)
