"""The line a letter begins with: forms of address, titles and families, in German and English.

Rules of use: DIN 5008 (of several titles the highest is said; Professor is written out and stands for Dr. too; degrees
are not said in Germany and are in Austria), and what English letters do (Mr, Ms, Dr, Professor; no first name).
Everything here is pure; a line the user gave to a contact goes before all of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.documents.phrases import greeting

#: Forms of address as people write them, folded; "" is for nobody's guess.
_MS = frozenset(fold(word) for word in ("Frau", "Fr", "Ms", "Mrs", "Miss", "Madam", "Madame", "Mme"))
_MR = frozenset(fold(word) for word in ("Herr", "Herrn", "Hr", "Hrn", "Mr", "Sir", "Monsieur"))
_FAMILY = frozenset(fold(word) for word in ("Familie", "Fam", "Family"))
_COUPLE = re.compile(r"\b(?:und|and|u)\b\.?|&|\+", re.IGNORECASE)

#: What is offered where a form of address is chosen; other words are taken as they are.
FORMS = {"de": ("Frau", "Herr", "Divers", "Familie", "Frau und Herr"), "en": ("Ms", "Mr", "Mx", "Family", "Ms and Mr")}

_PROFESSOR = re.compile(r"\bprof(essorin|essor)?\b\.?", re.IGNORECASE)
_DOCTOR = re.compile(r"\bdr\b\.?|\bphd\b", re.IGNORECASE)
#: Degrees said in Austria, where they are part of how one is addressed.
_AUSTRIAN = re.compile(r"\b(Mag\.?a?|DI|Dipl\.-Ing\.|Ing\.)(?=\s|$)")


class Addressee(NamedTuple):
    """What a letter must know to begin; `is_company` where nobody in particular is written to."""

    salutation: str = ""
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    #: What the user wants a letter to begin with.
    letter_salutation: str = ""
    is_company: bool = False


def first_line(whom: Addressee | None, *, language: str, country: str = "DE") -> str:
    """Return the line a letter begins with; one the user gave goes before all forms."""
    if whom is not None and whom.letter_salutation:
        return whom.letter_salutation
    name = "" if whom is None else f"{whom.given_name} {whom.family_name}".strip()
    if whom is None or whom.is_company or not name:
        return greeting(language, country)
    form = form_of(whom.salutation) if whom.family_name else ""
    if form in ("ms", "mr"):
        title = said_title(whom.title, form, language=language, country=country)
        if title and language != "de":
            return f"Dear {title} {whom.family_name},"
        return greeting(language, country, salutation=form, title=title, name=whom.family_name)
    if form:
        return _family(whom.family_name, language) if form == "family" else _couple(whom, language, country)
    return greeting(language, country, name=" ".join(part for part in (_doctor_of(whom.title), name) if part))


def form_of(salutation: str) -> str:
    """Return "ms", "mr", "family", "couple" or, for everything else, "" (nobody's guess)."""
    parts = [_single(part) for part in _COUPLE.split(salutation)]
    return "couple" if {*parts} >= {"ms", "mr"} else parts[0] if len(parts) == 1 else ""


def _single(salutation: str) -> str:
    word = fold(salutation.strip().rstrip("."))
    for form, words in (("ms", _MS), ("mr", _MR), ("family", _FAMILY)):
        if word in words:
            return form
    return ""


def said_title(title: str, form: str = "", *, language: str = "de", country: str = "DE") -> str:
    """Return of somebody's titles the one a letter says: Prof. Dr. Dr. is Professor, a degree is none."""
    if _PROFESSOR.search(title):
        if language == "de":
            return "Professorin" if form == "ms" else "Professor"
        return "Professor"
    if _DOCTOR.search(title):
        return _doctor_of(title) if language == "de" else "Dr"
    degree = _AUSTRIAN.search(title) if country == "AT" and language == "de" else None
    return degree[0] if degree else ""


def _doctor_of(title: str) -> str:
    """Return a title as it stands before a whole name."""
    if _PROFESSOR.search(title):
        return "Prof."
    return "Dr." if _DOCTOR.search(title) else ""


def _family(name: str, language: str) -> str:
    return f"Sehr geehrte Familie {name}," if language == "de" else f"Dear {name} family,"


def _couple(whom: Addressee, language: str, country: str) -> str:
    """Greet two people of one name; the one named first is greeted first, and only a sole title is anybody's."""
    if language != "de":
        return f"Dear Ms and Mr {whom.family_name},"
    ms = greeting(language, country, salutation="ms", name=whom.family_name).rstrip(",")
    mr = greeting(language, country, salutation="mr", name=whom.family_name).rstrip(",")
    first, second = (mr, ms) if _single(_COUPLE.split(whom.salutation)[0]) == "mr" else (ms, mr)
    return f"{first}, {second[0].lower()}{second[1:]},"
