"""Units of measure: as a firm writes them in German and English, and their code for electronic documents.

Codes: UN/ECE Recommendation 20 (and 21 for packages), the list EN 16931 takes its units from.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from crm_desktop.base.text import fold


class Unit(NamedTuple):
    """One unit: its code, how it is printed in each language, what it is called, and other spellings of it."""

    code: str
    german: str
    english: str
    german_name: str
    english_name: str
    #: Further spellings, separated by commas.
    also: str = ""

    def printed(self, language: str) -> str:
        """Return the unit as it is printed in a language, "de" or "en"."""
        return self.german if language == "de" else self.english

    def name(self, language: str) -> str:
        """Return what the unit is called in a language."""
        return self.german_name if language == "de" else self.english_name


UNITS = (
    Unit("C62", "Stk", "pcs", "Stück", "piece", "st, st., stk., stck, stck., pc, pce, each, ea, unit, h87, einheit"),
    Unit("HUR", "Std", "hrs", "Stunde", "hour", "std., h, stunden, stunde(n), hours, hr"),
    Unit("DAY", "Tag", "day", "Tag", "day", "tage, days, d, arbeitstag, manntag, personentag"),
    Unit("WEE", "Woche", "week", "Woche", "week", "wochen, weeks, wo"),
    Unit("MON", "Monat", "month", "Monat", "month", "monate, months, mon, mon., mtl."),
    Unit("QAN", "Quartal", "quarter", "Quartal", "quarter", "quartale, quarters"),
    Unit("ANN", "Jahr", "year", "Jahr", "year", "jahre, years, a, p. a."),
    Unit("MIN", "Min", "min", "Minute", "minute", "minuten, minutes, min."),
    Unit("LS", "psch.", "lump sum", "pauschal", "lump sum", "psch, pausch., pauschale, pa, ps, flat, flat rate"),
    Unit("MTR", "m", "m", "Meter", "metre", "lfm, lfdm, lfd. m, lfd.m., lm, laufmeter, meter, metres, meters"),
    Unit("CMT", "cm", "cm", "Zentimeter", "centimetre", "centimeter"),
    Unit("MMT", "mm", "mm", "Millimeter", "millimetre", "millimeter"),
    Unit("KMT", "km", "km", "Kilometer", "kilometre", "kilometer"),
    Unit("MTK", "m²", "m²", "Quadratmeter", "square metre", "m2, qm, sqm, square meter"),
    Unit("CMK", "cm²", "cm²", "Quadratzentimeter", "square centimetre", "cm2, qcm"),
    Unit("HAR", "ha", "ha", "Hektar", "hectare", ""),
    Unit("MTQ", "m³", "m³", "Kubikmeter", "cubic metre", "m3, cbm, cubic meter, fm, rm"),
    Unit("LTR", "l", "l", "Liter", "litre", "ltr, ltr., liters"),
    Unit("MLT", "ml", "ml", "Milliliter", "millilitre", ""),
    Unit("KGM", "kg", "kg", "Kilogramm", "kilogram", "kilo"),
    Unit("GRM", "g", "g", "Gramm", "gram", "gr"),
    Unit("TNE", "t", "t", "Tonne", "tonne", "to, tonnen, tonnes"),
    Unit("KWH", "kWh", "kWh", "Kilowattstunde", "kilowatt hour", ""),
    Unit("KWT", "kW", "kW", "Kilowatt", "kilowatt", ""),
    Unit("WTT", "W", "W", "Watt", "watt", ""),
    Unit("P1", "%", "%", "Prozent", "per cent", "percent, v. h."),
    Unit("PR", "Paar", "pairs", "Paar", "pair", "pair"),
    Unit("SET", "Satz", "set", "Satz", "set", "sets, set(s), garnitur"),
    Unit("DZN", "Dtzd.", "dozen", "Dutzend", "dozen", "dtzd, dz"),
    Unit("CEN", "100 Stk", "100 pcs", "hundert Stück", "hundred pieces", "100 st, % stk"),
    Unit("MIL", "1.000 Stk", "1,000 pcs", "tausend Stück", "thousand pieces", "1000 stk, tsd., 1000 pcs"),
    Unit("XPK", "Pkg.", "pack", "Packung", "pack", "pkg, pack., packung, paket, packs, ve, verpackungseinheit"),
    Unit("XBX", "Karton", "box", "Karton", "box", "ktn, ktn., kartons, boxes, schachtel"),
    Unit("XPX", "Palette", "pallet", "Palette", "pallet", "pal, pal., paletten, pallets"),
    Unit("XRO", "Rolle", "roll", "Rolle", "roll", "rl, rollen, rolls"),
    Unit("XSA", "Sack", "sack", "Sack", "sack", "säcke, sacks"),
    Unit("XBG", "Beutel", "bag", "Beutel", "bag", "bags, tüte"),
    Unit("XBO", "Flasche", "bottle", "Flasche", "bottle", "fl., flaschen, bottles"),
    Unit("XCA", "Dose", "can", "Dose", "can", "dosen, cans"),
    Unit("XTU", "Tube", "tube", "Tube", "tube", "tuben, kartusche"),
    Unit("XST", "Bogen", "sheet", "Bogen", "sheet", "blatt, bögen, sheets, tafel, platte"),
    Unit("E48", "Leistung", "service", "Leistungseinheit", "service unit", "le, einsatz"),
    Unit("IE", "Person", "person", "Person", "person", "personen, pers., persons, people, teilnehmer"),
)


def unit_of(text: str) -> Unit | None:
    """Return the unit a text names in any usual spelling; None for one of the firm's own."""
    return _spellings().get(fold(text).strip())


def printed(text: str, language: str) -> str:
    """Return a unit as it is written in a language; one that is not known stays as it is.

    A spelling of the language itself stays, too: a firm that writes "Stück" means it.
    """
    found = unit_of(text)
    if found is None or language not in {"de", "en"}:
        return text
    other = found.printed("en" if language == "de" else "de")
    foreign = {fold(other), fold(found.name("en" if language == "de" else "de"))}
    at_home = {fold(found.printed(language)), fold(found.name(language))}
    return found.printed(language) if fold(text) in foreign - at_home else text


@cache
def _spellings() -> dict[str, Unit]:
    """Return every unit by every spelling; the first mention holds."""
    known: dict[str, Unit] = {}
    for unit in UNITS:
        own = (unit.german, unit.english, unit.german_name, unit.english_name, unit.code)
        for spelling in (*own, *unit.also.split(",")):
            if key := fold(spelling).strip():
                known.setdefault(key, unit)
    return known
