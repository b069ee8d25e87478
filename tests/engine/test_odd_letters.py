"""Which letters are looked at before all are printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.odd_letters import MOST_ODD, Picked, Traits, odd_letters


def test_the_longest_the_shortest_and_what_is_unlike_the_others() -> None:
    usual = [Traits(100 + place, {"language": "de", "abroad": "DE"}) for place in range(10)]
    texts = [*usual, Traits(105, {"language": "en", "abroad": "DE"}), Traits(105, {"language": "de", "abroad": "AT"})]
    assert odd_letters(texts) == [
        Picked(9, "longest", 1),
        Picked(0, "shortest", 1),
        Picked(10, "language", 1),
        Picked(11, "abroad", 1),
    ]


def test_two_that_are_odd_in_the_same_way_are_looked_at_once() -> None:
    usual = [Traits(100 + place, {"language": "de"}) for place in range(10)]
    texts = [*usual, Traits(105, {"language": "en"}), Traits(105, {"language": "en"})]
    assert [one.place for one in odd_letters(texts)] == [9, 0, 10]


def test_one_letter_is_looked_at_once_and_none_is_none() -> None:
    assert odd_letters([]) == []
    assert odd_letters([Traits(5, {})]) == [Picked(0, "longest", 1)]


@given(st.lists(st.builds(Traits, st.integers(0, 9), st.fixed_dictionaries({"a": st.integers(0, 3)})), max_size=30))
def test_no_letter_is_picked_twice_and_never_more_than_five(texts: list[Traits]) -> None:
    places = [one.place for one in odd_letters(texts)]
    assert len(places) == len(set(places)) <= 2 + MOST_ODD
