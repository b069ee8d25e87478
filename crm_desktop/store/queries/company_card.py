"""Everything the card of a company shows; with its daughters where the whole group is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store import driver
from crm_desktop.store.queries import contact_card, timeline
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.company_lists import (
    ALL,
    GROUP,
    MINE,
    MOST,
    DealLine,
    OfferLine,
    OrderLine,
    deals,
    offers,
    orders,
)
from crm_desktop.store.queries.contact_card import ContactCard, ContactFacts
from crm_desktop.store.queries.files import OF_RECORDS_HERE
from crm_desktop.store.queries.timeline import TimelineEntry
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

#: Rows of a part of the card; its tab holds all of them.
SHOWN = 5


class PersonRow(NamedTuple):
    """Somebody who works or worked there; of a group, also where."""

    id: int
    name: str
    title: str
    job_title: str
    #: What the person decides in buying, in the user's words; empty where nobody has said.
    buying_role: str
    company_id: int
    company: str
    #: The last day; None for who is still there or left on a day nobody noted.
    ended: date | None
    is_present: bool


class DaughterRow(NamedTuple):
    """A company that belongs to the one in view, at once or through another, with what was ordered there."""

    id: int
    name: str
    street: str
    postal_code: str
    city: str
    standing: Standing
    revenue_cents: int


class YearRow(NamedTuple):
    """The orders of a year."""

    year: int
    orders: int
    net_cents: int


class OpenRow(NamedTuple):
    """Open deals in one stage."""

    stage_id: int
    #: The stage's start value, in percent.
    probability: int
    deals: int
    cents: int


class Worth(NamedTuple):
    """What a customer is worth so far, in the currency most of it was bought in."""

    currency: str
    orders: int
    revenue_cents: int
    last_12_months_cents: int
    since: date | None
    last: date | None
    #: Net and cost of the ordered lines whose cost is known; 0 where none is.
    known_net_cents: int
    known_cost_cents: int

    @property
    def margin(self) -> float | None:
        """What is left of the net after its cost, 0 to 1; None where no cost is known."""
        return 1 - self.known_cost_cents / self.known_net_cents if self.known_net_cents > 0 else None

    @property
    def days_between(self) -> int | None:
        """Days between two orders on average; None with fewer than three."""
        if self.orders < 3 or self.since is None or self.last is None:
            return None
        return round((self.last - self.since).days / (self.orders - 1))


class Counts(NamedTuple):
    """How much there is of everything, for tabs and heads."""

    entries: int
    open_deals: int
    won_deals: int
    lost_deals: int
    parked_deals: int
    offers: int
    accepted_offers: int
    orders: int
    files: int

    @property
    def deals(self) -> int:
        """All deals."""
        return self.open_deals + self.won_deals + self.lost_deals + self.parked_deals


@dataclass(frozen=True)
class CompanyCard:
    """One company whole."""

    #: The company as a contact: its fields, ways to reach it, tags, the next step.
    contact: ContactCard
    #: Whether what follows counts the companies that belong to it.
    with_daughters: bool
    daughters: tuple[DaughterRow, ...]
    people: tuple[PersonRow, ...]
    worth: Worth
    years: tuple[YearRow, ...]
    open: tuple[OpenRow, ...]
    deals: tuple[DealLine, ...]
    offers: tuple[OfferLine, ...]
    orders: tuple[OrderLine, ...]
    counts: Counts
    recent: tuple[TimelineEntry, ...]

    @property
    def facts(self) -> ContactFacts:
        """Its fields."""
        return self.contact.facts

    @property
    def has_group(self) -> bool:
        """Whether companies belong to it."""
        return bool(self.daughters)


_DAUGHTERS = f"""
with recursive below(id) as (
  select id from contact where company_id = :id and kind = 'company' and deleted_at is null
  union select c.id from below join contact c on c.company_id = below.id
    where c.kind = 'company' and c.deleted_at is null and c.id <> :id)
select c.id, {withheld("c.name", "c.id")}, coalesce(a.street, ''), coalesce(a.postal_code, ''), coalesce(a.city, ''),
  c.standing,
  coalesce((select sum(s.net_cents) from sale s
    where s.account_id = c.id and s.currency = :currency and s.deleted_at is null), 0)
from below join contact c on c.id = below.id
  left join address a on a.id = (select id from address where contact_id = c.id order by is_primary desc, id limit 1)
order by 7 desc, c.sort_key, c.id"""

_PEOPLE = f"""{GROUP}
select * from (
  select p.id as id, {withheld("p.name", "p.id")} as name, p.title, p.job_title, p.buying_role as buying_role, f.id,
  f.name, null as gone,
    1 as here
from grp cross join contact p on p.company_id = grp.id join contact f on f.id = grp.id
where p.kind = 'person' and p.deleted_at is null
union all
select p.id, {withheld("p.name", "p.id")}, p.title, e.job_title, '', f.id, f.name, max(e.ended), 0
from grp cross join employment e on e.company_id = grp.id join contact p on p.id = e.person_id
  join contact f on f.id = grp.id
where p.company_id is not grp.id and p.deleted_at is null group by p.id, f.id)
order by here desc, buying_role = '', gone desc, name, id limit {MOST}"""

_CURRENCY = f"""{GROUP}
select s.currency from account cross join sale s on s.account_id = account.id where s.deleted_at is null
group by s.currency order by sum(s.net_cents) desc limit 1"""

_SALES = """account cross join sale s on s.account_id = account.id
where s.deleted_at is null and s.currency = :currency"""

_WORTH = f"""{GROUP}
select :currency, count(*), coalesce(sum(s.net_cents), 0),
  coalesce(sum(case when s.day > :since then s.net_cents end), 0), min(s.day), max(s.day)
from {_SALES}"""

#: Costs are those of the offer's line where there is one, else those of the product today.
_MARGIN = f"""{GROUP},
line(net, cost) as (
  select l.net_cents, l.quantity * 100.0 * coalesce(
    (select o.cost from offer_line o where o.offer_id = s.offer_id and +o.product_id = l.product_id
       and o.cost is not null limit 1),
    (select cost from product where id = l.product_id))
  from account cross join sale s on s.account_id = account.id cross join sale_line l on l.sale_id = s.id
  where s.deleted_at is null and s.currency = :currency)
select coalesce(sum(net), 0), coalesce(cast(round(sum(cost)) as integer), 0) from line where cost is not null"""

_YEARS = f"""{GROUP}
select cast(substr(s.day, 1, 4) as integer), count(*), sum(s.net_cents) from {_SALES} group by 1 order by 1"""

_OPEN = f"""{GROUP}
select d.stage_id, s.probability, count(*), sum(d.amount_cents)
from deal d join stage s on s.id = d.stage_id
where d.status = 'open' and d.deleted_at is null and d.currency = :currency and {MINE}
group by d.stage_id order by s.position"""

_COUNTS = f"""{ALL},
own(status) as (select d.status from mine cross join deal d on d.id = mine.id where d.deleted_at is null),
made(status) as (select o.status from theirs cross join offer o on o.id = theirs.id where o.deleted_at is null)
select 0, (select count(*) from own where status = 'open'), (select count(*) from own where status = 'won'),
  (select count(*) from own where status = 'lost'), (select count(*) from own where status = 'parked'),
  (select count(*) from made), (select count(*) from made where status in ('accepted', 'partly_accepted')),
  (select count(*) from account cross join sale s on s.account_id = account.id where s.deleted_at is null),
  (select count(*) {OF_RECORDS_HERE})"""


def card(reader: Reader, *, company_id: int, today: date, with_daughters: bool = False) -> CompanyCard | None:
    """Return everything the card of a company shows; None where there is no such company."""
    with reader.snapshot():
        contact = contact_card.card(reader, contact_id=company_id, today=today)
        if contact is None or contact.facts.kind is not ContactKind.COMPANY:
            return None
        key: dict[str, driver.Value] = {"id": company_id, "deep": with_daughters}
        currency = str(reader.scalar(_CURRENCY, key) or firm_queries.currency(reader))
        own = {**key, "currency": currency}
        reach = timeline.Reach.GROUP if with_daughters else timeline.Reach.AROUND
        scope = timeline.Scope(contact_id=company_id, reach=reach)
        return CompanyCard(
            contact=contact,
            with_daughters=with_daughters,
            daughters=tuple(reader.rows(_daughter, _DAUGHTERS, own)),
            people=tuple(reader.rows(_person, _PEOPLE, key)),
            worth=_worth(reader, own, today),
            years=tuple(reader.rows(YearRow, _YEARS, own)),
            open=tuple(reader.rows(OpenRow, _OPEN, own)),
            deals=tuple(deals(reader, company_id=company_id, with_daughters=with_daughters, limit=SHOWN)),
            offers=tuple(offers(reader, company_id=company_id, with_daughters=with_daughters, limit=SHOWN)),
            orders=tuple(orders(reader, company_id=company_id, with_daughters=with_daughters, limit=SHOWN)),
            counts=_counts(reader, key, scope),
            recent=tuple(timeline.entries(reader, scope=scope, limit=SHOWN + 1)),
        )


def _worth(reader: Reader, own: dict[str, driver.Value], today: date) -> Worth:
    since = {**own, "since": add_months(today, -12).isoformat()}
    found = reader.row(_columns, _WORTH, since) or (own["currency"], 0, 0, 0, None, None)
    net, cost = reader.row(_columns, _MARGIN, own) or (0, 0)
    currency, number, revenue, recent, first, last = found
    return Worth(currency, number, revenue, recent, day_or_none(first), day_or_none(last), net, cost)


def _counts(reader: Reader, key: dict[str, driver.Value], scope: timeline.Scope) -> Counts:
    found = reader.row(Counts, _COUNTS, key) or Counts(*[0] * len(Counts._fields))
    return found._replace(entries=timeline.counts(reader, scope=scope)[timeline.Group.ALL])


def _columns(*values: Any) -> tuple[Any, ...]:
    return values


def _person(*values: Any) -> PersonRow:
    row = PersonRow._make(values)
    return row._replace(ended=day_or_none(values[7]), is_present=bool(row.is_present))


def _daughter(*values: Any) -> DaughterRow:
    row = DaughterRow._make(values)
    return row._replace(standing=Standing(row.standing))
