"""Units: known by any spelling, with one code each, printed in the language of the document."""

from __future__ import annotations

import pytest

from crm_desktop.domain.units import UNITS, printed, unit_of


@pytest.mark.parametrize(
    ("text", "code"),
    [("Stk", "C62"), ("Stück", "C62"), ("pcs", "C62"), ("Std.", "HUR"), ("h", "HUR"), ("qm", "MTK"), ("m²", "MTK"),
     ("lfm", "MTR"), ("kg", "KGM"), ("psch.", "LS"), ("pauschal", "LS"), ("Liter", "LTR"), ("km", "KMT"),
     ("Tage", "DAY"), ("Jahr", "ANN"), ("MTK", "MTK")],
)  # fmt: skip
def test_a_unit_is_known_by_its_spellings(text: str, code: str) -> None:
    found = unit_of(text)
    assert found is not None
    assert found.code == code


def test_a_unit_of_the_firms_own_stays_as_it_is() -> None:
    assert unit_of("Fuhre") is None
    assert printed("Fuhre", "en") == "Fuhre"
    assert unit_of("") is None


def test_a_unit_is_printed_in_the_language_of_the_document() -> None:
    assert [printed(one, "en") for one in ("Stk", "Std", "m²", "Tag", "psch.")] == [
        "pcs", "hrs", "m²", "day", "lump sum",
    ]  # fmt: skip
    assert [printed(one, "de") for one in ("pcs", "Stück", "Std.", "hour")] == ["Stk", "Stück", "Std.", "Std"]


def test_codes_are_given_once() -> None:
    codes = [unit.code for unit in UNITS]
    assert len(codes) == len(set(codes))
    for unit in UNITS:
        assert unit_of(unit.german) == unit
        assert unit_of(unit.english) == unit
        assert unit_of(unit.german_name) == unit
