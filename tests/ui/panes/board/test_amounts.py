"""Amounts said in thousands, as the heads of lanes have them."""

from __future__ import annotations

from crm_desktop.ui.panes.board.lane_parts import thousands


def test_a_range_in_thousands_names_the_currency_once_and_before_it_as_english_does() -> None:
    assert thousands(7_100_000, 12_400_000, "EUR") == "€71–124k"
    assert thousands(0, 4_800_000, "EUR") == "€0–48k"
    assert thousands(4_760_000, 4_800_000, "USD") == "$48k"
