"""Questions of the pipeline board: its lanes with their sums, the cards in them, and the row of closed deals."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.base import times
from crm_desktop.base.period import Period
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.values import day, day_or_none, instant
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import concerns_restricted, withheld


class NextStep(NamedTuple):
    """The planned entry of a deal's history that comes first; `time` is local, HH:MM or ""."""

    activity_id: int
    kind: ActivityKind
    subject: str
    due: date
    time: str


class BoardCard(NamedTuple):
    """One open deal as the board shows it; it is for the board to say from which `days` on a stage makes it stale."""

    id: int
    version: int
    stage_id: int
    title: str
    account: str
    amount_cents: int
    currency: str
    expected_close: date | None
    since: datetime
    #: Whole days in its stage.
    days: int
    step: NextStep | None
    account_id: int | None
    person: str
    channel: str
    #: The category of the customer.
    category: str
    tags: tuple[str, ...]
    #: The place the user gave it in its lane.
    position: float
    status: DealStatus
    closed: date | None
    #: Why it was lost, or what decided it.
    outcome: str
    #: Whom it concerns may only be kept: words stand for title and names.
    restricted: bool = False


class LaneSum(NamedTuple):
    """Number and value of the open deals of a stage in one currency."""

    currency: str
    deals: int
    cents: int


class Lane(NamedTuple):
    """One stage of the board; `sums` has one entry a currency, the largest first, none for an empty lane."""

    stage_id: int
    name: str
    position: int
    #: The configured chance to win, in percent.
    probability: int
    kind: StageKind
    stale_days: int | None
    sums: tuple[LaneSum, ...]

    @property
    def deals(self) -> int:
        """How many open deals lie in the lane, whatever their currency."""
        return sum(part.deals for part in self.sums)

    def cents(self, currency: str) -> int:
        """Value of the open deals in one currency."""
        return sum(part.cents for part in self.sums if part.currency == currency)


class ClosedSum(NamedTuple):
    """One field of the closed row: how many, worth what, and the words below."""

    deals: int
    cents: int
    #: Won: title of the last one. Lost: the two most frequent reasons. Parked: "".
    words: tuple[str, ...]
    #: Parked: the next day on which one comes back.
    next_day: date | None = None


class ClosedRow(NamedTuple):
    """What was won and lost in a period, and what is parked now; the sums are of the firm's currency."""

    currency: str
    won: ClosedSum
    lost: ClosedSum
    parked: ClosedSum


class Order(StrEnum):
    """How the cards of a lane are sorted."""

    VALUE = "value"
    NEXT_STEP = "next_step"
    AGE = "age"
    #: As the user put them.
    MANUAL = "manual"


_ORDER = {
    Order.VALUE: "d.amount_cents desc, d.id",
    Order.NEXT_STEP: "n.due_on is null, n.due_on, n.due_time = '', n.due_time, d.id",
    Order.AGE: "d.stage_since, d.id",
    Order.MANUAL: "d.position, d.id",
}

#: The planned entry that comes first, for each deal that has one; an entry without a time comes after those with one.
_NEXT_STEPS = """
    select * from (
        select id, deal_id, kind, subject, due_on, due_time,
            row_number() over (partition by deal_id order by due_on, due_time = '', due_time, id) as place
        from activity
        where done_at is null and due_on is not null and deleted_at is null and deal_id is not null {which}
    ) as planned where place = 1"""

#: Who is restricted is not named on the board.
_WHO = ("d.account_id", "d.person_id")

_CARDS = f"""
    select d.id, d.version, d.stage_id, {withheld("d.title", *_WHO)},
        {withheld("coalesce(a.name, '')", *_WHO, reason=True)}, d.amount_cents, d.currency, d.expected_close,
        d.stage_since, d.account_id, {withheld("coalesce(c.name, '')", *_WHO)}, d.channel, coalesce(a.category, ''),
        t.names, d.position,
        d.status, d.closed_at, d.lost_reason || d.won_argument, {concerns_restricted(*_WHO)}, n.id, n.kind,
        {withheld("n.subject", *_WHO)}, n.due_on, n.due_time
    from deal d
        left join contact a on a.id = d.account_id
        left join contact c on c.id = d.person_id
        left join (select deal_id, group_concat(name, char(31)) as names from deal_tag group by deal_id) t
            on t.deal_id = d.id
        left join ({{steps}}) n on n.deal_id = d.id
    where {{where}}
    order by d.stage_id, {{order}}"""


def cards(reader: Reader, *, pipeline_id: int, today: date, order: Order = Order.VALUE) -> list[BoardCard]:
    """Return the open deals of a process, lane by lane, each lane in the order asked for."""
    where = "d.deleted_at is null and d.status = 'open' and d.pipeline_id = ?"
    sql = _CARDS.format(steps=_NEXT_STEPS.format(which=""), where=where, order=_ORDER[order])
    return reader.rows(lambda *row: _card(today, *row), sql, (pipeline_id,))


def closed_cards(
    reader: Reader, *, pipeline_id: int, status: DealStatus, today: date, period: Period | None = None
) -> list[BoardCard]:
    """Return the deals won or lost in a period, or those parked now, the latest first."""
    where = "d.deleted_at is null and d.pipeline_id = :pipeline and d.status = :status"
    values: dict[str, Value] = {"pipeline": pipeline_id, "status": status}
    if period is not None:
        where += " and d.closed_at >= :since and d.closed_at < :until"
        values |= _bounds(period)
    sql = _CARDS.format(steps=_NEXT_STEPS.format(which=""), where=where, order="d.closed_at desc, d.id desc")
    found = reader.rows(lambda *row: _card(today, *row), sql, values)
    return sorted(found, key=lambda card: card.closed or date.min, reverse=True)


def has_deals(reader: Reader, *, pipeline_id: int) -> bool:
    """Say whether a process ever had a deal that is not in the bin."""
    sql = "select exists(select 1 from deal where pipeline_id = ? and deleted_at is null)"
    return bool(reader.scalar(sql, (pipeline_id,)))


def card(reader: Reader, *, deal_id: int, today: date) -> BoardCard | None:
    """Return the card of one deal, whatever its status; None where there is none."""
    steps = _NEXT_STEPS.format(which="and deal_id = :deal")
    sql = _CARDS.format(steps=steps, where="d.deleted_at is null and d.id = :deal", order=_ORDER[Order.VALUE])
    return reader.row(lambda *row: _card(today, *row), sql, {"deal": deal_id})


def lanes(reader: Reader, *, pipeline_id: int) -> list[Lane]:
    """Return the stages of a process with the sums of their open deals, which are kept ready and not added up here."""
    sums: dict[int, list[LaneSum]] = {}
    for stage_id, *part in reader.rows(
        _tuple,
        """select m.stage_id, m.currency, m.deals, m.cents from deal_summary m join stage s on s.id = m.stage_id
           where s.pipeline_id = ? and m.deals > 0 order by m.cents desc, m.currency""",
        (pipeline_id,),
    ):
        sums.setdefault(stage_id, []).append(LaneSum._make(part))
    return [
        Lane(stage_id, name, position, probability, StageKind(kind), stale_days, tuple(sums.get(stage_id, ())))
        for stage_id, name, position, probability, kind, stale_days in reader.rows(
            _tuple,
            """select id, name, position, probability, kind, stale_days from stage
               where pipeline_id = ? and deleted_at is null order by position, id""",
            (pipeline_id,),
        )
    ]


def closed_row(reader: Reader, *, pipeline_id: int, period: Period) -> ClosedRow:
    """Return what was won and lost in a period of days, and what is parked now, in the firm's currency."""
    currency = firm_queries.currency(reader)
    return ClosedRow(
        currency=currency,
        won=_closed(reader, pipeline_id, DealStatus.WON, period, currency),
        lost=_closed(reader, pipeline_id, DealStatus.LOST, period, currency),
        parked=_parked(reader, pipeline_id, currency),
    )


def _card(today: date, *row: Any) -> BoardCard:
    since, closed, tags = instant(row[8]), row[16], row[13]
    return BoardCard._make(
        (
            *row[:7],
            day_or_none(row[7]),
            since,
            max((today - times.local_day(since)).days, 0),
            _step(*row[19:]),
            *row[9:13],
            tuple(sorted(tags.split("\x1f"))) if tags else (),
            row[14],
            _STATUS[row[15]],
            None if closed is None else times.local_day(instant(closed)),
            row[17],
            bool(row[18]),
        )
    )


#: Looking a word up is many times quicker than making it.
_STATUS = {status.value: status for status in DealStatus}


def _step(activity_id: Any, kind: Any, subject: Any, due: Any, time: Any) -> NextStep | None:
    """Return the next step of a card from its columns, which are all null where there is none."""
    return None if activity_id is None else NextStep(activity_id, ActivityKind(kind), subject, day(due), time)


def _closed(reader: Reader, pipeline_id: int, status: DealStatus, period: Period, currency: str) -> ClosedSum:
    where = """where deleted_at is null and pipeline_id = :pipeline and status = :status
        and closed_at >= :since and closed_at < :until"""
    values: dict[str, Value] = {
        "pipeline": pipeline_id,
        "status": status,
        "currency": currency,
        **_bounds(period),
    }
    count, cents = reader.rows(_tuple, f"select count(*), {_SUM} from deal {where}", values)[0]
    title = withheld("title", "account_id", "person_id")
    words = (
        f"select {title} from deal {where} order by closed_at desc, id desc limit 1"
        if status is DealStatus.WON
        else f"""select lost_reason from deal {where} and lost_reason <> '' group by lost_reason
            order by count(*) desc, lost_reason limit 2"""
    )
    return ClosedSum(count, cents, tuple(word for (word,) in reader.rows(_tuple, words, values)))


def _bounds(period: Period) -> dict[str, Value]:
    return {
        "since": times.to_text(times.start_of_day(period.first)),
        "until": times.to_text(times.start_of_day(date.fromordinal(period.last.toordinal() + 1))),
    }


def _parked(reader: Reader, pipeline_id: int, currency: str) -> ClosedSum:
    count, cents, next_day = reader.rows(
        _tuple,
        f"""select count(*), {_SUM}, min(parked_until) from deal
            where deleted_at is null and pipeline_id = :pipeline and status = 'parked'""",
        {"pipeline": pipeline_id, "currency": currency},
    )[0]
    return ClosedSum(count, cents, (), day_or_none(next_day))


_SUM = "coalesce(sum(case when currency = :currency then amount_cents end), 0)"


def _tuple(*row: Any) -> tuple[Any, ...]:
    return row
