"""What can be asked of the firm's past: a question as data, whether it comes with the program or was composed.

A question counts something (`subject` and `measure`) by something (`by`, and `split` within it), narrowed by
filters, and says how it is drawn. Names of fields are the words of `store.queries.report_fields`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Subject(StrEnum):
    """What is counted: each has a day of its own."""

    #: Orders by their day.
    REVENUE = "revenue"
    #: Deals by the day they were won or lost.
    CLOSED = "closed"
    #: Deals by the day they were opened.
    OPENED = "opened"
    #: Deals that are open now.
    OPEN = "open"
    #: Offers by the day they were issued.
    OFFERS = "offers"
    #: Entries of the history by their day.
    ACTIVITIES = "activities"


class Measure(StrEnum):
    """What of it: a number of cases, money, or a share."""

    COUNT = "count"
    AMOUNT = "amount"
    MEAN = "mean"
    #: Won of closed, accepted of answered.
    RATE = "rate"
    #: Open deals by the chance set for their stage.
    WEIGHTED = "weighted"


class Drawn(StrEnum):
    """How the answer is drawn."""

    #: Upright, one place a month, stage or class.
    COLUMNS = "columns"
    #: Lying, the largest first.
    BARS = "bars"
    LINE = "line"
    TABLE = "table"


class Unit(StrEnum):
    """What a figure is: cents, a number of cases, a share of 1, or days."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    DAYS = "days"


class Filter(NamedTuple):
    """A field that must have one of some values; "" means it is empty."""

    by: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One evaluation as it is asked; `months` narrows nothing: the period is chosen where it is shown."""

    subject: Subject
    measure: Measure
    by: str
    split: str = ""
    filters: tuple[Filter, ...] = ()
    drawn: Drawn = Drawn.BARS


def to_data(question: Question) -> dict[str, Any]:
    """Return a question as it is kept in a saved view."""
    kept = asdict(question)
    kept["filters"] = [{"by": one.by, "values": list(one.values)} for one in question.filters]
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in kept.items()}


def from_data(kept: Mapping[str, Any]) -> Question | None:
    """Return the question kept in a saved view; None for one this version does not know."""
    try:
        return Question(
            subject=Subject(str(kept["subject"])),
            measure=Measure(str(kept["measure"])),
            by=str(kept["by"]),
            split=str(kept.get("split", "")),
            filters=_filters(kept.get("filters", ())),
            drawn=Drawn(str(kept.get("drawn", "bars"))),
        )
    except (KeyError, ValueError):
        return None


def _filters(kept: Sequence[Mapping[str, Any]]) -> tuple[Filter, ...]:
    return tuple(Filter(str(one["by"]), tuple(str(value) for value in one["values"])) for one in kept)
