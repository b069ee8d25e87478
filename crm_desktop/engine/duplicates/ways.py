"""What mail addresses, phones, birthdays, places and tax numbers say about two contacts being one."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from crm_desktop.base.text import fold
from crm_desktop.engine.duplicates.blocks import shared
from crm_desktop.engine.duplicates.column import Bools, Boxes, Column, Floats, Ints, Raw, Several
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

_SHARED_MAIL_OF_A_FIRM, _SHARED_MAIL = 10.0, 3.0
_SAME_BOX, _BOX_ELSEWHERE, _NAMED_BOX = 7.0, 5.0, 0.5
_SLIP_IN_BOX, _OTHER_MAIL = 8.0, -2.0
#: What a domain of their own says of two firms. What more than so many contacts have in common is shared by people who
#: are several; how many bits it loses each time they are twice as many.
_ONE_HOUSE, _USUALLY, _CROWD = 7.0, 8, 2.0
#: For how many contacts a mailbox is taken to have been asked: nobody has that of another by chance.
_OWNERS = 1_000
#: A switchboard has many people behind it.
_PHONE, _PHONE_ALIKE, _OTHER_PHONE = 10.0, 2.5, -1.0
_BIRTHDAY, _NEAR_BIRTHDAY, _LIKE_BIRTHDAY, _PART_OF_BIRTHDAY, _OTHER_BIRTHDAY = 13.0, 7.0, 4.0, -2.5, -6.0
#: Days on which a person may be born, as far as a firm's customers go.
_DAYS = 20_000
_OTHER_NUMBER = -4.0
_NO_DIGITS = str.maketrans("", "", "0123456789")


def weigh_mails(known: Columns, tally: Tally) -> Floats:
    """Return what it says that both have one address."""
    box = _agreeing(known.mails, tally, len(known.ids), 0.7, _OWNERS)
    whole = _agreeing(known.shared_mails, tally, len(known.ids), 0.7, _OWNERS)
    worth = _SHARED_MAIL_OF_A_FIRM if known.firm.filled else _SHARED_MAIL
    bits: Floats = np.maximum(box, np.minimum(whole, worth))
    tally.because(Reason.MAIL, bits > 0, bits)
    house = np.minimum(_agreeing(known.houses, tally, len(known.ids), 0.7), _ONE_HOUSE) * (bits == 0)
    tally.because(Reason.DOMAIN, house > 0, house)
    both: Floats = bits + house
    return both


def weigh_other_mails(known: Columns, tally: Tally, agreed: Floats) -> Floats:
    """Return what it says that both have other addresses: one that looks like it, or quite another one."""
    first = _first(known.mails, len(known.ids))
    bits = np.zeros(len(tally.one))
    unequal = (agreed == 0) & (first[tally.one] > 0) & (first[tally.other] > 0)
    places = np.flatnonzero(unequal)
    if len(places):
        one, other = tally.one[places], tally.other[places]
        bits[places] = _unequal_mails(known.boxes, first[one], first[other])
        # A box that is made of the name says no more than the name did, in the house of another provider.
        same = places[(bits[places] == _BOX_ELSEWHERE) | (bits[places] == _SAME_BOX) & (known.firm.filled > 0)]
        named = _boxes_made_of_names(known, np.unique(tally.one[same]), first)
        bits[same[np.isin(tally.one[same], named)]] = _NAMED_BOX
    tally.because(Reason.MAIL_ALIKE, unequal & (bits > 0), bits)
    tally.because(Reason.OTHER_MAIL, unequal & (bits < 0), bits)
    return bits


def _boxes_made_of_names(known: Columns, rows: Ints, first: Ints) -> Ints:
    """Return those of the rows whose box is the name: t.nolte of Tanja Nolte, hill of Hill Brothers."""
    name, boxes = known.firm if known.firm.filled else known.family, known.boxes.box
    codes = zip(rows.tolist(), name.codes[rows].tolist(), first[rows].tolist(), strict=True)
    each = [(row, name.values[code].split(), fold(boxes[mail])) for row, code, mail in codes if code]
    named = [row for row, words, box in each if any(len(word) > 2 and word in box for word in words)]
    return np.array(named, dtype=np.int64)


def most_of_mails(known: Columns, tally: Tally) -> Floats:
    """Return what other addresses may at most say: one in the same house that begins alike may be a slip."""
    first = _first(known.mails, len(known.ids))
    starts, a, b = known.boxes.starts, first[tally.one], first[tally.other]
    bits: Floats = ((starts[a] == starts[b]) & (a > 0) & (b > 0)) * _SLIP_IN_BOX
    return bits


def _unequal_mails(mails: Boxes, one: Ints, other: Ints) -> Floats:
    bits = np.full(len(one), _OTHER_MAIL)
    length = mails.length
    same = mails.box_codes[one] == mails.box_codes[other]
    long = np.flatnonzero(same & (length[one] > 3))
    for place, a, b in zip(long.tolist(), one[long].tolist(), other[long].tolist(), strict=True):
        near = OSA.distance(mails.house[a], mails.house[b], score_cutoff=3) <= 3
        bits[place] = _SAME_BOX if near else _BOX_ELSEWHERE
    beside = (mails.house_codes[one] == mails.house_codes[other]) & ~same & (length[one] > 4)
    slips = np.flatnonzero(beside & (np.abs(length[one] - length[other]) <= 2))
    if len(slips):
        boxes = [[mails.box[code] for code in codes[slips].tolist()] for codes in (one, other)]
        slips = slips[cpdist(*boxes, scorer=OSA.distance, score_cutoff=2) <= 2]
        pairs = zip(slips.tolist(), one[slips].tolist(), other[slips].tolist(), strict=True)
        bits[[place for place, a, b in pairs if not _numbered(mails.box[a], mails.box[b])]] = _SLIP_IN_BOX
    return bits


def _numbered(box: str, second: str) -> bool:
    """Whether two boxes differ in numbers only, which tell them apart: thomas.weber29 is not thomas.weber62."""
    return box.translate(_NO_DIGITS) == second.translate(_NO_DIGITS)


def weigh_phones(known: Columns, tally: Tally) -> Floats:
    """Return what the numbers say; numbers that differ in the last two digits are two of one switchboard."""
    count = len(known.ids)
    same = np.minimum(_agreeing(known.phones, tally, count, 0.6), _PHONE)
    first = _first(known.phones, count)
    a, b = first[tally.one], first[tally.other]
    unequal = (same == 0) & (a > 0) & (b > 0)
    stem = Raw.of([text[:-2] for text in known.phones.values]).codes
    near = unequal & (stem[a] == stem[b])
    bits = np.where(near, _PHONE_ALIKE, np.where(unequal, _OTHER_PHONE, same))
    tally.because(Reason.PHONE, same > 0, bits)
    tally.because(Reason.PHONE_ALIKE, near, bits)
    tally.because(Reason.OTHER_PHONE, unequal & ~near, bits)
    return bits


def _agreeing(several: Several, tally: Tally, count: int, agree: float, at_least: int = 20) -> Floats:
    """Return the bits of the rarest value both have."""
    bits = np.zeros(len(tally.one))
    keys, codes = shared(several, count)
    if not len(keys):
        return bits
    column = Column(several.codes, several.values)
    # What more contacts share than anybody is entered is a provider's, an adviser's or a switchboard's.
    crowd = _CROWD * np.log2(np.maximum(column.counts / _USUALLY, 1.0))
    worth = column.rarity(agree, at_least=at_least) - crowd
    pairs = tally.one * count + tally.other  # in order
    places = np.searchsorted(pairs, keys)
    there = (places < len(pairs)) & (pairs[np.minimum(places, len(pairs) - 1)] == keys)
    np.maximum.at(bits, places[there], np.maximum(worth[codes[there]], 0.1))
    return bits


def _first(several: Several, count: int) -> Ints:
    """Return for each contact its first value."""
    found = np.zeros(count, dtype=np.int64)
    found[several.rows[::-1]] = several.codes[::-1]
    return found


def weigh_births(known: Columns, tally: Tally) -> Floats:
    """Return what the birthdays say. One that very many have was not asked for but filled in by a program."""
    one, other = tally.rows
    both: Bools = (known.year[one] > 0) & (known.year[other] > 0)
    year, month, day = (part[one] == part[other] for part in (known.year, known.month, known.day))
    agreeing = year.astype(np.int64) + month + day
    turned = year & (known.month[one] == known.day[other]) & (known.day[one] == known.month[other])
    bits = np.where(agreeing > 0, _PART_OF_BIRTHDAY, _OTHER_BIRTHDAY)
    alike = both & (turned | (agreeing == 2))
    bits[alike] = np.where(turned[alike] | _one_slip(known, (one[alike], other[alike])), _NEAR_BIRTHDAY, _LIKE_BIRTHDAY)
    same = both & (agreeing == 3)
    whole = (known.year * 12 + known.month) * 31 + known.day
    _days, place, often = np.unique(whole, return_inverse=True, return_counts=True)
    filled = max(int(np.count_nonzero(known.year)), _DAYS)
    bits[same] = np.minimum(_BIRTHDAY, np.log2(0.9 * filled / often[place[one[same]]]))
    bits = bits * both
    tally.because(Reason.BIRTHDAY, same, bits)
    tally.because(Reason.BIRTHDAY_ALIKE, alike & ~same, bits)
    tally.because(Reason.OTHER_BIRTHDAY, both & ~same & ~alike, bits)
    return bits


def _one_slip(known: Columns, rows: tuple[Ints, Ints]) -> Bools:
    """Whether two birthdays differ by one digit or by two neighbours exchanged."""
    parts = (known.year, known.month, known.day)
    days = [zip(*(part[row].tolist() for part in parts), strict=True) for row in rows]
    texts = [[f"{year:04}{month:02}{day:02}" for year, month, day in one] for one in days]
    if not texts[0]:
        return np.zeros(0, dtype=np.bool_)
    near: Bools = cpdist(*texts, scorer=OSA.distance, score_cutoff=1) <= 1
    return near


def weigh_numbers(known: Columns, tally: Tally) -> Floats:
    """Return what the VAT ids say."""
    a, b = known.vat_id.codes[tally.one], known.vat_id.codes[tally.other]
    bits = np.where(a == b, known.vat_id.rarity(0.9)[a], _OTHER_NUMBER) * ((a > 0) & (b > 0))
    tally.because(Reason.NUMBER, bits > 0, bits)
    tally.because(Reason.OTHER_NUMBER, bits < 0, bits)
    return bits
