"""Why a document shows no VAT: the sentence the law of the seller's country wants, from the day on it is worded so.

Data, not code: a sentence that changes gets a further row. Sources: § 19, § 13b, § 4 no. 1, § 6, § 6a, § 25a and § 14a
UStG; § 6 para. 1 no. 27, § 19, § 24, art. 6 UStG 1994 (Austria); art. 10, 23, 24a, 45 MWSTG (Switzerland); art. 138
and 226 of directive 2006/112/EC.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.domain.offers import TaxMode


class TaxNote(NamedTuple):
    """One sentence in German and English; "" as country is every country that has none of its own."""

    country: str
    mode: TaxMode
    since: date
    german: str
    english: str


_ALWAYS = date(1, 1, 1)

NOTES = (
    TaxNote("DE", TaxMode.SMALL_BUSINESS, _ALWAYS,
        "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet (Kleinunternehmer).",
        "No VAT is charged (small business, section 19 of the German VAT Act)."),
    TaxNote("DE", TaxMode.SMALL_BUSINESS, date(2025, 1, 1),
        "Gemäß § 19 UStG steuerfrei (Kleinunternehmer).",
        "Exempt from VAT (small business, section 19 of the German VAT Act)."),
    TaxNote("DE", TaxMode.REVERSE_CHARGE, _ALWAYS,
        "Steuerschuldnerschaft des Leistungsempfängers.",
        "Reverse charge: VAT is payable by the recipient."),
    TaxNote("DE", TaxMode.INTRA_COMMUNITY, _ALWAYS,
        "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1 Buchst. b UStG).",
        "VAT-exempt intra-Community supply (section 4 no. 1 b of the German VAT Act)."),
    TaxNote("DE", TaxMode.EXPORT, _ALWAYS,
        "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1 Buchst. a UStG).",
        "VAT-exempt export (section 4 no. 1 a of the German VAT Act)."),
    TaxNote("DE", TaxMode.MARGIN, _ALWAYS,
        "Gebrauchtgegenstände/Sonderregelung (Differenzbesteuerung nach § 25a UStG).",
        "Margin scheme – second-hand goods (section 25a of the German VAT Act)."),
    TaxNote("AT", TaxMode.SMALL_BUSINESS, _ALWAYS,
        "Umsatzsteuerbefreit – Kleinunternehmer gem. § 6 Abs. 1 Z 27 UStG.",
        "Exempt from VAT (small business, section 6 (1) no. 27 of the Austrian VAT Act)."),
    TaxNote("AT", TaxMode.REVERSE_CHARGE, _ALWAYS,
        "Übergang der Steuerschuld auf den Leistungsempfänger.",
        "Reverse charge: VAT is payable by the recipient."),
    TaxNote("AT", TaxMode.INTRA_COMMUNITY, _ALWAYS,
        "Steuerfreie innergemeinschaftliche Lieferung (Art. 6 Abs. 1 UStG 1994).",
        "VAT-exempt intra-Community supply (article 6 (1) of the Austrian VAT Act)."),
    TaxNote("AT", TaxMode.EXPORT, _ALWAYS,
        "Steuerfreie Ausfuhrlieferung (§ 6 Abs. 1 Z 1 UStG 1994).",
        "VAT-exempt export (section 6 (1) no. 1 of the Austrian VAT Act)."),
    TaxNote("AT", TaxMode.MARGIN, _ALWAYS,
        "Gebrauchtgegenstände/Sonderregelung (Differenzbesteuerung nach § 24 UStG 1994).",
        "Margin scheme – second-hand goods (section 24 of the Austrian VAT Act)."),
    TaxNote("CH", TaxMode.SMALL_BUSINESS, _ALWAYS,
        "Nicht mehrwertsteuerpflichtig.",
        "Not subject to Swiss VAT."),
    TaxNote("CH", TaxMode.REVERSE_CHARGE, _ALWAYS,
        "Bezugsteuer: Die Steuer schuldet der Empfänger der Leistung.",
        "Reverse charge: VAT is payable by the recipient."),
    TaxNote("CH", TaxMode.INTRA_COMMUNITY, _ALWAYS,
        "Von der Mehrwertsteuer befreite Ausfuhr (Art. 23 MWSTG).",
        "Export exempt from Swiss VAT (article 23 of the Swiss VAT Act)."),
    TaxNote("CH", TaxMode.EXPORT, _ALWAYS,
        "Von der Mehrwertsteuer befreite Ausfuhr (Art. 23 MWSTG).",
        "Export exempt from Swiss VAT (article 23 of the Swiss VAT Act)."),
    TaxNote("CH", TaxMode.MARGIN, _ALWAYS,
        "Margenbesteuerung (Art. 24a MWSTG).",
        "Margin taxation (article 24a of the Swiss VAT Act)."),
    TaxNote("", TaxMode.SMALL_BUSINESS, _ALWAYS,
        "Nicht umsatzsteuerpflichtig (Kleinunternehmer).",
        "Not subject to VAT (small business)."),
    TaxNote("", TaxMode.REVERSE_CHARGE, _ALWAYS,
        "Steuerschuldnerschaft des Leistungsempfängers.",
        "Reverse charge: VAT is payable by the recipient."),
    TaxNote("", TaxMode.INTRA_COMMUNITY, _ALWAYS,
        "Steuerfreie innergemeinschaftliche Lieferung.",
        "VAT-exempt intra-Community supply."),
    TaxNote("", TaxMode.EXPORT, _ALWAYS,
        "Steuerfreie Ausfuhrlieferung.",
        "VAT-exempt export."),
    TaxNote("", TaxMode.MARGIN, _ALWAYS,
        "Gebrauchtgegenstände/Sonderregelung.",
        "Margin scheme – second-hand goods."),
)  # fmt: skip

#: Countries that share another one's law on VAT.
_SAME_LAW = {"LI": "CH"}


def tax_note(mode: TaxMode, language: str, country: str, day: date) -> str:
    """Return the sentence a document of a country's seller carries on a day; "" where VAT is shown."""
    law = _SAME_LAW.get(country, country)
    known = [note for note in NOTES if note.mode is mode and note.since <= day]
    own = [note for note in known if note.country == law] or [note for note in known if not note.country]
    if not own:
        return ""
    found = max(own, key=lambda note: note.since)
    return found.german if language == "de" else found.english
