"""What a new database starts with, in each language: the sales process of the field, number ranges, texts of offers.

All of it is the user's own from the first moment on: renamed, changed and deleted like anything else. So these are
contents, not words of the program, and stand here in both languages instead of in a catalogue.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class StartStage(NamedTuple):
    """A stage, its configured chance to win in percent, and what it means in plain words."""

    name: str
    probability: int
    meaning: str


class StartText(NamedTuple):
    """A text block: its use in an offer, its name in lists, and the text with {placeholders}."""

    use: str
    name: str
    body: str


class Start(NamedTuple):
    """Everything a database in one language begins with."""

    pipeline: str
    stages: tuple[StartStage, ...]
    #: Pattern of the number of each kind of document.
    numbers: tuple[tuple[str, str], ...]
    payment_terms: str
    texts: tuple[StartText, ...]


ENGLISH = Start(
    pipeline="Sales",
    stages=(
        StartStage("Offer sent", 20, "the price is with the customer"),
        StartStage("Follow-up", 40, "we ask what they think"),
        StartStage("Product presentation", 60, "they see what they get"),
        StartStage("Negotiation", 80, "only details left"),
        StartStage("Closing", 100, "agreed by word of mouth"),
    ),
    numbers=(
        ("offer", "Q-{year}-{n:3}"),
        ("order", "SO-{year}-{n:3}"),
        ("delivery", "DN-{year}-{n:3}"),
        ("customer", "{n}"),
    ),
    payment_terms="14 days net.",
    texts=(
        StartText("intro", "Thanks for the enquiry", "Thank you for your enquiry. We are pleased to quote:"),
        StartText("intro", "After a visit", "Thank you for the friendly talk on site. As discussed, we quote:"),
        StartText("delivery", "By arrangement", "Date by arrangement after your order."),
        StartText("closing", "Looking forward", "We look forward to your order."),
    ),
)

GERMAN = Start(
    pipeline="Vertrieb",
    stages=(
        StartStage("Angebot gesendet", 20, "Preis liegt vor"),
        StartStage("Nachfassen", 40, "wir fragen nach"),
        StartStage("Produktvorstellung", 60, "der Kunde sieht es sich an"),
        StartStage("Verhandlung", 80, "nur noch Details"),
        StartStage("Abschluss", 100, "mündlich zugesagt"),
    ),
    numbers=(
        ("offer", "A-{year}-{n:3}"),
        ("order", "AB-{year}-{n:3}"),
        ("delivery", "LS-{year}-{n:3}"),
        ("customer", "{n}"),
    ),
    payment_terms="14 Tage netto.",
    texts=(
        StartText("intro", "Dank für die Anfrage", "vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen an:"),
        StartText(
            "intro",
            "Nach einem Termin",
            "vielen Dank für das freundliche Gespräch vor Ort. Wie besprochen bieten wir Ihnen an:",
        ),
        StartText("delivery", "Nach Absprache", "Termin nach Absprache ab Auftrag."),
        StartText("closing", "Wir freuen uns", "Wir freuen uns auf Ihren Auftrag."),
    ),
)

STARTS = MappingProxyType({"en": ENGLISH, "de": GERMAN})

#: Where the running numbers of a kind of document begin, if not at 1.
FIRST_NUMBERS = MappingProxyType({"customer": 10_001})
