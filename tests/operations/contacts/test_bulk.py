"""What is done to many contacts at once: whole or not at all, one step to undo, and quick enough for thousands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contacts import bulk, contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.bulk import contacts as rows
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer


@pytest.fixture
def people(writer: Writer) -> list[int]:
    """Add three people, the first of them tagged, and return their ids."""
    given = [("Miriam", "Kessler", ("Messe",)), ("Jonas", "Albrecht", ()), ("Sabine", "Öztürk", ())]
    return [
        contacts.add_person(writer, new=NewContact(given_name=one, family_name=two, tags=tags)).value
        for one, two, tags in given
    ]


def values(reader: Reader, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    return reader.rows(lambda *row: row, sql, params)


def test_a_tag_is_put_on_everybody_once_and_found(writer: Writer, reader: Reader, people: list[int]) -> None:
    outcome = bulk.add_tag(writer, contact_ids=people, name=" messe ")
    assert outcome.label == "Add tag to 3 contacts: “messe”"
    assert values(reader, "select contact_id, name from tag order by contact_id") == [
        (people[0], "Messe"),
        (people[1], "messe"),
        (people[2], "messe"),
    ]
    assert {hit.id for hit in find(reader, text="messe", limit=9, kinds=("contact",))} == set(people)
    writer.undo()
    assert values(reader, "select contact_id from tag") == [(people[0],)]
    assert [hit.id for hit in find(reader, text="messe", limit=9, kinds=("contact",))] == [people[0]]


def test_a_tag_is_taken_off_again(writer: Writer, reader: Reader, people: list[int]) -> None:
    outcome = bulk.remove_tag(writer, contact_ids=people[:1], name="MESSE")
    assert outcome.label == "Remove tag “MESSE” from “Miriam Kessler”"
    assert values(reader, "select count(*) from tag") == [(0,)]
    writer.undo()
    assert values(reader, "select name from tag") == [("Messe",)]


def test_category_and_standing_are_set_for_all_and_come_back(writer: Writer, reader: Reader, people: list[int]) -> None:
    before = values(reader, "select category, standing from contact order by id")
    bulk.set_category(writer, contact_ids=people, category="A-Kunde")
    bulk.set_standing(writer, contact_ids=people, standing=Standing.PARTNER)
    assert values(reader, "select distinct category, standing from contact") == [("A-Kunde", "partner")]
    writer.undo()
    writer.undo()
    assert values(reader, "select category, standing from contact order by id") == before


def test_a_contact_that_has_the_category_already_is_not_touched(
    writer: Writer, reader: Reader, people: list[int]
) -> None:
    bulk.set_category(writer, contact_ids=people[:1], category="A-Kunde")
    outcome = bulk.set_category(writer, contact_ids=people, category="A-Kunde")
    assert outcome.changes.ids("contact") == frozenset(people[1:])


def test_a_card_that_was_open_meanwhile_is_told_of_the_change(writer: Writer, people: list[int]) -> None:
    bulk.set_category(writer, contact_ids=people, category="A-Kunde")
    with pytest.raises(Exception, match="changed in the meantime"):
        contacts.change_contact(writer, contact_id=people[0], fields={"category": "B"}, version=1)


def test_a_segment_is_made_and_grows_without_naming_anybody_twice(
    writer: Writer, reader: Reader, people: list[int]
) -> None:
    first = bulk.add_to_segment(writer, contact_ids=people[:2], name="Weihnachtspost")
    again = bulk.add_to_segment(writer, contact_ids=people[1:], name="weihnachtspost")
    assert again.value == first.value
    assert json.loads(reader.scalar("select criteria from segment")) == {"ids": people}
    writer.undo()
    assert json.loads(reader.scalar("select criteria from segment")) == {"ids": people[:2]}
    writer.undo()
    assert reader.scalar("select count(*) from segment") == 0


def test_a_segment_of_conditions_takes_nobody_by_hand(writer: Writer, people: list[int]) -> None:
    bulk.add_to_segment(writer, contact_ids=people, name="Gastronomie")
    with writer.step("conditions") as work:
        work.execute('update segment set criteria = \'{"category": "Gastronomie"}\'')
    with pytest.raises(BadInput, match="conditions"):
        bulk.add_to_segment(writer, contact_ids=people, name="Gastronomie")


def test_the_bin_takes_all_in_one_step(writer: Writer, reader: Reader, people: list[int]) -> None:
    outcome = bulk.bin_contacts(writer, contact_ids=people)
    assert outcome.label == "Delete 3 contacts"
    assert reader.scalar("select count(*) from contact where deleted_at is null") == 0
    writer.undo()
    assert reader.scalar("select count(*) from contact where deleted_at is null") == 3


def test_what_is_stopped_half_way_changes_nothing(
    writer: Writer, reader: Reader, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PORTION", 1)
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        bulk.set_category(
            writer, contact_ids=people, category="X", progress=lambda *at: told.append(at), cancelled=lambda: bool(told)
        )
    assert told == [(1, 3)]
    assert reader.scalar("select count(*) from contact where category = 'X'") == 0


@pytest.mark.parametrize("name", ["", "   "])
def test_a_tag_without_a_name_is_refused(writer: Writer, people: list[int], name: str) -> None:
    with pytest.raises(BadInput):
        bulk.add_tag(writer, contact_ids=people, name=name)


def test_case_makes_no_second_tag_or_segment_also_with_umlauts(
    writer: Writer, reader: Reader, people: list[int]
) -> None:
    bulk.add_tag(writer, contact_ids=people[:1], name="Ärzte")
    bulk.add_tag(writer, contact_ids=people[:2], name="ärzte")
    assert values(reader, "select contact_id, name from tag where name like '%rzte' order by 1") == [
        (people[0], "Ärzte"),
        (people[1], "ärzte"),
    ]
    bulk.remove_tag(writer, contact_ids=people, name="ÄRZTE")
    assert values(reader, "select name from tag") == [("Messe",)]
    one = bulk.add_to_segment(writer, contact_ids=people[:1], name="Öffentliche").value
    assert bulk.add_to_segment(writer, contact_ids=people[1:], name="öffentliche").value == one
