"""Who writes: names, positions and companies as they stand below a closing, in a form or in the sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.base.text import words as folded
from crm_desktop.exchange.inquiries.lines import Span, lines, pieces, span
from crm_desktop.exchange.names import PersonName, is_company, split_name

_STRONG = (
    r"mit\s(?:\w+\s)?(?:freundlich|best|herzlich|lieb|sonnig|kollegial|vielen)\w*\sgr(?:ü|ue|u)(?:ß|ss)\w*|"
    r"(?:viele|liebe|beste|schöne|herzliche|freundliche|sonnige|kollegiale)n?\sgr(?:ü|ue)(?:ß|ss)\w*(?:\saus\s\w+)?|"
    r"gr(?:ü|ue|u)(?:ß|ss)e?(?:\saus\s\w+)?|mfg|m\.f\.g\.|lg|vg|bg|hochachtungsvoll|"
    r"(?:kind|best|warm|warmest|many)\sregards|regards|(?:best|kind|warm)\swishes|"
    r"yours(?:\s(?:sincerely|faithfully|truly))?|sincerely(?:\syours)?|cheers|all\sthe\sbest|best"
)
_WEAK = (
    r"thanks?(?:\sa\slot|\sin\sadvance|\syou|\sso\smuch)*|many\sthanks|danke(?:\sim\svoraus)?|"
    r"vielen\sdank(?:\s\w+){0,3}|besten\sdank(?:\s\w+){0,3}"
)
_CLOSING = re.compile(rf"^[ \t]*(?:{_STRONG})\b(?P<rest>[^\n\w]*[^\n]{{0,50}})$", re.IGNORECASE | re.MULTILINE)
_THANKS = re.compile(rf"^[ \t]*(?:{_WEAK})\b(?P<rest>[^\n\w]*[^\n]{{0,50}})$", re.IGNORECASE | re.MULTILINE)
_DASHES = re.compile(r"^--[ \t]*$", re.MULTILINE)
_TOKEN = re.compile(r"(?:[A-ZÄÖÜÉ][\wäöüßéèáçñøå'’-]*\.?|[A-ZÄÖÜ]\.)")
_SMALL = re.compile(
    r"von|vom|van|de|der|den|dem|zu|zum|zur|ter|le|la|di|da|del|al|und|dr\.?|prof\.?|med\.?|"
    r"h\.?c\.?|rer\.?|nat\.?|dipl\.?-?\w*\.?|mag\.?|ing\.?"
)
_NO_NAME = frozenset((
    "team", "gruss", "grusse", "grussen", "tel", "telefon", "fax", "mobil", "email", "mail", "hallo", "guten",
    "tag", "liebe", "sehr", "geehrte", "dear", "hello", "hi", "ihr", "ihre", "your", "kontakt", "contact",
    "anfrage", "angebot", "inquiry", "request", "danke", "vielen", "dank", "thanks", "thank", "you", "wir", "ich",
    "bitte", "please", "anbei", "und", "strasse", "germany", "deutschland", "best", "regards", "kind", "mit",
    "freundlichen", "im", "auftrag", "vertretung", "moin", "praxis", "hotel", "restaurant", "buro", "kanzlei",
    "verein", "schule", "cafe", "agentur", "studio", "gemeinde", "apotheke", "hausverwaltung", "immobilien",
    "architekten", "architekturburo", "autohaus", "backerei", "tischlerei", "stadt", "kreis", "landkreis",
    "institut", "universitat", "hochschule", "klinik", "museum", "solutions", "services", "consulting", "design",
    "group", "partners", "architects", "ingenieurburo", "zahnarztpraxis", "werkstatt", "weingut",
))  # fmt: skip
_JOB = re.compile(
    r"(?:geschäftsführ|inhaber|leiter|leitung|manager|assist|sekretariat|einkauf|vertrieb|verkauf|direktor|director|"
    r"head of|chief|owner|founder|gründer|partner\b|prokurist|sachbearbeit|referent|buchhalt|"
    r"meister|architekt(?:in)?\b|"
    r"ingenieur|engineer|architect\b|designer|berater|consultant|president|vorstand|hausmeister|"
    r"verwaltung|projekt|project|"
    r"c[eoft]o\b|purchasing|sales|marketing|office|ärztin|arzt\b|zahnärztin|zahnarzt|anwält|anwalt|lehrer|koch|"
    r"m\.?sc|b\.?sc|vorsitzende|kassenwart|sprecher|spezialist|koordinator|coordinator)",
    re.IGNORECASE,
)
_COMPANY_WORD = re.compile(
    r"\b(?:praxis|zahnarztpraxis|hotel|pension|gasthof|restaurant|café|cafe|bistro|büro|"
    r"kanzlei|notariat|verein|schule|"
    r"gymnasium|kita|kindergarten|agentur|studio|gemeinde|stadt|landkreis|apotheke|hausverwaltung|"
    r"immobilien|architekten|"
    r"architekturbüro|architektur|planungsbüro|ingenieurbüro|autohaus|bäckerei|fleischerei|"
    r"metzgerei|tischlerei|schreinerei|"
    r"elektro|sanitär|institut|universität|hochschule|klinik|klinikum|museum|solutions|"
    r"services|consulting|design|group|"
    r"partners|architects|werkstatt|werke?|weingut|hof\b|buchhandlung|optik|fahrschule|stiftung|verlag|handel|bau|"
    r"bootshaus|gärtnerei|brauerei|fitness|salon|friseur|steuerberat\w+|rechtsanwält\w+|"
    r"physiotherapie|joinery|interiors|"
    r"kitchens|furniture|builders|studios|school|college|clinic|bakery|ltd|inc|llc)\b|"
    r"\w+(?:praxis|hotel|büro|werke|technik|bau|handel|shop|haus|laden|studio|markt|service|center)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:i\.?\s?[av]\.?|ppa\.?|gez\.?|ihre?|your|im auftrag|in vertretung)\s+(?=[A-ZÄÖÜ])", re.IGNORECASE
)
_ONE = r"[A-ZÄÖÜ][\wäöüßé.'’-]*"
_SAID = re.compile(
    r"(?i:mein name ist|ich bin(?: die| der)?|ich heiße|my name is|i am|i'm|this is|hier (?:ist|schreibt))[ \t]+"
    rf"(?P<name>(?:(?:Frau|Herr|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?)[ ])*"
    rf"(?:{_ONE}[ ](?:(?:von|van|de|der|zu)[ ]){{1,2}}{_ONE}|{_ONE}[ ]{_ONE}(?:[ ]{_ONE})?))"
    r"(?:(?i:,? (?:von der Firma|von der|vom|von|aus dem|from|of|with|at) )(?P<firm>[A-ZÄÖÜ][^\n.,;!?()]{2,50}))?",
)
_FOR_FIRM = re.compile(
    r"(?:für (?:die|unsere|meine) Firma|wir von der|wir vom|wir, die|für die|bei der Firma|"
    r"die Firma|unsere Firma)[ \t]+"
    r"(?P<firm>[A-ZÄÖÜ][^\n,;!?]{2,60}?(?:GmbH(?: & Co\. KG)?|AG|KG|OHG|UG|e\.\s?V\.|e\.\s?K\.|Ltd|mbH|GbR))(?!\w)"
)
_PARTNER = re.compile(
    r"(?i:ansprechpartner(?:in)?(?: vor ort| für rückfragen| ist| wäre)?|ansprechperson(?: ist)?|"
    r"contact person(?: is)?|"
    r"melden sie sich(?: bitte)? bei|erreichen sie|please contact|get in touch with)[ \t:]+"
    r"(?P<name>(?:(?:Frau|Herrn?|Dr\.|Mr\.?|Ms\.?|Mrs\.?)[ ])+[A-ZÄÖÜ][\wäöüßé'’-]+(?:[ ][A-ZÄÖÜ][\wäöüßé'’-]+)?|"
    r"[A-ZÄÖÜ][\wäöüßé'’-]+[ ][A-ZÄÖÜ][\wäöüßé'’-]+)",
)


class Named(NamedTuple):
    """A name as it is said, taken apart, and where it stands."""

    name: PersonName
    span: Span
    sure: bool = True


class Signature(NamedTuple):
    """What stands below a closing; `start` is where it begins, the end of the text where there is none."""

    start: int
    person: Named | None = None
    job: Span | None = None
    company: Span | None = None
    company_sure: bool = True
    others: tuple[Named, ...] = ()


def named(text: str, where: Span, *, sure: bool = True) -> Named | None:
    """Return the name that is all of some words; None where they are none."""
    said = re.sub(r"\s*\([^)]*\)\s*$", "", where.words)
    said = _PREFIX.sub("", said).rstrip(" ,.;")
    if not is_name(said):
        return None
    at = text.find(said, where.start)
    place = Span(said, at, at + len(said)) if at >= 0 else where
    return Named(split_name(said), place, sure)


def is_name(said: str) -> bool:
    """Whether some words look like the name of a person, a given name and a family name at least."""
    parts = [part for part in said.replace(",", " ").split() if part]
    name = split_name(said)
    bare = f"{name.given} {name.family}".split()
    if not 2 <= len(bare) <= 5 and not (name.salutation and bare):
        return False
    if any(sign.isdigit() for sign in said) or "@" in said or is_company(said) or len(said) > 50:
        return False
    if any(fold(word.strip(".,")) in _NO_NAME for word in bare):
        return False
    known = all(_TOKEN.fullmatch(word) or _SMALL.fullmatch(word.lower()) for word in parts)
    return known and not _is_job(" ".join(bare))


def signature(text: str) -> Signature:
    """Return who signed a text and what stands below the name."""
    for patterns in ((_CLOSING,), (_DASHES,), (_THANKS,)):
        for match in reversed([one for pattern in patterns for one in pattern.finditer(text)]):
            rest = match.groupdict().get("rest") or ""
            begin = match.end() - len(rest) if rest.strip(" ,.!;:–-") else match.end()
            found = _block(text, begin)
            if found.person is not None or found.company is not None:
                return found
    start = _bare_block(text)
    return Signature(len(text)) if start is None else _block(text, start)


def said_in_words(text: str) -> tuple[Named | None, Span | None]:
    """Return the name and the firm somebody introduces themselves with."""
    for match in _SAID.finditer(text):
        person = named(text, span(text, match.start("name"), match.end("name")))
        if person is not None:
            return person, _firm(text, match)
    match_firm = _FOR_FIRM.search(text)
    return None, _firm(text, match_firm) if match_firm else None


def partners(text: str) -> list[Named]:
    """Return people a text names to turn to."""
    found = [named(text, span(text, m.start("name"), m.end("name"))) for m in _PARTNER.finditer(text)]
    return [one for one in found if one is not None]


def _firm(text: str, match: re.Match[str]) -> Span | None:
    if not match["firm"]:
        return None
    said = span(text, match.start("firm"), match.end("firm"))
    short = re.split(r"\s(?:und|and|in|aus|haben|suchen|mit|who|which|die|der|with)\s", said.words, maxsplit=1)[
        0
    ].rstrip(" .")
    return Span(short, said.start, said.start + len(short))


def _block(text: str, start: int) -> Signature:
    """Read name, position and company from the lines below a closing."""
    person: Named | None = None
    job: Span | None = None
    firms: list[tuple[Span, bool]] = []
    others: list[Named] = []
    for number, line in enumerate(lines(text, start)[:12]):
        for piece in pieces(text, line):
            one = named(text, piece)
            pair = _pair(piece) if one is None else []
            if person is None and (one or pair) and number < 4:
                person, others = (one, others) if one else (pair[0], [*others, *pair[1:]])
            elif (
                one is not None and person is not None and number < 10 and not _is_company(piece.words) and job is None
            ):
                others.append(one)
            elif _is_company(piece.words):
                firms.append((piece, True))
            elif job is None and _is_job(piece.words) and len(piece.words) < 60:
                job = piece
            elif _may_be_company(piece.words) and number < 6:
                firms.append((piece, False))
    if person is None:
        person = _given_only(text, start)
    firm = next((one for one in firms if one[1]), firms[0] if firms else None)
    if firm is not None and person is not None and firm[0].start == person.span.start:
        firm = None
    return Signature(start, person, job, firm[0] if firm else None, bool(firm and firm[1]), tuple(others))


def _pair(piece: Span) -> list[Named]:
    """Return the two people of “Jana Friese und Tom Weber”, or “Jana und Tom Friese”."""
    halves = re.split(r"\s(?:und|and|&|u\.)\s", piece.words, maxsplit=1)
    if len(halves) < 2 or is_company(piece.words) or _COMPANY_WORD.search(piece.words):
        return []
    first, second = halves
    if len(first.split()) == 1 and is_name(second) and _TOKEN.fullmatch(first):
        family = split_name(second).family
        return [Named(PersonName(given=first, family=family), piece), Named(split_name(second), piece)]
    return [Named(split_name(one), piece) for one in (first, second)] if is_name(first) and is_name(second) else []


def _given_only(text: str, start: int) -> Named | None:
    """Return the one word right below a closing: “LG Tom”."""
    first = next(iter(lines(text, start)), None)
    if first is None:
        return None
    said = first.words.strip(" ,.!;:–-")
    if not re.fullmatch(r"[A-ZÄÖÜ][a-zäöüßé'’-]{1,20}(?:-[A-ZÄÖÜ][a-zäöüß]+)?|[A-ZÄÖÜ]\.\s?[A-ZÄÖÜ][a-zäöüß-]+", said):
        return None
    if fold(said) in _NO_NAME:
        return None
    at = text.find(said, first.start)
    name = split_name(said) if " " in said or "." in said else PersonName(given=said)
    return Named(name, Span(said, at, at + len(said)), sure=False)


def _bare_block(text: str) -> int | None:
    """Return where a text that is a signature alone begins: few lines, the first a name or a company."""
    all_lines = lines(text)
    if not all_lines or len(all_lines) > 14:
        return None
    first = all_lines[0]
    head = next(iter(pieces(text, first)), first)
    if named(text, head) or _is_company(head.words):
        return first.start
    return None


def _is_job(said: str) -> bool:
    return bool(_JOB.search(said)) and not is_company(said) and not any(sign.isdigit() for sign in said)


def _is_company(said: str) -> bool:
    if "@" in said or len(said) > 70 or re.search(r"\d{3}|www\.|https?:|:$", said) or len(said) < 3:
        return False
    if is_company(said):
        return not said.endswith((".", "!", "?")) or bool(re.search(r"(?:e\.\s?[KV]|Co|Inc|Ltd|mbH)\.$", said))
    return bool(_COMPANY_WORD.search(said)) and said[0].isupper() and len(folded(said)) <= 6 and not _is_street(said)


def _is_street(said: str) -> bool:
    return bool(re.search(r"\d", said))


def _may_be_company(said: str) -> bool:
    """Whether a line below a name may be a company: some capital words without a number or a sign of reach."""
    if re.search(r"[\d@:/!?]|www\.", said) or not 3 <= len(said) <= 50 or not said[0].isupper():
        return False
    known = [word for word in said.split() if word[0].isalpha()]
    return 1 <= len(known) <= 5 and not any(fold(word.strip(".,")) in _NO_FIRM for word in known)


_NO_FIRM = frozenset((
    "tel", "telefon", "fax", "mobil", "email", "ich", "wir", "sie", "ihnen", "deutschland", "germany", "austria",
    "osterreich", "schweiz", "switzerland", "ps", "anlage", "anlagen", "anhang", "gruss", "grusse", "dank", "danke",
    "kingdom", "bitte", "vielen", "netherlands", "usa", "england", "uk", "und", "regards", "thanks", "thank",
))  # fmt: skip
