"""What belongs to a company as lists: deals, offers, orders; with its daughters where the group is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.store.queries.offers import standing
from crm_desktop.store.queries.values import day, day_or_none
from crm_desktop.store.reading import Reader

#: Rows of a tab: more than a company has, and few enough to be read at once.
MOST = 2_000


class DealLine(NamedTuple):
    """A deal in a list of its customer."""

    id: int
    title: str
    status: DealStatus
    stage_id: int
    stage: str
    #: Place of the stage among those of its process, and how many there are.
    place: int
    stages: int
    probability: int
    amount_cents: int
    currency: str
    closed: date | None
    lost_reason: str
    account: str


class OfferLine(NamedTuple):
    """An offer in a list of its customer."""

    id: int
    number: str
    subject: str
    status: OfferStatus
    issued_on: date
    valid_until: date | None
    net_cents: int
    currency: str
    deal: str

    def standing(self, today: date) -> OfferStatus:
        """Return where the offer stands on a day."""
        return standing(self.status, self.valid_until, today)


class OrderLine(NamedTuple):
    """An order in a list of its customer; `subject` is that of its offer or deal, else its first line."""

    id: int
    number: str
    day: date
    subject: str
    net_cents: int
    currency: str
    offer_id: int | None
    deal_id: int | None


#: The company, with what belongs to it (grp), and everybody whose deals and orders are its own (account).
GROUP = """
with recursive grp(id) as (
  select :id
  union select c.id from grp join contact c on c.company_id = grp.id
    where :deep and c.kind = 'company' and c.deleted_at is null),
account(id) as (
  select id from grp
  union select c.id from grp cross join contact c on c.company_id = grp.id where c.kind = 'person')"""

MINE = "(d.account_id in account or d.person_id in account)"

#: Deals and offers of the accounts, and the files of all of them.
ALL = f"""{GROUP},
mine(id) as (
  select d.id from account cross join deal d on d.account_id = account.id
  union select d.id from account cross join deal d on d.person_id = account.id),
theirs(id) as (
  select o.id from account cross join offer o on o.account_id = account.id
  union select o.id from account cross join offer o on o.person_id = account.id),
kept(id) as (
  select f.id from account cross join attachment f on f.contact_id = account.id
  union select f.id from account cross join activity_contact ac on ac.contact_id = account.id
    cross join attachment f on f.activity_id = ac.activity_id
  union select f.id from mine cross join attachment f on f.deal_id = mine.id
  union select f.id from theirs cross join attachment f on f.offer_id = theirs.id)"""

_DEALS = f"""{GROUP}
select d.id, d.title, d.status, d.stage_id, s.name,
  (select count(*) from stage o where o.pipeline_id = s.pipeline_id and o.kind = 'open' and o.deleted_at is null
     and o.position < s.position),
  (select count(*) from stage o where o.pipeline_id = s.pipeline_id and o.kind = 'open' and o.deleted_at is null),
  s.probability, d.amount_cents, d.currency, substr(d.closed_at, 1, 10), d.lost_reason, coalesce(a.name, '')
from deal d join stage s on s.id = d.stage_id left join contact a on a.id = d.account_id
where d.deleted_at is null and {MINE}
order by d.status <> 'open', case when d.status = 'open' then -d.amount_cents end, d.closed_at desc, d.id desc
limit :limit"""

_OFFERS = f"""{GROUP}
select o.id, coalesce(o.number, ''), o.subject, o.status, o.issued_on, o.valid_until, o.net_cents, o.currency,
  coalesce((select title from deal where id = o.deal_id), '')
from offer o where o.deleted_at is null and (o.account_id in account or o.person_id in account)
order by o.issued_on desc, o.id desc limit :limit"""

_ORDERS = f"""{GROUP}
select s.id, coalesce(s.number, ''), s.day,
  coalesce(nullif((select subject from offer where id = s.offer_id), ''), (select title from deal where id = s.deal_id),
    (select product_name from sale_line where sale_id = s.id order by position limit 1), ''),
  s.net_cents, s.currency, s.offer_id, s.deal_id
from account cross join sale s on s.account_id = account.id
where s.deleted_at is null and (:year is null or substr(s.day, 1, 4) = :year)
order by s.day desc, s.id desc limit :limit"""


def deals(reader: Reader, *, company_id: int, with_daughters: bool = False, limit: int = MOST) -> Sequence[DealLine]:
    """Return the deals of a company and its people: open ones first, the largest on top, then the latest."""
    return reader.rows(_deal, _DEALS, {"id": company_id, "deep": with_daughters, "limit": limit})


def offers(reader: Reader, *, company_id: int, with_daughters: bool = False, limit: int = MOST) -> Sequence[OfferLine]:
    """Return the offers of a company and its people, the newest first."""
    return reader.rows(_offer, _OFFERS, {"id": company_id, "deep": with_daughters, "limit": limit})


def orders(
    reader: Reader, *, company_id: int, with_daughters: bool = False, year: int | None = None, limit: int = MOST
) -> Sequence[OrderLine]:
    """Return the orders of a company and its people, of one year or all, the newest first."""
    wanted = None if year is None else f"{year:04d}"
    return reader.rows(_order, _ORDERS, {"id": company_id, "deep": with_daughters, "year": wanted, "limit": limit})


def _deal(*values: Any) -> DealLine:
    row = DealLine._make(values)
    return row._replace(status=DealStatus(row.status), closed=day_or_none(values[10]))


def _offer(*values: Any) -> OfferLine:
    row = OfferLine._make(values)
    return row._replace(status=OfferStatus(row.status), issued_on=day(values[4]), valid_until=day_or_none(values[5]))


def _order(*values: Any) -> OrderLine:
    row = OrderLine._make(values)
    return row._replace(day=day(values[2]))
