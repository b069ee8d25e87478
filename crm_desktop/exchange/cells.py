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

_BETWEEN = "\x1f"
#: All that `clean` changes is among these: control and invisible characters, odd blanks, doubled or outer blanks.
_NEVER = "\x00-\x08\x0b-\x1e\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff"
_UNCLEAN = re.compile(f"[{_NEVER}\t\n]|  |{_BETWEEN} | {_BETWEEN}")
_UNCLEAN_LINES = re.compile(f"[{_NEVER}]|{_BETWEEN}\\s|\\s{_BETWEEN}")

_COMPUTES = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_DANGEROUS = re.compile(f"'*[{_COMPUTES}]")
_GUARDED = re.compile(f"'+[{_COMPUTES}]")
_HARMLESS = re.compile(r"[+-]?[0-9][0-9.,]*|\+[0-9][0-9 ()/.-]*")


def clean_cells(cells: Sequence[str], *, lines: bool = False) -> list[str]:
    """Return the cells of a column as `clean` would leave each; with `lines`, their line breaks stay."""
    joined = f"{_BETWEEN}{_BETWEEN.join(cells)}{_BETWEEN}"
    unclean = _UNCLEAN_LINES if lines else _UNCLEAN
    if (
        unclean.search(joined) is None
        and joined.count(_BETWEEN) == len(cells) + 1
        and unicodedata.is_normalized("NFC", joined)
    ):
        return list(cells)
    return [clean(cell, lines=lines) if cell else "" for cell in cells]


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; plain numbers and phone numbers are none."""
    if _DANGEROUS.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unguard_cells(cells: list[str]) -> list[str]:
    """Take the sign of `guard` away from the cells that have it."""
    if f"{_BETWEEN}'" not in f"{_BETWEEN}{_BETWEEN.join(cells)}":
        return cells
    return [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
