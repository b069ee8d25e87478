"""Check digits: numbers that exist are taken, and every slip of one digit is noticed where the law defines a proof."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.check_digits import has_vat_form, is_iban, is_vat_id, plain

#: Numbers the tax offices and registers give as examples, or firms print on their letters.
REAL = (
    "DE136695976", "DE129273398", "DE811569869", "ATU13585627", "ATU37675002", "CHE116281710MWST", "CHE105909036",
    "BE0428759497", "BE0403019261", "DK13585628", "FR40303265045", "IT00743110157", "LU15027442", "NL004495445B01",
    "NL123456789B13", "PL8567346215",
)  # fmt: skip
IBANS = ("DE89370400440532013000", "AT611904300234573201", "CH9300762011623852957", "NL91ABNA0417164300")


@pytest.mark.parametrize("number", REAL)
def test_a_vat_id_that_exists_is_one(number: str) -> None:
    assert is_vat_id(number)


@pytest.mark.parametrize("number", ["DE136695976", "ATU13585627", "CHE116281710", "BE0428759497", "PL8567346215"])
@given(data=st.data())
def test_one_wrong_digit_is_noticed(number: str, data: st.DataObject) -> None:
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert not is_vat_id(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("number", ["DE12345678", "DE1234567890", "ATU1234567", "XX123456789", "", "DE", "12345"])
def test_what_has_not_the_form_of_its_country_is_none(number: str) -> None:
    assert not has_vat_form(number)


@pytest.mark.parametrize("number", IBANS)
def test_an_iban_that_exists_is_one(number: str) -> None:
    assert is_iban(number)


@given(iban=st.sampled_from(IBANS), data=st.data())
def test_two_neighbours_that_changed_places_are_noticed(iban: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(iban) - 2))
    changed = iban[:place] + iban[place + 1] + iban[place] + iban[place + 2 :]
    assert is_iban(changed) == (changed == iban)


@pytest.mark.parametrize("number", ["DE8937040044053201300", "DE893704004405320130000", "", "89370400440532013000"])
def test_an_iban_of_another_length_is_none(number: str) -> None:
    assert not is_iban(number)


def test_blanks_points_and_dashes_do_not_count() -> None:
    assert plain("che-116.281.710 mwst") == "CHE116281710MWST"
