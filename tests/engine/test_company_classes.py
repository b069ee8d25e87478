"""Classes of size and age: every number lies in exactly one, and the years of foundation agree with the ages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.company_classes import AGES, SIZES, Band, age_class, age_in, founded_in, size_class


@given(value=st.integers(min_value=0, max_value=10_000_000))
def test_every_number_lies_in_exactly_one_class_of_size_and_of_age(value: int) -> None:
    assert sum(band.holds(value) for band in SIZES) == 1
    assert sum(band.holds(value) for band in AGES) == 1


@pytest.mark.parametrize(
    ("employees", "band"), [(0, Band(0, 9)), (9, Band(0, 9)), (10, Band(10, 49)), (250, Band(250, None)), (None, None)]
)
def test_sizes_have_the_usual_bounds(employees: int | None, band: Band | None) -> None:
    assert size_class(employees) == band


def test_what_is_not_known_or_not_there_yet_has_no_class() -> None:
    assert age_in(2026, None) is None
    assert age_in(2026, 2027) is None
    assert age_class(age_in(2026, None)) is None


@given(founded=st.integers(min_value=800, max_value=2026))
def test_a_company_is_found_by_the_years_of_its_class_of_age(founded: int) -> None:
    for band in AGES:
        first, last = founded_in(band, 2026)
        inside = founded <= last and (first is None or founded >= first)
        assert inside == (age_class(age_in(2026, founded)) == band)
