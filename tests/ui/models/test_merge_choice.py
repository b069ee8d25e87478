"""Merging: who stays, whose values are taken, and when it cannot be done."""

from __future__ import annotations

import pytest

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.quality import merge
from crm_desktop.store.queries.merging import side_by_side
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.merge_choice import MergeChoice, begin


@pytest.fixture
def pair(writer: Writer, reader: Reader) -> MergeChoice:
    """Return two contacts who may be the same, the second with more known of him."""
    ids = [
        contacts.add_person(
            writer, new=NewContact(given_name="Jonas", family_name="Albrecht", fields={"source": "Messe"})
        ).value,
        contacts.add_person(
            writer,
            new=NewContact(
                given_name="J.",
                family_name="Albrecht",
                job_title="Inhaber",
                fields={"category": "Optik", "title": "Dr."},
            ),
        ).value,
    ]
    return begin(side_by_side(reader, contact_ids=ids).contacts)


def test_the_one_of_whom_more_is_known_stays(pair: MergeChoice) -> None:
    assert pair.keep == pair.contacts[1].id
    assert pair.other_ids() == [pair.contacts[0].id]


def test_only_fields_that_differ_need_a_choice(pair: MergeChoice) -> None:
    assert [row.label for row in pair.rows()] == ["Title", "Given name", "Position", "Category", "Source"]
    assert "Family name" in pair.equal()
    assert pair.result("source") == "Messe"
    assert pair.result("given_name") == "J."


def test_a_choice_by_hand_survives_another_one_staying(pair: MergeChoice) -> None:
    first, second = (contact.id for contact in pair.contacts)
    decided = pair.with_choice("given_name", first).with_choice("title", second).with_keep(first)
    assert decided.result("given_name") == "Jonas"
    assert decided.result("title") == "Dr."
    assert decided.chosen("title") == second


def test_what_was_shown_is_what_the_merge_does(writer: Writer, reader: Reader, pair: MergeChoice) -> None:
    decided = pair.with_choice("given_name", pair.contacts[0].id)
    merge.merge_contacts(writer, keep_id=decided.keep, other_ids=decided.other_ids(), choices=decided.choices())
    (merged,) = side_by_side(reader, contact_ids=[decided.keep]).contacts
    assert {row.name: decided.result(row.name) for row in pair.rows()} == {
        row.name: getattr(merged, row.name) for row in pair.rows()
    }


def test_a_person_and_a_company_cannot_be_made_one(writer: Writer, reader: Reader, pair: MergeChoice) -> None:
    company = contacts.add_company(writer, new=NewContact(name="Albrecht Optik")).value
    found = begin(side_by_side(reader, contact_ids=[pair.keep, company]).contacts)
    assert found.obstacle() == "A person and a company cannot be merged."
    assert not pair.obstacle()
