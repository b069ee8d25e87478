"""Whom an inquiry may be from: by address, number, name and place, street and domain, the surest first."""

from __future__ import annotations

import pytest

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.leads.words import match_words
from crm_desktop.store.queries.lead_matches import MatchReason, Wanted, matches
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@pytest.fixture(autouse=True)
def known(writer: Writer) -> int:
    place = PostalLines("Parkallee 7", "21339", "Lüneburg")
    company = contacts.add_company(
        writer, new=NewContact(name="Praxis am Park", website="www.park-praxis.example", address=place)
    ).value
    contacts.add_person(
        writer,
        new=NewContact(
            given_name="Jana", family_name="Friese", company_id=company, email="j.friese@web.example",
            mobile="0171 2345678",
        ),
    )  # fmt: skip
    return company


@pytest.mark.parametrize(
    ("wanted", "name", "reason"),
    [
        (Wanted(emails=("J.Friese@web.example",)), "Jana Friese", MatchReason.EMAIL),
        (Wanted(phones=("+49 171 2345678",)), "Jana Friese", MatchReason.PHONE),
        (Wanted("Jana", "Friese", city="Lueneburg"), "Jana Friese", MatchReason.NAME_PLACE),
        (Wanted("Jana", "Friese", city="Celle"), "Jana Friese", MatchReason.NAME),
        (Wanted(company="Praxis am Park GmbH", city="Lüneburg"), "Praxis am Park", MatchReason.SIMILAR),
        (Wanted(company="Zahnarzt Meier", street="Parkallee 7", postal_code="21339"), "Praxis am Park",
         MatchReason.STREET),
        (Wanted(emails=("kontakt@park-praxis.example",)), "Praxis am Park", MatchReason.DOMAIN),
    ],
)  # fmt: skip
def test_each_reason_names_the_contact(reader: Reader, wanted: Wanted, name: str, reason: MatchReason) -> None:
    found = matches(reader, wanted=wanted)
    assert (found[0].name, found[0].reason) == (name, reason)
    assert match_words(found[0])


def test_the_surest_stands_first_and_everybody_once(reader: Reader) -> None:
    wanted = Wanted(
        "Jana", "Friese", "Praxis am Park", ("j.friese@web.example",), ("0171/2345678",), "Parkallee 7", "21339",
        "Lüneburg",
    )  # fmt: skip
    found = matches(reader, wanted=wanted)
    assert [(one.name, one.reason) for one in found] == [
        ("Jana Friese", MatchReason.EMAIL),
        ("Praxis am Park", MatchReason.NAME_PLACE),
    ]
    assert found[0].detail == "Praxis am Park"


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(family_name="Friese"),
        Wanted(emails=("jemand@gmail.com",)),
        Wanted(street="Parkallee 9", postal_code="21339"),
        Wanted(street="Parkallee", postal_code="21339"),
    ],
)
def test_what_tells_nobody_apart_names_nobody(reader: Reader, wanted: Wanted) -> None:
    assert not matches(reader, wanted=wanted)
