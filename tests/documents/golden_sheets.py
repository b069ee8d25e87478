"""The documents whose print is kept as golden data: every kind, layout and language, and everything that is odd."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from PIL import Image, ImageDraw

from crm_desktop.base.paths import resources
from crm_desktop.documents.letter_sheet import LetterSheet, ReplySlip
from crm_desktop.documents.sheets import (
    Design,
    Enclosure,
    Form,
    Letterhead,
    OfferSheet,
    PartyBlock,
    SheetLine,
    Terms,
    Title,
    Totals,
    VatRow,
)
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from tests.documents.papers import paper
from tests.documents.samples import (
    CONFIRMATION,
    DELIVERY,
    HEAD,
    HOTEL,
    LOBBY,
    LOBBY_LINES,
    article,
    heading,
    with_lines,
)


def mark() -> bytes:
    """Return a logo."""
    return (resources() / "brand" / "mark.png").read_bytes()


def drawn(ink: str) -> bytes:
    """Return a picture of a thing: a box on a ground."""
    image = Image.new("RGB", (500, 356), "#E8E6E0")
    ImageDraw.Draw(image).rectangle((90, 120, 410, 290), fill=ink)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def hand() -> bytes:
    """Return a signature: some strokes of a pen, on nothing."""
    image = Image.new("RGBA", (420, 110), (0, 0, 0, 0))
    points = [(10 + 8 * step, 55 + (-1) ** step * (45 - step)) for step in range(44)]
    ImageDraw.Draw(image).line(points, fill=(35, 55, 110, 255), width=4)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


HEADED: Letterhead = replace(HEAD, logo=mark())
SIGNED = replace(LOBBY.adviser, signature=hand()) if LOBBY.adviser else None
_INKS = {"2.1": "#B98A54", "2.2": "#5D3A26", "2.3": "#C69C62", "3.3": "#3F7D4E"}
PICTURED = tuple(
    replace(line, picture=drawn(_INKS[line.position])) if line.position in _INKS else line for line in LOBBY_LINES
)
WHOLE = replace(LOBBY, letterhead=HEADED, adviser=SIGNED)
MODERN = replace(WHOLE, design=Design.MODERN, lines=PICTURED)
PLAIN = replace(WHOLE, design=Design.PLAIN, form=Form.A)

ENGLISH = replace(
    WHOLE,
    language="en",
    country="GB",
    currency="GBP",
    greeting="Dear Ms Kessler,",
    intro=None,
    terms=replace(LOBBY.terms, delivery="6 weeks after your order.", payment="14 days net.", binding_note=""),
)
SWISS = replace(
    WHOLE,
    country="CH",
    currency="CHF",
    form=Form.SWISS,
    totals=replace(LOBBY.totals, vat=(VatRow(Decimal("8.1"), 4254392, 344606),), gross_cents=4598998, rounding_cents=2),
)
NESTED_LINES = (
    heading("1", "Erdgeschoss"),
    replace(heading("1.1", "Empfang"), level=2),
    replace(heading("1.1.1", "Theke"), level=3),
    article("1.1.1.1", "Korpus", "1", "Stk", "1200", 120000),
    article("1.1.1.2", "Platte", "2.4", "m", "310", 74400),
    replace(heading("1.1.2", "Wand"), level=3),
    *(article(f"1.1.2.{n}", f"Paneel {n}", "1", "m²", "80", 8000, text="Eiche, geölt.") for n in range(1, 24)),
    replace(heading("1.2", "Flur"), level=2),
    article("1.2.1", "Garderobe", "1", "Stk", "900", 90000),
    heading("2", "Obergeschoss"),
    article("2.1", "Regal", "3", "Stk", "450", 135000),
)
ODD_LINES = (
    heading("1", "Möbel"),
    replace(article("1.1", "Tisch", "2", "Stk", "100", 19000), discount_cents=1000),
    replace(article("1.2", "Stuhl", "4", "Stk", "55", 20400, discount="5"), discount_cents=500),
    article("1.3", "Filzgleiter", "1", "Satz", "12", 0, kind=LineKind.FREE),
    replace(article("1.4", "Polster", "4", "Stk", "0", 0, kind=LineKind.OPTIONAL), priced=False),
    SheetLine(
        kind=LineKind.SURCHARGE,
        position="1.5",
        title="Eilzuschlag",
        surcharge_percent=Decimal(10),
        surcharge_section="1",
        total_cents=3940,
    ),
    SheetLine(kind=LineKind.SURCHARGE, position="1.6", title="Anfahrt", quantity=Decimal(1), unit="psch.",
              unit_price=Decimal(45), total_cents=4500),
    SheetLine(kind=LineKind.TEXT, title="Hinweis", text="Lieferung frei Haus."),
)  # fmt: skip
FEAST = article("1", "Fest 🎉 für 👩‍👩‍👧 im Haus", "1", "Stk", "120", 12000, text="Viel ❤️ dabei")
MANY = tuple(
    line
    for group in range(30)
    for line in (
        heading(str(group + 1), f"Abschnitt {group + 1}"),
        *(
            article(
                f"{group + 1}.{n}", f"Posten {group * 10 + n}", str(n % 7 + 1), "Stk", "12.5", 1250 * (n % 7 + 1),
                text="Lieferung und Montage nach Plan.",
            )
            for n in range(1, 11)
        ),
    )
)  # fmt: skip
NINE_LINES = PartyBlock(
    names=("Vereinigte Werkstätten für Tischlerei", "und Innenausbau Nord GmbH & Co. KG"),
    department="Abteilung Einkauf",
    person="Herr Dr. Maximilian Freiherr von Beispiel",
    street=("Haus 7, 2. Hof", "Lange Straße 128"),
    place="21335 Lüneburg",
    country="Deutschland",
    notes=("Persönlich", "Einschreiben"),
)
LETTER = LetterSheet(
    day=date(2026, 11, 24),
    made_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    letterhead=HEADED,
    recipient=HOTEL,
    adviser=SIGNED,
    customer_number="10284",
    subject="Einladung in die Werkstatt",
    greeting="Sehr geehrte Frau Kessler,",
    text="am 12. Dezember öffnen wir die Werkstatt.\n\nSie sehen, wie Ihre Theke entsteht.",
)
SLIP = ReplySlip(
    title="Werkstattabend am 12. Dezember",
    ticks=("Ich komme.", "Ich komme nicht."),
    question="Personen:",
    link="https://www.holzwerk-brandt.example/abend",
    back_to=("Holzwerk Brandt", "Lüner Straße 48", "21339 Lüneburg"),
)


GROSS = replace(
    with_lines((article("1", "Stuhl", "1", "Stk", "119", 11900),), WHOLE),
    price_mode=PriceMode.GROSS,
    totals=Totals(sum_cents=11900, net_cents=10000, vat=(VatRow(Decimal(19), 10000, 1900),), gross_cents=11900),
)


def untaxed(mode: TaxMode) -> OfferSheet:
    """Return an offer without VAT."""
    sheet = with_lines((article("1", "Beratung", "16", "Std", "95", 152000),), WHOLE)
    rows = (VatRow(Decimal(0), 152000, 0),) if mode is TaxMode.REVERSE_CHARGE else ()
    return replace(sheet, tax_mode=mode, totals=replace(sheet.totals, vat=rows, gross_cents=152000))


GOLDENS: dict[str, OfferSheet | LetterSheet] = {
    "classic": WHOLE,
    "modern": MODERN,
    "plain": PLAIN,
    "one-line": with_lines((article("1", "Stuhl", "1", "Stk", "120", 12000),), WHOLE),
    "three-hundred-lines": with_lines(MANY, WHOLE),
    "nested": with_lines(NESTED_LINES, WHOLE),
    "nested-modern": with_lines(NESTED_LINES, MODERN),
    "nested-plain": with_lines(NESTED_LINES, PLAIN),
    "emoji": with_lines((FEAST,), WHOLE),
    "arabic": with_lines((article("1", "مكتب استقبال", "1", "Stk", "120", 12000, text="خشب البلوط"),), WHOLE),
    "endless-word": with_lines((article("1", "Wort", "1", "Stk", "120", 12000, text="W" * 20_000),), WHOLE),
    "no-logo": LOBBY,
    "no-logo-modern": replace(LOBBY, design=Design.MODERN),
    "estimate": replace(WHOLE, title=Title.ESTIMATE),
    "estimate-modern": replace(MODERN, title=Title.ESTIMATE),
    "estimate-english": replace(ENGLISH, title=Title.ESTIMATE),
    "confirmation": replace(CONFIRMATION, letterhead=HEADED, adviser=SIGNED),
    "confirmation-modern": replace(CONFIRMATION, letterhead=HEADED, adviser=SIGNED, design=Design.MODERN),
    "confirmation-plain": replace(CONFIRMATION, letterhead=HEADED, design=Design.PLAIN),
    "confirmation-english": replace(
        CONFIRMATION, letterhead=HEADED, language="en", country="GB", currency="GBP", greeting=None, intro=None,
        terms=Terms(),
    ),
    "delivery": replace(DELIVERY, letterhead=HEADED),
    "delivery-modern": replace(DELIVERY, letterhead=HEADED, design=Design.MODERN),
    "delivery-plain": replace(DELIVERY, letterhead=HEADED, design=Design.PLAIN, form=Form.A),
    "delivery-english": replace(DELIVERY, letterhead=HEADED, language="en", country="GB", intro="To the back door."),
    "english": ENGLISH,
    "english-modern": replace(ENGLISH, design=Design.MODERN),
    "english-plain": replace(ENGLISH, design=Design.PLAIN),
    "swiss-window": SWISS,
    "swiss-modern": replace(SWISS, design=Design.MODERN),
    "form-a": replace(WHOLE, form=Form.A),
    "gross": GROSS,
    "small-business": untaxed(TaxMode.SMALL_BUSINESS),
    "reverse-charge": untaxed(TaxMode.REVERSE_CHARGE),
    "odd-lines": with_lines(ODD_LINES, WHOLE),
    "odd-lines-modern": with_lines(ODD_LINES, replace(WHOLE, design=Design.MODERN)),
    "long-address": replace(WHOLE, recipient=NINE_LINES),
    "own-paper": replace(WHOLE, letterhead=replace(HEADED, background=paper("Briefbogen", "Folgeblatt"))),
    "enclosures": replace(WHOLE, enclosures=(Enclosure("Geschäftsbedingungen", paper("Paragraf")),)),
    "draft": replace(WHOLE, draft=True),
    "letter": LETTER,
    "letter-reply": replace(LETTER, slip=SLIP),
}  # fmt: skip
