"""Phones and addresses that came and went stand in the timeline in plain words, those a contact began with do not."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import PointKind, Standing
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines, Reach
from crm_desktop.operations.history.words import change_line
from crm_desktop.store.queries.field_history import FieldChange, FieldStep
from crm_desktop.store.queries.timeline import Scope
from crm_desktop.store.queries.timeline_index import index
from crm_desktop.store.queries.timeline_rows import rows
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def lines(reader: Reader, contact_id: int) -> list[str]:
    """Return what the timeline says of fields, the newest first; every row of the order has something to say."""
    scope = Scope(contact_id=contact_id)
    refs = index(reader, scope=scope).refs
    found = rows(reader, refs=list(refs), scope=scope)
    assert set(found) == set(refs)
    steps = [found[ref] for ref in refs]
    return [change_line(change) for step in steps if isinstance(step, FieldStep) for change in step.changes]


def test_what_a_contact_began_with_is_no_change(writer: Writer, reader: Reader) -> None:
    new = NewContact(family_name="Graf", phone="04131 12", address=PostalLines(city="Celle"))
    assert lines(reader, contacts.add_person(writer, new=new).value) == []


def test_phones_and_addresses_that_come_and_go_are_told(writer: Writer, reader: Reader) -> None:
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    other = contacts.add_person(writer, new=NewContact(family_name="Pohl")).value
    phone = points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, "04131 228714")).value
    assert [line.split(":")[0] for line in lines(reader, person)] == ["Phone added"]
    assert "228714" in lines(reader, person)[0]
    points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, "", id=phone))
    assert [line.split(":")[0] for line in lines(reader, person)] == ["Phone removed"]
    writer.undo()
    assert [line.split(":")[0] for line in lines(reader, person)] == ["Phone added"]
    points.set_address(
        writer, contact_id=person, lines=PostalLines(street="Uferweg 12", postal_code="21335", city="Lüneburg")
    )
    assert lines(reader, person)[0] == "Address added: Uferweg 12, 21335 Lüneburg"
    assert lines(reader, other) == []


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_told_in_words(standing: Standing) -> None:
    told = change_line(FieldChange("contact", 1, "standing", "prospect", standing.value, ""))
    assert told == f"Standing: Prospect → {standing_word(standing)}"
