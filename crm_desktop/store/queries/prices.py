"""Questions about prices: tiers, what sets are made of, and what one customer was asked for a product before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.domain.offers import OfferStatus, PriceMode
from crm_desktop.domain.prices import Tier
from crm_desktop.store.queries.offers import standing
from crm_desktop.store.queries.values import day, day_or_none, exact_or_none
from crm_desktop.store.reading import Reader

#: The latest offers and orders of a customer in which a price is looked for.
_LATEST = 300


class PartRow(NamedTuple):
    """A product that belongs to a set, and how many of it."""

    product_id: int
    number: str
    name: str
    unit: str
    price: Decimal
    cost: Decimal | None
    quantity: Decimal


class Fate(StrEnum):
    """What became of a line that was offered."""

    WON = "won"
    LOST = "lost"
    OPEN = "open"


class Remembered(NamedTuple):
    """The last time a customer was asked for a product: when, for how much, and what became of it."""

    product_id: int
    on: date
    unit_price: Decimal
    discount_percent: Decimal
    price_mode: PriceMode
    vat_percent: Decimal
    currency: str
    quantity: Decimal
    fate: Fate
    #: None for an order that followed from no offer.
    offer_id: int | None
    number: str


def tiers(reader: Reader, *, ids: Collection[int]) -> dict[int, tuple[Tier, ...]]:
    """Return the price tiers of products, those for everybody first, by quantity; products without any are left out."""
    found: dict[int, list[Tier]] = {}
    rows = reader.rows(
        lambda *row: row,
        f"select product_id, from_quantity, price, customer_group from price_tier where product_id in ({_marks(ids)})",
        tuple(ids),
    )
    for product_id, quantity, price, group in rows:
        found.setdefault(product_id, []).append(Tier(Decimal(quantity), Decimal(price), group))
    return {
        ref: tuple(sorted(some, key=lambda one: (one.group, one.from_quantity, one.price)))
        for ref, some in found.items()
    }


def parts(reader: Reader, *, ids: Collection[int]) -> dict[int, tuple[PartRow, ...]]:
    """Return what sets are made of, in order; products that are in the bin do not belong to them meanwhile."""
    found: dict[int, list[PartRow]] = {}
    rows = reader.rows(
        lambda *row: row,
        f"""select t.set_id, p.id, coalesce(p.number, ''), p.name, p.unit, p.price, p.cost, t.quantity
            from product_part t join product p on p.id = t.product_id
            where p.deleted_at is null and t.set_id in ({_marks(ids)}) order by t.set_id, t.position, t.id""",
        tuple(ids),
    )
    for set_id, *values in rows:
        found.setdefault(set_id, []).append(_part(*values))
    return {ref: tuple(some) for ref, some in found.items()}


def sets_with(reader: Reader, *, product_id: int) -> list[tuple[int, str]]:
    """Return the sets a product belongs to: id and name."""
    return reader.rows(
        lambda *row: row,
        """select distinct s.id, s.name from product_part t join product s on s.id = t.set_id
           where t.product_id = ? and s.deleted_at is null order by s.name""",
        (product_id,),
    )


def groups_of(reader: Reader, *, contact_ids: Iterable[int | None]) -> tuple[str, ...]:
    """Return the groups customers belong to: their categories and tags."""
    ids = tuple(one for one in contact_ids if one is not None)
    return tuple(
        reader.rows(
            str,
            f"""select category from contact where id in ({_marks(ids)}) and category <> ''
                union select name from tag where contact_id in ({_marks(ids)})""",
            (*ids, *ids),
        )
    )


def known_groups(reader: Reader) -> list[str]:
    """Return every word a group of customers can have: tiers' own, categories and tags, by name."""
    return reader.rows(
        str,
        """select name from (select customer_group as name from price_tier union
             select category from contact where deleted_at is null union select name from tag)
           where name <> '' order by name collate nocase""",
    )


def remembered(reader: Reader, *, account_id: int | None, ids: Collection[int], today: date) -> dict[int, Remembered]:
    """Return, by product, what a customer was last asked for it: in offers that went out, and in orders without one."""
    if account_id is None or not ids:
        return {}
    found: dict[int, Remembered] = {}
    given, marks = (account_id, _LATEST, *ids), _marks(ids)
    known = [_from_offer(row, today) for row in reader.rows(_Offered, _OFFERED.format(ids=marks), given)]
    known += reader.rows(_from_order, _ORDERED.format(ids=marks), given)
    for one in known:
        if one.product_id not in found or found[one.product_id].on < one.on:
            found[one.product_id] = one
    return found


_OFFERED = """
with latest(id) as (
  select id from offer where account_id = ? and deleted_at is null and status not in ('draft', 'superseded')
  order by issued_on desc, id desc limit ?)
select l.product_id, o.issued_on, l.unit_price, l.discount_percent, o.price_mode, l.vat_percent, o.currency, l.quantity,
  o.status, o.valid_until, l.kind, l.chosen, d.status, o.id, coalesce(o.number, ''),
  exists (select 1 from sale s join sale_line b on b.sale_id = s.id
    where s.offer_id = o.id and s.deleted_at is null and b.product_id = l.product_id)
from latest cross join offer o on o.id = latest.id cross join offer_line l on l.offer_id = o.id
  left join deal d on d.id = o.deal_id
where l.product_id in ({ids}) order by o.issued_on desc, o.id desc, l.position"""

_ORDERED = """
with latest(id) as (
  select id from sale where account_id = ? and deleted_at is null and offer_id is null order by day desc limit ?)
select l.product_id, s.day, l.unit_price, s.currency, l.quantity, coalesce(s.number, '')
from latest cross join sale s on s.id = latest.id cross join sale_line l on l.sale_id = s.id
where l.product_id in ({ids}) order by s.day desc, s.id desc"""


class _Offered(NamedTuple):
    """A line of an offer as it lies in the file."""

    product_id: int
    on: str
    price: str
    discount: str
    mode: str
    vat: str
    currency: str
    quantity: str
    status: str
    valid_until: str | None
    kind: str
    chosen: int
    deal: str | None
    offer_id: int
    number: str
    bought: int


def _fate(row: _Offered, today: date) -> Fate:
    now = standing(OfferStatus(row.status), day_or_none(row.valid_until), today)
    if now in (OfferStatus.ACCEPTED, OfferStatus.PARTLY_ACCEPTED):
        whole = now is OfferStatus.ACCEPTED and row.kind == "article"
        return Fate.WON if row.bought or row.chosen or whole else Fate.LOST
    if now is OfferStatus.SENT:
        return {"won": Fate.WON, "lost": Fate.LOST}.get(row.deal or "", Fate.OPEN)
    return Fate.LOST


def _from_offer(row: _Offered, today: date) -> Remembered:
    return Remembered(
        row.product_id, day(row.on), Decimal(row.price), Decimal(row.discount), PriceMode(row.mode), Decimal(row.vat),
        row.currency, Decimal(row.quantity), _fate(row, today), row.offer_id, row.number,
    )  # fmt: skip


def _from_order(*values: Any) -> Remembered:
    product_id, on, price, currency, quantity, number = values
    return Remembered(
        product_id, day(on), Decimal(price), Decimal(0), PriceMode.NET, Decimal(0), currency, Decimal(quantity),
        Fate.WON, None, number,
    )  # fmt: skip


def _part(*values: Any) -> PartRow:
    row = PartRow._make(values)
    return row._replace(price=Decimal(row.price), cost=exact_or_none(values[5]), quantity=Decimal(row.quantity))


def _marks(ids: Collection[Any]) -> str:
    return ", ".join("?" * len(ids))
