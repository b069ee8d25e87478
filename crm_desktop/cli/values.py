"""Values of arguments that need more than their form: whole numbers within bounds, folders that can be made."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

#: Nobody reads a longer list at a terminal, and SQLite takes it for a number.
MOST_ROWS = 1_000_000
#: No print is moved further: the length of a sheet.
_MOST_MM = 297


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds, both included, for `add_argument(type=…)`."""

    def read(text: str) -> int:
        # Longer digits are out of any bounds, and Python refuses to read very many.
        number = int(text) if text.lstrip("+-").isdecimal() and len(text) <= 20 else None
        if number is None or not least <= number <= most:
            raise ArgumentTypeError(
                _("“{text}” is not a whole number between {least} and {most}").format(
                    text=text[:40], least=least, most=most
                )
            )
        return number

    return read


def millimetres(text: str) -> float:
    """Read a distance on paper, with a comma or a point, for `add_argument(type=…)`."""
    try:
        distance = float(text.replace(",", "."))
    except ValueError:
        distance = math.nan
    if not abs(distance) <= _MOST_MM:
        raise ArgumentTypeError(
            _("“{text}” is not a number of millimetres up to {most}").format(text=text[:40], most=_MOST_MM)
        )
    return distance


def make_folder(folder: Path) -> None:
    """Create a folder that files will be written to; raises Refused where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(
            _("“{name}” could not be created: {reason}.").format(name=folder, reason=why_not(error)),
            _("Choose another folder."),
        ) from error
