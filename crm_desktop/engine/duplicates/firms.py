"""What the names of two firms say about their being one.

A legal form left out says nothing, a different one speaks for two firms of a group: a GmbH and the GmbH & Co. KG
behind it are two.
"""

from __future__ import annotations

import numpy as np

from crm_desktop.engine.duplicates.column import Bools, Floats
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.firm_words import LEAST, MOST
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

_LEGAL_FORM, _ONE_WORD = -2.0, 10.0
#: How likely a firm and its sister, or a firm and its branch, are one.
_SISTER, _BRANCH = 0.3, 0.45
#: What a place says that is plainly another one.
_ELSEWHERE = -1.0
#: From so many bits on two names are called alike.
_ALIKE = 2.0
#: From so many bits on both have one phone.
_ONE_PHONE = 3.0


def weigh_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names say."""
    one, other = tally.rows
    a, b = known.firm.codes[one], known.firm.codes[other]
    words = known.words
    bits = np.zeros(len(one))
    same = a == b
    bits[same] = words.own[a[same]]
    differ = np.flatnonzero(~same)
    bits[differ] = words.judge(a[differ], b[differ])
    tally.because(Reason.NAME, same, bits)
    tally.because(Reason.NAME_ALIKE, ~same & (bits > _ALIKE), bits)
    tally.because(Reason.OTHER_NAME, ~same & (bits < 0), bits)
    forms = known.legal_form.codes[one], known.legal_form.codes[other]
    another = (forms[0] != forms[1]) & (forms[0] > 0) & (forms[1] > 0)
    against = another * _LEGAL_FORM
    tally.because(Reason.LEGAL_FORM, another, against)
    result: Floats = np.clip(bits, LEAST, MOST) + against
    return result


def tell_sites_apart(known: Columns, tally: Tally) -> None:
    """Let sister firms and branches be no doubles, whatever they share: name, mailbox and tax number are the group's.

    In another town it is a branch unless the phone has moved with it; a site named in the name is one at any other
    address.
    """
    one, other = tally.rows
    sisters: Bools = known.sister.codes[one] != known.sister.codes[other]
    tally.because(Reason.SISTER, sisters, np.full(len(one), _LEGAL_FORM))
    tally.at_most(_SISTER, sisters)
    street = (known.street.codes[one] == known.street.codes[other]) & (known.street.codes[one] > 0)
    house = street & (known.number.codes[one] == known.number.codes[other])
    sites = (known.site.codes[one] != known.site.codes[other]) & ~house
    # The fire brigade of Amberg is not that of Hamburg, however alike the names of the towns are.
    sites |= known.of_town[one] & known.of_town[other] & (known.city.codes[one] != known.city.codes[other]) & ~house
    branch: Bools = (
        ((tally.said["places"] <= _ELSEWHERE) & ~house | sites) & (tally.said["phones"] < _ONE_PHONE) & ~sisters
    )
    tally.because(Reason.BRANCH, branch & (tally.bits > 0), np.full(len(one), _LEGAL_FORM))
    tally.at_most(_BRANCH, branch)


def most_of_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say."""
    return known.words.most(known.firm.codes[tally.one], known.firm.codes[tally.other])


def most_of_short_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say, as far as the shorter one tells by itself."""
    a, b = known.firm.codes[tally.one], known.firm.codes[tally.other]
    bits: Floats = np.maximum(np.minimum(known.words.own[a], known.words.own[b]), _ONE_WORD)
    return bits
