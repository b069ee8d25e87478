"""Questions about VAT: the rates that hold, with those a firm has set itself, and the lines of open offers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.domain.offers import OfferStatus
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.vat import Rate, together
from crm_desktop.store.queries.values import day, day_or_none
from crm_desktop.store.reading import Reader


class TaxedLine(NamedTuple):
    """One priced line of an offer that is open and charges VAT."""

    offer_id: int
    line_id: int
    position: int
    percent: Decimal
    country: str
    issued_on: date
    delivery_on: date | None
    draft: bool


class OwnRate(NamedTuple):
    """A rate the firm has set itself."""

    id: int
    rate: Rate


class VatParty(NamedTuple):
    """Who owes VAT where, as far as it is known."""

    name: str
    country: str
    vat_id: str


_LINES = """
    select o.id, l.id, l.position, l.vat_percent, o.country, o.issued_on, o.delivery_on, o.status
    from offer o join offer_line l on l.offer_id = o.id
    where o.status in ('draft', 'sent') and o.deleted_at is null and o.tax_mode = 'standard'
        and (l.kind in ('article', 'optional', 'alternative', 'free')
            or (l.kind = 'surcharge' and l.surcharge_percent is null))
        and (:offer is null or o.id = :offer)
    order by o.id, l.position, l.id"""


def rates(reader: Reader) -> tuple[Rate, ...]:
    """Return every known rate, the firm's own in place of the law's."""
    return together(reader.rows(_rate, "select country, tax_class, since, percent from vat_rate order by id"))


def own_rates(reader: Reader) -> list[OwnRate]:
    """Return the rates a firm has set itself, by country, class and day."""
    return reader.rows(
        _own, "select id, country, tax_class, since, percent from vat_rate order by country, tax_class, since, id"
    )


def own_rate(reader: Reader, *, country: str, tax_class: TaxClass, since: date) -> int | None:
    """Return the id of the rate a firm has set itself for a country, class and day; None where it has not."""
    found = reader.scalar(
        "select id from vat_rate where country = ? and tax_class = ? and since = ?",
        (country, tax_class.value, since.isoformat()),
    )
    return None if found is None else int(found)


def taxed_lines(reader: Reader, *, offer_id: int | None = None) -> list[TaxedLine]:
    """Return the lines of drafts and sent offers that carry a rate, of one offer or all."""
    return reader.rows(_line, _LINES, {"offer": offer_id})


def vat_party(reader: Reader, *, contact_id: int | None) -> VatParty | None:
    """Return a customer as VAT sees them, with the country of the primary address; None for nobody."""
    return reader.row(
        VatParty,
        """select c.name, coalesce(a.country, ''), coalesce(c.vat_id, '')
           from contact c left join address a on a.id = (
               select id from address where contact_id = c.id
               order by is_primary desc, kind = 'billing' desc, id limit 1)
           where c.id = ?""",
        (contact_id,),
    )


def ordered_in(reader: Reader, *, year: int, currency: str) -> int:
    """Return what was ordered in a year, in cents net."""
    found = reader.scalar(
        """select coalesce(sum(net_cents), 0) from sale
           where day between ? and ? and currency = ? and deleted_at is null""",
        (f"{year}-01-01", f"{year}-12-31", currency),
    )
    return int(found)


def _rate(country: str, tax_class: str, since: str, percent: str) -> Rate:
    return Rate(country, TaxClass(tax_class), day(since), Decimal(percent))


def _own(rate_id: int, *values: str) -> OwnRate:
    return OwnRate(rate_id, _rate(*values))


def _line(*values: Any) -> TaxedLine:
    offer_id, line_id, position, percent, country, issued_on, delivery_on, status = values
    draft = OfferStatus(status) is OfferStatus.DRAFT
    return TaxedLine(
        offer_id, line_id, position, Decimal(percent), country, day(issued_on), day_or_none(delivery_on), draft
    )
