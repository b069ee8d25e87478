"""What the sentences of an inquiry ask for: the thing, how many, for how much, until when, and who recommended the firm."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import parse_cents
from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span


class Sum(NamedTuple):
    """An amount of money in cents and the code of its currency, "" for none said."""

    cents: int
    currency: str
    span: Span
    sure: bool


class Count(NamedTuple):
    """How many are wanted."""

    number: int
    span: Span
    sure: bool


class Referral(NamedTuple):
    """Who recommended the firm."""

    name: Span


_SIGN = r"(?:€|EUR\b|Euro\b|CHF\b|Fr\.|USD\b|US-?Dollar\b|\$|GBP\b|£)"
_FIGURE = r"\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?"
_THOUSAND = r"(?:k\b|tsd\.?|tausend|TEUR|T€|thousand)"
_MONEY = re.compile(
    rf"(?P<before>{_SIGN}\s?)?(?P<figure>{_FIGURE})(?:,?[-–]+|,--)?\s?(?P<thousand>{_THOUSAND})?\s?(?P<after>{_SIGN})?",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(
    r"budget|kosten|preis|rahmen|ausgeben|investier|maximal|höchstens|bis zu|rund|etwa|ca\.|circa|vorgesehen|eingeplant|"
    r"up to|spend|price|cost|around|about|max|zwischen|between",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"budget|kostenrahmen|preisrahmen|preisvorstellung|eingeplant|vorgesehen|zur verfügung|spend", re.IGNORECASE)
_CODES = {"€": "EUR", "eur": "EUR", "euro": "EUR", "teur": "EUR", "t€": "EUR", "chf": "CHF", "fr.": "CHF", "$": "USD",
          "usd": "USD", "gbp": "GBP", "£": "GBP"}  # fmt: skip

_UNIT = r"(?:Stück|Stk\.?|Exemplare|Einheiten|Sets?|Paar|pieces|pcs\.?|units|copies|x\b|×)"
_PIECES = re.compile(rf"(?<![\w.,])(?P<n>\d{{1,5}})\s?{_UNIT}", re.IGNORECASE)
_NUMBERS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "ein dutzend": 12, "a dozen": 12,
}  # fmt: skip
_THINGS = re.compile(
    rf"(?<![\w.,/:-])(?P<n>[1-9]\d{{0,3}}|{'|'.join(_NUMBERS)})[ \n](?:(?:neue|neuen|gleiche|identische|new|solid|oak|large|"
    rf"small|custom|wooden|massive|einfache|weiße|graue)\s)?(?P<thing>[A-ZÄÖÜ][a-zäöüß]{{3,}}(?:en|er|e|n|s)|"
    rf"(?:chairs|tables|desks|doors|windows|kitchens|cabinets|shelves|stairs|benches|wardrobes|stools|beds))\b"
)
_NO_THING = re.compile(
    r"Tag|Woche|Monat|Jahr|Uhr|Person|Mitarbeiter|Kolleg|Euro|Meter|Quadrat|Zimmer|Etage|Stockwerk|Kind|Januar|Februar|"
    r"März|April|Juni|Juli|August|September|Oktober|November|Dezember|Prozent|Minute|Stunde|Grad|Kilomet|Gäste|Plätze|"
    r"Angebot|Varianten|Fotos|Bilder|Anlagen|Dateien|Zentimeter|Wohnung|Partei|Familien",
)

_OPENERS = (
    r"(?:wir |ich )?(?:suche[n]?|benötige[n]?|brauche[n]?|bräuchte[n]?|wünsche[n]? (?:mir|uns)|plane[n]?|bestelle[n]?)"
    r"(?:\s(?:wir|ich|dringend|derzeit|aktuell|für unser\w*\s\w+|für mein\w*\s\w+|noch|einen anbieter für|jemanden[,]? (?:der uns|der mir|für)|"
    r"einen partner für|einen tischler für|einen handwerker für))*|"
    r"(?:wir |ich )?(?:möchte[n]?|würde[n]?|hätte[n]?|wollen|will)\s(?:wir\s|ich\s|gerne?\s|uns\s|mir\s|bei ihnen\s|unser\w*\s\w+\s)*|"
    r"interessier\w+\s(?:mich|uns|wir uns|ich mich)\s(?:sehr\s)?für|interesse an|angebot (?:für|über|zu)|anfrage (?:für|zu|wegen|bezüglich)|"
    r"preis(?:e|auskunft)? (?:für|zu)|kosten (?:für|von)|was (?:würde|kostet|kosten)(?:\skosten)?|kostenvoranschlag (?:für|über)|es geht um|betrifft:?|"
    r"(?:we are |i am |i'm |we're )?(?:looking for|interested in|searching for|planning)|(?:we|i) (?:would like|need|want)(?: to (?:order|buy|have|get))?|"
    r"(?:a )?(?:quote|quotation|offer|price|estimate) (?:for|on)|how much (?:is|are|would|does)|inquir\w+ about|enquir\w+ about"
)
_WISH = re.compile(rf"(?<!\w)(?:{_OPENERS})\s+", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:(?:eine?[nrms]?|die|der|das|den|dem|unsere?n?|meine?n?|neue?[nrs]?(?=\s[a-zäöü])|ca\.|etwa|rund|circa|jemanden für|einen anbieter für|a|an|the|some|"
    r"our|my|new(?=\s[a-z])|dringend|gerne?|jeweils|insgesamt|uns|mir|wir|ich|bei ihnen|von ihnen|zwecks|folgende[sn]?|to)\s+)+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;!?:()\[\]]\s|[.;!?:()]$|,|\s[–-]\s|\n\s*\n|\s(?:und (?:wir|ich|haben|möchten|suchen|bitten|würden|zwar)|die (?:wir|uns|sich)|welche|bis (?:zum|ende|anfang|mitte|\d)|"
    r"im (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühjahr|sommer|herbst|winter)|"
    r"ab (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|sofort)|zu (?:einem|folgend)|anfragen|bestellen|kaufen|einbauen lassen|bauen lassen|anfertigen lassen|"
    r"machen lassen|in auftrag|erneuern|renovieren|erhalten|haben|which|that we|and (?:we|i|would)|by (?:the|end|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)|before|until|please|kosten|würde|zu lassen|from you|von ihnen|bei ihnen|gern)\b",
    re.IGNORECASE,
)
_EMPTY_WISH = frozenset((
    "informationen", "information", "angebot", "ein angebot", "ihr angebot", "ihre hilfe", "hilfe", "termin", "kontakt",
    "ruckruf", "know", "you", "sie", "wissen", "mich", "uns", "mehr", "it", "quote", "quotation", "ruckmeldung", "info",
    "fragen", "besichtigung", "preisliste", "katalog", "ihre produkte", "your products", "offer", "anfragen", "gerne",
))  # fmt: skip
_LONGEST = 70

_NAME = r"(?:(?:Frau|Herrn?|Familie|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?)[ \n])*[A-ZÄÖÜ][\wäöüßé'’.-]*(?:[ \n](?:von |van |de )?[A-ZÄÖÜ][\wäöüßé'’-]+){0,3}"
_REFERRED = (
    re.compile(rf"(?i:empfohlen (?:hat|haben|wurden? \w+)?\s?(?:sie\s)?(?:uns|mir|von|durch|sie)\s+(?:uns |mir |unser\w* \w+ |mein\w* \w+ |von |durch )?)(?P<name>{_NAME})"),
    re.compile(rf"(?i:empfohlen hat sie\s+)(?P<name>{_NAME})"),
    re.compile(rf"(?i:(?:auf|durch|über)\s(?:die\s)?empfehlung\s(?:von|durch|der|des)?\s?)(?P<name>{_NAME})"),
    re.compile(rf"(?i:empfehlung (?:von|durch)\s)(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME})\s(?i:(?:hat|haben) (?:sie|ihre firma|ihren betrieb|uns ihre?n? \w+|mir ihre?n? \w+|uns sie|mir sie|sie uns|sie mir)\s?(?:uns |mir |wärmstens |sehr )*(?:weiter)?empfohlen)"),
    re.compile(rf"(?i:durch|über)\s(?P<name>(?:Frau|Herrn?|Familie)\s{_NAME})(?i:\s(?:auf sie|bin ich|sind wir|haben wir))"),
    re.compile(rf"(?i:(?:recommended|referred)(?: to (?:us|me))? by|recommendation (?:of|from|by)|on the advice of)\s(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME})\s(?i:(?:recommended|suggested|referred) (?:you|us|me))"),
)
_HOW = (
    (re.compile(r"empfehlung|empfohlen|weiterempf|recommend|referred|bekannte[nr]?\b|freunde?\b|mundpropaganda|word of mouth|nachbar", re.I), lambda: _("Recommendation")),
    (re.compile(r"\bgoogle\b|suchmaschine|search engine|\bbing\b|gegoogelt|im internet (?:gefunden|gesucht)|online gefunden|found you online", re.I), lambda: _("Search engine")),
    (re.compile(r"instagram|facebook|linkedin|pinterest|social media|tiktok|youtube", re.I), lambda: _("Social media")),
    (re.compile(r"\bmesse\b|\bauf der messe|messestand|trade (?:fair|show)|exhibition|ausstellung", re.I), lambda: _("Trade fair")),
    (re.compile(r"\banzeige\b|flyer|zeitung|prospekt|advert|\bad in\b|werbung|brochure|leaflet", re.I), lambda: _("Advertisement")),
    (re.compile(r"(?:ihre[rn]?|auf der|your) (?:website|webseite|homepage|internetseite|seite)|website|homepage", re.I), lambda: _("Website")),
)  # fmt: skip
_KNOWN_BEFORE = re.compile(r"schon (?:einmal|mal) (?:bei ihnen|kunde)|bereits kunde|bestandskund|existing customer|we are (?:already )?customers", re.I)


def budget(text: str, decimal: str = ",") -> Sum | None:
    """Return the sum an inquiry names: the one a budget is spoken of with, else a single one, unsure."""
    found: list[tuple[int, Sum]] = []
    for match in _MONEY.finditer(text):
        if not (match["before"] or match["after"] or (match["thousand"] and match["thousand"].lower() != "k")):
            continue
        one = _sum(text, match)
        if one is not None:
            around = text[max(match.start() - 60, 0) : match.start()] + text[match.end() : match.end() + 25]
            rank = 2 if _BUDGET.search(around) else 1 if _ABOUT_MONEY.search(around) else 0
            found.append((rank, one._replace(sure=rank == 2)))
    if not found:
        return None
    best = max(rank for rank, _one in found)
    kept = [one for rank, one in found if rank == best]
    if best == 0 and len(kept) > 1:
        return None  # prices of several things are no budget
    most = max(kept, key=lambda one: one.cents) if best else kept[0]
    return most if decimal else None


def sum_in(text: str, where: Span) -> Sum | None:
    """Return the sum a form gives, with or without the sign of a currency."""
    sums = [_sum(text, match) for match in _MONEY.finditer(text, where.start, where.end)]
    known = [one for one in sums if one is not None]
    return max(known, key=lambda one: one.cents)._replace(sure=len(known) == 1) if known else None


def _sum(text: str, match: re.Match[str]) -> Sum | None:
    try:
        cents = parse_cents(match["figure"])
    except BadInput:
        return None
    if match["thousand"]:
        cents *= 1000
    sign = (match["before"] or match["after"] or match["thousand"] or "").strip().lower()
    if cents < 100:
        return None
    return Sum(cents, _CODES.get(sign, "USD" if "dollar" in sign else ""), span(text, match.start(), match.end()), True)


def quantity(text: str) -> Count | None:
    """Return how many pieces are wanted: with a unit it is sure, before a plural it is not."""
    match = _PIECES.search(text)
    if match is not None:
        return Count(int(match["n"]), span(text, match.start(), match.end()), True)
    for thing in _THINGS.finditer(text):
        if not _NO_THING.match(thing["thing"]):
            said = thing["n"]
            number = int(said) if said.isdigit() else _NUMBERS[said.lower()]
            if number < 1900:
                return Count(number, span(text, thing.start(), thing.end()), False)
    return None


def wish(text: str) -> Span | None:
    """Return what is asked for, in the words of the text without articles."""
    for match in _WISH.finditer(text):
        rest = text[match.end() : match.end() + 200]
        article = _ARTICLE.match(rest)
        start = match.end() + (article.end() if article else 0)
        stop = _ENDS.search(text, start, min(start + 200, len(text)))
        end = min(stop.start() if stop else len(text), start + 160)
        said = span(text, start, end)
        if _is_thing(said.words):
            return _shortened(said)
    return None


def _is_thing(said: str) -> bool:
    plain = fold(said)
    # A thing begins with a noun in German, or with any word in English; a verb alone is none.
    return 3 < len(said) and plain not in _EMPTY_WISH and plain.split()[0] not in _EMPTY_WISH and not said[0].isdigit() or (
        said[:1].isdigit() and len(said) > 5
    )


def _shortened(said: Span) -> Span:
    if len(said.words) <= _LONGEST:
        return said
    words = said.words[:_LONGEST].rsplit(" ", 1)[0]
    return Span(words, said.start, said.end)


def referred_by(text: str) -> Span | None:
    """Return who recommended the firm."""
    for pattern in _REFERRED:
        for match in pattern.finditer(text):
            name = span(text, match.start("name"), match.end("name"))
            bare = re.sub(r"^(?:(?:Frau|Herrn?|Familie|Mr\.?|Mrs\.?|Ms\.?)\s)+", "", name.words).rstrip(".")
            if bare and fold(bare) not in {"sie", "wir", "ich", "uns", "man", "ihnen", "freunde", "bekannte", "you", "i"}:
                cut = len(name.words) - len(name.words.rstrip("."))
                return Span(bare, name.start, name.end - cut)
    return None


def source(text: str) -> Span | None:
    """Return where an inquiry comes from as far as it says so, as the word the program proposes."""
    found: list[tuple[int, Span]] = []
    for pattern, word in _HOW:
        match = pattern.search(text)
        if match is not None:
            found.append((match.start(), Span(word(), match.start(), match.end())))
            break
    known = _KNOWN_BEFORE.search(text)
    if not found and known is not None:
        return Span(_("Existing customer"), known.start(), known.end())
    return found[0][1] if found else None


Worded = tuple[re.Pattern[str], Callable[[], str]]


def day_of(text: str, today: date) -> date | None:
    """Return the day some words mean, if they mean one that is still to come."""
    from crm_desktop.exchange.inquiries.days import wanted_day  # noqa: PLC0415

    found = wanted_day(text, today)
    return None if found is None else found[0]
