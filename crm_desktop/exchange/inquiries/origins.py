"""Where an inquiry comes from, as far as it says so: who recommended the firm, or where it was found."""

from __future__ import annotations

import re
from collections.abc import Callable

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span

_NAME = (
    r"(?:(?:Frau|Herrn?|Familie|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?)[ \n])*[A-ZÄÖÜ][\wäöüßé'’.-]*(?:[ \n](?"
    r":von |van |de )?[A-ZÄÖÜ][\wäöüßé'’-]+){0,3}"
)
_REFERRED = (
    re.compile(
        r"(?i:empfohlen (?:hat|haben|wurden? \w+)?\s?(?:sie\s)?(?:uns|mir|von|durch|sie)\s+(?:uns |"
        rf"mir |unser\w* \w+ |mein\w* \w+ |von |durch )?)(?P<name>{_NAME})"
    ),
    re.compile(rf"(?i:empfohlen hat sie\s+)(?P<name>{_NAME})"),
    re.compile(rf"(?i:(?:auf|durch|über)\s(?:die\s)?empfehlung\s(?:von|durch|der|des)?\s?)(?P<name>{_NAME})"),
    re.compile(rf"(?i:empfehlung (?:von|durch)\s)(?P<name>{_NAME})"),
    re.compile(
        rf"(?P<name>{_NAME})\s(?i:(?:hat|haben) (?:sie|ihre firma|ihren betrieb|uns ihre?n? \w+|"
        r"mir ihre?n? \w+|uns sie|mir sie|sie uns|sie mir)\s?(?:uns |mir |wärmstens |sehr )*(?:weiter)?empfohlen)"
    ),
    re.compile(
        rf"(?i:durch|über)\s(?P<name>(?:Frau|Herrn?|Familie)\s{_NAME})(?i:\s(?:auf sie|bin ich|"
        r"sind wir|haben wir))"
    ),
    re.compile(
        r"(?i:(?:recommended|referred)(?: to (?:us|me))? by|recommendation (?:of|from|by)|"
        rf"on the advice of)\s(?P<name>{_NAME})"
    ),
    re.compile(rf"(?P<name>{_NAME})\s(?i:(?:recommended|suggested|referred) (?:you|us|me))"),
)
_HOW: tuple[tuple[str, Callable[[], str]], ...] = (
    (
        (
            r"empfehlung|empfohlen|weiterempf|recommend|referred|bekannte[nr]?\b|freunde?\b|mundpropaganda|"
            r"word of mouth|nachbar"
        ),
        lambda: meant("source of an inquiry", "Recommendation"),
    ),
    (
        (
            r"\bgoogle\b|suchmaschine|search engine|\bbing\b|gegoogelt|im internet (?:gefunden|gesucht)|"
            r"online gefunden|found you online"
        ),
        lambda: _("Search engine"),
    ),
    (r"instagram|facebook|linkedin|pinterest|social media|tiktok|youtube", lambda: _("Social media")),
    (r"\bmesse\b|messestand|trade (?:fair|show)|exhibition|ausstellung", lambda: _("Trade fair")),
    (r"\banzeige\b|flyer|zeitung|prospekt|advert|\bad in\b|werbung|brochure|leaflet", lambda: _("Advertisement")),
    (r"(?:ihre[rn]?|your) (?:internetseite|seite)|website|webseite|homepage", lambda: _("Website")),
)
_KNOWN_BEFORE = re.compile(
    r"schon (?:einmal|mal) (?:bei ihnen|kunde)|bereits kunde|bestandskund|existing customer|"
    r"we are (?:already )?customers",
    re.IGNORECASE,
)


def referred_by(text: str) -> Span | None:
    """Return who recommended the firm."""
    for pattern in _REFERRED:
        for match in pattern.finditer(text):
            name = span(text, match.start("name"), match.end("name"))
            bare = re.sub(r"^(?:(?:Frau|Herrn?|Familie|Mr\.?|Mrs\.?|Ms\.?)\s)+", "", name.words).rstrip(".")
            if bare and fold(bare) not in {
                "sie",
                "wir",
                "ich",
                "uns",
                "man",
                "ihnen",
                "freunde",
                "bekannte",
                "you",
                "i",
            }:
                cut = len(name.words) - len(name.words.rstrip("."))
                return Span(bare, name.start, name.end - cut)
    return None


def source(text: str) -> Span | None:
    """Return where an inquiry comes from as far as it says so, as the word the program proposes."""
    for pattern, word in _HOW:
        match = re.search(pattern, text, re.IGNORECASE)
        if match is not None:
            return Span(word(), match.start(), match.end())
    known = _KNOWN_BEFORE.search(text)
    return None if known is None else Span(_("Existing customer"), known.start(), known.end())
