"""What is doubtful about the VAT of an offer: said while it is written, forbidden by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.offers import OfferStatus, TaxMode
from crm_desktop.domain.vat import EU, small_limit
from crm_desktop.operations.offers import vat
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import vat as queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.reading import Reader


class Doubt(NamedTuple):
    """One doubt in words; `renews` where new rates for the lines would remove it."""

    what: str
    meaning: str = ""
    renews: bool = False


def doubts(reader: Reader, offer: OfferDetail, *, today: date) -> tuple[Doubt, ...]:
    """Return what is doubtful about the VAT of a draft, the most pressing first; nothing for what was sent."""
    if offer.status is not OfferStatus.DRAFT:
        return ()
    firm = firm_queries.the_firm(reader)
    return (*_rates(reader, offer, today), *_small(reader, offer, firm, today), *_abroad(reader, offer, firm))


def _rates(reader: Reader, offer: OfferDetail, today: date) -> Iterator[Doubt]:
    changed = vat.outdated_offers(reader, today=today, offer_id=offer.id)
    if changed:
        yield Doubt(
            plural(
                "The VAT rate of {n} position is another one on the day of delivery.",
                "The VAT rates of {n} positions are others on the day of delivery.",
                len(changed),
            ),
            _("The rate follows the delivery, not the offer."),
            renews=True,
        )


def _small(reader: Reader, offer: OfferDetail, firm: FirmRow, today: date) -> Iterator[Doubt]:
    if firm.small_business and offer.tax_mode is TaxMode.STANDARD:
        yield Doubt(
            _("Your firm is a small business, and this offer shows VAT."),
            _("Who shows VAT owes it, small business or not."),
        )
    limit = small_limit(firm.country, today) if offer.tax_mode is TaxMode.SMALL_BUSINESS else None
    if limit is None:
        return
    last, now = (queries.ordered_in(reader, year=year, currency=firm.currency) for year in (today.year - 1, today.year))
    if last > limit.last_year_cents or now > limit.this_year_cents:
        yield Doubt(
            _("Your orders have passed the limit of small businesses."),
            _("Ask your tax adviser from when on you charge VAT."),
        )


def _abroad(reader: Reader, offer: OfferDetail, firm: FirmRow) -> Iterator[Doubt]:
    customer = queries.vat_party(reader, contact_id=offer.account_id)
    if offer.tax_mode in {TaxMode.REVERSE_CHARGE, TaxMode.INTRA_COMMUNITY}:
        if not firm.vat_id:
            yield Doubt(_("Without VAT, your own VAT ID must be known."), _("Fill it in in the settings."))
        if customer is not None and not customer.vat_id:
            yield Doubt(
                _("Without VAT, the VAT ID of {name} must be known.").format(name=customer.name),
                _("Fill it in with the contact."),
            )
    country = customer.country or firm.country if customer is not None else ""
    if offer.tax_mode is TaxMode.INTRA_COMMUNITY and country and (country == firm.country or country not in EU):
        yield Doubt(_("This is no delivery to another country of the European Union."), _("Choose the VAT anew."))
    if offer.tax_mode is TaxMode.EXPORT and country and (country == firm.country or {country, firm.country} <= EU):
        yield Doubt(_("This is no export out of the European Union."), _("Choose the VAT anew."))
