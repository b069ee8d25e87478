"""Each reader is fuzzed for a short time; `python -m tests.fuzzing.fuzz READER --seconds 600` does it for longer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fuzzing.fuzz import fuzz
from tests.fuzzing.readers import READERS


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system holds no process to its memory")
@pytest.mark.parametrize("reader", READERS)
def test_no_file_brings_a_reader_down(reader: str, tmp_path: Path) -> None:
    assert fuzz(reader, seconds=10, seed=7, into=tmp_path) == []


@pytest.mark.slow
def test_the_fuzzer_sees_what_it_is_for(tmp_path: Path) -> None:
    faults = fuzz("nonsense", seconds=3, seed=7, into=tmp_path)
    assert faults
    assert "KeyError" in faults[0]
