"""What the firm wants to reach: revenue, or a number of calls, meetings, offers, in a month or a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.base.period import Period, month_of, quarter_of
from crm_desktop.domain.identity import Part


class TargetKind(StrEnum):
    """What is counted."""

    REVENUE = "revenue"
    OFFERS = "offers"
    ACTIVITIES = "activities"
    CALLS = "calls"
    MEETINGS = "meetings"


class TargetSpan(StrEnum):
    """How long a target holds."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(eq=False, kw_only=True)
class Target(Part):
    """What is to be reached of one kind in one month or quarter: cents of revenue, else a number."""

    kind: TargetKind = TargetKind.REVENUE
    span: TargetSpan = TargetSpan.MONTH
    starts: date
    amount: int = 0


def period_of(span: TargetSpan, day: date) -> Period:
    """Return the month or quarter a day lies in."""
    return month_of(day) if span is TargetSpan.MONTH else quarter_of(day)
