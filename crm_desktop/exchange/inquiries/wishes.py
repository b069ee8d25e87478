"""What the sentences of an inquiry ask for, in the words of the text."""

from __future__ import annotations

import re

from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span

_OPENERS = (
    r"(?:wir |ich )?(?:suche[n]?|benötige[n]?|brauche[n]?|bräuchte[n]?|wünsche[n]? (?:mir|"
    r"uns)|plane[n]?|bestelle[n]?)"
    r"(?:\s(?:wir|ich|dringend|derzeit|aktuell|für unser\w*\s\w+|für mein\w*\s\w+|noch|"
    r"einen anbieter für|jemanden[,]? (?:der uns|der mir|für)|"
    r"einen partner für|einen tischler für|einen handwerker für))*|"
    r"(?:wir |ich )?(?:möchte[n]?|würde[n]?|hätte[n]?|wollen|will)(?:\s(?:wir|ich|gerne?|"
    r"uns|mir|bei ihnen|unser\w*\s\w+))*|"
    r"interessier\w+\s(?:mich|uns|wir uns|ich mich)\s(?:sehr\s)?für|interesse an|angebot (?:für|"
    r"über|zu)|anfrage (?:für|zu|wegen|bezüglich)|"
    r"preis(?:e|auskunft)? (?:für|zu)|kosten (?:für|von)|was (?:würde|kostet|kosten)(?:\skosten)?|"
    r"kostenvoranschlag (?:für|über)|es geht um|betrifft:?|"
    r"(?:we are |i am |i'm |we're )?(?:looking for|interested in|searching for|planning)|"
    r"(?:we|i) (?:would like|need|want)(?: to (?:order|buy|have|get))?|"
    r"(?:a )?(?:quote|quotation|offer|price|estimate) (?:for|on)|how much (?:is|are|would|"
    r"does)|inquir\w+ about|enquir\w+ about"
)
_WISH = re.compile(rf"(?<!\w)(?:{_OPENERS})\s+", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:(?:eine?[nrms]?|die|der|das|den|dem|unsere?n?|meine?n?|neue?[nrs]?(?=\s[a-zäöü])|"
    r"ca\.|etwa|rund|circa|jemanden für|einen anbieter für|a|an|the|some|"
    r"our|my|new(?=\s[a-z])|dringend|gerne?|jeweils|insgesamt|uns|mir|wir|ich|bei ihnen|"
    r"von ihnen|zwecks|folgende[sn]?|to)\s+)+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s\(|[.;!?:()\[\]]\s|[.;!?:()]$|,|\s[–-]\s|\n\s*\n|\s(?:und (?:wir|ich|haben|möchten|"
    r"suchen|bitten|würden|zwar)|die (?:wir|uns|sich)|welche|bis (?:zum|ende|anfang|mitte|"
    r"kw|\d)|(?:für\s)?(?:ca\.|circa|etwa|rund)(?=\s)|"
    r"im (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|"
    r"dezember|frühjahr|sommer|herbst|winter)|"
    r"ab (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|"
    r"dezember|sofort)|zu (?:einem|folgend)|anfragen|bestellen|kaufen|einbauen lassen|"
    r"bauen lassen|anfertigen lassen|"
    r"machen lassen|in auftrag|erneuern|renovieren|erhalten|haben|which|that we|and (?:we|"
    r"i|would)|by (?:the|end|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)|before|until|please|kosten|würde|zu lassen|"
    r"from you|von ihnen|bei ihnen|gern)(?!\w)",
    re.IGNORECASE,
)
_EMPTY_WISH = frozenset((
    "informationen", "information", "angebot", "ein angebot", "ihr angebot", "ihre hilfe", "hilfe", "termin", "kontakt",
    "ruckruf", "know", "you", "sie", "wissen", "mich", "uns", "mehr", "it", "quote", "quotation", "ruckmeldung", "info",
    "fragen", "besichtigung", "preisliste", "katalog", "ihre produkte", "your products", "offer", "anfragen", "gerne",
))  # fmt: skip
_LONGEST = 70


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
    return (
        len(said) > 3 and plain not in _EMPTY_WISH and plain.split()[0] not in _EMPTY_WISH and not said[0].isdigit()
    ) or (said[:1].isdigit() and len(said) > 5)


def _shortened(said: Span) -> Span:
    if len(said.words) <= _LONGEST:
        return said
    words = said.words[:_LONGEST].rsplit(" ", 1)[0]
    return Span(words, said.start, said.end)
