"""E-mail addresses, phone numbers and websites in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.phones import e164
from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span

_EMAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
#: Addresses programs write from: nobody answers there.
_NOBODY = re.compile(
    r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|wordpress|notification|formular|"
    r"webform)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,/@-])(?:\+|\(\+?|0)[\d \t\u00a0()/.–-]{5,24}\d(?![\w@]|[.,]\d)")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2}){1,2}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")
_LABEL = re.compile(r"([A-Za-zÄÖÜäöü][\w äöü./&-]{0,20})[.:]?\s*[(:]?\s*$")
_MOBILE = re.compile(r"\+(?:491[5-7]|436[5-9]|417[5-9]|447|336|337|316)")
_WEB = re.compile(
    r"(?<![\w@.-])(?:https?://|www\.)[^\s<>()\[\]\"']{3,200}|"
    r"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{1,62}\.){1,3}(?:de|at|ch|com|net|org|eu|info|biz|"
    r"io|co\.uk|example|berlin|hamburg)"
    r"(?:/[^\s<>]*)?(?![\w@.-])",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"facebook|instagram|linkedin|xing|twitter|youtube|tiktok|whatsapp|google|maps\.|goo\.gl|calendly|pinterest",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A phone number, and what it is called where it stands."""

    span: Span
    normal: str
    mobile: bool
    #: Whether it stands behind a word like Tel.
    called: bool


def emails(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the addresses somebody can be answered at, in order, each once."""
    found: dict[str, Span] = {}
    for match in _EMAIL.finditer(text, start, len(text) if end is None else end):
        address = match.group().rstrip(".-").lower()
        if not _NOBODY.search(address):
            found.setdefault(address, Span(address, match.start(), match.start() + len(address)))
    return list(found.values())


def numbers(text: str, home: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Return the phone and mobile numbers, in order, each once; fax numbers are left out."""
    found: dict[str, Number] = {}
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        if _DATE.fullmatch(match.group().strip()) or "\n" in match.group():
            continue
        label = _label(text, match.start())
        normal = e164(match.group().strip(), home)
        if len(normal) < 9 or label == "fax":
            continue
        mobile = label == "mobile" or _MOBILE.match(normal) is not None
        place = span(text, match.start(), match.end())
        found.setdefault(normal, Number(place, normal, mobile, bool(label)))
    return list(found.values())


def websites(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the websites, in order; pages of others (networks, maps) are left out."""
    found = []
    for match in _WEB.finditer(text, start, len(text) if end is None else end):
        address = match.group().rstrip(".,;:!?/")
        plain = address.lower().startswith(("http", "www."))
        if not _SOCIAL.search(address) and (plain or _stands_alone(text, match)):
            found.append(Span(address, match.start(), match.start() + len(address)))
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare domain is all of its line, but for a label: in a sentence it may be anything."""
    first = text.rfind("\n", 0, match.start()) + 1
    last = text.find("\n", match.end())
    line = text[first : len(text) if last < 0 else last].strip()
    before = text[first : match.start()].strip(" \t|•·,-")
    return line == match.group() or (
        bool(before) and len(before) < 60 and line.endswith(match.group()) and _is_web(before)
    )


def _is_web(before: str) -> bool:
    said = fold(before).rstrip(":. ")
    return said.endswith(("web", "internet", "website", "homepage", "webseite", "w", "url", "online")) or "@" in before


def _label(text: str, place: int) -> str:
    """Return what the word before a number says: "fax", "mobile", "phone"; "" for nothing."""
    first = max(text.rfind("\n", 0, place) + 1, place - 28)
    match = _LABEL.search(text[first:place])
    said = fold(match[1]).strip(" .:/") if match else ""
    last = said.split()[-1] if said.split() else ""
    if "fax" in said or last == "f":
        return "fax"
    if any(word in said for word in ("mobil", "handy", "cell", "whatsapp", "mob")) or last == "m":
        return "mobile"
    if any(word in said for word in ("tel", "fon", "phone", "ruf", "durchwahl", "festnetz", "call")) or last in {
        "t",
        "p",
    }:
        return "phone"
    return ""


def is_nobody(address: str) -> bool:
    """Whether a program writes from an address."""
    return _NOBODY.search(address.partition("@")[0]) is not None
