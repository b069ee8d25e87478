"""The Cologne codes of the paper's own examples and of names that sound alike."""

from __future__ import annotations

import pytest

from crm_desktop.base.text import fold
from crm_desktop.engine.duplicates.nicknames import is_short_for
from crm_desktop.engine.duplicates.phonetics import cologne


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("wikipedia", "3412"), ("breschnew", "17863"), ("mullerludenscheidt", "65752682"), ("heinzclassen", "068586"),
        ("", ""), ("xaver", "4837"),
    ],
)  # fmt: skip
def test_codes_are_those_of_the_method(name: str, code: str) -> None:
    assert cologne(name) == code


def test_names_that_sound_alike_meet() -> None:
    for names in ("Meier Maier Mayr Meyer", "Schmidt Schmitt Schmid", "Philipp Filip", "Müller Möller Mueller"):
        assert len({cologne(fold(name)) for name in names.split()}) == 1


def test_short_forms_are_known_both_ways() -> None:
    assert is_short_for("bob", "robert")
    assert is_short_for("johannes", "hans")
    assert not is_short_for("hans", "robert")
    assert not is_short_for("unknown", "unknown too")
