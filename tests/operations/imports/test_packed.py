"""Rows that were not taken come back as they were, in the order of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import Problem
from crm_desktop.exchange.reading import Read
from crm_desktop.operations.imports import packed

_TEXT = st.text(max_size=5)
_READS = st.builds(
    Read,
    st.integers(1, 99),
    st.none(),
    st.lists(st.builds(Problem, st.integers(1, 99), _TEXT, _TEXT, _TEXT), max_size=2).map(tuple),
    st.lists(_TEXT, max_size=3).map(tuple),
)


@pytest.fixture(autouse=True)
def _few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_TOGETHER", 3)


@given(reads=st.lists(_READS), ordered=st.booleans())
def test_what_was_kept_comes_back(reads: list[Read], *, ordered: bool) -> None:
    given_reads = sorted(reads, key=lambda read: read.row) if ordered else reads
    kept = packed.Packed()
    for read in given_reads:
        kept.add(read.row, read.problems, read.cells)
    assert list(kept) == sorted(given_reads, key=lambda read: read.row)
    assert bool(kept) == bool(reads)


def test_wrong_rows_take_less_memory_than_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_TOGETHER", 500)
    kept = packed.Packed()
    for row in range(2_000):
        kept.add(
            row, (Problem(row, "email", "", "The row has no name."),), (f"K-{row}", "Lüneburg", "21335", "A" * 100)
        )
    assert sum(map(len, kept._blocks)) < 2_000 * 40  # noqa: SLF001 - nothing else tells
