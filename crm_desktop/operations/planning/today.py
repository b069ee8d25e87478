"""The list of a day: what to do, ordered by the money at stake, and what would be left lying otherwise.

Reading alone. It is painted first at every start, so nothing heavy is imported here: the chances are those set for the
stages until `today_figures` has worked out what the firm's own deals say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.times import local_day
from crm_desktop.store.queries import cases as case_queries
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import leads as lead_queries
from crm_desktop.store.queries import today as queries
from crm_desktop.store.queries.leads import LeadRow
from crm_desktop.store.queries.today import DueRow, IdleDeal, OpenOffer, Rhythm
from crm_desktop.store.reading import Reader

#: More than this is no list for a day: what is older is shown as one line.
MANY = 40
#: Days in a stage after which a deal counts as stale where nothing else is known.
STALE_DAYS = 30
#: How long before and after its last day an offer is spoken of.
_EXPIRING, _EXPIRED = 7, 14
#: The share of offers accepted that is assumed at first, and how many answers that counts for.
_USUAL_ANSWER, _USUAL_CASES = 0.3, 8
#: An order is late after so many of the customer's own intervals, and given up after so many.
_LATE, _GIVEN_UP = 1.5, 4.0
#: The shortest interval between orders that is a rhythm.
_SHORTEST_RHYTHM = 21
#: Days without a single step after which somebody has been away.
_AWAY_DAYS = 7
_HINTS, _ALL_HINTS = 6, 200
#: Inquiries to be answered that are named one by one.
_DUE_ANSWERS = 3
#: Service cases that are named.
_DUE_CASES = 4
#: Fewer things than this are not spread over another day.
_LEAST_A_DAY = 5


class Knowledge(NamedTuple):
    """What the firm's own deals say of its stages, by id: the chance to win, and the days after which one is stale."""

    chances: Mapping[int, float] = {}
    stale_after: Mapping[int, int] = {}

    def chance(self, stage_id: int | None, configured: int) -> float | None:
        """Return the chance in a stage: learned, else as configured; None without a stage."""
        return None if stage_id is None else self.chances.get(stage_id, configured / 100)

    def stale(self, stage_id: int, configured: int | None) -> int:
        """Return the days after which a deal in a stage is stale."""
        return configured if configured is not None else self.stale_after.get(stage_id, STALE_DAYS)


class Stake(NamedTuple):
    """Money and the chance of it; the chance is None where the amount is itself an estimate."""

    cents: int = 0
    currency: str = ""
    chance: float | None = None

    @property
    def at_stake(self) -> int:
        """Value times chance, in cents."""
        return round(self.cents * (1.0 if self.chance is None else self.chance))


class Todo(NamedTuple):
    """Something planned, with the money at stake."""

    row: DueRow
    stake: Stake


class HintKind(StrEnum):
    """Why something would be left lying."""

    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNANSWERED = "unanswered"
    STALE = "stale"
    NO_STEP = "no_step"
    LATE_CUSTOMER = "late_customer"
    BIRTHDAY = "birthday"
    LEADS = "leads"
    ANSWER = "answer"
    CASE = "case"


class Hint(NamedTuple):
    """Something nobody has planned; `ref` is the deal, offer, contact or inquiry it is about."""

    kind: HintKind
    ref: int
    title: str
    whom: str
    stake: Stake
    #: How long it has been so, in days.
    days: int = 0
    on: date | None = None
    #: Late customers: the usual days between two orders. Stale deals: after how many days a deal is stale.
    usual: int = 0
    contact_id: int | None = None
    deal_id: int | None = None


class NextUp(NamedTuple):
    """The next dated step, with the last thing said and the number to call."""

    todo: Todo
    said: str
    phone: str


class Hints(NamedTuple):
    """What would be left lying: the first of it, and how much there is in all."""

    shown: tuple[Hint, ...]
    total: int


class Today(NamedTuple):
    """What the day begins with."""

    next_up: NextUp | None
    todo: tuple[Todo, ...]
    #: Overdue and not in the list, because there are too many.
    older: int
    overdue: int
    coming: tuple[Todo, ...]
    coming_count: int
    #: The last day that is among the coming.
    coming_until: date
    has_deals: bool
    #: Days without a step until today, where that was a holiday; 0 else.
    away_days: int


def today_list(
    reader: Reader,
    *,
    now: datetime,
    by_time: bool = False,
    knowledge: Knowledge | None = None,
    everything: bool = False,
) -> Today:
    """Return the list of the day; `everything` shows all that is overdue, however much it is."""
    known = knowledge or Knowledge()
    day = local_day(now)
    with reader.snapshot():
        counts = queries.counts(reader, today=day)
        many = counts.overdue + counts.today > MANY and not everything
        rows = queries.due(reader, first=day if many else date.min, last=day, limit=200 if not everything else 1000)
        until = coming_until(day)
        ahead = queries.due(reader, first=day + timedelta(days=1), last=until, by_time=True, limit=60)
        todo = [_todo(row, known) for row in rows]
        coming = [_todo(row, known) for row in ahead]
        todo.sort(key=_by_time if by_time else _by_stake)
        first = _first(todo, coming, now)
        next_up = None if first is None else _next_up(reader, first)
        has_deals = queries.has_deals(reader)
        away = queries.last_step_before(reader, today=day)
    return Today(
        next_up=next_up,
        todo=tuple(one for one in todo if one is not first),
        older=counts.overdue if many else 0,
        overdue=counts.overdue,
        coming=tuple(one for one in coming if one is not first),
        coming_count=counts.later,
        coming_until=until,
        has_deals=has_deals,
        away_days=_away(away, day),
    )


def hints(reader: Reader, *, today: date, knowledge: Knowledge | None = None, everything: bool = False) -> Hints:
    """Return what nobody has planned: inquiries that wait, then what is worth most first, then birthdays."""
    known = knowledge or Knowledge()
    with reader.snapshot():
        offers = list(_of_offers(reader, today, known))
        spoken_of = {hint.deal_id for hint in offers}
        deals = (_of_deal(deal, today, known) for deal in queries.idle_deals(reader) if deal.id not in spoken_of)
        found = [*offers, *deals, *_of_customers(reader, today)]
        found.sort(key=lambda hint: (-hint.stake.at_stake, hint.kind, hint.ref))
        around = (*_of_cases(reader, today), *_of_leads(reader, today)), _of_birthdays(reader, today)
    most = _ALL_HINTS if everything else _HINTS
    return Hints((*around[0], *found[:most], *around[1]), len(found) + sum(map(len, around)))


def coming_until(day: date) -> date:
    """Return the last of the days that are spoken of as coming: the Friday that is at least two days away."""
    friday = day + timedelta(days=4 - day.weekday())
    return friday if (friday - day).days >= 2 else friday + timedelta(weeks=1)


def spread(ids: Iterable[int], first: date) -> dict[int, date]:
    """Return a working day for each of many things, in their order: a fifth of them a day, five at least."""
    known = list(ids)
    a_day = max(_LEAST_A_DAY, -(-len(known) // 5))
    found, day = {}, working_day(first)
    for place, activity_id in enumerate(known):
        if place and place % a_day == 0:
            day = working_day(day + timedelta(days=1))
        found[activity_id] = day
    return found


def working_day(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def waiting(reader: Reader, *, today: date) -> int:
    """Return how many things are due: what the rail counts."""
    counts = queries.counts(reader, today=today)
    return counts.overdue + counts.today


def _todo(row: DueRow, known: Knowledge) -> Todo:
    return Todo(row, Stake(row.amount_cents, row.currency, known.chance(row.stage_id, row.configured)))


def _by_stake(todo: Todo) -> tuple[float, bool, date, str, int]:
    row = todo.row
    return (-todo.stake.at_stake, row.priority != "high", row.due_on, row.due_time or "24:00", row.id)


def _by_time(todo: Todo) -> tuple[date, str, bool, int, int]:
    row = todo.row
    return (row.due_on, row.due_time or "24:00", row.priority != "high", -todo.stake.at_stake, row.id)


def _first(todo: list[Todo], coming: list[Todo], now: datetime) -> Todo | None:
    """Return what comes next: the first step of today with a time still to come, else the first of the list."""
    clock, day = now.astimezone().strftime("%H:%M"), local_day(now)
    timed = [one for one in todo if one.row.due_on == day and one.row.due_time >= clock]
    if timed:
        return min(timed, key=_by_time)
    return next(iter(todo), None) or next(iter(coming), None)


def _next_up(reader: Reader, todo: Todo) -> NextUp:
    row = todo.row
    whom = row.person_id or row.account_id
    said = queries.last_said(reader, deal_id=row.deal_id, contact_id=whom)
    return NextUp(todo, said, "" if whom is None else queries.phone_of(reader, contact_id=whom))


def _away(last: datetime | None, today: date) -> int:
    days = 0 if last is None else (today - local_day(last)).days
    return days if days >= _AWAY_DAYS else 0


# What would be left lying


def _of_offers(reader: Reader, day: date, known: Knowledge) -> Iterable[Hint]:
    offers = queries.open_offers(reader)
    won, decided = queries.answers(reader)
    usual = (_USUAL_ANSWER * _USUAL_CASES + won) / (_USUAL_CASES + decided)
    firm = firm_queries.firm(reader)
    patience = firm.follow_up_days if firm else 0
    for offer in offers:
        chance = known.chance(offer.stage_id, offer.configured)
        stake = Stake(max(offer.net_cents, 0), offer.currency, usual if chance is None else chance)
        hint = _of_offer(offer, day, stake, patience)
        if hint is not None:
            yield hint


def _of_offer(offer: OpenOffer, day: date, stake: Stake, patience: int) -> Hint | None:
    """Return what there is to say of a sent offer; nothing while it is valid and somebody takes care of it."""
    until, sent = offer.valid_until, offer.sent_at
    about = Hint(
        HintKind.EXPIRING,
        offer.id,
        offer.number,
        offer.account or offer.subject,
        stake,
        on=until,
        deal_id=offer.deal_id,
    )
    if until is not None and day <= until <= day + timedelta(days=_EXPIRING):
        return about
    if until is not None and day - timedelta(days=_EXPIRED) <= until < day and not offer.planned:
        return about._replace(kind=HintKind.EXPIRED, days=(day - until).days)
    waits = 0 if sent is None else (day - local_day(sent)).days
    valid = until is None or until >= day
    if valid and patience and waits > patience and not offer.planned:
        return about._replace(kind=HintKind.UNANSWERED, days=waits)
    return None


def _of_deal(deal: IdleDeal, day: date, known: Knowledge) -> Hint:
    days = max((day - local_day(deal.since)).days, 0)
    after = known.stale(deal.stage_id, deal.stale_days)
    stake = Stake(deal.amount_cents, deal.currency, known.chance(deal.stage_id, deal.configured))
    kind = HintKind.STALE if days > after else HintKind.NO_STEP
    return Hint(
        kind, deal.id, deal.title, deal.stage if kind is HintKind.STALE else deal.account, stake, days=days,
        usual=after, contact_id=deal.person_id, deal_id=deal.id,
    )  # fmt: skip


def _of_customers(reader: Reader, day: date) -> Iterable[Hint]:
    of_all = queries.usual_gap(reader)
    for customer in queries.rhythms(reader, first=day - timedelta(days=4 * 365)):
        usual = _interval(customer, of_all)
        late = (day - customer.last).days
        if usual >= _SHORTEST_RHYTHM and _LATE * usual < late < _GIVEN_UP * usual:
            yield Hint(
                HintKind.LATE_CUSTOMER, customer.id, customer.name, "", Stake(customer.order_cents, customer.currency),
                days=late, usual=usual, contact_id=customer.id,
            )  # fmt: skip


def _interval(customer: Rhythm, of_all: float | None) -> int:
    """Return the days between the orders of a customer, moved towards everybody's as if there had been one more."""
    own = (customer.last - customer.first).days
    gaps = max(customer.orders - 1, 1)
    return round(own / gaps) if of_all is None else round((own + of_all) / (gaps + 1))


def _of_leads(reader: Reader, day: date) -> list[Hint]:
    """Return the inquiries to be answered today, the longest overdue first, then how many others wait."""
    due = lead_queries.due_answers(reader, today=day, limit=_DUE_ANSWERS)
    found = [_of_answer(lead, day) for lead in due]
    waits = queries.waiting_leads(reader)
    if waits.number <= len(due) or waits.since is None:
        return found
    since = (day - local_day(waits.since)).days
    return [*found, Hint(HintKind.LEADS, 0, str(waits.number), "", Stake(), days=max(since, 0), usual=waits.number)]


def _of_cases(reader: Reader, day: date) -> Iterable[Hint]:
    """Yield the service cases due by tomorrow, the longest overdue first."""
    for row in case_queries.due_cases(reader, until=day + timedelta(days=1), limit=_DUE_CASES):
        late = 0 if row.due_on is None else (day - row.due_on).days
        whom = ", ".join(dict.fromkeys(part for part in (row.contact, row.company) if part))
        yield Hint(HintKind.CASE, row.id, row.title, whom, Stake(), days=late, on=row.due_on, contact_id=row.contact_id)


def _of_answer(lead: LeadRow, day: date) -> Hint:
    name = lead.person or lead.company or lead.email or lead.phone
    late = (day - lead.answer_by).days if lead.answer_by is not None else 0
    return Hint(HintKind.ANSWER, lead.id, name, lead.title, Stake(), days=late, on=lead.answer_by)


def _of_birthdays(reader: Reader, day: date) -> list[Hint]:
    found = []
    for one in queries.birthdays(reader, first=day, days=3, limit=3):
        age = one.on.year - one.born.year
        found.append(Hint(HintKind.BIRTHDAY, one.id, one.name, one.account, Stake(), age, one.on, contact_id=one.id))
    return found
