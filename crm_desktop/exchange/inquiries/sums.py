"""Sums of money and numbers of pieces in an inquiry: the budget, and how many are wanted."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import parse_cents
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


_SIGN = r"(?:€|EUR\b|Euro\b|CHF\b|Fr\.|USD\b|US-?Dollar\b|\$|GBP\b|£)"
_FIGURE = r"\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?"
_THOUSAND = r"(?:k\b|tsd\.?|tausend|TEUR|T€|thousand)"
_MONEY = re.compile(
    rf"(?P<before>{_SIGN}\s?)?(?P<figure>{_FIGURE})(?:,?[-–]+|,--)?\s?(?P<thousand>{_THOUSAND})?\s?(?P<after>{_SIGN})?",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(
    r"budget|kosten|preis|rahmen|ausgeben|investier|maximal|höchstens|bis zu|rund|etwa|"
    r"ca\.|circa|vorgesehen|eingeplant|"
    r"up to|spend|price|cost|around|about|max|zwischen|between",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"budget|kostenrahmen|preisrahmen|preisvorstellung|eingeplant|vorgesehen|zur verfügung|"
    r"spend",
    re.IGNORECASE,
)
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
    rf"(?<![\w.,/:-])(?P<n>[1-9]\d{{0,3}}|{'|'.join(_NUMBERS)})[ \n](?:(?:neue|neuen|gleiche|"
    r"identische|new|solid|oak|large|"
    rf"small|custom|wooden|massive|einfache|weiße|graue)\s)?(?P<thing>[A-ZÄÖÜ][a-zäöüß]{{3,}}(?:en|er|e|n|s)|"
    rf"(?:chairs|tables|desks|doors|windows|kitchens|cabinets|shelves|stairs|benches|wardrobes|stools|beds))\b"
)
_NO_THING = re.compile(
    r"Tag|Woche|Monat|Jahr|Uhr|Person|Mitarbeiter|Kolleg|Euro|Meter|Quadrat|Zimmer|Etage|"
    r"Stockwerk|Kind|Januar|Februar|"
    r"März|April|Juni|Juli|August|September|Oktober|November|Dezember|Prozent|Minute|Stunde|"
    r"Grad|Kilomet|Gäste|Plätze|"
    r"Angebot|Varianten|Fotos|Bilder|Anlagen|Dateien|Zentimeter|Wohnung|Partei|Familien",
)


def budget(text: str) -> Sum | None:
    """Return the sum an inquiry names: the one a budget is spoken of with, else a single one, unsure."""
    found: list[tuple[int, Sum]] = []
    for match in _MONEY.finditer(text):
        around = text[max(match.start() - 60, 0) : match.start()] + text[match.end() : match.end() + 25]
        if not (match["before"] or match["after"] or (match["thousand"] and _BUDGET.search(around))):
            continue
        one = _sum(text, match)
        if one is not None:
            rank = 2 if _BUDGET.search(around) else 1 if _ABOUT_MONEY.search(around) else 0
            found.append((rank, one._replace(sure=rank == 2)))
    if not found:
        return None
    best = max(rank for rank, _one in found)
    kept = [one for rank, one in found if rank == best]
    if best == 0 and len(kept) > 1:
        return None  # prices of several things are no budget
    return max(kept, key=lambda one: one.cents)


def sum_in(text: str, where: Span) -> Sum | None:
    """Return the sum a form gives, with or without the sign of a currency."""
    sums = [_sum(text, match) for match in _MONEY.finditer(text, where.start, where.end)]
    known = [one for one in sums if one is not None]
    return max(known, key=lambda one: one.cents)._replace(sure=len(known) == 1) if known else None


def _sum(text: str, match: re.Match[str]) -> Sum | None:
    figure = match["figure"]
    if re.fullmatch(r"\d{1,3}(?:[.,'’ ]\d{3})+", figure):  # nobody means a tenth of a cent
        figure = re.sub(r"\D", "", figure)
    try:
        cents = parse_cents(figure)
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
