"""Tags change their name everywhere at once, and two of one meaning become one."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations import contacts, tags
from crm_desktop.operations.contacts import NewContact
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
