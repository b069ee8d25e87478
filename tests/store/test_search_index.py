"""The index is always what a rebuild would make of the records, whatever was done, undone or done by others."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.domain.contacts import Address, Contact, ContactPoint, PointKind, Tag
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.history import Activity, ActivityKind
from crm_desktop.domain.offers import Offer
from crm_desktop.store import driver, search, search_index
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_documents import SOURCES
from crm_desktop.store.search_index import Differences
from crm_desktop.store.search_ranks import BANDS, band
from crm_desktop.store.unit_of_work import Writer
from tests.builders import fresh_database, standing_clock
from tests.store.acting import Actor
from tests.store.filling import fill, filled_file
from tests.store.making import add_deal, add_person, add_pipeline, company, person, phone


def differences(database: Database) -> Differences:
    connection = driver.connect_to_read(database.path)
    try:
        return search_index.differences(connection)
    finally:
        connection.close()


def holds_exactly_its_words(path: Path) -> bool:
    """Ask the index itself, on a connection that writes nothing in the end."""
    connection = driver.connect_to_write(path)
    try:
        connection.execute("begin immediate")
        return search_index.integrity(connection)
    finally:
        connection.execute("rollback")
        connection.close()


def as_it_is(*row: object) -> tuple[object, ...]:
    return row


def rebuild(path: Path) -> None:
    connection = driver.connect_to_write(path)
    connection.execute("begin immediate")
    search_index.rebuild(connection)
    connection.execute("commit")
    driver.close(connection)


def found(reader: Reader, typed: str) -> set[str]:
    return {hit.title for hit in search.find(reader, text=typed)}


def do_and_undo_anything(database: Database, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    with database.writer(standing_clock) as writer:
        actor = Actor(writer, chance)
        actor.begin()
        for _number in range(steps):
            actor.act()
            with contextlib.suppress(Refused):  # nothing left to undo or redo
                for play in chance.choice(((), (), (writer.undo, writer.undo, writer.redo), (writer.undo,))):
                    play()
            assert differences(database) == Differences()
    assert holds_exactly_its_words(database.path)
    with database.reader() as reader:
        kept = reader.rows(as_it_is, "select kind, ref, words from search_doc order by 1, 2")
    rebuild(database.path)
    with database.reader() as reader:
        assert reader.rows(as_it_is, "select kind, ref, words from search_doc order by 1, 2") == kept
    assert holds_exactly_its_words(database.path)


def test_after_anything_it_is_what_a_rebuild_would_make(database: Database) -> None:
    do_and_undo_anything(database, seed=1, steps=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_after_very_much_it_is_what_a_rebuild_would_make(database: Database, seed: int) -> None:
    do_and_undo_anything(database, seed, steps=150)


def test_a_new_name_is_found_in_people_deals_and_offers_of_a_company(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        firm = work.add(company("Altmann GmbH"))
        work.flush()
        work.add(person("Eva", company_id=firm.id))
        add_deal(work, "Roof", add_pipeline(work, "Offer")[0], 100, account_id=firm.id)
        work.add(Offer(subject="Stairs", account_id=firm.id, issued_on=work.today))
    assert found(reader, "altmann") == {"Altmann GmbH", "Eva", "Roof", "Stairs"}
    with writer.step("Rename") as work:
        work.get(Contact, firm.id).name = "Neumann GmbH"
    assert found(reader, "altmann") == set()
    assert found(reader, "neumann") == {"Neumann GmbH", "Eva", "Roof", "Stairs"}
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, firm.id))
    assert found(reader, "neumann") == set()
    writer.undo()
    writer.undo()
    assert found(reader, "altmann") == {"Altmann GmbH", "Eva", "Roof", "Stairs"}


def test_a_part_that_moves_to_another_contact_is_found_there_and_no_longer_here(writer: Writer, reader: Reader) -> None:
    ada, bob = add_person(writer, "Ada", "08031 77"), add_person(writer, "Bob")
    with writer.step("Move") as work:
        work.execute("update contact_point set contact_id = ? where contact_id = ?", (bob, ada))
    assert found(reader, "08031") == {"Bob"}
    writer.undo()
    assert found(reader, "08031") == {"Ada"}
    with writer.step("Delete") as work:
        work.execute("delete from contact_point")
    assert found(reader, "08031") == set()


def test_changed_parts_are_found_as_they_are_now(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Add") as work:
        address = work.add(Address(contact_id=ada, city="Wien"))
        tag = work.add(Tag(contact_id=ada, name="Messe"))
        mail = work.add(ContactPoint(contact_id=ada, kind=PointKind.EMAIL, value="ada@altmann.de"))
    assert all(found(reader, typed) for typed in ("wien", "messe", "altmann"))
    with writer.step("Edit") as work:
        work.get(Address, address.id).city = "Graz"
        work.get(Tag, tag.id).name = "Katalog"
        work.get(ContactPoint, mail.id).value = "ada@neumann.de"
    assert not any(found(reader, typed) for typed in ("wien", "messe", "altmann"))
    assert all(found(reader, typed) for typed in ("graz", "katalog", "neumann"))


def test_a_step_that_changes_no_words_writes_nothing_to_the_index(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        stages = add_pipeline(work, "Offer", "Closing")
        deal = add_deal(work, "Roof", stages[0], 100)
    before = reader.rows(as_it_is, "select * from search_data order by id")
    with writer.step("Move") as work:
        work.get(Deal, deal.id).stage_id = stages[1]
        work.add(Activity(kind=ActivityKind.SYSTEM, at=work.now, subject="Moved"))
    assert reader.rows(as_it_is, "select * from search_data order by id") == before


def test_an_import_is_written_in_the_order_of_ranks_and_into_few_pieces(database: Database, reader: Reader) -> None:
    with database.writer(standing_clock) as writer, writer.step("Import") as work:
        fill(work, 2_000)
    assert differences(database) == Differences()
    pieces = reader.scalar("select count(distinct segid) from search_idx")
    assert pieces <= 20
    for kind in BANDS:
        first, last = band(kind)
        ranks = reader.ids("select rank from search_doc where kind = ?", (kind,))
        assert all(first <= rank <= last for rank in ranks)


def test_every_kind_has_a_band_of_its_own() -> None:
    assert {source.kind for source in SOURCES} == set(BANDS) == set(search.KINDS)
    ends = [end for kind in BANDS for end in band(kind)]
    assert ends == sorted(ends)


def test_what_another_program_did_is_seen_and_mended(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    connection = driver.connect_to_write(path)
    connection.execute("update contact set job_title = 'Xaver' where id = 5")
    connection.execute("delete from activity where id = 7")
    connection.execute("insert into product (uuid, name) values ('x', 'Sparren')")
    driver.close(connection)
    database = Database(path)
    assert differences(database) == Differences(missing=1, left_over=1, outdated=1)
    rebuild(path)
    assert differences(database) == Differences()


def test_an_index_that_does_not_hold_its_words_is_seen(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    assert holds_exactly_its_words(path)
    connection = driver.connect_to_write(path)
    connection.execute("update search_doc set words = words || ' more' where ref = 5 and kind = 'contact'")
    driver.close(connection)
    assert not holds_exactly_its_words(path)


def test_an_empty_database_is_rebuilt_and_optimized(tmp_path: Path) -> None:
    path = fresh_database(tmp_path / "empty.crm").path
    rebuild(path)
    assert holds_exactly_its_words(path)


def test_erased_words_are_gone_from_the_file_after_a_rebuild(tmp_path: Path) -> None:
    database = fresh_database(tmp_path / "firm.crm")
    with database.writer(standing_clock) as writer:
        with writer.step("Add") as work:
            secret = work.add(person("Zyxwvut Qponml"))
            work.flush()
            work.add(phone(secret.id, "0999 123454321"))
        with writer.step("Erase") as work:
            work.leave_no_trace()
            work.delete(work.get(Contact, secret.id))
    rebuild(database.path)
    connection = driver.connect_to_write(database.path)
    driver.close(connection)
    data = database.path.read_bytes()
    assert b"zyxwvut" not in data.lower()
    assert b"123454321" not in data
