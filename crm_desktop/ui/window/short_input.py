"""Short input of the palette that is no search: a phone number, the number of an offer, a note to be written."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_PHONE = re.compile(r"\+?\d[\d\s/().–-]{4,}\d")
_OFFER = re.compile(r"[A-Za-zÄÖÜ]{1,6}[-/ ]\d{2,4}[-/]\d{1,6}")
_NOTE = re.compile(r"(?:note|notiz)[\s:]+(\S.*)", re.IGNORECASE | re.DOTALL)


class Meant(NamedTuple):
    """What was typed, and what it says: the number as it was typed, or the text of the note."""

    kind: Literal["phone", "offer", "note"]
    words: str


def meant_by(text: str) -> Meant | None:
    """Return what a text means besides words to search for, None for nothing else."""
    typed = text.strip()
    note = _NOTE.fullmatch(typed)
    if note is not None:
        return Meant("note", note[1].strip())
    if _PHONE.fullmatch(typed) and sum(letter.isdigit() for letter in typed) >= 6:
        return Meant("phone", typed)
    return Meant("offer", typed) if _OFFER.fullmatch(typed) else None
