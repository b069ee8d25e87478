"""The command about targets: shown with what is missing, set by month and quarter, refused where it makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import asked, at


def test_a_target_is_set_shown_and_taken_away(firm: Path) -> None:
    assert asked(firm, "targets")["targets"] == []
    asked(firm, "targets", "calls", "2026-11", "40")
    asked(firm, "targets", "revenue", "2026-Q4", "5000000")
    found = {one["kind"]: one for one in asked(firm, "targets")["targets"]}
    assert (found["calls"]["amount"], found["calls"]["short"], found["calls"]["chance"]) == (40, 40, None)
    assert (found["revenue"]["starts"], found["revenue"]["span"]) == ("2026-10-01", "quarter")
    assert 0 <= found["revenue"]["chance"] <= 1
    assert found["revenue"]["offers_missing"] is None
    assert "Calls, November 2026: 0 of 40 so far." in at(firm, "targets").out
    asked(firm, "targets", "calls", "2026-11", "0")
    assert [one["kind"] for one in asked(firm, "targets")["targets"]] == ["revenue"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("calls", "2026-13", "5"), "Name a month like 2026-11"),
        (("calls", "soon", "5"), "Name a month like 2026-11"),
        (("calls", "2026-11"), "Say how much is to be reached"),
    ],
)
def test_what_makes_no_sense_is_refused(firm: Path, words: tuple[str, ...], complaint: str) -> None:
    assert complaint in at(firm, "targets", *words).err
