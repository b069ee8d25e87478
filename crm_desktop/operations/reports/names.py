"""The words of evaluations: what is counted, by what, and what a group of each field is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.evaluations import Measure, Subject, Unit
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.engine.company_classes import AGES, SIZES, Band, age_class, size_class
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store.queries.report_cube import Key
from crm_desktop.store.queries.report_fields import SHAPES

#: Fields whose raw numbers are put into classes.
CLASSED = ("size", "age")
#: Fields with an order of their own: the others are shown by size.
ORDERED = ("month", "week", "size", "age", "deal_size", "stage")
TIMES = ("month", "week")


def subject_words(subject: Subject) -> str:
    """Return what is counted."""
    return {
        Subject.REVENUE: _("Revenue"), Subject.CLOSED: _("Closed deals"), Subject.OPENED: _("Opened deals"),
        Subject.OPEN: _("Open deals"), Subject.OFFERS: _("Offers"), Subject.ACTIVITIES: _("Activities"),
    }[subject]  # fmt: skip


def measure_words(subject: Subject, measure: Measure) -> str:
    """Return what of a subject is counted, as the head of its column."""
    special = {
        (Subject.REVENUE, Measure.AMOUNT): _("Revenue"), (Subject.REVENUE, Measure.COUNT): _("Orders"),
        (Subject.REVENUE, Measure.MEAN): _("Mean order"), (Subject.CLOSED, Measure.RATE): _("Win rate"),
        (Subject.CLOSED, Measure.AMOUNT): _("Won amount"), (Subject.OFFERS, Measure.RATE): _("Accepted of answered"),
        (Subject.OPENED, Measure.RATE): _("Won of closed"), (Subject.OPEN, Measure.WEIGHTED): _("Weighted"),
        (Subject.ACTIVITIES, Measure.AMOUNT): _("Minutes"),
    }  # fmt: skip
    usual = {
        Measure.COUNT: _("Count"), Measure.AMOUNT: _("Value"), Measure.MEAN: _("Mean value"),
        Measure.RATE: _("Rate"), Measure.WEIGHTED: _("Weighted"),
    }  # fmt: skip
    return special.get((subject, measure), usual[measure])


def measures_of(subject: Subject) -> tuple[Measure, ...]:
    """Return what of a subject can be counted, the usual first."""
    return {
        Subject.REVENUE: (Measure.AMOUNT, Measure.COUNT, Measure.MEAN),
        Subject.CLOSED: (Measure.RATE, Measure.AMOUNT, Measure.COUNT),
        Subject.OPENED: (Measure.COUNT, Measure.AMOUNT, Measure.MEAN, Measure.RATE),
        Subject.OPEN: (Measure.AMOUNT, Measure.WEIGHTED, Measure.COUNT, Measure.MEAN),
        Subject.OFFERS: (Measure.COUNT, Measure.AMOUNT, Measure.MEAN, Measure.RATE),
        Subject.ACTIVITIES: (Measure.COUNT,),
    }[subject]  # fmt: skip


def fields_of(subject: Subject) -> tuple[str, ...]:
    """Return what a subject can be counted by, in the order it is offered."""
    known = SHAPES[subject].fields
    first = ("month", "stage", "channel", "category", "product", "group", "status", "kind")
    rest = [field for field in known if field not in first and field != "week"]
    return (*(field for field in first if field in known), *rest)


def unit_of(measure: Measure) -> Unit:
    """Return what a measure's figures are."""
    return {Measure.COUNT: Unit.COUNT, Measure.RATE: Unit.SHARE}.get(measure, Unit.MONEY)


def field_words(field: str) -> str:
    """Return the name of a field, as the head of its column."""
    return {
        "month": _("Month"), "week": _("Week"), "product": _("Product"), "group": _("Product group"),
        "customer": _("Customer"), "category": _("Customer category"), "industry": _("Industry"),
        "source": meant("of a contact", "Source"), "region": _("Region"), "size": _("Company size"),
        "age": _("Company age"), "channel": _("Channel"), "campaign": _("Campaign"), "pipeline": _("Pipeline"),
        "stage": _("Stage"), "status": _("Status"), "reason": _("Reason"), "argument": _("Argument"),
        "competitor": _("Competitor"), "deal_size": _("Deal value"), "kind": meant("of an entry", "Kind"),
        "direction": _("Direction"),
    }.get(field, field)  # fmt: skip


def class_of(field: str, key: Key) -> Key:
    """Return the key of the group a raw key belongs to: the lower bound of its class for numbers."""
    if field not in CLASSED or not isinstance(key, int):
        return key if field not in CLASSED else None
    band = size_class(key) if field == "size" else age_class(key)
    return None if band is None else band.least


def group_words(field: str, key: Key, name: str, currency: str) -> str:
    """Return what a group is called."""
    if key is None or key == "":
        return _("no entry")
    worded = _WORDED.get(field)
    if worded is not None:
        return worded(str(key))
    if field in CLASSED and isinstance(key, int):
        return _band_words(field, key)
    if field == "deal_size":
        return _deal_size(int(key), currency)
    return name or str(key)


def place_names(field: str, key: date, *, long: bool = False) -> str:
    """Return the name of a month or week below a chart, or in a table."""
    if field == "month":
        return formats.month(key, form="LLLL y" if long else "LLL")
    return _("week of {day}").format(day=formats.day(key)) if long else f"{key.day}.{key.month}."


def _band_words(field: str, least: int) -> str:
    bands: tuple[Band, ...] = SIZES if field == "size" else AGES
    band = next((one for one in bands if one.least == least), bands[-1])
    if field == "size":
        if band.most is None:
            return _("from {n} employees on").format(n=band.least)
        return _("{least} to {most} employees").format(least=band.least, most=band.most)
    if band.most is None:
        return _("from {n} years on").format(n=band.least)
    return _("{least} to {most} years").format(least=band.least, most=band.most)


def _deal_size(least: int, currency: str) -> str:
    bounds = {0: 1_000, 1_000: 5_000, 5_000: 20_000}
    low = formats.amount(least * 100, currency, whole=True)
    if least not in bounds:
        return _("from {amount} on").format(amount=low)
    high = formats.amount(bounds[least] * 100, currency, whole=True)
    return _("up to {amount}").format(amount=high) if not least else _("{low} to {high}").format(low=low, high=high)


def _status(key: str) -> str:
    return {
        "open": meant("of a deal", "Open"), "won": meant("of a deal", "Won"), "lost": meant("of a deal", "Lost"),
        "parked": meant("of a deal", "Put aside"), "sent": meant("of an offer", "Sent"),
        "accepted": meant("of an offer", "Accepted"), "partly_accepted": meant("of an offer", "Partly accepted"),
        "rejected": meant("of an offer", "Rejected"), "expired": meant("of an offer", "Expired"),
        "withdrawn": meant("of an offer", "Withdrawn"),
    }.get(key, key)  # fmt: skip


def _region(key: str) -> str:
    return _("Postal code {start}…").format(start=key) if key.isdigit() else key


def _direction(key: str) -> str:
    return {Direction.IN: _("from the customer"), Direction.OUT: _("to the customer")}.get(Direction(key), key)


def _kind(key: str) -> str:
    return kind_word(ActivityKind(key))


_WORDED: dict[str, Callable[[str], str]] = {
    "status": _status, "region": _region, "direction": _direction, "kind": _kind,
}  # fmt: skip


def cases_words(subject: Subject, number: int) -> str:
    """Return so many of what is counted."""
    if subject is Subject.REVENUE:
        return plural("{n} order", "{n} orders", number)
    if subject is Subject.OFFERS:
        return plural("{n} offer", "{n} offers", number)
    if subject is Subject.ACTIVITIES:
        return plural("{n} entry", "{n} entries", number)
    if subject is Subject.CLOSED:
        return plural("{n} closed deal", "{n} closed deals", number)
    return plural("{n} deal", "{n} deals", number)
