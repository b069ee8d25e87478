"""Changes of one field of many contacts: a preview that tells what is then done, one step, one undo."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.domain.mass_change import Change, How
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.quality import mass_change
from crm_desktop.operations.quality.mass_change import Preview
from crm_desktop.store.queries.mass_change import scope_counts, scope_ids
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.store.acting import digest

TODAY = NOW.date()


@pytest.fixture
def ids(writer: Writer) -> list[int]:
    """Return two people and a company."""
    setup.start_firm(writer, language="de")
    new = [
        NewContact(given_name="ANNA", family_name="MÜLLER", email="anna@alt.example", tags=["Messe"],
                   fields={"salutation": "Herr"}, address_text="Weg 1, 21335 Lüneburg"),
        NewContact(given_name="Kim", family_name="Graf", email="kim@alt.example", phone="04131 228714",
                   tags=["messe 2025", "Messe"], fields={"salutation": "Frau"}),
    ]  # fmt: skip
    people = [contacts.add_person(writer, new=one).value for one in new]
    firm = NewContact(name="Alt & Söhne", fields={"category": "Hotel"}, address_text="Weg 2, 8010 Graz, Österreich")
    return [*people, contacts.add_company(writer, new=firm).value]


def seen(reader: Reader, ids: list[int], change: Change) -> Preview:
    return mass_change.preview(reader, contact_ids=ids, change=change, today=TODAY)


@pytest.mark.parametrize(
    ("change", "befores", "afters", "sql"),
    [
        (Change("category", How.SET, "Gasthof"), ["", "", "Hotel"], ["Gasthof"] * 3, "select category from contact"),
        (Change("category", How.REPLACE, "Gasthof", "hotel"), ["Hotel"], ["Gasthof"],
         "select category from contact where category <> ''"),
        (Change("salutation", How.FITTING), ["Herr"], ["Frau"], "select salutation from contact where id = 1"),
        (Change("given_name", How.PROPER), ["ANNA"], ["Anna"],
         "select given_name from contact where name = 'Anna MÜLLER' and sort_key = 'muller anna'"),
        (Change("family_name", How.UPPER), ["Graf"], ["GRAF"],
         "select family_name from contact where name = 'Kim GRAF'"),
        (Change("name", How.REPLACE, "Neu", "Alt"), ["Alt & Söhne"], ["Neu & Söhne"],
         "select name from contact where sort_key = 'neu sohne'"),
        (Change("country", How.SET, "Schweiz"), ["DE", "AT"], ["CH", "CH"], "select country from address"),
        (Change("city", How.REPLACE, "Bad Lüneburg", "Lüneburg", whole=True), ["Lüneburg"], ["Bad Lüneburg"],
         "select city from address where city like 'Bad%'"),
        (Change("email", How.REPLACE, "@neu.example", "@alt.example"), ["anna@alt.example", "kim@alt.example"],
         ["anna@neu.example", "kim@neu.example"], "select normal from contact_point where kind = 'email'"),
        (Change("phone", How.REPLACE, "05821 ", "04131 "), ["04131 228714"], ["05821 228714"],
         "select value from contact_point where normal = '+495821228714'"),
        (Change("tag", How.ADD, "MESSE"), [""], ["MESSE"], "select name from tag where name = 'MESSE'"),
        (Change("tag", How.REMOVE, "messe"), ["Messe", "Messe"], ["", ""], "select name from tag where name = ''"),
    ],
)  # fmt: skip
def test_what_is_shown_is_done_in_one_step_and_taken_back_in_one(
    writer: Writer, reader: Reader, ids: list[int], change: Change, befores: list[str], afters: list[str], sql: str
) -> None:
    before = digest(reader)
    shown = seen(reader, ids, change)
    assert [one.before for one in shown.edits] == befores
    assert [one.after for one in shown.edits] == afters
    done = mass_change.apply(writer, contact_ids=ids, change=change)
    assert done.value == shown.changed == len(befores)
    assert reader.rows(str, sql) == [one for one in afters if one]
    assert seen(reader, ids, change).changed == 0, "what was done is not offered again"
    writer.undo()
    assert digest(reader) == before


def test_what_a_value_cannot_become_is_told_first_and_left_as_it_is(
    writer: Writer, reader: Reader, ids: list[int]
) -> None:
    change = Change("email", How.REPLACE, "", "anna@")
    shown = seen(reader, ids, change)
    assert (shown.changed, shown.refused, shown.looked_at) == (0, 1, 3)
    assert "not an e-mail address" in shown.edits[0].problem
    assert mass_change.apply(writer, contact_ids=ids, change=change).step is None
    nowhere = seen(reader, ids, Change("country", How.SET, "Nirgendwo"))
    assert (nowhere.changed, nowhere.refused) == (0, 2)
    nobody = seen(reader, ids, Change("name", How.REPLACE, "", "Alt & Söhne"))
    assert nobody.refused == 1


def test_a_renamed_tag_does_not_stand_there_twice(writer: Writer, reader: Reader, ids: list[int]) -> None:
    change = Change("tag", How.REPLACE, "Messe", "messe 2025", whole=True)
    done = mass_change.apply(writer, contact_ids=ids, change=change)
    assert done.label == "Tag: “messe 2025” becomes “Messe” in 1 place"
    assert reader.rows(str, "select name from tag where contact_id = ?", (ids[1],)) == ["Messe"]


@pytest.mark.parametrize(
    "change",
    [
        Change("name", How.REPLACE, "x", ""),
        Change("tag", How.ADD, " "),
        Change("name", How.SET, "Alle gleich"),
        Change("note", How.UPPER),
    ],
)
def test_changes_that_cannot_be_meant_are_refused(
    writer: Writer, reader: Reader, ids: list[int], change: Change
) -> None:
    with pytest.raises(BadInput):
        seen(reader, ids, change)
    with pytest.raises(BadInput):
        mass_change.apply(writer, contact_ids=ids, change=change)


def test_the_search_follows_and_a_change_can_be_stopped(writer: Writer, reader: Reader, ids: list[int]) -> None:
    change = Change("name", How.REPLACE, "Zander", "Alt")
    before = digest(reader)
    with pytest.raises(Cancelled):
        mass_change.apply(writer, contact_ids=ids, change=change, cancelled=lambda: True)
    assert digest(reader) == before
    told: list[tuple[int, int]] = []
    mass_change.apply(writer, contact_ids=ids, change=change, progress=lambda *now: told.append(now))
    assert told == [(1, 1)]
    assert [hit.id for hit in find(reader, text="zander", limit=5)] == [ids[2]]


def test_scopes_leave_out_the_bin(writer: Writer, reader: Reader, ids: list[int]) -> None:
    assert scope_counts(reader) == {"all": 3, "people": 2, "companies": 1, "customers": 0}
    with writer.step("bin") as work:
        work.execute("update contact set deleted_at = updated_at where id = ?", (ids[0],))
    assert list(scope_ids(reader, scope="people")) == [ids[1]]
    assert seen(reader, ids, Change("given_name", How.PROPER)).changed == 0
    every = {field for field in mass_change.labels() if mass_change.ways_of(field)}
    assert every == set(mass_change.labels())
