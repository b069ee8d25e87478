"""Phone numbers meet in one form however they were typed."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base import phones
from crm_desktop.base.phones import e164


@pytest.mark.parametrize(
    ("typed", "country", "normal"),
    [
        ("04131 22 87-14", "DE", "+494131228714"),
        ("(04131) 22 87 14", "DE", "+494131228714"),
        ("+49 (0) 4131 / 22 87 14", "DE", "+494131228714"),
        ("0049 4131 228714", "AT", "+494131228714"),
        ("0171 555 20 18", "DE", "+491715552018"),
        ("01 533 65 90", "AT", "+4315336590"),
        ("044 668 18 00", "CH", "+41446681800"),
        ("+1 (415) 555-2671", "DE", "+14155552671"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+39 06 6982", "DE", "+39066982"),
        ("Zentrale 04131 228714", "DE", "+494131228714"),
        ("nach 17 Uhr", "DE", ""),
        ("", "DE", ""),
        ("0", "DE", ""),
    ],
)
def test_a_number_takes_the_form_equal_ones_share(typed: str, country: str, normal: str) -> None:
    assert e164(typed, country) == normal


@given(
    st.sampled_from(["0", "0049 ", "+49 ", "+49 (0) ", "+43 ", "+41 "]),
    st.integers(10, 999_999),
    st.sampled_from([" ", "-", " / ", ""]),
    st.integers(1000, 9_999_999),
)
def test_the_quick_way_agrees_with_the_library_wherever_the_number_is_valid(
    start: str, area: int, gap: str, number: int
) -> None:
    typed = f"{start}{area}{gap}{number}"
    parsed = phonenumbers.parse(typed, "DE")
    if phonenumbers.is_valid_number(parsed):
        assert e164(typed) == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@given(st.text(alphabet="0123456789+ /-().\u0661", max_size=20), st.sampled_from(["DE", "AT", "CH", "FR", ""]))
def test_what_is_read_at_once_is_read_the_same_with_a_closer_look(typed: str, country: str) -> None:
    at_once = phones.at_once(typed, country)
    assert at_once in {"", phones.quickly(typed, country)}
    assert e164(typed, country) == (phones.quickly(typed, country) or phones.thoroughly(typed, country))
