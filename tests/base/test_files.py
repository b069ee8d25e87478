"""Names of files: nothing a user typed is cut off, nothing leads out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base.files import safe_name, with_ending


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Report", "Report.pdf"),
        ("Report.PDF", "Report.PDF"),
        ("Report 24.11", "Report 24.11.pdf"),
        ("a.b.pdf", "a.b.pdf"),
    ],
)
def test_an_ending_is_added_and_never_takes_the_place_of_something_typed(typed: str, meant: str) -> None:
    assert with_ending(Path("folder") / typed, ".pdf") == Path("folder") / meant


@pytest.mark.parametrize(
    ("text", "name"),
    [("A/B\\C", "A_B_C"), ("..", "_"), ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("x" * 300, "x" * 120), ("a. ", "a")],
)
def test_a_name_made_of_any_text_is_one_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text) == name
