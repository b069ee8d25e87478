"""How the list is set up: what a view keeps of it, and how each condition is said and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store.queries.contact_filters import ContactFilter, Lacking, NextStep
from crm_desktop.store.queries.contacts import ContactOrder
from crm_desktop.ui.models.contact_setup import (
    CHIPS,
    COLUMNS,
    PEOPLE,
    ListSetup,
    chip_of,
    conditions,
    setup_from,
    with_chip,
)

WORDS = st.text(max_size=12)
FILTERS = st.builds(
    ContactFilter,
    kind=st.sampled_from([None, *ContactKind]),
    standings=st.frozensets(st.sampled_from(list(Standing))),
    text=WORDS,
    tag=WORDS,
    category=WORDS,
    source=WORDS,
    place=WORDS,
    segment_id=st.none() | st.integers(1, 99),
    quiet_days=st.integers(0, 999),
    next_step=st.none() | st.sampled_from(list(NextStep)),
    lacking=st.frozensets(st.sampled_from(list(Lacking))),
    favourites=st.booleans(),
    in_bin=st.booleans(),
)
SETUPS = st.builds(ListSetup, where=FILTERS, order=st.sampled_from(list(ContactOrder)), table=st.booleans())


@given(SETUPS)
def test_a_view_brings_back_the_list_as_it_was(setup: ListSetup) -> None:
    assert setup_from(setup.to_plain()) == setup


@given(FILTERS)
def test_taking_back_one_condition_after_the_other_ends_at_chip_and_text(where: ContactFilter) -> None:
    for _time in range(40):
        found = conditions(where, {}, {})
        if not found:
            break
        assert found[-1].without != where
        where = found[-1].without
    assert replace(where, text="") in CHIPS.values()


@pytest.mark.parametrize("key", CHIPS)
def test_a_chip_is_recognised_whatever_else_is_asked_for(key: str) -> None:
    where = with_chip(ContactFilter(tag="Messe", standings=frozenset({Standing.SUPPLIER})), key)
    assert chip_of(where) == key
    assert where.tag == "Messe"
    assert [one.words for one in conditions(where, {}, {})] == ["Tag: Messe"]


def test_standings_no_chip_stands_for_are_said_and_taken_back() -> None:
    where = replace(PEOPLE, standings=frozenset({Standing.SUPPLIER}))
    (found,) = conditions(where, {}, {})
    assert (found.words, found.without) == ("Supplier", PEOPLE)


def test_own_fields_and_segments_are_called_by_their_names() -> None:
    where = replace(PEOPLE, own=(("wood", "Eiche"),), segment_id=3)
    assert [one.words for one in conditions(where, {"wood": "Holzart"}, {3: "Post"})] == [
        "Segment: Post",
        "Holzart: Eiche",
    ]


@pytest.mark.parametrize(
    "plain", [{}, {"where": 3, "order": "sideways", "columns": "xyz"}, {"columns": [["name", "?"]]}]
)
def test_a_view_that_cannot_be_read_shows_the_list_as_at_the_beginning(plain: dict[str, object]) -> None:
    assert setup_from(plain) == ListSetup()
    assert setup_from(plain).columns == COLUMNS
