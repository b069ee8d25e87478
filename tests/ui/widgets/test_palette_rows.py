"""Rows of the palette: what stands beside a long title stays readable."""

from __future__ import annotations

import pytest

from crm_desktop.ui.theme.drawing import text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.widgets.palette_rows import room_for_title

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_day_beside_a_long_title_stays_whole() -> None:
    assert 500 - room_for_title(500, "28.08.2026") > text_width("28.08.2026", font(12))


def test_a_long_detail_takes_no_more_than_half_of_the_row() -> None:
    assert room_for_title(500, "Tischlerei und Innenausbau " * 20) == 250


def test_without_a_detail_the_title_has_the_whole_row() -> None:
    assert room_for_title(500, "") == 500
