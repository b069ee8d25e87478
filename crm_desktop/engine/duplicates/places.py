"""What the addresses of two contacts say about their being one."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from crm_desktop.engine.duplicates.alike import compare, graded, most
from crm_desktop.engine.duplicates.column import Bools, Floats
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

#: Bits for a slip of the pen, for alike or sounding alike, for somewhat alike, for different.
_CITY, _STREET, _EXTRA = (4.0, 1.5, -0.5, -2.5), (5.0, 2.0, -0.5, -2.5), (4.0, 2.0, 0.0, -1.0)
_CODE = (2.5, -2.5, -2.5, -2.5)
_PART_OF_A_TOWN, _SAME_LINE, _OTHER_KIND, _MOST_OF_A_STREET = 3.0, 5.0, 1.0, 10.0
#: One in ten moves within a year (Germany, Statistisches Bundesamt), and a file is older than that.
_MOVED = -5.0
_HOUSE, _HOUSE_ELSEWHERE, _SAME_DIGITS, _OTHER_HOUSE, _NEIGHBOUR = 3.5, 1.5, 1.5, -1.0, -3.0


def weigh_places(known: Columns, tally: Tally) -> Floats:
    """Return what town, street and house say together."""
    code = compare(known.postal_code, tally.rows, known.postal_code.rarity(0.8), _judge_codes, _CODE[-1])
    city = compare(known.city, tally.rows, known.city.rarity(0.8), _judge_cities, _CITY[-1])
    street = _street(known, tally)
    number = _number(known, tally, street)
    extra = compare(known.extra, tally.rows, known.extra.rarity(0.7), graded(_EXTRA), _EXTRA[-1])
    for field, bits in ((known.postal_code, code), (known.city, city), (known.street, street), (known.extra, extra)):
        tally.slipped(field.codes[tally.one], field.codes[tally.other], bits)
    # Town and postal code say nearly the same twice.
    lower, upper = np.minimum(code, city), np.maximum(code, city)
    place = np.where(lower > 0, upper + 0.3 * lower, code + city)
    # Who has moved has another town, street and house at once: that is one fact, not three.
    whole = np.maximum(place + street + number + extra, _MOVED)
    same = (known.street.codes[tally.one] == known.street.codes[tally.other]) & (street > _OTHER_KIND)
    same &= (known.number.codes[tally.one] == known.number.codes[tally.other]) & (place > 0)
    tally.because(Reason.ADDRESS, same, whole)
    tally.because(Reason.ADDRESS_ALIKE, ~same & (street > 0), whole)
    tally.because(Reason.PLACE, (street <= 0) & (place > 0), whole)
    tally.because(Reason.OTHER_PLACE, (street <= 0) & (place < 0), whole)
    return whole


def most_of_places(known: Columns, tally: Tally) -> Floats:
    """Return what the address may at most say."""
    code = most(known.postal_code, tally.rows, known.postal_code.rarity(0.8), _CODE[0], _CODE[-1])
    city = most(known.city, tally.rows, known.city.rarity(0.8), _CITY[0], _CITY[-1])
    street = most(known.street, tally.rows, known.street.rarity(0.8, most=_MOST_OF_A_STREET), _SAME_LINE, _STREET[-1])
    extra = most(known.extra, tally.rows, known.extra.rarity(0.7), _EXTRA[0], _EXTRA[-1])
    lower, upper = np.minimum(code, city), np.maximum(code, city)
    place = np.where(lower > 0, upper + 0.3 * lower, code + city)
    return np.maximum(place + street + extra + _HOUSE, _MOVED)


def _street(known: Columns, tally: Tally) -> Floats:
    one, other = tally.rows
    worth = known.street.rarity(0.8, most=_MOST_OF_A_STREET)
    bits = compare(known.street, tally.rows, worth, graded(_STREET), _STREET[-1])
    # A Lindenweg is not a Lindenallee.
    kinds = known.street_kind.codes[one], known.street_kind.codes[other]
    another = (bits > _OTHER_KIND) & (kinds[0] != kinds[1]) & (kinds[0] > 0) & (kinds[1] > 0)
    bits[another] = _OTHER_KIND
    # The second line of an address may have been written first.
    first, second = known.street.codes, known.extra.codes
    crossed: Bools = ((first[one] > 0) & (first[one] == second[other])) | (
        (first[other] > 0) & (first[other] == second[one])
    )
    bits[crossed] = np.maximum(bits[crossed], _SAME_LINE)
    return bits


def _number(known: Columns, tally: Tally, street: Floats) -> Floats:
    a, b = known.number.codes[tally.one], known.number.codes[tally.other]
    digits = known.number.part(lambda text: text.rstrip("abcdefghijklmnopqrstuvwxyz"))
    near = digits[tally.one] == digits[tally.other]
    another = np.where(street > _OTHER_KIND, _NEIGHBOUR, _OTHER_HOUSE) if known.firm.filled else _OTHER_HOUSE
    agree = np.where(a == b, np.where(street > 0, _HOUSE, _HOUSE_ELSEWHERE), np.where(near, _SAME_DIGITS, another))
    bits: Floats = agree * ((a > 0) & (b > 0))
    return bits


def _judge_codes(one: list[str], other: list[str]) -> Floats:
    bits: Floats = np.where(cpdist(one, other, scorer=OSA.distance, score_cutoff=1) <= 1, _CODE[0], _CODE[-1])
    return bits


def _judge_cities(one: list[str], other: list[str]) -> Floats:
    bits = graded(_CITY)(one, other)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if " " in a or " " in b:
            first, second = set(a.split()), set(b.split())
            if first <= second or second <= first or a.replace(" ", "") == b.replace(" ", ""):
                bits[place] = max(bits[place], _PART_OF_A_TOWN)
    return bits
