"""VAT as a firm charges it: rates by class and day, own ones set, and offers whose rates no longer hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.vat import RATES, Rate, VatRate, moved, rate_on
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries import vat as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

__all__ = ["RATES", "Outdated", "Rate", "outdated_offers", "renew_rates", "set_rate", "vat_percent"]


class Outdated(NamedTuple):
    """A line of an open offer whose rate does not hold on the day of the delivery, and the one that does."""

    offer_id: int
    line_id: int
    position: int
    percent: Decimal
    becomes: Decimal
    #: Whether the offer is a draft, whose rates can be renewed as it stands; a sent one takes a new version.
    draft: bool


def vat_percent(
    tax_class: TaxClass, country: str, day: date, *, usual: Decimal = Decimal(0), rates: Sequence[Rate] = RATES
) -> Decimal:
    """Return the rate of a class in a country on a day; where none is known, the firm's usual one.

    A country without a special or lowest rate takes its reduced one. `rates` are the law's unless those with the
    firm's own are given (`store.queries.vat.rates`).
    """
    found = rate_on(rates, tax_class, country, day)
    return usual if found is None else found


def set_rate(writer: Writer, *, country: str, tax_class: TaxClass, since: date, percent: Decimal) -> Outcome[int]:
    """Set a rate that holds from a day on, in place of the law's; the value is its id. Raises BadInput."""
    with writer.step(_("Set VAT rate")) as work:
        if tax_class is TaxClass.ZERO or not (percent.is_finite() and 0 <= percent <= 100):
            raise BadInput(_("A percentage lies between 0 and 100."), field="percent")
        if len(country) != 2 or not country.isascii() or not country.isalpha():
            raise BadInput(_("A country has two letters, like DE."), field="country")
        known = queries.own_rate(work.read, country=country.upper(), tax_class=tax_class, since=since)
        if known is None:
            rate = VatRate(country=country.upper(), tax_class=tax_class, since=since, percent=percent)
            work.add(rate)
            work.flush()
        else:
            rate = work.get(VatRate, known)
            rate.percent = percent
        rate_id = rate.id
    return work.outcome(rate_id)


def drop_rate(writer: Writer, *, rate_id: int) -> Outcome[None]:
    """Take a rate of one's own away again: the law's holds in its place."""
    with writer.step(_("Remove VAT rate")) as work:
        work.delete(work.get(VatRate, rate_id))
    return work.outcome(None)


def outdated_offers(reader: Reader, *, today: date, offer_id: int | None = None) -> list[Outdated]:
    """Return the lines of drafts and sent offers (or of one) whose rate is another one when they are delivered.

    An offer without a day of delivery is delivered today at the earliest. A rate somebody typed that is no rate of
    the country stays.
    """
    return list(_outdated(reader, today, offer_id))


def renew_rates(writer: Writer, *, offer_id: int) -> Outcome[int]:
    """Give the lines of a draft the rates that hold on the day of its delivery; the value is how many changed.

    Raises Refused for an offer that was sent.
    """
    with writer.step(_("Renew VAT rates")) as work:
        offer = offers.draft(work, offer_id)
        wrong = {each.line_id: each.becomes for each in _outdated(work.read, work.today, offer_id)}
        lines = offer_queries.the_offer(work.read, offer_id=offer_id).lines
        renewed = [line._replace(vat_percent=wrong.get(line.id or 0, line.vat_percent)) for line in lines]
        if wrong:
            offers.rewrite(work, offer, renewed)
    return work.outcome(len(wrong))


def _outdated(reader: Reader, today: date, offer_id: int | None) -> Iterator[Outdated]:
    rates = queries.rates(reader)
    for line in queries.taxed_lines(reader, offer_id=offer_id):
        day = max(today, line.issued_on) if line.delivery_on is None else line.delivery_on
        becomes = moved(rates, line.percent, line.country, line.issued_on, day)
        if becomes is not None:
            yield Outdated(line.offer_id, line.line_id, line.position, line.percent, becomes, line.draft)
