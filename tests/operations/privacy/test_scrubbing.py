"""The file after an erasure: written anew by way of memory or of a file, and once more where that was stopped."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import Cancelled
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.privacy import erasing as privacy_erasing
from crm_desktop.operations.privacy.again import came_back
from crm_desktop.store import encryption, scrubbing
from crm_desktop.store.database import Database
from crm_desktop.store.keys import Keys
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import standing_clock
from tests.operations.privacy.test_erasing import left
from tests.store.encrypting import made_up_key

NAME = "Quendolin"


def filled(writer: Writer) -> int:
    """Add somebody with notes among those of many others, so that rows lie on pages of their own and move about."""
    setup.start_firm(writer, language="de")
    who = contacts.add_person(writer, new=NewContact(given_name=NAME, family_name="Zwickelberg")).value
    other = contacts.add_person(writer, new=NewContact(given_name="Ada", family_name="Lampe")).value
    for number in range(12):
        history.write_note(writer, contact_id=who, text=f"{NAME} {number} " * 90)
        history.write_note(writer, contact_id=other, text=f"Lager {number} " * 90)
    return who


def test_a_large_file_is_written_anew_by_way_of_a_file_and_holds_no_byte(
    writer: Writer, reader: Reader, database: Database
) -> None:
    who = filled(writer)
    told: list[tuple[int, int]] = []
    privacy_erasing.erase(writer, contact_ids=[who])
    assert left(database.path, NAME) == []
    assert scrubbing.scrub(database.path, progress=lambda *done: told.append(done), in_memory=0)
    assert told[-1] == (scrubbing.PARTS, scrubbing.PARTS)
    assert left(database.path, NAME) == []
    assert not scrubbing.is_due(reader)
    # The one connection that writes goes on, its journal included.
    contacts.add_person(writer, new=NewContact(family_name="Danach"))
    assert writer.undo().changes.touch("contact")


def test_what_was_stopped_stays_due_and_is_finished_later(writer: Writer, reader: Reader, database: Database) -> None:
    who = filled(writer)
    done = privacy_erasing.erase(writer, contact_ids=[who], cancelled=Calls(1)).value
    assert (done.erased, done.clean) == (1, False)
    assert scrubbing.is_due(reader)
    assert privacy_erasing.finish_erasing(writer, cancelled=lambda: True).value is False
    with pytest.raises(Cancelled):
        scrubbing.scrub(database.path, cancelled=lambda: True)
    assert privacy_erasing.finish_erasing(writer).value
    assert not scrubbing.is_due(reader)
    assert left(database.path, NAME) == []


def test_while_somebody_reads_what_was_it_stays_due(writer: Writer, reader: Reader, database: Database) -> None:
    who = filled(writer)
    with Reader.open(database.path) as slow, slow.snapshot():
        slow.scalar("select count(*) from contact")
        assert not privacy_erasing.erase(writer, contact_ids=[who], cancelled=Calls(1)).value.clean
        assert not scrubbing.scrub(database.path, patience_ms=1)
        assert left(database.path, NAME), "what is read cannot be taken away"
    assert scrubbing.is_due(reader)
    assert privacy_erasing.finish_erasing(writer).value
    assert left(database.path, NAME) == []


def test_whom_an_encrypted_backup_knows_to_be_erased_is_recognised(database: Database) -> None:
    with database.writer(standing_clock) as writer:
        who = filled(writer)
    key = made_up_key(7)
    encryption.convert(database.path, Keys(), key)
    keys = Keys((key,))
    before = database.path.with_name("before.crm")
    before.write_bytes(database.path.read_bytes())
    opened = Database.open(database.path, keys=keys)
    with opened.writer(standing_clock) as other:
        privacy_erasing.erase(other, contact_ids=[who])
    with Reader.open(before, keys) as restored:
        assert came_back(restored, backups=[database.path], keys=keys) == [who]
        assert came_back(restored, backups=[database.path]) == [], "without its key a backup tells nothing"
    assert scrubbing.scrub(database.path, keys, in_memory=0)


class Calls:
    """Says stop from the n-th time on."""

    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0
