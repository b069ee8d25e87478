"""One slip of the finger is forgiven, two are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.slips import begins

LETTERS = st.text(alphabet="abcdefghij", min_size=5, max_size=9)


@given(LETTERS, st.integers(0, 9))
def test_every_beginning_begins_a_word(word: str, length: int) -> None:
    assert begins(word, word[:length], slips=0)


@given(LETTERS, st.data())
def test_one_letter_missing_too_many_mistaken_or_swapped_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    assert begins(word, word[:at] + word[at + 1 :])
    assert begins(word, word[:at] + "x" + word[at:])
    assert begins(word, word[:at] + "x" + word[at + 1 :])
    if at < len(word) - 1:
        assert begins(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def test_short_beginnings_and_first_letters_must_be_right() -> None:
    assert not begins("call", "col")
    assert not begins("kessler", "tessler")
    assert not begins("kessler", "kassker")
    assert not begins("kessler", "kasslar", slips=1)
