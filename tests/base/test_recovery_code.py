"""The recovery key on paper: it comes back from any spelling, and a slip is found with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.base.recovery_code import key_of, lines_of, looks_like_one

KEY = bytes(range(32))


@given(st.binary(min_size=32, max_size=32))
def test_what_is_printed_is_the_key_again(key: bytes) -> None:
    lines = lines_of(key)
    assert [len(line) for line in lines] == [17] * 4
    assert key_of("\n".join(lines)) == key
    assert key_of("".join(lines).replace(" ", "").lower()) == key
    assert key_of(" - ".join(lines).replace("0", "o").replace("1", "l")) == key
    assert looks_like_one("  ".join(lines))


@given(st.data())
def test_any_single_slip_and_any_two_changed_about_are_found(data: st.DataObject) -> None:
    key = data.draw(st.binary(min_size=32, max_size=32))
    signs = "".join(lines_of(key)).replace(" ", "")
    place = data.draw(st.integers(0, 59))
    other = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    if signs[place] != other:
        with pytest.raises(BadInput, match=f"line {place // 15 + 1}"):
            key_of(signs[:place] + other + signs[place + 1 :])
    line = data.draw(st.integers(0, 3)) * 15
    first, second = sorted(data.draw(st.lists(st.integers(0, 12), min_size=2, max_size=2, unique=True)))
    swapped = list(signs)
    swapped[line + first], swapped[line + second] = swapped[line + second], swapped[line + first]
    if "".join(swapped) != signs:
        with pytest.raises(BadInput, match="slip"):
            key_of("".join(swapped))


def test_lines_in_another_order_are_found() -> None:
    one, two, three, four = lines_of(KEY)
    with pytest.raises(BadInput, match="line 1"):
        key_of(f"{two} {one} {three} {four}")


@pytest.mark.parametrize("typed", ["", "7Q2KD", "Ä" * 60, "U" * 60, "Z" * 60])
def test_what_is_no_recovery_key_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(BadInput):
        key_of(typed)


def test_a_password_is_not_taken_for_a_recovery_key() -> None:
    assert not looks_like_one("correct horse battery staple")
