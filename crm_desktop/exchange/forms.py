"""Which form the numbers and days of a column have, found from the whole column and told with the evidence.

One cell often leaves it open (1.234 is a thousand or one and a bit; 01/02/2026 is in January or in February), a column
hardly ever does: one value that fits a single reading decides for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = re.compile(r"[\s€$£%]|EUR|CHF|USD|GBP|(?<=\d)['’](?=\d)|^[+−-]|[−-]$")
#: One separator, three digits behind it, at most three before: a thousand in one country, a decimal in the other.
_OPEN_NUMBER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_ONE_SEPARATOR = re.compile(r"\d*([.,])\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_BOTH = re.compile(r"\d[\d.,]*([.,])\d*")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


class Form(NamedTuple):
    """How to read a column where a cell alone leaves it open. `sure` is False where nothing in the column decides."""

    decimal: str = ","
    month_first: bool = False
    evidence: str = ""
    sure: bool = True


@dataclass
class NumberTally:
    """Counts what the numbers of a column say about their decimal sign."""

    commas: int = 0
    points: int = 0
    open: int = 0
    filled: int = 0
    comma_example: str = ""
    point_example: str = ""

    def add(self, cells: Iterable[str]) -> None:
        """Count some more cells."""
        for cell in filter(None, cells):
            self.filled += 1
            bare = _SIGNS.sub("", cell)
            sign = _decimal_sign(bare)
            if sign == ",":
                self.commas += 1
                self.comma_example = self.comma_example or cell
            elif sign == ".":
                self.points += 1
                self.point_example = self.point_example or cell
            elif _OPEN_NUMBER.fullmatch(bare):
                self.open += 1

    @property
    def undecided(self) -> bool:
        """Whether there may be cells that can be read either way, and none was seen that decides."""
        return not self.commas and not self.points and (self.open > 0 or self.filled == 0)

    def form(self, default: str) -> Form:
        """Return the form the majority speaks for; `default` is the decimal sign where nobody does."""
        if self.commas > self.points:
            return Form(",", evidence=_("“{value}” has a decimal comma.").format(value=self.comma_example))
        if self.points > self.commas:
            return Form(".", evidence=_("“{value}” has a decimal point.").format(value=self.point_example))
        if not self.open:
            return Form(default)
        return Form(default, evidence=_("No value tells thousands and decimals apart."), sure=False)


@dataclass
class DayTally:
    """Counts what the days of a column say about the order of day and month."""

    day_first: int = 0
    month_first: int = 0
    open: int = 0
    filled: int = 0
    day_example: str = ""
    month_example: str = ""

    def add(self, cells: Iterable[str]) -> None:
        """Count some more cells."""
        for cell in filter(None, cells):
            self.filled += 1
            match = _DAY.match(cell.strip())
            if not match:
                continue
            first, second = int(match[1]), int(match[3])
            if match[2] == "." or (first > 12 >= second):
                self.day_first += 1
                self.day_example = self.day_example or cell
            elif second > 12 >= first:
                self.month_first += 1
                self.month_example = self.month_example or cell
            else:
                self.open += first != second

    @property
    def undecided(self) -> bool:
        """Whether there may be cells that can be read either way, and none was seen that decides."""
        return not self.day_first and not self.month_first and (self.open > 0 or self.filled == 0)

    def form(self, *, default_month_first: bool) -> Form:
        """Return the form the majority speaks for."""
        if self.day_first > self.month_first:
            return Form(evidence=_("“{value}” has the day before the month.").format(value=self.day_example))
        if self.month_first > self.day_first:
            text = _("“{value}” has the month before the day.").format(value=self.month_example)
            return Form(month_first=True, evidence=text)
        if not self.open:
            return Form(month_first=default_month_first)
        return Form(month_first=default_month_first, evidence=_("No value tells day and month apart."), sure=False)


def _decimal_sign(bare: str) -> str:
    """Return the decimal sign a number shows beyond doubt, "" where it has none or leaves it open."""
    if bare.isdigit() or _OPEN_NUMBER.fullmatch(bare):
        return ""
    if thousands := _THOUSANDS.fullmatch(bare):
        return "." if thousands[1] == "," else ","
    if single := _ONE_SEPARATOR.fullmatch(bare):
        return single[1]
    both = _BOTH.fullmatch(bare)
    return both[1] if both and "," in bare and "." in bare else ""
