"""Offers for the tests of documents: one like a joiner's real one, and ways to make odd ones from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from crm_desktop.documents.sheets import (
    COUNTED,
    Adviser,
    Choice,
    Letterhead,
    OfferSheet,
    PartyBlock,
    SheetLine,
    Skonto,
    Terms,
    Title,
    Totals,
    VatRow,
)
from crm_desktop.domain.offers import LineKind

HEAD = Letterhead(
    name="Holzwerk Brandt",
    trade="Tischlerei & Innenausbau",
    legal_name="Holzwerk Brandt e. K.",
    return_line="Holzwerk Brandt · Lüner Straße 48 · 21339 Lüneburg",
    contact="04131 77 10 20 · post@holzwerk-brandt.example",
    footer=(
        ("Holzwerk Brandt e. K.", "Lüner Straße 48", "21339 Lüneburg"),
        ("Inhaber: Jan Brandt", "Amtsgericht Lüneburg, HRA 00000", "USt-IdNr. DE000000000"),
        ("04131 77 10 20", "post@holzwerk-brandt.example", "www.holzwerk-brandt.example"),
        ("Sparkasse Lüneburg", "DE00 0000 0000 0000 0000 00", "BIC NOLADE00XXX"),
    ),
)
HOTEL = PartyBlock(
    names=("Hotel Seeblick GmbH",), person="Frau Miriam Kessler", street=("Uferweg 12",), place="21335 Lüneburg"
)
JAN = Adviser(
    name="Jan Brandt", role="Inhaber, Tischlermeister", phone="04131 77 10 21", email="jan@holzwerk-brandt.example"
)


def heading(position: str, title: str) -> SheetLine:
    """Return the heading of a group."""
    return SheetLine(kind=LineKind.HEADING, position=position, title=title)


def article(
    position: str,
    title: str,
    quantity: str,
    unit: str,
    price: str,
    cents: int,
    *,
    text: str = "",
    discount: str = "0",
    vat: str = "19",
    kind: LineKind = LineKind.ARTICLE,
    replaces: str = "",
) -> SheetLine:
    """Return a priced line; the amount is given, paper does not compute."""
    return SheetLine(
        kind=kind,
        position=position,
        title=title,
        text=text,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        discount_percent=Decimal(discount),
        vat_percent=Decimal(vat),
        total_cents=cents,
        replaces=replaces,
    )


LOBBY_LINES = (
    heading("1", "Planung und Rückbau"),
    article(
        "1.1",
        "Aufmaß und Werkplanung",
        "12.5",
        "Std",
        "74",
        92500,
        text="Laser-Aufmaß, Werkzeichnungen 1:20 und 1:5, eine Korrekturrunde mit der Architektin.",
    ),
    article(
        "1.2",
        "Rückbau vorhandener Tresen",
        "1",
        "psch.",
        "1480",
        148000,
        text="Demontage, Trennung nach Stoffen, Abtransport und Entsorgung mit Nachweis.",
    ),
    heading("2", "Empfang und Wände"),
    article(
        "2.1",
        "Empfangstheke Eiche massiv",
        "1",
        "Stk",
        "28650",
        2721750,
        discount="5",
        text="4,80 × 1,10 × 0,75 m; mit Hartwachsöl geölt, Ka\u00adbel\u00adführung, umlaufender LED-Sockel 2700 K, "
        "zwei abschließbare Schubkästen.",
    ),
    article(
        "2.2",
        "Empfangstheke Nussbaum massiv",
        "1",
        "Stk",
        "34900",
        3315500,
        discount="5",
        kind=LineKind.ALTERNATIVE,
        replaces="2.1",
        text="Nussbaum, geölt, sonst wie Position 2.1.",
    ),
    article(
        "2.3",
        "Wandpaneele Eiche furniert",
        "28.35",
        "m²",
        "312.5",
        885938,
        text="Akustikpaneel mit Schattenfuge, Brandschutz B1, αw = 0,85; einschließlich Unterkonstruktion.",
    ),
    article(
        "2.4",
        "Schattenfugenprofil Aluminium",
        "46.2",
        "m",
        "7.485",
        34581,
        text="Schwarz eloxiert, auf Gehrung geschnitten.",
    ),
    heading("3", "Montage und Begrünung"),
    article(
        "3.1", "Montage vor Ort", "64", "Std", "68", 435200, text="Werktags 7 bis 16 Uhr, zwei Monteure, vier Tage."
    ),
    article(
        "3.2",
        "Wochenendmontage",
        "16",
        "Std",
        "34",
        54400,
        kind=LineKind.OPTIONAL,
        text="Zuschlag je Stunde, wenn an zwei Samstagen montiert wird.",
    ),
    article(
        "3.3",
        "Bogenhanf für Pflanztrog, 60 cm",
        "14",
        "Stk",
        "18.45",
        23247,
        discount="10",
        vat="7",
        text="Lebende Pflanze, Topfgröße 17 cm.",
    ),
)

LOBBY = OfferSheet(
    number="A-2026-118",
    day=date(2026, 11, 20),
    valid_until=date(2026, 12, 15),
    made_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    letterhead=HEAD,
    recipient=HOTEL,
    adviser=JAN,
    customer_number="10284",
    inquiry="12.11.2026",
    subject="Umbau der Lobby",
    greeting="Sehr geehrte Frau Kessler,",
    intro="vielen Dank für den freundlichen Empfang am 16. November und für Ihre Anfrage. Gern bieten wir Ihnen den "
    "Umbau der Lobby in geölter Eiche an, wie vor Ort besprochen:",
    lines=LOBBY_LINES,
    totals=Totals(
        sum_cents=4341216,
        discount_percent=Decimal(2),
        discount_cents=86824,
        net_cents=4254392,
        vat=(VatRow(Decimal(19), 4231610, 804006), VatRow(Decimal(7), 22782, 1595)),
        gross_cents=5059993,
    ),
    choices=(
        Choice("Theke in Nussbaum", 581875, 5752424, position="2.2", replaces="2.1"),
        Choice("Wochenendmontage", 53312, 5123434, position="3.2"),
        Choice("", 635187, 5815865, tick=False),
    ),
    terms=Terms(
        delivery="6 Wochen ab Auftrag; Montage vor dem 15.01.2027, Termin nach Absprache.",
        payment="40 % bei Auftrag, 60 % nach Abnahme, jeweils 14 Tage netto.",
        skonto=(Skonto(7, Decimal(2), 101200, 4958793),),
        binding_note="Es gelten unsere Geschäftsbedingungen.",
        attachments=("1 Werkzeichnung Theke", "2 Geschäftsbedingungen (Stand 01.2026)"),
    ),
    data=b'{"number": "A-2026-118"}',
)

#: What the hotel ordered: the desk in walnut, no work on weekends; the positions keep their numbers.
_ORDERED = tuple(
    replace(line, kind=LineKind.ARTICLE, replaces="") if line.unit else line
    for line in LOBBY_LINES
    if line.position not in {"2.1", "3.2"}
)
CONFIRMATION = replace(
    LOBBY,
    title=Title.CONFIRMATION,
    number="AB-2026-064",
    day=date(2026, 11, 26),
    inquiry="",
    ordered_on=date(2026, 11, 24),
    offer_number="A-2026-118",
    intro="vielen Dank für Ihren Auftrag vom 24. November. Wir bestätigen ihn in der Ausführung Nussbaum "
    "(Position 2.2 des Angebots); die Wochenendmontage entfällt. Preise wie angeboten.",
    lines=_ORDERED,
    totals=Totals(
        sum_cents=4934966,
        discount_percent=Decimal(2),
        discount_cents=98699,
        net_cents=4836267,
        vat=(VatRow(Decimal(19), 4813485, 914562), VatRow(Decimal(7), 22782, 1595)),
        gross_cents=5752424,
    ),
    choices=(),
)
DELIVERY = replace(
    CONFIRMATION,
    title=Title.DELIVERY,
    number="LS-2027-011",
    day=date(2027, 1, 11),
    ordered_on=None,
    offer_number="",
    order_number="AB-2026-064",
    intro="Anlieferung an: Hotel Seeblick, Lieferanteneingang, Am Hafen 3, 21335 Lüneburg.",
    lines=(
        replace(LOBBY_LINES[5], kind=LineKind.ARTICLE, text="ET-480N · Korpus und Platte, in 3 Teilen"),
        replace(LOBBY_LINES[6], text="WP-031 · Charge 26-1107, Pakete 1 bis 9"),
        replace(LOBBY_LINES[7], delivered=Decimal(30)),
        replace(LOBBY_LINES[11], delivered=Decimal(0), text="PF-060 · folgt mit der dritten Lieferung"),
    ),
)


def with_lines(lines: tuple[SheetLine, ...], sheet: OfferSheet = LOBBY) -> OfferSheet:
    """Return an offer over other lines, its totals to match: one rate of VAT, no discount, no choice."""
    net = sum(line.total_cents for line in lines if line.kind in COUNTED)
    vat = (net * 19 + 50) // 100
    totals = Totals(sum_cents=net, net_cents=net, vat=(VatRow(Decimal(19), net, vat),), gross_cents=net + vat)
    return replace(sheet, lines=lines, totals=totals, choices=())
