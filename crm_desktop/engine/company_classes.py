"""Classes of size and age that companies are compared in: the same on a card, in a filter and in an evaluation.

Sizes follow the usual European bounds (under 10, under 50, under 250 employees); ages are in full years since the year
of foundation. A class is named by its bounds, so that words for it are made where they are shown.
"""

from __future__ import annotations

from typing import NamedTuple


class Band(NamedTuple):
    """Whole numbers from `least` to `most`, both inside; None: no upper bound."""

    least: int
    most: int | None

    def holds(self, value: int) -> bool:
        """Whether a number lies in the band."""
        return value >= self.least and (self.most is None or value <= self.most)


#: By number of employees.
SIZES = (Band(0, 9), Band(10, 49), Band(50, 249), Band(250, None))
#: By age in years.
AGES = (Band(0, 2), Band(3, 5), Band(6, 10), Band(11, 20), Band(21, None))


def size_class(employees: int | None) -> Band | None:
    """Return the class of a number of employees; None where it is not known."""
    return _band(SIZES, employees)


def age_class(years: int | None) -> Band | None:
    """Return the class of an age in years; None where it is not known."""
    return _band(AGES, years)


def age_in(year: int, founded: int | None) -> int | None:
    """Return how old a company founded in a year is in another; None where it is not known or was not there yet."""
    return None if founded is None or founded > year else year - founded


def founded_in(band: Band, year: int) -> tuple[int | None, int]:
    """Return the first and last year of foundation that make a company fall into a class of age in a year."""
    return (None if band.most is None else year - band.most), year - band.least


def _band(bands: tuple[Band, ...], value: int | None) -> Band | None:
    if value is None:
        return None
    return next((band for band in bands if band.holds(value)), None)
