"""What was typed as new is added to who is there already, and takes nothing away."""

from __future__ import annotations

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.quality.complete import complete
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def test_only_what_is_missing_is_filled_in_as_one_step(writer: Writer, reader: Reader) -> None:
    old = NewContact(given_name="Eva", family_name="Lindner", phone="04131 228714", job_title="Leitung")
    person = contacts.add_person(writer, new=old).value
    typed = NewContact(
        given_name="Eva", family_name="Lindner", phone="+49 4131 228714", mobile="0171 5552018",
        email="e@praxis.example", company_name="Praxis GbR", job_title="Ärztin",
        address_text="Uferweg 12, 21335 Lüneburg",
    )  # fmt: skip
    done = complete(writer, contact_id=person, new=typed)
    assert (done.value, done.label) == (person, "Complete “Eva Lindner”")
    points = reader.rows(lambda value, first: (value, first), "select value, is_primary from contact_point order by id")
    assert points == [("04131 228714", 1), ("0171 5552018", 1), ("e@praxis.example", 1)]
    assert reader.scalar("select job_title from contact where id = ?", (person,)) == "Leitung"
    assert reader.scalar("select city from address") == "Lüneburg"
    assert reader.scalar("select f.name from contact c join contact f on f.id = c.company_id") == "Praxis GbR"
    complete(writer, contact_id=person, new=typed)
    assert reader.scalar("select count(*) from contact_point") == 3
    assert reader.scalar("select count(*) from address") == 1
