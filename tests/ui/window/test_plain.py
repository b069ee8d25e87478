"""What panes keep comes back as it was; what others wrote does not come in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.period import Period
from crm_desktop.domain.history import ActivityKind
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.file_state import FileState, Recent, Shape
from crm_desktop.ui.window.plain import from_plain, to_plain

PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.decimals(allow_nan=False)
VALUES = st.recursive(
    PLAIN | st.builds(Place, st.text(), st.text(), st.integers()) | st.sampled_from(ActivityKind),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.integers() | st.text(), inner),
    max_leaves=8,
)


@given(VALUES)
def test_everything_comes_back_as_it_was(value: Any) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(value)))) == value


def test_periods_and_moments_come_back_too() -> None:
    value = {"period": Period(date(2026, 1, 1), date(2026, 4, 1)), "at": datetime(2026, 11, 24, tzinfo=UTC)}
    assert from_plain(to_plain(value)) == value


@pytest.mark.parametrize("name", ["os:system", "crm_desktop.base.files:write_whole", "crm_desktop.base.money:Decimal"])
def test_only_the_programs_own_values_are_made_again(name: str) -> None:
    with pytest.raises(ValueError, match="not one of ours"):
        from_plain({"made": name, "fields": {}})


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        to_plain(object())


def test_a_file_is_remembered_from_one_day_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "state" / "firm.json"
    before = FileState(path)
    before.used("contact", 7)
    before.used("command", "offer.new")
    before.used("contact", 7)
    before.keep({"contacts": {"drafts": {7: "Möchte …"}}, "board": {"order": "amount"}})
    before.set_windows([Shape("AAAA", Place("board"))])
    before.save()
    after = FileState(path)
    assert after.recents() == [Recent("contact", 7), Recent("command", "offer.new")]
    assert after.take_kept() == {"contacts": {"drafts": {7: "Möchte …"}}}
    assert after.take_kept() == {}, "handed out once"
    assert after.windows() == [Shape("AAAA", Place("board"))]


@pytest.mark.parametrize("content", ["", "[]", '{"recents": 3}', "\x00"])
def test_a_broken_file_is_forgotten(content: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "firm.json"
    path.write_text(content, encoding="utf-8")
    assert FileState(path).recents() == []
    assert caplog.records
    caplog.clear()


def test_numbers_stay_exact() -> None:
    assert from_plain(to_plain(Decimal("1.10"))) == Decimal("1.10")
