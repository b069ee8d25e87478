"""Codes on letters: each number has its own, slips are noticed, and a mail's words are not taken for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.reply_codes import code_of, codes_in, number_of

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
numbers = st.integers(1, 10**9)


@given(numbers)
def test_a_code_is_read_back_however_it_is_spelt(number: int) -> None:
    code = code_of(number)
    assert number_of(code) == number
    assert number_of(f" {code.lower().replace('-', ' ')} ") == number
    assert codes_in(f"Mein Code: {code}, danke") == [code]


@given(numbers, st.integers(0, 5), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_noticed(number: int, place: int, sign: str) -> None:
    plain = code_of(number).replace("-", "")
    wrong = plain[:place] + sign + plain[place + 1 :]
    assert (number_of(wrong) is None) is (wrong != plain)


@given(numbers, st.integers(0, 4))
def test_two_signs_that_changed_places_are_always_noticed(number: int, place: int) -> None:
    plain = code_of(number).replace("-", "")
    wrong = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (number_of(wrong) is None) is (wrong != plain)


def test_neighbours_look_different_and_words_are_no_codes() -> None:
    assert len({code_of(number)[:3] for number in range(1, 200)}) > 180
    text = "Sehr geehrte Damen und Herren, vielen Dank fuer Ihr Schreiben, besten Gruss aus Hamburg 21335 und anrufen"
    assert codes_in(text) == []
    assert number_of("") is None
    assert number_of("OOO-111") is None
