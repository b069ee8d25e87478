"""Keys that were seen: as a dictionary would tell, whatever was laid down meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.operations.imports import seen

if TYPE_CHECKING:
    from crm_desktop.operations.imports.seen import Key

_KEYS = st.one_of(st.text("ab", max_size=4), st.tuples(st.text("ab", max_size=2), st.just("x")))


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_RECENT", 3)
    monkeypatch.setattr(seen, "_SIEVE", 64)


@given(st.lists(st.tuples(_KEYS, st.integers(1, 2**40))))
def test_the_first_id_of_a_key_is_found_and_no_other_key(told: list[tuple[Key, int]]) -> None:
    plain: dict[Key, int] = {}
    found = seen.Seen()
    for key, record_id in told:
        assert found.get(key) == plain.get(key)
        plain.setdefault(key, record_id)
        found.setdefault(key, record_id)
    for key in (*plain, "never", ("a", "never")):
        assert found.get(key) == plain.get(key)
        assert (key in found) == (key in plain)
    assert sorted(found.values()) == sorted(plain.values())
