"""Tags change their name everywhere at once, and two of one meaning become one."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.quality import tags
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import known_words
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@pytest.fixture(autouse=True)
def people(writer: Writer) -> None:
    for name, words in (("A", ("Messe", "VIP")), ("B", ("Mese",)), ("C", ("Mese", "Messe"))):
        contacts.add_company(writer, new=NewContact(name=name, tags=words))


def test_a_tag_is_renamed_everywhere_and_joins_the_one_of_that_name(writer: Writer, reader: Reader) -> None:
    done = tags.rename_tag(writer, name="Mese", to=" Messe ")
    assert (done.value, done.label) == (2, "Rename tag “Mese” to “Messe”")
    assert known_words.tags(reader) == [("Messe", 3), ("VIP", 1)]
    writer.undo()
    assert dict(known_words.tags(reader)) == {"Messe": 2, "Mese": 2, "VIP": 1}


def test_a_tag_is_taken_off_everywhere(writer: Writer, reader: Reader) -> None:
    assert tags.remove_tag(writer, name="Messe").value == 2
    assert dict(known_words.tags(reader)) == {"Mese": 2, "VIP": 1}


def test_a_tag_needs_a_name(writer: Writer) -> None:
    with pytest.raises(BadInput):
        tags.rename_tag(writer, name="Messe", to="  ")


def test_words_are_offered_by_their_beginning_in_every_spelling(reader: Reader) -> None:
    words = [known_words.KnownWord(word, 1) for word in ("Öffentlich", "Bau", "Hoch Bau", "Ofen")]
    assert known_words.beginning_with(words, "of") == ["Öffentlich", "Ofen"]
    assert known_words.beginning_with(words, "bau") == ["Bau", "Hoch Bau"]
    assert known_words.beginning_with(words, "") == ["Öffentlich", "Bau", "Hoch Bau", "Ofen"]


def test_a_tag_of_deals_is_renamed_and_removed_with_that_of_contacts(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    deal_id = deals.add_deal(writer, title="Tresen", tags=["Mese", "Messe"]).value
    assert tags.rename_tag(writer, name="Mese", to="Messe").value == 3
    assert known_words.tags_everywhere(reader) == [("Messe", 4), ("VIP", 1)]
    assert tags.remove_tag(writer, name="Messe").value == 4
    found = deal_queries.deal(reader, deal_id=deal_id)
    assert found is not None
    assert found.tags == ()


def test_a_category_is_written_one_way_everywhere(writer: Writer, reader: Reader) -> None:
    for name, category in (("D", "Hotel"), ("E", "hotel"), ("F", "Hotel")):
        contacts.add_company(writer, new=NewContact(name=name, fields={"category": category}))
    done = tags.rename_value(writer, field="category", value="hotel", to=" Hotel ")
    assert (done.value, done.label) == (1, "Rename “hotel” to “Hotel”")
    assert known_words.values(reader, field="category") == [("Hotel", 3)]
    assert tags.remove_value(writer, field="category", value="Hotel").value == 3
    assert known_words.values(reader, field="category") == []
    writer.undo()
    writer.undo()
    assert dict(known_words.values(reader, field="category")) == {"Hotel": 2, "hotel": 1}
    with pytest.raises(BadInput):
        tags.rename_value(writer, field="category", value="hotel", to="")
