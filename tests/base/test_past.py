"""Times as people write them, in German and English, always behind now."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.base.past import parse_past
from tests.builders import NOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gestern 15:30", "2026-11-23 15:30"),
        ("yesterday 3:30 pm", "2026-11-23 15:30"),
        ("Yesterday at 15:30", "2026-11-23 15:30"),
        ("gestern um 9 Uhr", "2026-11-23 09:00"),
        ("vorgestern", "2026-11-22 12:00"),
        ("heute 8:10", "2026-11-24 08:10"),
        ("7:05", "2026-11-24 07:05"),
        ("Mo 14:00", "2026-11-23 14:00"),
        ("Freitag", "2026-11-20 12:00"),
        ("letzten Dienstag 10:00", "2026-11-17 10:00"),
        ("14.11. 10:00", "2026-11-14 10:00"),
        ("24.12.", "2025-12-24 12:00"),
        ("14.11.2025", "2025-11-14 12:00"),
        ("2026-11-02 16:45", "2026-11-02 16:45"),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, expected: str) -> None:
    found = parse_past(text, NOW)
    assert found is not None
    assert found.astimezone().strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(("text", "minutes"), [("vor 20 min", 20), ("2 hours ago", 120), ("vor einer Stunde", 60)])
def test_a_span_counts_back_from_now(text: str, minutes: int) -> None:
    found = parse_past(text, NOW)
    assert found is not None
    assert (NOW - found).total_seconds() == minutes * 60


@pytest.mark.parametrize("text", ["irgendwann", "morgen früh", "99:99", "32.13.", "heute 23:59"])
def test_what_is_no_time_or_lies_ahead_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_past(text, NOW)


def test_nothing_written_is_now() -> None:
    assert parse_past("  ", NOW) is None


@given(text=st.text(max_size=30))
def test_any_text_is_a_time_behind_now_or_refused(text: str) -> None:
    try:
        found = parse_past(text, NOW)
    except BadInput:
        return
    assert found is None or (isinstance(found, datetime) and found <= NOW)
