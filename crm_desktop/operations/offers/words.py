"""The words of an offer with {placeholders}: what these stand for, and its texts with them filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crm_desktop.base import formats
from crm_desktop.base.placeholders import filled as with_values
from crm_desktop.base.placeholders import unknown
from crm_desktop.base.times import local_day
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.letters import letters
from crm_desktop.operations.letters.mail_words import PLACEHOLDERS, VALIDITY
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import sales
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.queries.recipients import recipient
from crm_desktop.store.reading import Reader

#: The texts of an offer that may have placeholders.
TEXTS = ("intro", "closing", "delivery_terms", "payment_terms")


def values_of(reader: Reader, offer: OfferDetail) -> dict[str, str]:
    """Return what the placeholders of a text about an offer stand for, under their names in both languages."""
    firm, language = firm_queries.the_firm(reader), offer.language
    account = recipient(reader, contact_id=offer.account_id)
    person = recipient(reader, contact_id=offer.person_id)
    order = sales.sale_of_offer(reader, offer_id=offer.id)
    until = formats.day(offer.valid_until, language=language) if offer.valid_until else ""
    found = {
        "greeting": letters.first_line(account, person, language=language, country=offer.country),
        "number": full_number(offer),
        "subject": offer.subject,
        "day": formats.day(offer.issued_on, language=language),
        "sent": formats.day(local_day(offer.sent_at), language=language) if offer.sent_at else "",
        "validity": VALIDITY.get(language, VALIDITY["en"]).format(day=until) if until else "",
        "until": until,
        "net": formats.amount(offer.net_cents, offer.currency, language=language),
        "total": formats.amount(offer.gross_cents, offer.currency, language=language),
        "customer": next((whom.name for whom in (account, person) if whom), ""),
        "order": order.number if order else "",
        "inquiry": offer.their_inquiry,
        "adviser": firm.contact_name,
        "phone": firm.contact_phone or firm.phone,
        "firm": firm.name or firm.legal_name,
        "signature": signature_of(firm),
    }
    return {name: value for key, value in found.items() for name in PLACEHOLDERS[key].values()}


def filled(reader: Reader, offer: OfferDetail, *, net_cents: int, gross_cents: int) -> OfferDetail:
    """Return an offer whose texts have their placeholders filled in, with these sums."""
    texts: Mapping[str, str] = {name: getattr(offer, name) for name in TEXTS}
    if not any("{" in text for text in texts.values()):
        return offer
    values = values_of(reader, replace(offer, net_cents=net_cents, gross_cents=gross_cents))
    return replace(offer, **{name: with_values(text, values) for name, text in texts.items()})  # type: ignore[arg-type]


def unknown_words(text: str) -> list[str]:
    """Return the placeholders of a text that stand for nothing and are printed as they are."""
    return unknown(text, [name for names in PLACEHOLDERS.values() for name in names.values()])


def placeholder_names(language: str) -> list[str]:
    """Return the names of all placeholders in a language, as they are written between braces."""
    return [names.get(language, names["en"]) for names in PLACEHOLDERS.values()]


def full_number(offer: OfferDetail) -> str:
    """Return the number as printed: with the version from the second on; "" for a draft, which has none yet."""
    if offer.status is OfferStatus.DRAFT or offer.number is None:
        return ""
    return offer.number if offer.version_no == 1 else f"{offer.number}-{offer.version_no}"


def signature_of(firm: FirmRow) -> str:
    """Return who signs an e-mail of the firm, and how to reach them: one line each."""
    phone, mail = firm.contact_phone or firm.phone, firm.contact_email or firm.email
    lines = (firm.contact_name, firm.name or firm.legal_name, phone, mail)
    return "\n".join(dict.fromkeys(line for line in lines if line))
