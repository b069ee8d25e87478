"""Files: kept once however often they are attached, and gone from the record when removed."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import files, history
from crm_desktop.store.queries import files as queries
from crm_desktop.store.queries import timeline
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

PDF = b"%PDF-1.7 Aufma\xdf"


def graf(writer: Writer) -> int:
    return contacts.add_person(writer, new=NewContact(family_name="Graf")).value


def test_one_content_attached_twice_is_kept_once(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    note = history.write_note(writer, contact_id=person, text="Aufmaß").value
    outcome = files.attach_file(writer, data=PDF, name="C:\\Eigene\\Aufmaß.pdf", contact_id=person)
    assert outcome.label == "Attach “Aufmaß.pdf”"
    files.attach_file(writer, data=PDF, name="Kopie.pdf", activity_id=note)
    assert reader.scalar("select count(*) from blob") == 1
    found = queries.of_contact(reader, contact_id=person)
    assert [(file.name, file.media_type, file.size) for file in found] == [
        ("Kopie.pdf", "application/pdf", len(PDF)),
        ("Aufmaß.pdf", "application/pdf", len(PDF)),
    ]
    assert queries.content(reader, sha256=found[0].sha256) == PDF
    (entry,) = timeline.entries(reader, scope=timeline.Scope(contact_id=person))
    assert [file.name for file in entry.files] == ["Kopie.pdf"]


def test_a_removed_file_comes_back_with_undo(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    attached = files.attach_file(writer, data=PDF, name="a.pdf", contact_id=person).value
    files.rename_file(writer, attachment_id=attached, name="b.pdf")
    assert files.detach_file(writer, attachment_id=attached).label == "Remove “b.pdf”"
    assert queries.of_contact(reader, contact_id=person) == []
    writer.undo()
    assert [file.name for file in queries.of_contact(reader, contact_id=person)] == ["b.pdf"]
    assert queries.content(reader, sha256="0" * 64) is None


def test_what_cannot_be_attached_is_refused(writer: Writer) -> None:
    person = graf(writer)
    with pytest.raises(BadInput):
        files.attach_file(writer, data=b"", name="leer.txt", contact_id=person)
    with pytest.raises(BadInput):
        files.attach_file(writer, data=PDF, name="a.pdf")
    with pytest.raises(NotFound):
        files.attach_file(writer, data=PDF, name="a.pdf", deal_id=99)
    attached = files.attach_file(writer, data=PDF, name="a.pdf", contact_id=person).value
    with pytest.raises(BadInput):
        files.rename_file(writer, attachment_id=attached, name=" ")
