"""What the names of two persons say about their being one.

A given name that is plainly another one makes two persons of a household, however much else they share: the address,
the family name, the phone at home and often the mailbox are then no evidence but what every household shares.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from crm_desktop.engine.duplicates.alike import DIFFERENT, SLIP, SOMEWHAT, SOUND, compare, graded, grades, most
from crm_desktop.engine.duplicates.column import Bools, Column, Floats, Ints
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.nicknames import common_names, is_short_for
from crm_desktop.engine.duplicates.phonetics import cologne
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

#: For how many people a name is taken to have been asked: the commonest names of a country have about one in a
#: hundred, so two of ten contacts with one name are no reason to call it common.
_PEOPLE = 200
#: Bits for a slip of the pen, for alike or sounding alike, for somewhat alike, for different.
_GIVEN, _FAMILY = (4.5, 2.0, -1.0, -4.0), (5.5, 2.5, -1.5, -5.0)
_SHORT, _WORD, _INITIAL, _OTHER_INITIAL = 3.0, 4.0, 1.5, -3.0
_SWAP, _MOST_SWAPPED = -3.0, 25.0
#: What so many bear is no slip of the pen; bits for a slip between two usual names.
_USUAL = 3
_TWO_GIVEN, _TWO_FAMILY = -3.0, -1.5
_GENERATION, _SALUTATION = -6.0, -4.0
#: From so many bits on a mailbox is one person's.
_OWN_MAIL = 7.0


def weigh_names(known: Columns, tally: Tally) -> tuple[Floats, Bools, Bools]:
    """Return what the names say, which pairs have another given name, and which much the same family name."""
    one, other = tally.rows
    given_worth = known.given.rarity(0.7, at_least=_PEOPLE)
    family_worth = known.family.rarity(0.8, at_least=_PEOPLE)
    first = compare(known.given, tally.rows, given_worth, _judge_given, _GIVEN[DIFFERENT])
    last = compare(known.family, tally.rows, family_worth, _judge_family, _FAMILY[DIFFERENT])
    _two_given_names(known.given, tally.rows, first)
    _two_family_names(known.family, tally.rows, last)
    tally.slipped(known.family.codes[one], known.family.codes[other], last)
    straight = first + last
    crossed = _crossed(known, tally, straight, family_worth)
    swapped = crossed > straight
    names = np.where(swapped, crossed, straight)
    _tell(known, tally, names, swapped, first)
    names += _generations(known, tally) + _salutations(known, tally)
    both: Bools = (known.given.codes[one] > 0) & (known.given.codes[other] > 0)
    apart: Bools = both & ~swapped & ((first <= _OTHER_INITIAL) | _other_salutation(known, tally.rows))
    older = _other_generation(known, tally)
    own = (tally.said["births"] > 0) | (tally.said["mails"] >= _OWN_MAIL)
    apart |= older & ((known.generation.codes[one] > 0) & (known.generation.codes[other] > 0) | ~own)
    return names, apart, last > 0


def _two_family_names(names: Column, rows: tuple[Ints, Ints], bits: Floats) -> None:
    """Take what looks like a slip for two names where both are usual: Bauer is not Bayer misspelt."""
    usual = names.counts >= _USUAL
    one, other = names.codes[rows[0]], names.codes[rows[1]]
    bits[(bits == _FAMILY[SLIP]) & usual[one] & usual[other]] = _TWO_FAMILY


def _two_given_names(names: Column, rows: tuple[Ints, Ints], bits: Floats) -> None:
    """Take two usual given names that are only alike for two people: Anja is neither Tanja misspelt nor Anna.

    One name that is spelt in two ways stays one: Markus and Marcus, Sylvia and Silvia.
    """
    named = common_names()
    usual = np.array([text in named for text in names.values]) | (names.counts >= _USUAL)
    usual &= np.array([" " not in text for text in names.values])
    one, other = names.codes[rows[0]], names.codes[rows[1]]
    alike = (bits == _GIVEN[SLIP]) | (bits == _GIVEN[SOUND]) | (bits == _GIVEN[SOMEWHAT])
    places = np.flatnonzero(alike & (one != other) & usual[one] & usual[other])
    if len(places):
        keys, back = np.unique(one[places] * len(names.values) + other[places], return_inverse=True)
        pairs = zip((keys // len(names.values)).tolist(), (keys % len(names.values)).tolist(), strict=True)
        told = [_GIVEN[SLIP] if spelt_otherwise(names.values[a], names.values[b]) else _TWO_GIVEN for a, b in pairs]
        bits[places] = np.array(told)[back]


def spelt_otherwise(one: str, other: str) -> bool:
    """Whether two folded names are one in two spellings; Martin and Martina, Anna and Emma are two."""
    return (
        one.translate(_ONE_LETTER)[0] == other.translate(_ONE_LETTER)[0]
        and one.translate(_ONE_LETTER)[-1] == other.translate(_ONE_LETTER)[-1]
        and cologne(one) == cologne(other)
        and OSA.distance(one, other, score_cutoff=2) <= _SPELLINGS
    )


#: Letters that stand for one another in given names, and in how many letters two spellings differ.
_ONE_LETTER = str.maketrans("kyzp", "cisf")
_SPELLINGS = 2


def _crossed(known: Columns, tally: Tally, straight: Floats, worth: Floats) -> Floats:
    """Return what the names say if those of one were entered the wrong way round; looked at where that may be."""
    one, other = tally.rows
    crossed = np.full(len(one), -np.inf)
    given, family = known.given, known.family
    may = (straight <= 0) & (given.codes[one] > 0) & (given.codes[other] > 0)
    may &= (given.sounds[one] == family.sounds[other]) | (family.sounds[one] == given.sounds[other])
    may |= (given.codes[one] > 0) & (given.codes[one] == family.codes[other])
    may |= (family.codes[one] > 0) & (family.codes[one] == given.codes[other])
    places = np.flatnonzero(may & (given.codes[one] > 0) & (given.codes[other] > 0))
    if len(places):
        # How often a name occurs is counted where it usually stands.
        usual = np.minimum(worth, given.rarity(0.7, at_least=_PEOPLE))
        rows = one[places], other[places]
        left = compare(given, rows, usual, _judge_crossed, _FAMILY[DIFFERENT], against=family)
        right = compare(family, rows, usual, _judge_crossed, _FAMILY[DIFFERENT], against=given)
        crossed[places] = left + right + _SWAP
    return crossed


def most_of_names(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say."""
    given, family = known.given, known.family
    worth = given.rarity(0.7, at_least=_PEOPLE), family.rarity(0.8, at_least=_PEOPLE)
    straight = most(given, tally.rows, worth[0], _GIVEN[SLIP], _GIVEN[DIFFERENT])
    straight += most(family, tally.rows, worth[1], _FAMILY[SLIP] + 1, _FAMILY[DIFFERENT])
    one, other = tally.rows
    swapped = (given.codes[one] == family.codes[other]) | (family.codes[one] == given.codes[other])
    swapped |= (given.sounds[one] == family.sounds[other]) | (family.sounds[one] == given.sounds[other])
    return np.where(swapped, np.maximum(straight, _MOST_SWAPPED), straight)


def _judge_given(one: list[str], other: list[str]) -> Floats:
    bits = graded(_GIVEN)(one, other)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        first, second = a.split(), b.split()
        if is_short_for(a, b):
            bits[place] = _SHORT
        elif _all_initials(first) or _all_initials(second):
            bits[place] = _INITIAL if a[0] == b[0] else _OTHER_INITIAL
        elif a.replace(" ", "") == b.replace(" ", ""):
            bits[place] = _GIVEN[SLIP]
        elif not set(first).isdisjoint(second):
            bits[place] = _WORD
        elif len(first) > 1 or len(second) > 1:
            bits[place] = max(bits[place], _first_of_several(first, second))
    return bits


def _first_of_several(first: list[str], second: list[str]) -> float:
    """Judge by the first of several given names: “Hans P.” may be “Hannes Peter”."""
    if is_short_for(first[0], second[0]):
        return _SHORT
    return _GIVEN[int(grades([first[0]], [second[0]])[0])] if first[0] != second[0] else _WORD


def _judge_crossed(one: list[str], other: list[str]) -> Floats:
    """Judge a given name against a family name: either may be an initial."""
    bits = _judge_family(one, other)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if min(len(a), len(b)) == 1 and a[0] == b[0]:
            bits[place] = _INITIAL
    return bits


def _judge_family(one: list[str], other: list[str]) -> Floats:
    bits = graded(_FAMILY)(one, other)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if a.replace(" ", "") == b.replace(" ", ""):
            bits[place] = _FAMILY[SLIP] + 1
        elif (" " in a or " " in b) and not set(a.split()).isdisjoint(b.split()):
            bits[place] = 5.0  # Meier and Meier-Schmidt: married meanwhile
    return bits


def _all_initials(parts: list[str]) -> bool:
    return all(len(part) == 1 for part in parts)


def _generations(known: Columns, tally: Tally) -> Floats:
    """Tell the father from the son: “jun.” against “sen.” decides, against nothing it is doubtful."""
    one, other = known.generation.codes[tally.one], known.generation.codes[tally.other]
    bits: Floats = np.where((one > 0) & (other > 0), _GENERATION, _GENERATION / 3) * (one != other)
    tally.because(Reason.GENERATION, one != other, bits)
    return bits


def _other_generation(known: Columns, tally: Tally) -> Bools:
    different: Bools = known.generation.codes[tally.one] != known.generation.codes[tally.other]
    return different


def _other_salutation(known: Columns, rows: tuple[Ints, Ints]) -> Bools:
    one, other = known.gender.codes[rows[0]], known.gender.codes[rows[1]]
    different: Bools = (one > 0) & (other > 0) & (one != other)
    return different


def _salutations(known: Columns, tally: Tally) -> Floats:
    different = _other_salutation(known, tally.rows)
    bits: Floats = np.where(different, _SALUTATION, 0.0)
    tally.because(Reason.SALUTATION, different, bits)
    return bits


def _tell(known: Columns, tally: Tally, names: Floats, swapped: Bools, first: Floats) -> None:
    one, other = tally.rows
    given, family = known.given, known.family
    same = (given.codes[one] == given.codes[other]) & (family.codes[one] == family.codes[other])
    same &= (given.codes[one] > 0) | (family.codes[one] > 0)
    sound = (given.sounds[one] == given.sounds[other]) & (family.sounds[one] == family.sounds[other])
    short = np.isclose(first, _SHORT) & (given.codes[one] != given.codes[other])
    rest = ~same & ~swapped
    tally.because(Reason.NAME, same & ~swapped & (names > 0), names)
    tally.because(Reason.NAME_SWAPPED, swapped, names)
    tally.because(Reason.NAME_SOUND, rest & sound & (names > 0), names)
    tally.because(Reason.NAME_SHORT, rest & ~sound & short & (names > 0), names)
    tally.because(Reason.NAME_ALIKE, rest & ~sound & ~short & (names > SOUND), names)
    tally.because(Reason.OTHER_NAME, rest & (names < 0), names)
