"""Whole names taken apart: salutation, titles, given and family names; and telling people from companies."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.exchange.wording import is_salutation

#: Words that can begin a title, and words that can only follow one.
_TITLE = re.compile(r"(?:dr|prof|professor|mag|ing|pd|ra|stb)\.?|dipl\..*|dipl-.*|.*\.-.*", re.IGNORECASE)
_TITLE_GOES_ON = re.compile(
    r"\(.+\)|h\.\s?c\.?|(?:med|jur|iur|phil|rer|nat|oec|pol|habil|mult|e\.h|vet|dent|ing|h|c)\.", re.IGNORECASE
)
_NOBLE = frozenset(("freiherr", "freifrau", "graf", "grafin", "baron", "baronin"))
_PARTICLE = re.compile(
    "von|vom|van|de|der|den|dem|zu|zum|zur|ter|ten|la|le|du|di|da|dos|del|della|el|al|und|af|av|y",
)
_SUFFIX = re.compile(r"(jr|sr|junior|senior|i{2,3}|iv|ph\.?d|m\.?sc|b\.?sc|m\.?a|b\.?a|mba|md|esq)\.?", re.IGNORECASE)
#: Legal forms and the like, as folded words.
_COMPANY = re.compile(
    "gmbh|mbh|ag|kg|ohg|kgaa|ek|gbr|ug|se|ev|eg|partg|partgmbb|gmbhco|inc|llc|ltd|limited|corp|corporation|plc|bv|nv|"
    "sarl|sas|srl|spa|oy|ab|aps|group|holding|company|co|stiftung|verein"
)
_COMPANY_SIGN = re.compile(
    r"&\s*(co|sohn|söhne|partner|cie)\b|\b(e\.\s?k|e\.\s?v|s\.\s?a|b\.\s?v|n\.\s?v)\.?", re.IGNORECASE
)


class PersonName(NamedTuple):
    """The parts of a person's name; each may be empty."""

    salutation: str = ""
    title: str = ""
    given: str = ""
    family: str = ""
    suffix: str = ""


def is_company(text: str) -> bool:
    """Whether a name has a legal form or another sign of a company."""
    return bool(_COMPANY_SIGN.search(text)) or any(map(_COMPANY.fullmatch, words(text)))


def is_title(text: str) -> bool:
    """Whether a text is nothing but titles and salutations: "Prof. Dr.", "Herr Dr. med."."""
    parts = text.replace(",", " ").split()
    return all(is_salutation(one) or _TITLE.fullmatch(one) or _TITLE_GOES_ON.fullmatch(one) for one in parts)


def split_prefix(text: str) -> tuple[str, str]:
    """Split what stands before a name into salutation and title: "Herr Prof. Dr."."""
    parts = text.replace(",", " ").split()
    said = [part for part in parts if is_salutation(part)]
    return " ".join(said), " ".join(part for part in parts if part not in said)


def split_name(text: str) -> PersonName:
    """Take a whole name apart: "Frau Dr. Anna von der Leyen", "Müller, Hans-Peter", "John Doe Jr."."""
    head, comma, tail = text.partition(",")
    if comma and tail.strip() and not _SUFFIX.fullmatch(tail.strip()):
        salutation, title, before = _without_prefix(head.split())
        more_salutation, more_title, behind = _without_prefix(tail.replace(",", " ").split())
        titles = " ".join(filter(None, (title, more_title)))
        return PersonName(salutation or more_salutation, titles, " ".join(behind), " ".join(before))
    salutation, title, rest = _without_prefix(text.replace(",", " ").split())
    end = len(rest)
    while end > 1 and _SUFFIX.fullmatch(rest[end - 1]):
        end -= 1
    given, family = _family_begins(rest[:end])
    return PersonName(salutation, title, given, family, " ".join(rest[end:]))


def split_family_first(text: str) -> PersonName:
    """Take a name apart that begins with the family's: "Müller Anna", "von der Leyen Ursula", "Dr. Graf, Eva"."""
    if "," in text:
        return split_name(text)
    salutation, title, rest = _without_prefix(text.split())
    end = 1
    while end < len(rest) and _PARTICLE.fullmatch(rest[end - 1]):
        end += 1
    return PersonName(salutation, title, " ".join(rest[end:]), " ".join(rest[:end]))


def _without_prefix(parts: list[str]) -> tuple[str, str, list[str]]:
    """Return the salutation, the titles, and what is left of a name."""
    salutation: list[str] = []
    titles: list[str] = []
    rest = list(parts)
    while len(rest) > 1 or (rest and not salutation and is_salutation(rest[0])):
        if is_salutation(rest[0]) or fold(rest[0].strip(".")) in {"familie", "fam"}:
            salutation.append(rest.pop(0))
        elif _TITLE.fullmatch(rest[0]) or (titles and _TITLE_GOES_ON.fullmatch(rest[0])):
            titles.append(rest.pop(0))
        else:
            break
    return " ".join(salutation), " ".join(titles), rest


def _family_begins(rest: list[str]) -> tuple[str, str]:
    """Split the bare names: the last one, with the particles before it, is the family's."""
    if len(rest) < 2:
        return "", " ".join(rest)
    start = len(rest) - 1
    while start > 1 and _PARTICLE.fullmatch(rest[start - 1]):
        start -= 1
    while 1 < start < len(rest) - 1 and fold(rest[start - 1]) in _NOBLE:
        start -= 1
    if start == 1 and _PARTICLE.fullmatch(rest[0]):
        start = 0
    if "und" in rest[:start] or "&" in rest[:start]:
        start = len(rest) - 1
    return " ".join(rest[:start]), " ".join(rest[start:])
