"""Relations between people and companies: dated, corrected, and never to oneself."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.contacts import contacts, relations
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def values(reader: Reader, sql: str) -> list[tuple[object, ...]]:
    return reader.rows(lambda *columns: columns, sql)


def graf(writer: Writer) -> int:
    new = NewContact(given_name="Henning", family_name="Graf", company_name="Graf Hochbau KG", job_title="Bauleitung")
    return contacts.add_person(writer, new=new).value


def test_a_new_employer_is_found_or_made_and_the_old_one_ends(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    done = relations.work_for(writer, person_id=person, company="Neubau AG")
    assert done.label == "Change employer of “Henning Graf”"
    assert values(
        reader,
        "select c.name, e.job_title, e.started, e.ended from employment e join contact c on c.id = e.company_id"
        " order by e.id",
    ) == [("Graf Hochbau KG", "Bauleitung", None, "2026-11-23"), ("Neubau AG", "Bauleitung", "2026-11-24", None)]
    again = relations.work_for(writer, person_id=person, company="NEUBAU ag")
    assert again.value == done.value
    assert values(reader, "select count(*) from employment") == [(2,)]
    relations.work_for(writer, person_id=person)
    assert values(reader, f"select company_id, job_title from contact where id = {person}") == [(None, "")]


def test_position_and_days_of_an_employment_are_corrected(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    (employment,) = reader.ids("select id from employment")
    relations.change_employment(
        writer, employment_id=employment, job_title="Leitung", started=date(2020, 1, 1), ended=None
    )
    assert values(reader, f"select job_title from contact where id = {person}") == [("Leitung",)]
    with pytest.raises(BadInput, match="before it begins"):
        relations.change_employment(
            writer, employment_id=employment, job_title="", started=date(2020, 1, 1), ended=date(2019, 1, 1)
        )
    relations.change_employment(
        writer, employment_id=employment, job_title="Leitung", started=date(2020, 1, 1), ended=date(2026, 6, 30)
    )
    assert values(reader, f"select company_id from contact where id = {person}") == [(None,)]
    relations.change_employment(
        writer, employment_id=employment, job_title="Leitung", started=date(2020, 1, 1), ended=None
    )
    assert values(reader, f"select company_id is null, job_title from contact where id = {person}") == [(0, "Leitung")]
    relations.remove_employment(writer, employment_id=employment)
    assert values(reader, "select count(*) from employment") == [(0,)]
    assert values(reader, f"select company_id, job_title from contact where id = {person}") == [(None, "")]


def test_a_company_belongs_to_another_but_not_to_itself(writer: Writer, reader: Reader) -> None:
    company = contacts.add_company(writer, new=NewContact(name="Tochter GmbH")).value
    relations.belong_to(writer, company_id=company, parent="Mutter AG")
    assert values(
        reader, "select p.name from contact c join contact p on p.id = c.company_id where c.name = 'Tochter GmbH'"
    ) == [("Mutter AG",)]
    with pytest.raises(BadInput, match="itself"):
        relations.belong_to(writer, company_id=company, parent_id=company)


def test_who_recommended_us_is_found_by_name_in_either_order(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    other = contacts.add_person(writer, new=NewContact(given_name="Tobias", family_name="Reuter")).value
    for name in ("Tobias Reuter", "reuter tobias", "Reuter, Tobias"):
        relations.recommended_by(writer, contact_id=person, referrer=name)
        assert values(reader, f"select referred_by_id from contact where id = {person}") == [(other,)]
    with pytest.raises(BadInput, match="nobody"):
        relations.recommended_by(writer, contact_id=person, referrer="Niemand")
    with pytest.raises(BadInput, match="themselves"):
        relations.recommended_by(writer, contact_id=person, referrer_id=person)
    relations.recommended_by(writer, contact_id=person)
    assert values(reader, f"select referred_by_id from contact where id = {person}") == [(None,)]
