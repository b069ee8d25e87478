"""Who is known already is said while the name is typed, with the reason, however it is spelt."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.engine.duplicates.nicknames import forms_of
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries.similar_contacts import Reason, Typed, similar
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

PERSON, COMPANY = ContactKind.PERSON, ContactKind.COMPANY


@pytest.fixture
def people(writer: Writer) -> dict[str, int]:
    """Return the ids of some contacts by name."""
    made = {}
    for given, family, mail, phone in (
        ("Jürgen", "Müller", "j.mueller@holz.example", "04131 22 87-14"),
        ("Miriam", "Keßler", "kessler@seeblick.example", ""),
        ("Anna", "Müller", "", ""),
    ):
        new = NewContact(given_name=given, family_name=family, email=mail, phone=phone, company_name="Holzhaus GmbH")
        made[family + given] = contacts.add_person(writer, new=new).value
    made["company"] = contacts.add_company(writer, new=NewContact(name="Hotel Seeblick GmbH")).value
    return made


def reasons(reader: Reader, typed: Typed, but: int = 0) -> list[tuple[int, Reason]]:
    return [(one.id, one.reason) for one in similar(reader, typed=typed, but=but)]


@pytest.mark.parametrize(
    ("given", "family"), [("Jürgen", "Müller"), ("Juergen", "Mueller"), ("JURGEN", "muller"), ("Müller", "Jürgen")]
)
def test_the_same_name_is_found_in_every_spelling(
    people: dict[str, int], reader: Reader, given: str, family: str
) -> None:
    typed = Typed(PERSON, given_name=given, family_name=family)
    assert reasons(reader, typed)[0] == (people["MüllerJürgen"], Reason.NAME)


def test_one_slip_of_the_finger_is_forgiven(people: dict[str, int], reader: Reader) -> None:
    assert reasons(reader, Typed(PERSON, given_name="Miriam", family_name="Kesler")) == [
        (people["KeßlerMiriam"], Reason.SIMILAR)
    ]


def test_who_is_typed_by_a_short_form_may_be_there_by_the_long_one(writer: Writer, reader: Reader) -> None:
    robert = contacts.add_person(writer, new=NewContact(given_name="Robert", family_name="Meier")).value
    typed = Typed(PERSON, given_name="Bob", family_name="Meier")
    assert reasons(reader, typed) == []
    assert reasons(reader, typed._replace(given_forms=forms_of("Bob"))) == [(robert, Reason.SIMILAR)]


def test_the_surest_reason_is_said_and_whose_it_is(people: dict[str, int], reader: Reader) -> None:
    typed = Typed(PERSON, given_name="Miriam", family_name="Kessler", emails=("Kessler@Seeblick.example",))
    (found,) = similar(reader, typed=typed)
    assert (found.reason, found.value, found.detail) == (Reason.EMAIL, "Kessler@Seeblick.example", "Holzhaus GmbH")
    typed = Typed(PERSON, phones=("+49 4131 228714",))
    assert reasons(reader, typed) == [(people["MüllerJürgen"], Reason.PHONE)]


def test_a_company_is_found_without_its_legal_form(people: dict[str, int], reader: Reader) -> None:
    for name in ("Hotel Seeblick", "hotel seeblick gmbh", "Hotel Seeblick AG"):
        assert reasons(reader, Typed(COMPANY, name=name))[0][0] == people["company"], name


@pytest.mark.parametrize(
    "typed",
    [
        Typed(PERSON, family_name="Müller"),
        Typed(PERSON, given_name="Bernd", family_name="Müller"),
        Typed(PERSON, family_name="M"),
        Typed(COMPANY, name="Hotel"),
        Typed(COMPANY, name="GmbH"),
        Typed(PERSON, emails=("noch kein",), phones=("04",)),
        Typed(PERSON),
    ],
)
def test_nobody_is_suspected_without_a_reason(people: dict[str, int], reader: Reader, typed: Typed) -> None:
    assert reasons(reader, typed) == []


def test_somebody_is_not_similar_to_themselves(people: dict[str, int], reader: Reader) -> None:
    typed = Typed(PERSON, given_name="Miriam", family_name="Keßler", emails=("kessler@seeblick.example",))
    assert reasons(reader, typed, but=people["KeßlerMiriam"]) == []
