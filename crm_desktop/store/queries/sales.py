"""Questions about orders: the list of them, one with its lines, and sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.store.queries.values import day
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld


class SaleRow(NamedTuple):
    """One order; money is net."""

    id: int
    number: str
    day: date
    account_id: int | None
    account: str
    deal_id: int | None
    offer_id: int | None
    currency: str
    net_cents: int
    channel: str


class SaleLineRow(NamedTuple):
    """One line of an order; names are those of its day."""

    id: int
    position: int
    product_id: int | None
    product_number: str
    product_name: str
    category: str
    quantity: Decimal
    unit_price: Decimal
    net_cents: int


class YearSum(NamedTuple):
    """Orders of one year in one currency."""

    year: int
    currency: str
    orders: int
    net_cents: int


_SALES = """
    select s.id, coalesce(s.number, ''), s.day, s.account_id, {account}, s.deal_id, s.offer_id, s.currency,
        s.net_cents, s.channel
    from sale s left join contact a on a.id = s.account_id
    where s.deleted_at is null"""
_ACCOUNT = "coalesce(a.name, '')"
_PLAIN = _SALES.format(account=_ACCOUNT)
#: Lists do not name whoever is restricted; the record itself and what stands on the own card do.
_LISTED = _SALES.format(account=withheld(_ACCOUNT, "s.account_id"))


def sales(reader: Reader, *, contact_id: int | None = None, limit: int = 10_000) -> list[SaleRow]:
    """Return the orders of one account or of all, the newest first."""
    return reader.rows(
        _sale,
        f"""{_LISTED if contact_id is None else _PLAIN}
            and (:contact is null or s.account_id = :contact) order by s.day desc, s.id desc limit :limit""",
        {"contact": contact_id, "limit": limit},
    )


def sale(reader: Reader, *, sale_id: int) -> SaleRow | None:
    """Return one order; None where there is none."""
    return reader.row(_sale, f"{_PLAIN} and s.id = ?", (sale_id,))


def sale_of_offer(reader: Reader, *, offer_id: int) -> SaleRow | None:
    """Return the order an offer became; None where it became none."""
    return reader.row(_sale, f"{_PLAIN} and s.offer_id = ? order by s.id desc limit 1", (offer_id,))


def ordered_for(reader: Reader, *, deal_id: int, currency: str) -> int | None:
    """Return what was ordered for a deal in a currency, net in cents; None where nothing was."""
    total = reader.scalar(
        "select sum(net_cents) from sale where deal_id = ? and currency = ? and deleted_at is null", (deal_id, currency)
    )
    return None if total is None else int(total)


def lines(reader: Reader, *, sale_id: int) -> list[SaleLineRow]:
    """Return the lines of an order in their order."""
    return reader.rows(
        _line,
        """select id, position, product_id, product_number, product_name, category, quantity, unit_price, net_cents
           from sale_line where sale_id = ? order by position, id""",
        (sale_id,),
    )


def by_year(reader: Reader, *, contact_id: int | None = None) -> list[YearSum]:
    """Return the orders of one account or of all, summed by year and currency, the latest first."""
    return reader.rows(
        YearSum,
        """select cast(substr(day, 1, 4) as integer) as year, currency, count(*), sum(net_cents) from sale
           where deleted_at is null and (:contact is null or account_id = :contact)
           group by year, currency order by year desc, currency""",
        {"contact": contact_id},
    )


def _sale(*values: Any) -> SaleRow:
    row = SaleRow._make(values)
    return row._replace(day=day(values[2]))


def _line(*values: Any) -> SaleLineRow:
    row = SaleLineRow._make(values)
    return row._replace(quantity=Decimal(values[6]), unit_price=Decimal(values[7]))
