"""What the names of two firms say about their being one.

A legal form left out says nothing, a different one speaks for two firms of a group: a GmbH and the GmbH & Co. KG
behind it are two.
"""

from __future__ import annotations

import numpy as np

from crm_desktop.engine.duplicates.column import Floats
from crm_desktop.engine.duplicates.columns import Columns
from crm_desktop.engine.duplicates.firm_words import LEAST, MOST
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

_LEGAL_FORM, _ONE_WORD = -2.0, 10.0
#: From so many bits on two names are called alike.
_ALIKE = 3.0


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


def most_of_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say."""
    return known.words.most(known.firm.codes[tally.one], known.firm.codes[tally.other])


def most_of_short_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say, as far as the shorter one tells by itself."""
    a, b = known.firm.codes[tally.one], known.firm.codes[tally.other]
    bits: Floats = np.maximum(np.minimum(known.words.own[a], known.words.own[b]), _ONE_WORD)
    return bits
