"""Questions about single deals, lists of them, and how they stood on a day."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base import times
from crm_desktop.domain.deals import DealStatus
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class DealRow(NamedTuple):
    """One deal with the names of everything it refers to; `probability` is the stage's configured one, in percent."""

    id: int
    version: int
    external_id: str | None
    title: str
    pipeline_id: int
    pipeline: str
    stage_id: int
    stage: str
    probability: int
    account_id: int | None
    account: str
    person_id: int | None
    person: str
    status: DealStatus
    amount_cents: int
    currency: str
    expected_close: date | None
    opened_at: datetime
    closed_at: datetime | None
    stage_since: datetime
    parked_until: date | None
    lost_reason: str
    lost_note: str
    competitor: str
    won_argument: str
    channel: str
    campaign_id: int | None
    product_id: int | None
    quantity: int | None
    note: str
    product: str
    #: In the order of the alphabet.
    tags: tuple[str, ...]


class StateRow(NamedTuple):
    """What was true of a deal from `entered` until `left` (None: still true)."""

    id: int
    deal_id: int
    stage_id: int
    stage: str
    status: DealStatus
    amount_cents: int
    currency: str
    expected_close: date | None
    entered: datetime
    left: datetime | None
    recorded_at: datetime


class Place(NamedTuple):
    """Where a deal lies in a lane that is sorted by hand."""

    id: int
    position: float


class OpenState(NamedTuple):
    """What is true of a deal now, and since when."""

    stage_id: int
    status: DealStatus
    amount_cents: int
    currency: str
    expected_close: date | None
    entered: datetime


_DEAL = """
    select d.id, d.version, d.external_id, {title}, d.pipeline_id, p.name, d.stage_id, s.name, s.probability,
        d.account_id, {account}, d.person_id, {person}, d.status, d.amount_cents, d.currency,
        d.expected_close, d.opened_at, d.closed_at, d.stage_since, d.parked_until, d.lost_reason, d.lost_note,
        d.competitor, d.won_argument, d.channel, d.campaign_id, d.product_id, d.quantity, d.note, coalesce(r.name, ''),
        (select json_group_array(name) from (select name from deal_tag where deal_id = d.id order by name))
    from deal d
        join pipeline p on p.id = d.pipeline_id
        join stage s on s.id = d.stage_id
        left join contact a on a.id = d.account_id
        left join contact c on c.id = d.person_id
        left join product r on r.id = d.product_id"""
_NAMES = {"title": "d.title", "account": "coalesce(a.name, '')", "person": "coalesce(c.name, '')"}
_PLAIN = _DEAL.format(**_NAMES)
#: Lists do not name whoever is restricted; the record itself and what stands on the own card do.
_LISTED = _DEAL.format(
    **{key: withheld(text, "d.account_id", "d.person_id", reason=key == "account") for key, text in _NAMES.items()}
)

_STATE = """
    select t.id, t.deal_id, t.stage_id, s.name, t.status, t.amount_cents, t.currency, t.expected_close, t.entered,
        t."left", t.recorded_at
    from deal_state t join stage s on s.id = t.stage_id"""


def deal(reader: Reader, *, deal_id: int) -> DealRow | None:
    """Return one deal, also one in the bin; None where there is none."""
    return reader.row(_deal_row, f"{_PLAIN} where d.id = ?", (deal_id,))


def deals(reader: Reader, *, pipeline_id: int | None = None, status: DealStatus | None = None) -> list[DealRow]:
    """Return the deals of one process or all, of one status or any, the largest first."""
    return reader.rows(
        _deal_row,
        f"""{_LISTED} where d.deleted_at is null and d.pipeline_id = coalesce(:pipeline, d.pipeline_id)
            and d.status = coalesce(:status, d.status) order by d.amount_cents desc, d.id""",
        {"pipeline": pipeline_id, "status": status},
    )


def deals_of_contact(reader: Reader, *, contact_id: int) -> list[DealRow]:
    """Return the deals a contact is the account or the person of, open ones first, then the latest."""
    return reader.rows(
        _deal_row,
        f"""{_PLAIN} where d.deleted_at is null and (d.account_id = :contact or d.person_id = :contact)
            order by d.status <> 'open', d.opened_at desc, d.id""",
        {"contact": contact_id},
    )


def states(reader: Reader, *, deal_id: int) -> list[StateRow]:
    """Return everything that was ever true of a deal, in order."""
    return reader.rows(_state_row, f"{_STATE} where t.deal_id = ? order by t.entered, t.id", (deal_id,))


def open_state(reader: Reader, *, deal_id: int) -> OpenState | None:
    """Return the state that holds now; None for a deal without states (an old import)."""
    return reader.row(
        _open_state,
        """select stage_id, status, amount_cents, currency, expected_close, entered from deal_state
           where deal_id = ? and "left" is null order by entered desc, id desc limit 1""",
        (deal_id,),
    )


def places(reader: Reader, *, stage_id: int) -> list[Place]:
    """Return the open deals of a stage in the order the user gave them."""
    return reader.rows(
        Place,
        """select id, position from deal where stage_id = ? and status = 'open' and deleted_at is null
           order by position, id""",
        (stage_id,),
    )


def tag_names(reader: Reader) -> list[str]:
    """Return every word put on a deal, the most frequent first."""
    return [
        str(name)
        for (name,) in reader.rows(
            lambda *row: row, "select name from deal_tag group by name order by count(*) desc, name limit 200"
        )
    ]


def channels(reader: Reader) -> list[str]:
    """Return the channels deals came by, the most frequent first."""
    return [
        str(name)
        for (name,) in reader.rows(
            lambda *row: row,
            """select channel from deal where channel <> '' and deleted_at is null
               group by channel order by count(*) desc, channel limit 60""",
        )
    ]


def won_arguments(reader: Reader, *, limit: int = 5) -> list[str]:
    """Return the arguments that decided most deals, the most frequent first."""
    return [
        str(argument)
        for (argument,) in reader.rows(
            lambda *row: row,
            """select won_argument from deal where won_argument <> '' and deleted_at is null
               group by won_argument order by count(*) desc, max(closed_at) desc limit ?""",
            (limit,),
        )
    ]


def as_of(reader: Reader, *, at: datetime) -> list[StateRow]:
    """Return how every deal stood at an instant, as far as it was known of then; one row a deal."""
    return reader.rows(
        _state_row,
        f"""{_STATE} join deal d on d.id = t.deal_id
            where d.deleted_at is null and t.entered <= :at and (t."left" is null or t."left" > :at)
            order by t.deal_id, t.id""",
        {"at": times.to_text(at)},
    )


def _deal_row(*values: Any) -> DealRow:
    row = DealRow._make(values)
    return row._replace(
        status=DealStatus(row.status),
        expected_close=day_or_none(values[16]),
        opened_at=instant(values[17]),
        closed_at=instant_or_none(values[18]),
        stage_since=instant(values[19]),
        parked_until=day_or_none(values[20]),
        tags=tuple(json.loads(values[-1])),
    )


def _state_row(*values: Any) -> StateRow:
    row = StateRow._make(values)
    return row._replace(
        status=DealStatus(row.status),
        expected_close=day_or_none(values[7]),
        entered=instant(values[8]),
        left=instant_or_none(values[9]),
        recorded_at=instant(values[10]),
    )


def _open_state(*values: Any) -> OpenState:
    row = OpenState._make(values)
    return row._replace(
        status=DealStatus(row.status), expected_close=day_or_none(values[4]), entered=instant(values[5])
    )
