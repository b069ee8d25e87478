"""What price lists say beside plain columns: tiers by quantity and customer, and what sets are made of.

Tiers stand in one cell ("ab 10: 9,50; Handel ab 1: 8"), in columns headed "ab 10", or in pairs of columns for quantity
and price ("Staffelmenge 1", "Staffelpreis 1").
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.domain.prices import Tier
from crm_desktop.domain.records import PartRecord
from crm_desktop.domain.units import unit_of
from crm_desktop.exchange.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator

_FROM = r"(?:ab|from|von|>=|≥|min\.?)"
#: "ab 10", "VK ab 100 Stk", "Preis ab 10 EUR", "from 25 pcs", "Handel ab 5".
_HEADING = re.compile(
    rf"(?P<before>(?:[^\W\d_][\w.&-]*\s+)*?){_FROM}\s*(?P<quantity>\d+(?:[.,]\d+)?)(?P<rest>(?:[^\d.,].*)?)",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(\d+)\s*\+")
#: Words before the quantity that name no group of customers.
_NO_GROUP = frozenset(
    [
        "vk",
        "ek",
        "preis",
        "price",
        "netto",
        "net",
        "verkaufspreis",
        "vkpreis",
        "staffelpreis",
        "einzelpreis",
        "nettopreis",
        "ep",
    ]
)
#: Words before a day or a year.
_NO_QUANTITY = frozenset(["gultig", "valid", "lieferbar", "verfugbar", "available", "stand", "seit", "since"])
#: Words behind it beside a unit.
_BESIDE = frozenset(["eur", "euro", "€", "chf", "netto", "net"])
_SPLIT = re.compile(r"\s*[;|\n]\s*")
_SIGNS = re.compile(r"[:=→]|->")
#: "Handel ab 10 Stk": what stands before the price of a tier.
_TIER = re.compile(
    rf"(?P<group>.*?)(?:(?<!\w){_FROM}\s*)?(?P<quantity>\d+(?:[.,]\d+)?)\s*[^\W\d_]*[²³]?\.?", re.IGNORECASE
)
_PART = re.compile(r"(?:(?P<quantity>\d+(?:[.,]\d+)?)\s*[x×*]\s*)?(?P<product>.+)", re.IGNORECASE)
#: Letters of a tier that are read; no firm writes more.
_LETTERS = 120
#: Letters of a unit nobody knows.
_UNIT = 6
_YES = frozenset(["ja", "j", "yes", "y", "true", "wahr", "1", "x", "aktiv", "active", "on", "ein"])
_NO = frozenset(
    ["nein", "n", "no", "false", "falsch", "0", "inaktiv", "inactive", "off", "aus", "gesperrt", "ausgelaufen"]
)


class TierHeading(NamedTuple):
    """What a heading says of the prices below it."""

    quantity: Decimal
    group: str = ""


def tier_heading(heading: str) -> TierHeading | None:
    """Return from which quantity on, and for whom, the prices of a column are; None for any other heading."""
    text = heading.strip()[:_LETTERS]
    if plus := _PLUS.fullmatch(text):
        return TierHeading(Decimal(plus[1]))
    found = _HEADING.fullmatch(text)
    if found is None:
        return None
    behind = [word for word in found["rest"].split() if fold(word.strip("()[]")) not in _BESIDE]
    if len(behind) > 1 or (behind and unit_of(behind[0].strip("()")) is None and len(behind[0]) > _UNIT):
        return None
    words = [word for word in found["before"].split() if fold(word.strip(".:")).replace("-", "") not in _NO_GROUP]
    if _NO_QUANTITY.intersection(map(fold, words)):
        return None
    return TierHeading(exact(found["quantity"]), " ".join(words))


def tiers(text: str) -> tuple[Tier, ...]:
    """Read tiers in one cell. Raises BadInput."""
    return tuple(_tiers(text))


def parts(text: str) -> tuple[PartRecord, ...]:
    """Read what a set is made of: "6 x P-251; P-221"."""
    found = (_PART.fullmatch(part.strip()) for part in _SPLIT.split(text) if part.strip())
    return tuple(PartRecord(one["product"].strip(), exact(one["quantity"] or "1")) for one in found if one)


def yes(text: str) -> bool:
    """Read a yes or no in German or English. Raises BadInput."""
    word = text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadInput(_("“{text}” is neither yes nor no.").format(text=text[:40]))


def _tiers(text: str) -> Iterator[Tier]:
    for part in _SPLIT.split(text):
        if not part.strip():
            continue
        signs = list(_SIGNS.finditer(part[:_LETTERS]))
        found = _TIER.fullmatch(part[: signs[-1].start()].strip()) if signs else None
        if found is None:
            raise BadInput(_("“{text}” is no price tier.").format(text=part[:40]), _("Write it like “from 10: 9.50”."))
        yield Tier(exact(found["quantity"]), exact(part[signs[-1].end() :]), found["group"].strip(" ,:"))


def exact(text: str) -> Decimal:
    """Read a number whose decimal sign is the last of its points and commas, but for groups of thousands."""
    bare = text.strip()
    comma, point = bare.rfind(","), bare.rfind(".")
    groups = point > comma and re.search(r"\.[0-9]{3}(?![0-9])", bare) and not re.match(r"0\.", bare)
    return number(bare, "," if comma > point or groups else ".")
