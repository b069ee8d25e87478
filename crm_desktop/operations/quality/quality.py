"""Looking after the data: what waits for a decision, ordered by the money at stake, and the plain decisions.

Mends of single fields are `quality_mends`, changes of many contacts at once `mass_change`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.base.garbage import uncollected
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import AcceptedValue, Contact, DifferentPair
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.quality import Care, Flaw, Health
from crm_desktop.engine.duplicates import Grade, Level
from crm_desktop.engine.quality import OLD_DAYS
from crm_desktop.operations import stamps
from crm_desktop.operations.history import history
from crm_desktop.operations.quality.duplicates import Group, Pair, find_duplicates, in_groups
from crm_desktop.operations.quality.merge import merge_within
from crm_desktop.operations.quality.scan import Judged, flawed
from crm_desktop.store.bulk import health as bulk
from crm_desktop.store.queries import quality as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: Decisions handed out of each kind; nobody makes more in a day.
MOST = 500
#: What the entry of a call in vain says as its result.
NOT_REACHED = "not_reached"
#: With more contacts than these the data is looked over only when the user asks for it.
_MOST_UNASKED = 5_000


class Decision(NamedTuple):
    """One thing to decide about one contact or two: what there is money in comes first."""

    care: Care
    contact_ids: tuple[int, ...]
    title: str
    detail: str
    money_cents: int
    flaws: tuple[Flaw, ...] = ()
    pair: Pair | None = None


class Found(NamedTuple):
    """What waits of some kinds, how many there are of each in all, and which contacts it is about."""

    decisions: dict[Care, list[Decision]]
    counts: dict[Care, int]
    contact_ids: frozenset[int]


class Stock(NamedTuple):
    """How complete what is known is: shares by name, and what evaluations by category leave out of what was sold."""

    contacts: int
    shares: dict[str, float]
    without_category: float


class Inbox(NamedTuple):
    """Everything that waits, by kind, and how many there are of each kind in all."""

    decisions: dict[Care, list[Decision]]
    counts: dict[Care, int]
    #: Of all contacts the share that has each of these: what evaluations and letters need.
    shares: dict[str, float]
    health: Health


def inbox(reader: Reader, *, today: date) -> Inbox:
    """Return all that waits for a decision, of each kind what there is most money in first."""
    with reader.snapshot():
        found, twice, known = flaws_found(reader, today=today), doubles_found(reader), stock(reader, today=today)
    decisions = {Care.DOUBLE: twice.decisions[Care.DOUBLE], **found.decisions}
    return Inbox(decisions, {**twice.counts, **found.counts}, known.shares, health(known, [found, twice], today))


def flaws_found(
    reader: Reader,
    *,
    today: date,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Found:
    """Return what is missing, old or impossible; `progress` hears how many of the suspects were looked at.

    Raises Cancelled.
    """
    best = {care: Best() for care in (Care.INCOMPLETE, Care.STALE, Care.WRONG)}
    ill = set()
    with uncollected():
        for one in flawed(reader, today=today, progress=progress, cancelled=cancelled):
            ill.add(one.fact.id)
            for care in dict.fromkeys(flaw.care for flaw in one.flaws):
                best[care].take(_decision(one, care))
    return _found(best, frozenset(ill))


def doubles_found(
    reader: Reader,
    *,
    level: Level = Level.USUAL,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Found:
    """Return the contacts that may be one, two or more at a time, and were not said to be different.

    Raises Cancelled.
    """
    with uncollected():
        pairs = find_duplicates(reader, threshold=level.threshold, stopped=cancelled, progress=progress)
        return _doubles(reader, in_groups(pairs), cancelled)


def _doubles(reader: Reader, groups: Sequence[Group], cancelled: Callable[[], bool]) -> Found:
    if cancelled():
        raise Cancelled(_("Stopped."))
    ids = frozenset(one.id for group in groups for one in group.contacts)
    accounts, money = queries.accounts(reader, ids), queries.worth(reader)
    best = Best()
    for group in groups:
        worth = sum(money.get(accounts.get(one.id, 0), 0) for one in group.contacts)
        best.take(
            Decision(
                Care.DOUBLE, tuple(one.id for one in group.contacts), group.contacts[0].name,
                ", ".join(one.name for one in group.contacts[1:]), worth, pair=group.weakest,
            )
        )  # fmt: skip
    return _found({Care.DOUBLE: best}, ids)


def stock(reader: Reader, *, today: date) -> Stock:
    """Return how complete what is known is."""
    shares = queries.shares(reader, since=today - timedelta(days=OLD_DAYS))
    return Stock(queries.contact_count(reader), shares, queries.sold_without_category(reader))


def health(known: Stock, found: Sequence[Found], today: date) -> Health:
    """Return how healthy the data is: a contact is sound that no decision is about."""
    ill = frozenset[int]().union(*(one.contact_ids for one in found))
    counts = {care: number for one in found for care, number in one.counts.items()}
    return Health(
        today, known.contacts, known.contacts - len(ill), counts.get(Care.DOUBLE, 0), counts.get(Care.INCOMPLETE, 0),
        counts.get(Care.STALE, 0), counts.get(Care.WRONG, 0),
    )  # fmt: skip


def looked_over(reader: Reader, *, today: date) -> Health | None:
    """Look the data over where nobody has today; None where that was done, or is too much to do unasked."""
    latest = queries.latest_health(reader)
    if (latest and latest.day == today) or queries.contact_count(reader) > _MOST_UNASKED:
        return None
    return inbox(reader, today=today).health


def keep_health(writer: Writer, *, found: Health) -> Outcome[None]:
    """Keep how healthy the data is today; a figure and no record, so there is nothing to undo."""
    with writer.step(_("Data care")) as work:
        bulk.keep(work, found)
        work.announce("health")
    return work.outcome(None)


def call_different(writer: Writer, *, contact_id: int, other_id: int) -> Outcome[None]:
    """Say that two contacts that look alike are two; nobody is asked about them again."""
    return call_all_different(writer, contact_ids=(contact_id, other_id))


def call_all_different(writer: Writer, *, contact_ids: Sequence[int]) -> Outcome[None]:
    """Say that contacts that look alike are all different; nobody is asked about any two of them again."""
    ids = sorted(set(contact_ids))
    if len(ids) < 2:
        raise BadInput(_("Choose at least two different contacts."), field="other_id")
    with writer.step(_("Call contacts different")) as work:
        names = [work.get(Contact, one).name for one in ids]
        decided = queries.different_pairs(work.read)
        for pair in combinations(ids, 2):
            if pair not in decided:
                work.add(DifferentPair(contact_id=pair[0], other_id=pair[1], decided_at=work.now))
        work.label = _("“{name}” and “{other}” are two").format(name=names[0], other=names[1])
        if len(ids) > 2:
            work.label = plural("{n} contact is different", "{n} contacts are different", len(ids))
    return work.outcome(None)


def merge_sure(writer: Writer, *, pairs: Sequence[tuple[int, int]]) -> Outcome[int]:
    """Merge pairs nobody doubts in one step; the value is how many. Of a chain every contact goes into the first."""
    with writer.step(_("Merge all sure ones")) as work:
        home: dict[int, int] = {}
        merged = 0
        for keep, gone in pairs:
            kept, left = _root(home, keep), _root(home, gone)
            if kept != left:
                merge_within(work, kept, [left], {})
                home[left] = kept
                merged += 1
        work.label = plural("Merge {n} sure double", "Merge {n} sure doubles", merged)
    return work.outcome(merged)


def confirm(writer: Writer, *, contact_ids: Collection[int]) -> Outcome[None]:
    """Note that what is known of contacts was confirmed today."""
    with writer.step(_("Confirm contact")) as work:
        for contact_id in contact_ids:
            contact = work.get(Contact, contact_id)
            contact.confirmed_on = work.today
            stamps.changed(work, contact)
            work.label = _("Confirm “{name}”").format(name=contact.name)
        if len(contact_ids) != 1:
            work.label = plural("Confirm {n} contact", "Confirm {n} contacts", len(contact_ids))
    return work.outcome(None)


def accept(writer: Writer, *, contact_id: int, values: Sequence[tuple[str, str]]) -> Outcome[None]:
    """Say that values which look wrong are right, each with its field; asked again only when one changes."""
    with writer.step(_("Call it right")) as work:
        contact = work.get(Contact, contact_id)
        known = queries.accepted(work.read)
        for field, value in values:
            if (contact_id, field, value) not in known:
                work.add(AcceptedValue(contact_id=contact_id, field=field, value=value, decided_at=work.now))
        work.label = _("“{name}” is right as it is").format(name=contact.name)
    return work.outcome(None)


def not_reached(writer: Writer, *, contact_id: int) -> Outcome[None]:
    """Note in the history that somebody was called and not reached; that is no contact, so the data stays old."""
    with writer.step(_("Not reached")) as work:
        contact = work.get(Contact, contact_id)
        history.record(
            work, kind=ActivityKind.SYSTEM, subject=_("Called, not reached"), contacts=[contact_id],
            direction=Direction.OUT, result=NOT_REACHED,
        )  # fmt: skip
        work.label = _("“{name}” was not reached").format(name=contact.name)
    return work.outcome(None)


def sure_pairs(decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Return the pairs nobody doubts; of several that are one, each with the first."""
    return [
        (one.contact_ids[0], other)
        for one in decisions
        if one.pair is not None and one.pair.likeness.grade is Grade.SURE
        for other in one.contact_ids[1:]
    ]


def _decision(one: Judged, care: Care) -> Decision:
    own = tuple(flaw for flaw in one.flaws if flaw.care is care)
    return Decision(care, (one.fact.id,), one.fact.name, one.fact.company, one.fact.money_cents, own)


class Best:
    """Of all decisions those there is most money in, and how many there were: no more than a few are held."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Decision] = []

    def take(self, one: Decision) -> None:
        """Take a decision in."""
        self.count += 1
        self._kept.append(one)
        if len(self._kept) >= 2 * MOST:
            self._kept = self.first()

    def first(self) -> list[Decision]:
        """Return the ones to decide first."""
        return sorted(self._kept, key=_by_money)[:MOST]


def _found(best: Mapping[Care, Best], contact_ids: frozenset[int]) -> Found:
    return Found(
        {care: kept.first() for care, kept in best.items()},
        {care: kept.count for care, kept in best.items()},
        contact_ids,
    )


def _by_money(one: Decision) -> tuple[int, float, str, str]:
    """What there is money in comes first, then the surest double, and who was not heard of for longest."""
    sure = one.pair.likeness.score if one.pair else 0.0
    heard = one.flaws[0].value if one.care is Care.STALE else ""
    return -one.money_cents, -sure, heard, one.title


def _root(home: dict[int, int], contact_id: int) -> int:
    while contact_id in home:
        contact_id = home[contact_id]
    return contact_id
