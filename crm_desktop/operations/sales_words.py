"""What the user calls the states of deals and offers, and the classes of VAT."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.domain.products import TaxClass


def deal_status_word(status: DealStatus) -> str:
    """Return the word for the state of a deal."""
    return {
        DealStatus.OPEN: meant("state of a deal", "Open"),
        DealStatus.WON: _("Won"),
        DealStatus.LOST: _("Lost"),
        DealStatus.PARKED: _("Parked"),
    }[status]


def offer_status_word(status: OfferStatus) -> str:
    """Return the word for the state of an offer."""
    return {
        OfferStatus.DRAFT: _("Draft"),
        OfferStatus.SENT: meant("state of an offer", "Sent"),
        OfferStatus.ACCEPTED: _("Accepted"),
        OfferStatus.PARTLY_ACCEPTED: _("Partly accepted"),
        OfferStatus.REJECTED: _("Declined"),
        OfferStatus.EXPIRED: _("Expired"),
        OfferStatus.WITHDRAWN: _("Withdrawn"),
        OfferStatus.SUPERSEDED: _("Superseded"),
    }[status]


def tax_word(tax_class: TaxClass) -> str:
    """Return what the user calls a class of VAT."""
    return {
        TaxClass.STANDARD: meant("class of VAT", "Standard"), TaxClass.REDUCED: meant("class of VAT", "Reduced"),
        TaxClass.SPECIAL: meant("class of VAT", "Special rate"), TaxClass.LOWEST: meant("class of VAT", "Lowest rate"),
        TaxClass.ZERO: meant("class of VAT", "None"),
    }[tax_class]  # fmt: skip
