"""What the demo firm's inquiries need written at once: those decided long ago, and the deals some of them became."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text
from crm_desktop.store.bulk.drafts import last_id
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.driver import Value
from crm_desktop.store.unit_of_work import Work

_COLUMNS = (
    "id", "uuid", "created_at", "updated_at", "title", "raw_text", "arrived_at", "source", "channel", "first_source",
    "first_channel", "status", "answer_by", "answered_at", "closed_at", "disqualify_reason", "given_name",
    "family_name", "company", "email", "phone", "currency", "budget_cents", "was_known", "contact_id", "company_id",
    "deal_id",
)  # fmt: skip


class Begun(NamedTuple):
    """A deal that began with an inquiry, and who it is with."""

    id: int
    title: str
    opened: datetime
    source: str
    amount_cents: int
    person_id: int | None
    company_id: int | None
    given_name: str
    family_name: str
    company: str


def begun(work: Work, *, most: int) -> list[Begun]:
    """Return the deals closed last that name a channel, each customer once."""
    sql = """select min(d.id), d.title, d.opened_at, d.channel, d.amount_cents,
          coalesce(d.person_id, case when a.kind = 'person' then a.id end), case when a.kind = 'company' then a.id end,
          coalesce(p.given_name, a.given_name), coalesce(p.family_name, a.family_name),
          case when a.kind = 'company' then a.name else '' end
        from deal d join contact a on a.id = d.account_id left join contact p on p.id = d.person_id
        where d.status in ('won', 'lost') and d.channel <> '' group by d.account_id order by d.opened_at desc limit ?"""
    return work.read.rows(_begun, sql, (most,))


def deal_called(work: Work, title: str) -> Begun | None:
    """Return the open deal of a title."""
    sql = """select d.id, d.title, d.opened_at, d.channel, d.amount_cents, d.person_id,
          case when a.kind = 'company' then a.id end, coalesce(p.given_name, ''), coalesce(p.family_name, ''), a.name
        from deal d join contact a on a.id = d.account_id left join contact p on p.id = d.person_id
        where d.status = 'open' and d.title = ? order by d.id limit 1"""
    return work.read.row(_begun, sql, (title,))


def _begun(*values: Any) -> Begun:
    return Begun._make(values)._replace(opened=from_text(values[2]))


def write(work: Work, rows: Sequence[Sequence[Value]]) -> None:
    """Write decided inquiries: the lasting name, then the values in the order of the columns from the title on."""
    first = last_id(work, "lead") + 1
    now: Any = work.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    insert_rows(
        work, "lead", _COLUMNS, [(first + at, row[0], now, now, *row[1:]) for at, row in enumerate(rows)]
    )  # fmt: skip
