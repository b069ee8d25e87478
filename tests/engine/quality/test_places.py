"""Postal codes against towns: what the table contradicts is told, what it does not know is left alone."""

from __future__ import annotations

import pytest

from crm_desktop.base.paths import resources
from crm_desktop.base.towns import Towns, read_towns
from crm_desktop.domain.quality import Care, Flaw, QualityFact
from crm_desktop.engine.quality.places import missing_places, wrong_places


@pytest.fixture(scope="module")
def tables() -> dict[str, Towns]:
    return read_towns(resources() / "postcodes")


def place(code: str, city: str, country: str = "DE") -> QualityFact:
    return QualityFact(1, True, "", postal_code=code, city=city, country=country, address_id=7, street="Weg 1")


@pytest.mark.parametrize(
    ("code", "city", "country"),
    [
        ("21335", "Lüneburg", "DE"),
        ("21335", "Lueneburg", "DE"),
        ("60311", "Frankfurt", "DE"),
        ("60311", "Frankfurt/Main", "DE"),
        ("10117", "Berlin-Mitte", "DE"),
        ("06108", "Halle/Saale", "DE"),
        ("55252", "Mainz-Kastel", "DE"),
        ("20001", "Hamburg", "DE"),
        ("11011", "Berlin", "DE"),
        ("60311", "Frankfurt a. M.", "DE"),
        ("06108", "Halle a. d. Saale", "DE"),
        ("81241", "Pasing", "DE"),
        ("65929", "Höchst", "DE"),
        ("21073", "Harburg", "DE"),
        ("30159", "Hanover", "DE"),
        ("73728", "Eßlingen", "DE"),
        ("06844", "Dessau-Rosslau", "DE"),
        ("67433", "Neustadt/Weinstr.", "DE"),
        ("1030", "Wien-Landstraße", "AT"),
        ("2700", "Wr. Neustadt", "AT"),
        ("3011", "Berne", "CH"),
        ("2502", "Biel/Bienne", "CH"),
        ("9000", "Sankt Gallen", "CH"),
        ("29252", "Uelzen", "DE"),
        ("1010", "Wien", "AT"),
        ("8010", "Graz", "AT"),
        ("8021", "Zürich", "CH"),
        ("1204", "Genf", "CH"),
        ("9490", "Vaduz", "LI"),
        ("SW1A 1AA", "London", "GB"),
        ("4711", "Nirgendwo", "BG"),
        ("", "Lüneburg", "DE"),
    ],
)
def test_what_may_be_right_is_left_alone(code: str, city: str, country: str, tables: dict[str, Towns]) -> None:
    assert list(wrong_places(place(code, city, country), tables, "DE")) == []


@pytest.mark.parametrize(
    ("code", "city", "country", "field", "proposal"),
    [
        ("1067", "Dresden", "DE", "postal_code", "01067"),
        ("D-21335", "Lüneburg", "DE", "postal_code", "21335"),
        ("2I335", "Uelzen", "DE", "postal_code", "29525"),
        ("213355", "Lüneburg", "DE", "postal_code", ""),
        ("21335", "Lüneberg", "DE", "city", "Lüneburg"),
        ("80331", "Lüneburg", "DE", "postal_code", ""),
        ("12335", "Lüneburg", "DE", "postal_code", "21335"),
        ("4010", "Graz", "AT", "postal_code", "8010"),
        ("3001", "Zürich", "CH", "postal_code", "8001"),
        ("9491", "Vaduz", "LI", "postal_code", "9490"),
    ],
)
def test_what_cannot_be_is_told_with_its_mend(
    code: str, city: str, country: str, field: str, proposal: str, tables: dict[str, Towns]
) -> None:
    (flaw,) = wrong_places(place(code, city, country), tables, "DE")
    value = code if field == "postal_code" else city
    assert flaw._replace(choices=()) == Flaw(Care.WRONG, field, value, proposal, 7)


@pytest.mark.parametrize(
    ("code", "city", "country", "choices"),
    [
        ("80331", "Lüneburg", "DE", ["21335", "21337", "21339", "München"]),
        ("80331", "Uelzen", "DE", ["29525", "München"]),
        ("21336", "Lüneburg", "DE", []),
        ("21435", "Lüneburg", "DE", []),
        ("80331", "Hamburg", "DE", ["München"]),
        ("213355", "Lüneburg", "DE", ["21335", "21337", "21339"]),
    ],
)
def test_where_several_mends_are_possible_one_can_be_chosen(
    code: str, city: str, country: str, choices: list[str], tables: dict[str, Towns]
) -> None:
    found = list(wrong_places(place(code, city, country), tables, "DE"))
    assert [value for flaw in found for _field, value in flaw.choices] == choices
    assert all(not flaw.proposal for flaw in found if flaw.choices)


def test_an_address_without_a_country_lies_at_home(tables: dict[str, Towns]) -> None:
    assert list(wrong_places(place("8010", "Graz", ""), tables, "AT")) == []
    assert [flaw.field for flaw in wrong_places(place("8010", "Graz", ""), tables, "DE")] == ["postal_code"]


def test_half_an_address_is_completed_where_there_is_one_way(tables: dict[str, Towns]) -> None:
    assert list(missing_places(place("21335", ""), tables, "DE")) == [Flaw(Care.INCOMPLETE, "city", "", "Lüneburg", 7)]
    assert list(missing_places(place("", "Uelzen"), tables, "DE")) == [
        Flaw(Care.INCOMPLETE, "postal_code", "", "29525", 7)
    ]
    assert list(missing_places(place("", "Hamburg"), tables, "DE")) == [Flaw(Care.INCOMPLETE, "postal_code", "", "", 7)]
    (flaw,) = missing_places(place("", "Lüneburg"), tables, "DE")
    assert [value for _field, value in flaw.choices] == ["21335", "21337", "21339"]
    assert [flaw.field for flaw in missing_places(place("", ""), tables, "DE")] == ["address"]
    assert list(missing_places(place("", "")._replace(is_company=False), tables, "DE")) == []
