"""What is wrong with contacts: missing, old or impossible, each with a mend where one can be told.

Nothing is judged by a list of names: whether a salutation suits a given name is learned from the firm's own contacts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from crm_desktop.base import check_digits
from crm_desktop.domain.quality import Care, Flaw, QualityFact

#: Days after which what is known of a customer is old.
OLD_DAYS = 730
#: Nobody is older than this, in years (the oldest person ever was 122).
_OLDEST = 122
#: Others of the same given name it takes to judge a salutation, and the share of them that must agree.
_ENOUGH, _AGREE = 5, 0.95
_MAIL = re.compile(r"[^@\s]+@([^@\s]+\.[^@\s.]{2,})")
#: Digits of a postal code (Universal Postal Union), where they are all it is made of.
_POSTAL: Mapping[str, int] = {
    "DE": 5, "AT": 4, "CH": 4, "LI": 4, "FR": 5, "IT": 5, "ES": 5, "BE": 4, "LU": 4, "DK": 4, "NO": 4, "FI": 5,
}  # fmt: skip
#: Where most mail goes; a domain one slip away from one of these is meant to be it.
_DOMAINS = (
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de",
    "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "icloud.com", "yahoo.com", "yahoo.de", "aol.com",
    "bluewin.ch", "aon.at", "posteo.de", "mailbox.org",
)  # fmt: skip


def usual_salutations(facts: Iterable[QualityFact]) -> dict[str, str]:
    """Return by given name (lower case) the salutation nearly everybody of that name has."""
    counted: dict[str, Counter[str]] = {}
    for fact in facts:
        if fact.given_name and fact.salutation:
            counted.setdefault(_first(fact.given_name), Counter())[fact.salutation] += 1
    usual = {}
    for name, found in counted.items():
        word, cases = found.most_common(1)[0]
        if cases >= _ENOUGH and cases / found.total() >= _AGREE - 1 / found.total():
            usual[name] = word
    return usual


def flaws(fact: QualityFact, today: date, usual: Mapping[str, str]) -> tuple[Flaw, ...]:
    """Return what is wrong with a contact; what is missing or old only of those there is money in."""
    found = [*_wrong(fact, today, usual)]
    if fact.is_customer or fact.money_cents > 0:
        found += [*_missing(fact), *_old(fact, today)]
    return tuple(found)


def meant_mail(address: str) -> str:
    """Return what an address with a slip in a well-known domain should be, "" where none can be told."""
    name, sign, domain = address.lower().partition("@")
    if not sign or not name or domain in _DOMAINS:
        return ""
    near = [known for known in _DOMAINS if _one_slip(domain, known)]
    return f"{address.partition('@')[0]}@{near[0]}" if len(near) == 1 else ""


def _missing(fact: QualityFact) -> Iterator[Flaw]:
    if not fact.email and not fact.phone:
        yield Flaw(Care.INCOMPLETE, "phone")
        yield Flaw(Care.INCOMPLETE, "email")
    if fact.is_company and not fact.city:
        yield Flaw(Care.INCOMPLETE, "address")
    if fact.is_company and not fact.category:
        yield Flaw(Care.INCOMPLETE, "category")


def _old(fact: QualityFact, today: date) -> Iterator[Flaw]:
    if fact.seen is None or fact.seen < today - timedelta(days=OLD_DAYS):
        yield Flaw(Care.STALE, "confirmed_on", "" if fact.seen is None else fact.seen.isoformat())


def _wrong(fact: QualityFact, today: date, usual: Mapping[str, str]) -> Iterator[Flaw]:
    if fact.email and (not _MAIL.fullmatch(fact.email) or meant_mail(fact.email)):
        yield Flaw(Care.WRONG, "email", fact.email, meant_mail(fact.email))
    if fact.birthday and not today.year - _OLDEST <= fact.birthday.year <= today.year:
        yield Flaw(Care.WRONG, "birthday", fact.birthday.isoformat())
    if fact.founded and not 800 <= fact.founded <= today.year:
        yield Flaw(Care.WRONG, "founded", str(fact.founded))
    if fact.vat_id and not check_digits.is_vat_id(fact.vat_id):
        yield Flaw(Care.WRONG, "vat_id", fact.vat_id)
    if fact.iban and not check_digits.is_iban(fact.iban):
        yield Flaw(Care.WRONG, "iban", fact.iban)
    digits = _POSTAL.get(fact.country)
    if fact.postal_code and digits and not re.fullmatch(rf"\d{{{digits}}}", fact.postal_code.strip()):
        yield Flaw(Care.WRONG, "postal_code", fact.postal_code, _postal(fact.postal_code, digits))
    expected = usual.get(_first(fact.given_name), "") if fact.given_name else ""
    if expected and fact.salutation and fact.salutation != expected:
        yield Flaw(Care.WRONG, "salutation", fact.salutation, expected)


def _postal(text: str, digits: int) -> str:
    """Return a postal code that lost its leading zero or has a country before it, as it should be."""
    found = "".join(filter(str.isdigit, text))
    if len(found) == digits:
        return found
    return found.zfill(digits) if digits == 5 and len(found) == 4 and text.strip().isdigit() else ""


def _first(given: str) -> str:
    parts: Sequence[str] = given.split()
    return parts[0].casefold() if parts else ""


def _one_slip(text: str, known: str) -> bool:
    """Whether one letter more, less, another one or two swapped make one text of the other."""
    if abs(len(text) - len(known)) > 1 or text == known:
        return False
    start = next((at for at, (a, b) in enumerate(zip(text, known, strict=False)) if a != b), min(len(text), len(known)))
    left, right = text[start:], known[start:]
    swapped = len(left) == len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
