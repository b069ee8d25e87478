"""What is known of one contact, for whoever calls to ask whether it is still right."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.times import local_day
from crm_desktop.store.queries.quality import WORTH
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader


class Reach(NamedTuple):
    """A way to reach the contact, or one of its people."""

    id: int
    kind: str
    value: str
    #: Whose it is where it is not the contact's own.
    who: str = ""


class Known(NamedTuple):
    """What is known of a contact. Text that is absent is "", a record that is absent has the id 0."""

    contact_id: int
    is_company: bool
    name: str
    company: str
    job_title: str
    category: str
    confirmed_on: date | None
    #: When somebody was in touch last, and what it was about.
    last_on: date | None
    last_subject: str
    #: The last day on which somebody called in vain.
    tried_on: date | None
    money_cents: int
    address_id: int
    street: str
    postal_code: str
    city: str
    ways: tuple[Reach, ...]

    @property
    def phones(self) -> tuple[Reach, ...]:
        """The numbers to call: the contact's own first."""
        return tuple(way for way in self.ways if way.kind in {"phone", "mobile"})

    def own(self, kind: str) -> Reach:
        """Return the contact's own first way of a kind, one without an id where there is none."""
        return next((way for way in self.ways if way.kind == kind and not way.who), Reach(0, kind, ""))


_KNOWN = f"""
  with worth(account_id, cents) as materialized ({WORTH})
  select c.id, c.kind = 'company', c.name, coalesce(f.name, ''), c.job_title, c.category, c.confirmed_on,
    c.last_activity_at,
    coalesce((select a.subject from activity_contact ac join activity a on a.id = ac.activity_id
      where ac.contact_id = c.id and a.kind <> 'system' and a.deleted_at is null
        and (a.done_at is not null or a.due_on is null) order by ac.at desc limit 1), ''),
    (select max(a.at) from activity_contact ac join activity a on a.id = ac.activity_id
      where ac.contact_id = c.id and a.kind = 'system' and a.direction = 'out' and a.result = 'not_reached'
        and a.deleted_at is null),
    coalesce((select cents from worth where account_id = coalesce(c.company_id, c.id)), 0),
    coalesce(p.id, 0), coalesce(p.street, ''), coalesce(p.postal_code, ''), coalesce(p.city, '')
  from contact c
    left join contact f on f.id = c.company_id
    left join address p on p.id = (
      select id from address where contact_id = c.id order by is_primary desc, id limit 1)
  where c.id = :id"""

_WAYS = """
  select p.id, p.kind, p.value, case when c.id = :id then '' else c.name end
  from contact c join contact_point p on p.contact_id = c.id
  where (c.id = :id or c.company_id = :id) and c.deleted_at is null and p.kind in ('phone', 'mobile', 'email')
  order by c.id <> :id, p.is_primary desc, p.kind = 'mobile', p.id limit 12"""


def known(reader: Reader, *, contact_id: int) -> Known | None:
    """Return what is known of a contact, None where it is gone."""
    ways = tuple(reader.rows(Reach, _WAYS, {"id": contact_id}))

    def made(*row: Any) -> Known:
        ref, company, name, firm, job, category, confirmed, last, subject, tried, *rest = row
        days = [local_day(at) if (at := instant_or_none(text)) else None for text in (last, tried)]
        money, address_id, street, postal_code, city = rest
        return Known(
            ref, bool(company), name, firm, job, category, day_or_none(confirmed), days[0], subject, days[1], money,
            address_id, street, postal_code, city, ways,
        )  # fmt: skip

    return reader.row(made, _KNOWN, {"id": contact_id})
