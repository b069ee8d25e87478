"""While somebody is typed, who sounds alike in the same town is named too; firms by their website as well."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.known_already import known_already
from crm_desktop.store.queries.similar_contacts import Reason, Typed
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

PERSON, COMPANY = ContactKind.PERSON, ContactKind.COMPANY


@pytest.fixture
def meier(writer: Writer) -> int:
    """Return somebody in Lüneburg; there are others in Celle and of another name."""
    made = contacts.add_person(
        writer, new=NewContact(given_name="Stefan", family_name="Meier", address_text="Am Wall 3, 21335 Lüneburg")
    ).value
    for given, family, address in (
        ("Stefan", "Mayr", "Am Ring 1, 29221 Celle"),
        ("Eva", "Maier", "Am Wall 3, 21335 Lüneburg"),
    ):
        contacts.add_person(writer, new=NewContact(given_name=given, family_name=family, address_text=address))
    return made


@pytest.mark.parametrize("town", ["21335", "21335 Lüneburg", "Lüneburg"])
@pytest.mark.parametrize(("given", "family"), [("Stefan", "Mayer"), ("Stephan", "Maier"), ("Stefan", "Meyer")])
def test_who_sounds_alike_in_one_town_is_named(meier: int, reader: Reader, given: str, family: str, town: str) -> None:
    if given == "Stephan" and not town[0].isdigit():
        return  # a town without its code is searched with the given name as it is typed
    found = known_already(reader, typed=Typed(PERSON, given_name=given, family_name=family, town=town))
    assert (meier, Reason.SOUND) in [(one.id, one.reason) for one in found] or found[0].id == meier
    assert all(one.name != "Eva Maier" for one in found)


def test_somebody_elsewhere_or_nobody_is_named(meier: int, reader: Reader) -> None:
    for town in ("", "Hamburg", "20095", "29221 Celle"):
        found = known_already(reader, typed=Typed(PERSON, given_name="Stefan", family_name="Mayer", town=town))
        assert all(one.id != meier or one.reason is Reason.SIMILAR for one in found), town
    typed = Typed(PERSON, given_name="Stefan", family_name="Mayer", town="21335")
    assert all(one.id != meier for one in known_already(reader, typed=typed, but=meier))


def test_a_firm_is_known_by_how_it_sounds_in_its_town_and_by_its_website(writer: Writer, reader: Reader) -> None:
    firm = contacts.add_company(
        writer,
        new=NewContact(
            name="Tischlerei Schmitt GmbH",
            website="https://www.schmitt-holz.example/",
            address_text="Am Wall 3, 21335 Lüneburg",
        ),
    ).value
    for town in ("21335", "21335 Lüneburg", "Lüneburg"):
        (found,) = known_already(reader, typed=Typed(COMPANY, name="Tischlerey Schmidd", town=town))
        assert (found.id, found.reason) == (firm, Reason.SOUND)
    for typed in (
        Typed(COMPANY, website="schmitt-holz.example"),
        Typed(COMPANY, website="https://schmitt-holz.example"),
        Typed(COMPANY, emails=("buero@schmitt-holz.example",)),
    ):
        (found,) = known_already(reader, typed=typed)
        assert (found.id, found.reason, found.detail) == (firm, Reason.DOMAIN, "Lüneburg")
    assert known_already(reader, typed=Typed(COMPANY, name="Bäckerei Kern", town="21335 Lüneburg")) == []
    assert known_already(reader, typed=Typed(PERSON, emails=("buero@schmitt-holz.example",))) == []
