"""E-mail addresses and phone numbers that cannot be right, and what they were meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from crm_desktop.base.phones import e164
from crm_desktop.domain.quality import Care, Flaw, Way

_PHONES = frozenset({"phone", "mobile", "fax"})
_MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@([^@\s<>,;:\"()\[\]\\.]+\.)+[^\W\d_]{2,}")
#: An address without anything to take away; what it ends with comes first.
_FINE = re.compile(
    r"[^@\s<>,;:\"()\[\]\\.]+(?:\.[^@\s<>,;:\"()\[\]\\.]+)*@(?:[^@\s<>,;:\"()\[\]\\.]+\.)+([^\W\d_]{2,})"
)
#: Where most mail goes; a domain one slip away from one of these is meant to be it.
_DOMAINS = (
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de",
    "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "icloud.com", "yahoo.com", "yahoo.de", "aol.com",
    "bluewin.ch", "aon.at", "posteo.de", "mailbox.org", "arcor.de", "live.de", "live.com",
)  # fmt: skip
#: Domains of their own that lie one letter from one of those.
_REAL = frozenset(
    {
        "mail.com",
        "gmx.com",
        "gmx.org",
        "aol.de",
        "yahoo.at",
        "yahoo.ch",
        "ymail.com",
        "email.com",
        "hmail.com",
        "live.at",
        "me.com",
    }
)
#: Endings of other countries.
_COUNTRIES = frozenset(
    {
        "at", "au", "be", "bg", "br", "ca", "ch", "cz", "de", "dk", "ee", "es", "eu", "fi", "fr", "gr", "hr", "hu",
        "ie", "in", "is", "it", "jp", "li", "lt", "lu", "lv", "mx", "nl", "no", "nz", "pl", "pt", "ro", "rs", "ru",
        "se", "si", "sk", "tr", "ua", "uk", "us",
    }
)  # fmt: skip
#: Names so short are surrounded by others.
_SHORT_NAME = 4
#: Slips at the end of any domain; none of these endings exists.
_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "xom": "com", "vom": "com", "ed": "de", "dee": "de",
    "ent": "net", "nte": "net",
}  # fmt: skip
#: How long the well-known domains are, with a letter more or less.
_SHORTEST, _LONGEST = min(map(len, _DOMAINS)) - 1, max(map(len, _DOMAINS)) + 1
_AT = re.compile(r"\s*[\[({]\s*(?:at|ät)\s*[\])}]\s*|\s+at\s+", re.IGNORECASE)
_POINT = re.compile(r"\s*[\[({]\s*(?:dot|punkt)\s*[\])}]\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d\s/().–-]{4,}\d")


def wrong_ways(ways: Sequence[Way], country: str) -> Iterator[Flaw]:
    """Yield the e-mail addresses and phone numbers that cannot be right."""
    for way in ways:
        if way.kind == "email":
            meant = mended_mail(way.value)
            if meant or not _MAIL.fullmatch(way.value):
                yield Flaw(Care.WRONG, "email", way.value, meant, way.id)
        elif way.kind in _PHONES and not way.normal:
            yield Flaw(Care.WRONG, "phone", way.value, mended_phone(way.value, country), way.id)


def mended_mail(address: str) -> str:
    """Return an address that cannot be right as it was meant, "" where it is right or nothing can be told."""
    fine = _FINE.fullmatch(address)
    if fine is not None and fine[1].lower() not in _ENDINGS:  # nearly all: nothing to take away
        return meant_mail(address)
    text = address.strip().removeprefix("mailto:").strip("<>.,;: ")
    text = _POINT.sub(".", _AT.sub("@", text)).replace("@@", "@").replace(" ", "")
    name, sign, domain = text.partition("@")
    domain = domain.replace(",", ".").replace("..", ".").strip(".")
    front, point, ending = domain.rpartition(".")
    if point and ending.lower() in _ENDINGS:
        domain = f"{front}.{_ENDINGS[ending.lower()]}"
    text = f"{name.strip('.')}{sign}{domain}"
    text = meant_mail(text) or text
    return text if text != address and _MAIL.fullmatch(text) else ""


def meant_mail(address: str) -> str:
    """Return what an address with a slip in a well-known domain should be, "" where none can be told."""
    name, sign, domain = address.rpartition("@")
    low = domain.lower()
    if not sign or not name or low in _DOMAINS or low in _REAL:
        return ""
    near = [known for known in _near(low) if one_slip(low, known) and not _is_another(low, known)]
    # Of two as near, what begins and ends alike is meant: "gmx.dee" is gmx.de, "gmil.com" gmail.com.
    best = [known for known in near if known[0] == low[0] and known[-2:] == low[-2:]] or near
    return f"{name}@{best[0]}" if len(best) == 1 else ""


def mended_phone(text: str, country: str) -> str:
    """Return a phone number without what does not belong to it, "" where none is found in it."""
    plain = text.replace("O", "0").replace("o", "0") if any(map(str.isdigit, text)) else text
    for candidate in (plain, *(found.group() for found in _NUMBER.finditer(plain))):
        kept = candidate.strip()
        if kept != text and e164(kept, country):
            return kept
    return ""


def _is_another(low: str, known: str) -> bool:
    """Whether a domain one slip away from a well-known one is probably somebody's own.

    The same name has sisters in other countries, and short names have real ones all around.
    """
    (name, _point, ending), (front, _dot, last) = low.rpartition("."), known.rpartition(".")
    if name == front:
        return ending in _COUNTRIES
    return len(front) <= _SHORT_NAME and ending == last and sorted(name) != sorted(front)


def _shorter(text: str) -> set[str]:
    """Return a text and what is left of it without one of its letters."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _by_shorter() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for known in _DOMAINS:
        for part in _shorter(known):
            found[part] = (*found.get(part, ()), known)
    return MappingProxyType(found)


#: The well-known domains by what is left of them: two texts one slip apart have something left in common.
_BY_SHORTER = _by_shorter()


def _near(low: str) -> list[str]:
    """Return the few well-known domains that may be one slip away."""
    if not _SHORTEST <= len(low) <= _LONGEST:
        return []
    return sorted({known for part in _shorter(low) for known in _BY_SHORTER.get(part, ())})


def one_slip(text: str, known: str) -> bool:
    """Whether one letter more, less, another one or two swapped make one text of the other."""
    if abs(len(text) - len(known)) > 1 or text == known:
        return False
    start = next((at for at, (a, b) in enumerate(zip(text, known, strict=False)) if a != b), min(len(text), len(known)))
    left, right = text[start:], known[start:]
    swapped = len(left) == len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
