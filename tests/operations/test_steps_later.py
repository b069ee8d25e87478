"""One step is taken back after other work: what nobody touched since is as it was, the rest stays and is named."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import Cancelled, NotFound, Refused
from crm_desktop.operations import steps_later
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.imports import import_file
from crm_desktop.operations.products import products
from crm_desktop.operations.quality import merge
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.quality.test_merge import two, values

#: What people see: not what the program keeps by itself.
_CONTACT = "select id, name, given_name, family_name, job_title, birthday, note, external_id, customer_number, custom"


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


def seen(reader: Reader) -> list[list[tuple[object, ...]]]:
    """Return all that is known of contacts."""
    return [
        values(reader, sql)
        for sql in (
            f"{_CONTACT} from contact order by id",
            "select id, contact_id, kind, value, is_primary from contact_point order by id",
            "select id, contact_id, name from tag order by id",
            "select activity_id, contact_id from activity_contact order by 1, 2",
            "select id, kind, subject, body from activity order by id",
            "select id, account_id, person_id, title from deal order by id",
        )
    ]


def merged(writer: Writer) -> tuple[int, int, int]:
    """Merge two contacts with a history and a deal; return both and the step."""
    kept, gone = two(writer)
    history.write_note(writer, contact_id=gone, text="mag Nussbaum")
    deals.add_deal(writer, title="Küche", account_id=gone)
    step = merge.merge_contacts(writer, keep_id=kept, other_ids=[gone]).step
    assert step is not None
    return kept, gone, step


def test_a_merge_is_undone_whole_when_other_work_was_done_elsewhere(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    history.write_note(writer, contact_id=gone, text="mag Nussbaum")
    before = seen(reader)
    step = merge.merge_contacts(writer, keep_id=kept, other_ids=[gone]).step
    assert step is not None
    products.add_product(writer, name="Platte")
    outcome = steps_later.undo_one(writer, step_id=step)
    assert outcome.value.stays == ()
    assert outcome.label == "Take back: Merge “Miriam Keßler” into “Miriam Kessler”"
    assert seen(reader) == before
    assert values(reader, "pragma foreign_key_check") == []


def test_what_was_changed_since_stays_and_is_named(writer: Writer, reader: Reader) -> None:
    kept, gone, step = merged(writer)
    contacts.change_contact(writer, contact_id=kept, fields={"birthday": None, "job_title": "Geschäftsführung"})
    new = deals.add_deal(writer, title="Bad", account_id=kept).value
    outcome = steps_later.undo_one(writer, step_id=step)
    assert outcome.value.stays == ("Birthday of “Miriam Kessler”",)
    assert "Birthday of “Miriam Kessler”" in outcome.value.words
    assert values(reader, "select name, job_title from contact where id in (?, ?) order by id", kept, gone) == [
        ("Miriam Kessler", "Geschäftsführung"),
        ("Miriam Keßler", "Leitung Einkauf"),
    ]
    # The deal from before goes back to its owner, the one made since stays where it was made.
    assert values(reader, "select title, account_id from deal order by id") == [("Küche", gone), ("Bad", kept)]
    assert values(reader, "select id from deal where title = 'Bad'") == [(new,)]


def test_taking_back_is_a_step_that_can_be_undone_and_done_again(writer: Writer, reader: Reader) -> None:
    kept, _gone, step = merged(writer)
    history.write_note(writer, contact_id=kept, text="später")
    between = seen(reader)
    steps_later.undo_one(writer, step_id=step)
    apart = seen(reader)
    assert apart != between
    writer.undo()
    assert seen(reader) == between
    writer.redo()
    assert seen(reader) == apart


def test_merges_on_top_of_each_other_come_apart_from_the_last_one_on(writer: Writer, reader: Reader) -> None:
    kept, gone, step = merged(writer)
    third = contacts.add_person(writer, new=NewContact(given_name="M.", family_name="Kessler")).value
    last = merge.merge_contacts(writer, keep_id=third, other_ids=[kept]).step
    assert last is not None
    history.write_note(writer, contact_id=third, text="später")
    with pytest.raises(Refused):
        steps_later.undo_one(writer, step_id=step)
    assert values(reader, "select id from contact") == [(third,)]
    for one in (last, step):
        steps_later.undo_one(writer, step_id=one)
    assert values(reader, "select id, job_title from contact order by id") == [
        (kept, "Einkauf"), (gone, "Leitung Einkauf"), (third, ""),
    ]  # fmt: skip
    assert values(reader, "select contact_id from activity_contact order by activity_id desc limit 1") == [(third,)]
    assert values(reader, "pragma foreign_key_check") == []


def test_a_contact_who_has_the_number_meanwhile_is_named_and_nothing_is_done(writer: Writer, reader: Reader) -> None:
    kept, _gone, step = merged(writer)
    contacts.change_contact(writer, contact_id=kept, fields={"customer_number": "20000"})
    contacts.add_person(writer, new=NewContact(family_name="Graf", fields={"customer_number": "10001"}))
    before = seen(reader)
    with pytest.raises(Refused, match="The customer number 10001 belongs to “Graf” now"):
        steps_later.undo_one(writer, step_id=step)
    assert seen(reader) == before


def test_a_contact_added_stays_when_something_was_noted_of_it_since(writer: Writer, reader: Reader) -> None:
    outcome = contacts.add_person(writer, new=NewContact(family_name="Graf", phone="0171 5550000"))
    history.write_note(writer, contact_id=outcome.value, text="ruft zurück")
    assert outcome.step is not None
    told = steps_later.undo_one(writer, step_id=outcome.step).value
    assert told.stays == ("“Graf” (an entry of the history)",)
    assert values(reader, "select name from contact") == [("Graf",)]
    assert len(values(reader, "select id from contact_point")) == 1


def test_steps_that_are_undone_or_gone_are_refused(writer: Writer) -> None:
    _kept, _gone, step = merged(writer)
    writer.undo()
    with pytest.raises(Refused, match="undone already"):
        steps_later.undo_one(writer, step_id=step)
    with pytest.raises(NotFound):
        steps_later.undo_one(writer, step_id=9_999)
    writer.redo()
    writer.close_horizon()
    with pytest.raises(Refused, match="cannot be undone any more"):
        steps_later.undo_one(writer, step_id=step)


IMPORTED = """
    company,given_name,family_name,email,phone,city
    Alder Bau GmbH,Eva,Alder,eva@alder.example,04131 12345,Celle
    Alder Bau GmbH,Tom,Alder,tom@alder.example,,Celle
    Birke KG,Ute,Birke,ute@birke.example,,Ulm
    ,Otto,Linde,otto@linde.example,,Jena
"""


COMPANY = "“Alder Bau GmbH” (belongs to a contact that stays)"


def test_of_an_import_only_what_was_changed_since_stays_with_what_it_needs(writer: Writer, reader: Reader) -> None:
    before = contacts.add_person(writer, new=NewContact(family_name="Esche")).value
    deal = deals.add_deal(writer, title="Zaun", account_id=before).value
    step = writer_step(writer, IMPORTED)
    by_name = dict(reader.rows(lambda name, ref: (str(name), int(ref)), "select name, id from contact"))
    history.write_note(writer, contact_id=by_name["Tom Alder"], text="ruft zurück")
    deals.change_deal(writer, deal_id=deal, account_id=by_name["Birke KG"])
    told = steps_later.undo_one(writer, step_id=step).value
    assert set(told.stays) == {"“Tom Alder” (an entry of the history)", "“Birke KG” (a deal)", COMPANY}
    left = values(reader, "select name from contact where id > ? order by name", before)
    assert left == [("Alder Bau GmbH",), ("Birke KG",), ("Tom Alder",)]
    assert values(reader, "select value from contact_point order by 1") == [("tom@alder.example",)]
    assert values(reader, "select account_id from deal") == [(by_name["Birke KG"],)]
    writer.undo()
    assert {name for (name,) in values(reader, "select name from contact")} == set(by_name)


def writer_step(writer: Writer, table: str) -> int:
    """Import a table and return the step."""
    text = "\n".join(line.strip() for line in table.strip().splitlines())
    step = import_file(writer, text.encode(), "people.csv").step
    assert step is not None
    return step


def test_taking_back_can_be_stopped_and_then_nothing_was_changed(writer: Writer, reader: Reader) -> None:
    step = writer_step(writer, IMPORTED)
    before, told = seen(reader), list[tuple[int, int]]()
    with pytest.raises(Cancelled):
        steps_later.undo_one(writer, step_id=step, progress=lambda *far: told.append(far), cancelled=lambda: bool(told))
    assert told[0][0] == 0
    assert seen(reader) == before
