"""What e-mails with documents say where the firm has not written its own text, and the placeholders they may have.

A text is in the language of its document, so its words are not the program's; both languages know the placeholders of
both, and capitals, blanks and umlauts in them do not matter.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class MailUse(StrEnum):
    """What an e-mail is for."""

    OFFER = "offer"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    DELIVERY = "delivery"


class Words(NamedTuple):
    """Subject and text of an e-mail, with {placeholders}."""

    subject: str
    body: str


#: Names of the placeholders by what they stand for, in each language; the first is shown to the user.
PLACEHOLDERS = MappingProxyType(
    {
        "greeting": {"de": "Anrede", "en": "Greeting"},
        "number": {"de": "Nummer", "en": "Number"},
        "subject": {"de": "Betreff", "en": "Subject"},
        "day": {"de": "Datum", "en": "Date"},
        "sent": {"de": "Gesendet am", "en": "Sent on"},
        "validity": {"de": "Gültigkeit", "en": "Validity"},
        "until": {"de": "Gültig bis", "en": "Valid until"},
        "net": {"de": "Netto", "en": "Net"},
        "total": {"de": "Summe", "en": "Total"},
        "customer": {"de": "Kunde", "en": "Customer"},
        "order": {"de": "Auftrag", "en": "Order"},
        "inquiry": {"de": "Anfrage", "en": "Inquiry"},
        "adviser": {"de": "Ansprechpartner", "en": "Contact"},
        "phone": {"de": "Telefon", "en": "Phone"},
        "firm": {"de": "Firma", "en": "Firm"},
        "signature": {"de": "Unterschrift", "en": "Signature"},
    }
)

#: Sentences that are whole or not there at all.
VALIDITY = MappingProxyType(
    {"de": "Das Angebot gilt bis zum {day}.", "en": "The offer is valid until {day}."},
)

_GERMAN = {
    MailUse.OFFER: Words(
        "Angebot {Nummer}: {Betreff}",
        "{Anrede}\n\nanbei erhalten Sie unser Angebot {Nummer} über {Summe}. {Gültigkeit}\n\n"
        "Haben Sie Fragen dazu oder möchten Sie etwas ändern? Wir freuen uns auf Ihre Antwort.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}",
    ),
    MailUse.REMINDER: Words(
        "Unser Angebot {Nummer}: {Betreff}",
        "{Anrede}\n\nam {Gesendet am} haben wir Ihnen unser Angebot {Nummer} geschickt; es liegt noch einmal bei. "
        "{Gültigkeit}\n\nKonnten Sie es schon ansehen? Wenn etwas nicht passt, sagen Sie uns gern, was.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}",
    ),
    MailUse.CONFIRMATION: Words(
        "Auftragsbestätigung {Auftrag}: {Betreff}",
        "{Anrede}\n\nvielen Dank für Ihren Auftrag. Anbei erhalten Sie unsere Auftragsbestätigung {Auftrag}.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}",
    ),
    MailUse.DELIVERY: Words(
        "Lieferschein zu Auftrag {Auftrag}: {Betreff}",
        "{Anrede}\n\nanbei erhalten Sie den Lieferschein zu Ihrem Auftrag {Auftrag}.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}",
    ),
}
_ENGLISH = {
    MailUse.OFFER: Words(
        "Offer {Number}: {Subject}",
        "{Greeting}\n\nPlease find attached our offer {Number} for {Total}. {Validity}\n\n"
        "Do you have any questions, or would you like something changed? We look forward to your reply.\n\n"
        "Kind regards\n{Signature}",
    ),
    MailUse.REMINDER: Words(
        "Our offer {Number}: {Subject}",
        "{Greeting}\n\nOn {Sent on} we sent you our offer {Number}; it is attached once more. {Validity}\n\n"
        "Have you had a chance to look at it? If anything does not fit, please tell us what.\n\n"
        "Kind regards\n{Signature}",
    ),
    MailUse.CONFIRMATION: Words(
        "Order confirmation {Order}: {Subject}",
        "{Greeting}\n\nThank you for your order. Please find attached our confirmation {Order}.\n\n"
        "Kind regards\n{Signature}",
    ),
    MailUse.DELIVERY: Words(
        "Delivery note for order {Order}: {Subject}",
        "{Greeting}\n\nPlease find attached the delivery note for your order {Order}.\n\nKind regards\n{Signature}",
    ),
}

#: What is written where the firm wrote nothing of its own.
USUAL = MappingProxyType({"de": _GERMAN, "en": _ENGLISH})


def names() -> list[str]:
    """Return every placeholder there is, in both languages."""
    return [name for both in PLACEHOLDERS.values() for name in both.values()]
