"""What evaluations count and by what, as SQL: one entry a subject, one a field; nothing else knows the columns.

A field's key tells its groups apart (an id, a word, a raw number that is put into classes later), its label names them
for people where the key does not. Fields of the customer read the customer as of the sale where the sale knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.domain.evaluations import Subject
from crm_desktop.store.restricting import withheld


class Field(NamedTuple):
    """One way to group: the key, the name of a group (by default its key), and the joins both need."""

    key: str
    label: str = ""
    joins: tuple[str, ...] = ()


class Shape(NamedTuple):
    """How a subject is counted: where it lies, which days it has, what one case, a hit and money are."""

    source: str
    #: A condition with :first and :until (both days or instants, the last one not included).
    within: str
    cases: str
    #: Cases that went well: won, accepted. "0" where that means nothing.
    hits: str
    cents: str
    #: What a rate is of: closed, answered.
    of: str
    fields: Mapping[str, Field]
    #: Days are kept as days (else as instants of UTC).
    by_day: bool
    #: The columns of one record: id, its title, whom it concerns, its day, money, and what it opens (kind and id).
    record: str
    record_joins: tuple[str, ...] = ("account",)


def month_of(column: str) -> str:
    """Return the SQL of the local month an instant lies in."""
    return f"substr(datetime({column}, 'localtime'), 1, 7)"


def week_of(column: str, *, local: bool = False) -> str:
    """Return the SQL of the Monday of the week a day or an instant lies in."""
    zone = ", 'localtime'" if local else ""
    return f"date({column}{zone}, 'weekday 0', '-6 days')"


def _region(owner: str) -> Field:
    """Return the region of a row's customer: of the address where it names one, else two figures of its code."""
    return Field(
        f"""coalesce((select coalesce(nullif(h.region, ''), substr(h.postal_code, 1, 2)) from address h
            where h.contact_id = {owner}.account_id order by h.is_primary desc, h.id limit 1), '')"""
    )


def _account(owner: str) -> dict[str, str]:
    """Return the joins to the customer of a row."""
    return {
        "account": f"left join contact k on k.id = {owner}.account_id",
    }


_CUSTOMER = {
    "category": Field("coalesce(k.category, '')", joins=("account",)),
    "industry": Field("coalesce(k.industry, '')", joins=("account",)),
    "size": Field("k.employees", joins=("account",)),
    "source": Field("coalesce(k.source, '')", joins=("account",)),
}

_OF_DEALS = {
    **_account("d"),
    "stage": "left join stage g on g.id = d.stage_id",
    "pipeline": "left join pipeline p on p.id = d.pipeline_id",
    "campaign": "left join campaign c on c.id = d.campaign_id",
    "product": "left join product t on t.id = d.product_id",
    "group": "left join product_category q on q.id = t.category_id",
}

#: The joins of all subjects, by subject and name.
JOINS: Mapping[Subject, Mapping[str, str]] = MappingProxyType(
    {
        Subject.REVENUE: {
            **_account("s"),
            "lines": "left join sale_line l on l.sale_id = s.id",
            "campaign": "left join campaign c on c.id = s.campaign_id",
            "deal": "left join deal d on d.id = s.deal_id",
            "pipeline": "left join pipeline p on p.id = d.pipeline_id",
        },
        Subject.CLOSED: _OF_DEALS,
        Subject.OPENED: _OF_DEALS,
        Subject.OPEN: _OF_DEALS,
        Subject.OFFERS: {
            **_account("o"),
            "deal": "left join deal d on d.id = o.deal_id",
            "pipeline": "left join pipeline p on p.id = d.pipeline_id",
        },
        Subject.ACTIVITIES: {
            "deal": "left join deal d on d.id = a.deal_id",
            "pipeline": "left join pipeline p on p.id = d.pipeline_id",
            **_account("d"),
        },
    }
)

_DEAL_FIELDS = {
    **_CUSTOMER,
    "customer": Field("d.account_id"),
    "region": _region("d"),
    "pipeline": Field("d.pipeline_id", "p.name", ("pipeline",)),
    "stage": Field("d.stage_id", "g.name", ("stage",)),
    "channel": Field("coalesce(d.channel, '')"),
    "campaign": Field("d.campaign_id", "c.name", ("campaign",)),
    "product": Field("coalesce(t.name, '')", joins=("product",)),
    "group": Field("coalesce(q.name, '')", joins=("product", "group")),
    "deal_size": Field("case when d.amount_cents < 100000 then 0 when d.amount_cents < 500000 then 1000"
                       " when d.amount_cents < 2000000 then 5000 else 20000 end"),
}  # fmt: skip

_NAME = withheld("coalesce(k.name, '')", "k.id")
_TITLE = withheld("d.title", "d.account_id", "d.person_id")
_DEAL_RECORD = f"d.id, {_TITLE}, {_NAME}, {{day}}, d.amount_cents, 'deal', d.id"

#: Whom an entry of the history concerns first.
_FIRST = "(select ac.contact_id from activity_contact ac where ac.activity_id = a.id order by ac.id limit 1)"

_DEALS = "deal d"
_COUNTS = "d.deleted_at is null and d.currency = :currency"

SHAPES: Mapping[Subject, Shape] = MappingProxyType(
    {
        Subject.REVENUE: Shape(
            source="sale s",
            within="s.deleted_at is null and s.currency = :currency and s.day >= :first and s.day < :until",
            cases="count(*)",
            hits="0",
            cents="sum(s.net_cents)",
            of="count(*)",
            fields={
                "month": Field("substr(s.day, 1, 7)"),
                "week": Field(week_of("s.day")),
                "product": Field("coalesce(l.product_name, '')", joins=("lines",)),
                "group": Field("coalesce(l.category, '')", joins=("lines",)),
                "customer": Field("s.account_id"),
                "category": Field("coalesce(s.customer_category, '')"),
                "industry": _CUSTOMER["industry"],
                "source": _CUSTOMER["source"],
                "region": _region("s"),
                "size": Field("s.customer_employees"),
                "age": Field("s.customer_age"),
                "channel": Field("coalesce(s.channel, '')"),
                "campaign": Field("s.campaign_id", "c.name", ("campaign",)),
                "pipeline": Field("d.pipeline_id", "p.name", ("deal", "pipeline")),
            },
            by_day=True,
            record=f"""s.id, coalesce(nullif({_TITLE}, ''), 'Nr. ' || s.number), {_NAME}, s.day, {{cents}},
                case when s.deal_id is not null then 'deal' when s.offer_id is not null then 'offer'
                  else 'contact' end, coalesce(s.deal_id, s.offer_id, s.account_id)""",
            record_joins=("account", "deal"),
        ),
        Subject.CLOSED: Shape(
            source=_DEALS,
            within=f"{_COUNTS} and d.status in ('won', 'lost') and d.closed_at >= :first and d.closed_at < :until",
            cases="count(*)",
            hits="sum(d.status = 'won')",
            cents="sum(case when d.status = 'won' then d.amount_cents else 0 end)",
            of="count(*)",
            fields={
                **_DEAL_FIELDS,
                "month": Field(month_of("d.closed_at")),
                "week": Field(week_of("d.closed_at", local=True)),
                "reason": Field("case when d.status = 'lost' then coalesce(d.lost_reason, '') end"),
                "argument": Field("case when d.status = 'won' then coalesce(d.won_argument, '') end"),
                "competitor": Field("case when d.status = 'lost' then coalesce(d.competitor, '') end"),
                "age": Field("cast(substr(d.closed_at, 1, 4) as integer) - k.founded", joins=("account",)),
            },
            by_day=False,
            record=_DEAL_RECORD.format(day="date(d.closed_at, 'localtime')"),
        ),
        Subject.OPENED: Shape(
            source=_DEALS,
            within=f"{_COUNTS} and d.opened_at >= :first and d.opened_at < :until",
            cases="count(*)",
            hits="sum(d.status = 'won')",
            cents="sum(d.amount_cents)",
            of="sum(d.status in ('won', 'lost'))",
            fields={
                **_DEAL_FIELDS,
                "month": Field(month_of("d.opened_at")),
                "week": Field(week_of("d.opened_at", local=True)),
                "status": Field("d.status"),
            },
            by_day=False,
            record=_DEAL_RECORD.format(day="date(d.opened_at, 'localtime')"),
        ),
        Subject.OPEN: Shape(
            source=f"{_DEALS} join stage w on w.id = d.stage_id",
            # The period is of no account: these are open now.
            within=f"{_COUNTS} and d.status = 'open' and :first < :until",
            cases="count(*)",
            hits="0",
            cents="sum(d.amount_cents)",
            of="count(*)",
            fields={**_DEAL_FIELDS, "month": Field("coalesce(substr(d.expected_close, 1, 7), '')")},
            by_day=False,
            record=_DEAL_RECORD.format(day="d.expected_close"),
        ),
        Subject.OFFERS: Shape(
            source="offer o",
            within="""o.deleted_at is null and o.currency = :currency and o.status not in ('draft', 'superseded')
                and o.issued_on >= :first and o.issued_on < :until""",
            cases="count(*)",
            hits="sum(o.status in ('accepted', 'partly_accepted'))",
            cents="sum(o.net_cents)",
            of="sum(o.status in ('accepted', 'partly_accepted', 'rejected'))",
            fields={
                **_CUSTOMER,
                "customer": Field("o.account_id"),
                "region": _region("o"),
                "month": Field("substr(o.issued_on, 1, 7)"),
                "week": Field(week_of("o.issued_on")),
                "status": Field("o.status"),
                "reason": Field("coalesce(o.decline_reason, '')"),
                "channel": Field("coalesce(d.channel, '')", joins=("deal",)),
                "pipeline": Field("d.pipeline_id", "p.name", ("deal", "pipeline")),
            },
            by_day=True,
            record=f"o.id, coalesce(o.number, '') || ' ' || {withheld('o.subject', 'o.account_id', 'o.person_id')},"
            f" {_NAME}, o.issued_on, o.net_cents, 'offer', o.id",
        ),
        Subject.ACTIVITIES: Shape(
            source="activity a",
            within="""a.deleted_at is null and a.kind not in ('system', 'document') and a.at >= :first
                and a.at < :until""",
            cases="count(*)",
            hits="0",
            cents="sum(coalesce(a.minutes, 0))",
            of="count(*)",
            fields={
                "month": Field(month_of("a.at")),
                "week": Field(week_of("a.at", local=True)),
                "kind": Field("a.kind"),
                "direction": Field("a.direction"),
                "pipeline": Field("d.pipeline_id", "p.name", ("deal", "pipeline")),
                "channel": Field("coalesce(d.channel, '')", joins=("deal",)),
            },
            by_day=False,
            record=f"""a.id, {withheld("coalesce(nullif(a.subject, ''), substr(a.body, 1, 60))", _FIRST)},
                coalesce((select {withheld("c.name", "c.id")} from activity_contact ac
                  join contact c on c.id = ac.contact_id
                  where ac.activity_id = a.id order by ac.id limit 1), ''),
                date(a.at, 'localtime'), 0, 'contact',
                (select ac.contact_id from activity_contact ac where ac.activity_id = a.id order by ac.id limit 1)""",
            record_joins=(),
        ),
    }
)

#: What the amount of a line, not of the whole order, counts where lines are looked at.
LINE_CENTS = "sum(coalesce(l.net_cents, s.net_cents))"
LINE_CASES = "count(distinct s.id)"
#: Open deals by the chance set for their stage.
WEIGHTED_CENTS = "sum(d.amount_cents * w.probability) / 100"
