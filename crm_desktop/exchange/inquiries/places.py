"""Postal addresses in a text: street, postal code, town and country, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base import postcodes
from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span

_WORD = r"[A-ZÄÖÜ][\wäöüßéè.'’-]*"
_SUFFIX = (
    r"(?:stra(?:ß|ss)e|str\.?|weg|allee|platz|gasse|ring|damm|ufer|markt|chaussee|hof|berg|kamp|steig|stieg|twiete|"
    r"graben|wall|park|promenade|redder|brücke|tor|winkel|grund|feld|wiesen?|bogen|zeile|höhe|pfad|stiege|gürtel|kai|"
    r"quai|deich|garten|anger|reihe|landstra(?:ß|ss)e)"
)
_NO = (
    r"\d{1,4}(?:\s?[a-zA-Z](?![\wäöü]))?(?:\s?[-–/+]\s?\d{1,4}(?:\s?[a-zA-Z](?![\wäöü]))?)?(?![\d.,]*"
    r"\s?(?:€|Euro|EUR|m²|qm|cm\b|mm\b))"
)
_GERMAN = re.compile(
    rf"(?<![\w@.])(?:(?:Am|An|Auf|Im|In|Zum|Zur|Alte[rnm]?|Neue[rnm]?)\s(?:der |den |dem )?)?(?:{_WORD}[ -]){{0,2}}"
    rf"(?:[A-ZÄÖÜ][\wäöüßéè'’-]*)?(?:(?i:{_SUFFIX}))[ \t]*{_NO}"
)
_BY_PREPOSITION = re.compile(
    r"(?<![\w@.])(?:Am|An der|An den|An dem|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Beim|"
    r"Unter den|Hinter der|Hinterm|"
    rf"Vor dem|Vorm|Bei der|Bei den|Achter de[mn]?)[ \t]{_WORD}(?:[ \t]{_WORD})?[ \t]+{_NO}"
)
_ENGLISH = re.compile(
    r"(?<![\w@.])\d{1,5}[A-Za-z]?(?:-\d{1,5})?,?[ \t]+(?:[A-Z][\w'’.-]+[ \t]){1,4}(?:Street|"
    r"St|Road|Rd|Avenue|Ave|Lane|Ln|"
    r"Drive|Dr|Way|Square|Sq|Court|Ct|Close|Place|Pl|Boulevard|Blvd|Terrace|Gardens|Row|Hill|Mews|Crescent|Parkway|"
    r"Highway)\b\.?"
)
_TOWN = (
    r"[A-ZÄÖÜ][\wäöüßéè.'’()-]+(?:[ \t/-](?:[A-ZÄÖÜ][\wäöüßéè.'’()-]*|\([A-ZÄÖÜ][\wäöüß]+\)|"
    r"am|an|der|im|in|a\.|d\.|bei|ob|unter|vor|dem|den|do|de))*"
)
_CODE_TOWN = re.compile(
    rf"(?<![\w/.,+-])(?:(?P<sign>DE|D|AT|A|CH|FL|LU|L|NL|B|F)[-–][ \t]?)?(?P<code>\d{{4}}[ ]?[A-Z]{{2}}(?"
    rf"=[ \t])|\d{{4,5}})"
    rf",?[ \t]+(?P<town>{_TOWN})"
)
_BRITISH = re.compile(r"(?<!\w)(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?!\w)")
_AMERICAN = re.compile(
    r"(?P<town>[A-Z][\w.'-]+(?:[ \t][A-Z][\w.'-]+){0,2}),[ \t]+[A-Z]{2}[ \t]+(?P<code>\d{5}(?:-\d{4})?"
    r")(?!\d)"
)
_SIGNS = {"D": "DE", "A": "AT", "FL": "LI", "L": "LU", "B": "BE", "F": "FR"}
_COUNTRIES = {
    "deutschland": "DE", "germany": "DE", "osterreich": "AT", "austria": "AT", "schweiz": "CH", "switzerland": "CH",
    "suisse": "CH", "liechtenstein": "LI", "luxemburg": "LU", "luxembourg": "LU", "niederlande": "NL", "holland": "NL",
    "netherlands": "NL", "the netherlands": "NL", "belgien": "BE", "belgium": "BE", "frankreich": "FR", "france": "FR",
    "danemark": "DK", "denmark": "DK", "polen": "PL", "poland": "PL", "italien": "IT", "italy": "IT",
    "spanien": "ES", "spain": "ES", "schweden": "SE", "sweden": "SE", "uk": "GB", "united kingdom": "GB",
    "england": "GB", "scotland": "GB", "grossbritannien": "GB", "usa": "US", "united states": "US",
}  # fmt: skip
#: Words behind four or five digits that are no town.
_NO_TOWN = re.compile(
    r"(?:uhr|euro|eur|stück|stk|tage|wochen|monate|jahre|meter|quadratmeter|qm|kg|km|personen|"
    r"mitarbeiter|januar|februar|"
    r"märz|april|mai|juni|juli|august|september|oktober|november|dezember|kwh|watt|exemplare|teile)\b",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """What a text says of an address; what is None it does not say."""

    street: Span | None = None
    code: Span | None = None
    town: Span | None = None
    country: Span | None = None


def place(text: str, home: str, start: int = 0, end: int | None = None) -> Place:
    """Return the address in a part of a text; where there are several, the last one: letters end with the sender."""
    stop = len(text) if end is None else end
    country = country_in(text, start, stop)
    code, town, sign = _code_and_town(text, home, country.words if country else "", start, stop)
    if sign and country is None and code is not None and sign != home:
        country = Span(sign, code.start, code.start)
    return Place(_street(text, code, start, stop), code, town, country)


def country_in(text: str, start: int, end: int) -> Span | None:
    """Return the country that stands in a line of its own, or at the end of one behind a comma."""
    place_now = start
    for line in text[start:end].split("\n"):
        for part in (line, line.rpartition(",")[2]):
            code = _COUNTRIES.get(fold(part.strip().strip(".")))
            if code is not None:
                at = text.index(part.strip(), place_now)
                return Span(code, at, at + len(part.strip()))
        place_now += len(line) + 1
    return None


def _code_and_town(text: str, home: str, country: str, start: int, end: int) -> tuple[Span | None, Span | None, str]:
    found: tuple[Span | None, Span | None, str] = (None, None, "")
    for match in _CODE_TOWN.finditer(text, start, end):
        sign = _SIGNS.get(match["sign"] or "", match["sign"] or "")
        in_country = sign or country or home
        if not postcodes.is_plausible(match["code"], in_country) or _NO_TOWN.match(match["town"]):
            continue
        town = span(text, match.start("town"), match.end("town"))
        found = span(text, match.start("code"), match.end("code")), _trimmed(town), in_country if sign else ""
    if found[0] is None:
        return _abroad(text, start, end)
    return found


def _abroad(text: str, start: int, end: int) -> tuple[Span | None, Span | None, str]:
    """Return code and town as they are written in America and Britain."""
    for match in _AMERICAN.finditer(text, start, end):
        return (
            span(text, match.start("code"), match.end("code")), span(text, match.start("town"), match.end("town")), "US"
        )  # fmt: skip
    for match in _BRITISH.finditer(text, start, end):
        first = text.rfind("\n", start, match.start()) + 1
        before = text[first : match.start()].strip(" ,\t")
        if not before:  # the town stands in the line above
            brk = first - 1
            first = text.rfind("\n", start, brk) + 1
            town = span(text, first, brk) if brk > 0 else Span("", 0, 0)
        else:
            cut = max(before.rfind(","), 0)
            at = text.index(before[cut:].strip(" ,"), first)
            town = span(text, at, match.start())
            town = Span(town.words.rstrip(","), town.start, town.start + len(town.words.rstrip(",")))
        named = town if re.fullmatch(_TOWN, town.words) else None
        return span(text, match.start("code"), match.end("code")), named, "GB"
    return None, None, ""


def _trimmed(town: Span) -> Span:
    """Return a town without what follows it in the same line."""
    kept = re.split(r"\s(?:Tel|Telefon|Fon|Fax|Mobil|E-Mail|Web)\b|\s*[|•·]", town.words, maxsplit=1)[0]
    kept = re.sub(r"(?:[ /-](?:am|an|der|im|in|bei|ob|unter|vor|dem|den))+$", "", kept).rstrip(" .,(-")
    return Span(kept, town.start, town.start + len(kept))


def _street(text: str, code: Span | None, start: int, end: int) -> Span | None:
    """Return the street nearest before the postal code, else the last one there is."""
    found = [
        span(text, m.start(), m.end())
        for p in (_GERMAN, _BY_PREPOSITION, _ENGLISH)
        for m in p.finditer(text, start, end)
    ]
    before = [one for one in found if code is None or one.end <= code.start]
    if before:
        return max(before, key=lambda one: (one.end, -one.start))
    return None if code is None else _above(text, code, start)


def _above(text: str, code: Span, start: int) -> Span | None:
    """Return what stands right before the postal code where it ends like a street: “Sandkrug 3”."""
    before = text[start : code.start].rstrip(" \t\n,|•·–-")
    line = before[before.rfind("\n") + 1 :]
    words = re.split(r"[,|•·]", line)[-1]
    if not re.fullmatch(rf"[ \t]*[A-ZÄÖÜ][\w äöüßéè.'’-]{{2,40}}[ \t]{_NO}[ \t]*", words) or re.search(
        r"(?i)tel|fax|fon", words
    ):
        return None
    at = start + len(before) - len(words)
    return span(text, at, start + len(before))
