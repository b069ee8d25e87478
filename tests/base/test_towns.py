"""The table of postal codes: read from the files, asked by code and by town."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base import postcodes
from crm_desktop.base.paths import resources
from crm_desktop.base.towns import COUNTRIES, Towns, read_towns


@pytest.fixture(scope="module")
def tables() -> dict[str, Towns]:
    return read_towns(resources() / "postcodes")


def test_each_country_has_its_codes_and_each_code_looks_like_one(tables: dict[str, Towns]) -> None:
    assert {country: len(table.by_code) for country, table in tables.items()} == {
        "AT": 2233, "CH": 3181, "DE": 8159, "LI": 13,
    }  # fmt: skip
    for country, table in tables.items():
        assert all(postcodes.is_plausible(code, country) for code in table.by_code), country
        assert all(names and all(names) for names in table.by_code.values()), country


def test_source_and_licence_lie_beside_the_table() -> None:
    told = (resources() / "postcodes" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Open Database License" in told
    assert "https://www.openplzapi.org" in told


def test_towns_are_found_by_code_and_codes_by_town(tables: dict[str, Towns]) -> None:
    germany = tables["DE"]
    assert germany.of("21335") == ("Lüneburg",)
    assert germany.of("00000") == ()
    assert germany.codes("Lueneburg") == ("21335", "21337", "21339")
    assert "60311" in germany.codes("Frankfurt")
    assert germany.codes("Nirgendwo") == germany.codes("") == ()


def test_names_may_be_shorter_or_longer_than_in_the_table(tables: dict[str, Towns]) -> None:
    germany = tables["DE"]
    assert germany.is_in("60311", "Frankfurt")
    assert germany.is_in("10117", "Berlin-Mitte")
    assert not germany.is_in("10117", "Bern")
    assert not germany.is_in("10117", "")


def test_a_folder_without_a_table_of_a_country_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "DE.txt").write_text("21335\tLüneburg|Lünburg\n", encoding="utf-8")
    assert read_towns(tmp_path, ["DE"])["DE"].of("21335") == ("Lüneburg", "Lünburg")
    with pytest.raises(FileNotFoundError):
        read_towns(tmp_path, COUNTRIES)
