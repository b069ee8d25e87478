"""Adding and changing people and companies, each as one step with a name a user understands."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.base.errors import BadInput, Conflict, NotFound, Refused
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

MIRIAM = NewContact(
    given_name=" Miriam ",
    family_name="Keßler",
    job_title="Leitung Einkauf",
    company_name="Hotel Seeblick GmbH",
    standing=Standing.REGULAR,
    phone="04131 22 87-14",
    mobile="0171 555 20 18",
    email="M.Kessler@Seeblick.example",
    address=PostalLines(street="Uferweg 12", postal_code="21335", city="Lüneburg"),
    tags=("Hotellerie", "hotellerie", "Messe 2025"),
    fields={"birthday": date(1981, 3, 23), "source": "Empfehlung"},
)


def values(reader: Reader, sql: str, *params: int | str) -> list[tuple[object, ...]]:
    return reader.rows(lambda *columns: columns, sql, params)


def test_a_person_is_added_with_everything_known_in_one_step(writer: Writer, reader: Reader) -> None:
    outcome = contacts.add_person(writer, new=MIRIAM)
    assert outcome.label == "Add contact “Miriam Keßler”"
    assert values(
        reader,
        "select p.name, p.sort_key, p.standing, p.birthday, c.name, c.kind, p.created_at is not null"
        " from contact p join contact c on c.id = p.company_id where p.id = ?",
        outcome.value,
    ) == [("Miriam Keßler", "kessler miriam", "regular", "1981-03-23", "Hotel Seeblick GmbH", "company", 1)]
    assert values(reader, "select kind, value, normal, is_primary from contact_point order by id") == [
        ("phone", "04131 22 87-14", "+494131228714", 1),
        ("mobile", "0171 555 20 18", "+491715552018", 1),
        ("email", "M.Kessler@Seeblick.example", "m.kessler@seeblick.example", 1),
    ]
    assert values(reader, "select name from tag order by id") == [("Hotellerie",), ("Messe 2025",)]
    assert values(reader, "select job_title, ended from employment") == [("Leitung Einkauf", None)]
    writer.undo()
    assert values(reader, "select count(*) from contact") == [(0,)]


def test_the_same_company_however_spelt_is_not_added_twice(writer: Writer, reader: Reader) -> None:
    contacts.add_company(writer, new=NewContact(name="Müller & Söhne"))
    for spelling in ("Mueller & Soehne", "MÜLLER & SÖHNE", "Muller & Sohne"):
        contacts.add_person(writer, new=NewContact(family_name="Graf", company_name=spelling))
    assert values(reader, "select count(*) from contact where kind = 'company'") == [(1,)]


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewContact(), "family_name"),
        (NewContact(family_name="\u200b \u200b"), "family_name"),
        (NewContact(family_name="A", email="a@b"), "email"),
        (NewContact(family_name="A", email="zwei @ worte.example"), "email"),
        (NewContact(family_name="A", fields={"birthday": date(2100, 1, 1)}), "birthday"),
        (NewContact(family_name="A", fields={"birthday": "gestern"}), "birthday"),
        (NewContact(family_name="A", fields={"employees": -1}), "employees"),
        (NewContact(family_name="A", fields={"founded": 2030}), "founded"),
        (NewContact(family_name="A", fields={"language": "deutsch"}), "language"),
        (NewContact(family_name="A", fields={"vat_id": "12345"}), "vat_id"),
        (NewContact(family_name="A", fields={"vat_id": "DE136695967"}), "vat_id"),
        (NewContact(family_name="A", fields={"iban": "DE89 3704 0044 0532 0130 01"}), "iban"),
        (NewContact(family_name="A", phone="abc"), "phone"),
        (NewContact(family_name="A" * 400), "family_name"),
        (NewContact(family_name="A", fields={"shoe_size": 43}), "shoe_size"),
        (NewContact(family_name="A", address=PostalLines(city="Wien", country="Österreich")), "country"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_field_and_nothing_is_kept(
    writer: Writer, reader: Reader, new: NewContact, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        contacts.add_person(writer, new=new)
    assert refused.value.field == field
    assert values(reader, "select count(*) from contact") == [(0,)]


def test_changing_the_name_changes_what_it_is_sorted_by(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=MIRIAM).value
    outcome = contacts.change_contact(writer, contact_id=person, fields={"family_name": "Öztürk", "vat_id": ""})
    assert outcome.label == "Change “Miriam Öztürk”"
    assert values(reader, "select name, sort_key from contact where id = ?", person) == [
        ("Miriam Öztürk", "ozturk miriam")
    ]


def test_a_step_that_changes_one_field_is_named_after_it(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=MIRIAM).value
    outcome = contacts.change_contact(writer, contact_id=person, fields={"iban": "de89 3704 0044 0532 0130 00"})
    assert outcome.label == "Change “IBAN” of “Miriam Keßler”"
    assert values(reader, "select iban from contact where id = ?", person) == [("DE89370400440532013000",)]
    outcome = contacts.change_contact(writer, contact_id=person, fields={"vat_id": "DE 136 695 976"})
    assert values(reader, "select vat_id from contact where id = ?", person) == [("DE136695976",)]


def test_a_contact_changed_elsewhere_is_not_overwritten(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=MIRIAM).value
    shown: int = reader.scalar("select version from contact where id = ?", (person,))
    contacts.change_contact(writer, contact_id=person, fields={"note": "eins"}, version=shown)
    with pytest.raises(Conflict):
        contacts.change_contact(writer, contact_id=person, fields={"note": "zwei"}, version=shown)


def test_references_must_be_there_and_fit(writer: Writer) -> None:
    holding = contacts.add_company(writer, new=NewContact(name="Holding")).value
    daughter = contacts.add_company(writer, new=NewContact(name="Tochter", company_id=holding)).value
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    with pytest.raises(NotFound):
        contacts.change_contact(writer, contact_id=person, fields={"company_id": 9_999})
    for contact_id, fields, field in (
        (daughter, {"company_id": person}, "company_id"),
        (holding, {"company_id": daughter}, "company_id"),
        (person, {"referred_by_id": person}, "referred_by_id"),
    ):
        with pytest.raises(BadInput) as refused:
            contacts.change_contact(writer, contact_id=contact_id, fields=fields)
        assert refused.value.field == field


def test_a_customer_number_belongs_to_one_contact(writer: Writer) -> None:
    contacts.add_company(writer, new=NewContact(name="Erste", fields={"customer_number": "10001"}))
    second = contacts.add_company(writer, new=NewContact(name="Zweite")).value
    with pytest.raises(BadInput) as refused:
        contacts.change_contact(writer, contact_id=second, fields={"customer_number": "10001"})
    assert "Erste" in refused.value.message
    contacts.change_contact(writer, contact_id=second, fields={"customer_number": "10002"})
    contacts.change_contact(writer, contact_id=second, fields={"customer_number": "10002"})


def test_a_person_who_changes_the_employer_stays_known_at_the_old_one(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=MIRIAM).value
    clinic = contacts.add_company(writer, new=NewContact(name="Klinikum Elbtal")).value
    outcome = contacts.employ(
        writer, person_id=person, company_id=clinic, job_title="Projektleitung", since=date(2026, 10, 1)
    )
    assert outcome.label == "“Miriam Keßler” works for “Klinikum Elbtal”"
    assert values(reader, "select job_title, started, ended from employment order by id") == [
        ("Leitung Einkauf", None, "2026-09-30"),
        ("Projektleitung", "2026-10-01", None),
    ]
    assert values(reader, "select company_id, job_title from contact where id = ?", person) == [
        (clinic, "Projektleitung")
    ]
    contacts.end_employment(writer, person_id=person)
    assert values(reader, "select count(*) from employment where ended is null") == [(0,)]
    with pytest.raises(Refused):
        contacts.end_employment(writer, person_id=person)


def test_a_company_is_not_employed_and_a_person_employs_nobody(writer: Writer) -> None:
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    company = contacts.add_company(writer, new=NewContact(name="Graf Hochbau KG")).value
    with pytest.raises(BadInput):
        contacts.employ(writer, person_id=company, company_id=company)
    with pytest.raises(BadInput):
        contacts.employ(writer, person_id=person, company_id=person)


def test_tags_and_standing_are_changed_for_many_at_once(writer: Writer, reader: Reader) -> None:
    ids = [contacts.add_person(writer, new=NewContact(family_name=name, tags=("alt",))).value for name in "AB"]
    outcome = contacts.change_tags(writer, contact_ids=ids, add=["Weihnachtskarte", "ALT"], remove=["gibt es nicht"])
    assert outcome.label == "Change tags of 2 contacts"
    assert values(reader, "select name from tag where contact_id = ? order by name", ids[0]) == [
        ("Weihnachtskarte",),
        ("alt",),
    ]
    contacts.change_tags(writer, contact_ids=ids[:1], remove=["ALT"])
    assert values(reader, "select name from tag where contact_id = ?", ids[0]) == [("Weihnachtskarte",)]
    contacts.change_standing(writer, contact_ids=ids, standing=Standing.CUSTOMER)
    assert values(reader, "select distinct standing from contact") == [("customer",)]
