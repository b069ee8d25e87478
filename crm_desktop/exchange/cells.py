"""Cells of a column made fit to be kept, a whole column at a time, and the sign that keeps spreadsheets from computing.

Cleaning cell by cell would cost more than reading the file. So a column is first searched as one text for anything that
would have to be cleaned; most columns have nothing, and stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from crm_desktop.base.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Stands between the cells of a column while it is searched as one text.
_BETWEEN = "|"
#: All that `clean` changes in a text of several lines: control and invisible characters, odd line ends, outer blanks.
_UNCLEAN_LINES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|\\|\\s|\\s\\|"
)

_COMPUTES = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
#: What a cell begins with that may have to be guarded; looked up first, for most cells begin with something else.
_FIRST = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_DANGEROUS = re.compile(f"'*[{_COMPUTES}]")
_GUARDED = re.compile(f"'+[{_COMPUTES}]")
_HARMLESS = re.compile(r"[+-]?[0-9][0-9.,]*|\+[0-9][0-9 ()/.-]*")


def clean_cells(cells: Sequence[str], *, lines: bool = False, guarded: bool = False) -> list[str]:
    """Return the cells of a column as `clean` would leave each; with `lines`, their line breaks stay.

    With `guarded`, the sign that `guard` puts before a cell is taken away first.
    """
    joined = f"{_BETWEEN}{_BETWEEN.join(cells)}{_BETWEEN}"
    if guarded and f"{_BETWEEN}'" in joined:
        return clean_cells([cell[1:] if _GUARDED.match(cell) else cell for cell in cells], lines=lines)
    if joined.count(_BETWEEN) == len(cells) + 1 and unicodedata.is_normalized("NFC", joined):
        clean_line = joined.isprintable() and not any(blank in joined for blank in ("  ", "| ", " |"))
        if clean_line or (lines and _UNCLEAN_LINES.search(joined) is None):
            return list(cells)
    return [clean(cell, lines=lines) if cell else "" for cell in cells]


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; plain numbers and phone numbers are none."""
    if text[:1] in _FIRST and _DANGEROUS.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """Take the sign of `guard` away from a cell that has it."""
    return text[1:] if _GUARDED.match(text) else text


def occurs(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    """Whether a pattern occurs anywhere in a column."""
    return pattern.search(_BETWEEN.join(cells)) is not None
