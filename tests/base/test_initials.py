"""The letters that stand for a name in a disc."""

from __future__ import annotations

import pytest

from crm_desktop.base.text import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Miriam Kessler", "MK"),
        ("Dr. Eva Lindner", "DL"),
        ("Anna K.", "AK"),
        ("Hotel Seeblick GmbH", "HS"),
        ("Albrecht Optik e. K.", "AO"),
        ("Weinhandlung Niemann e.K.", "WN"),
        ("Nordlicht Mode GmbH & Co. KG", "NM"),
        ("Turnverein Adendorf e. V.", "TA"),
        ("Kanzlei Demir & Voss", "KV"),
        ("Klinikum gGmbH", "KL"),
        ("AG", "AG"),
        ("4711", "?"),
    ],
)
def test_a_firm_goes_by_its_name_and_not_by_its_legal_form(name: str, letters: str) -> None:
    assert initials(name) == letters
