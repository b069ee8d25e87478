"""Files that come are read for the search by themselves, and closing does not wait for one that takes long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.compose import desk_over
from crm_desktop.app.file_reading import FileReading
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import files
from crm_desktop.operations.history.file_reader import FileReader
from crm_desktop.store.database import Database
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from tests.builders import standing_clock

LETTER = b"Die Wangentreppe aus R\xc3\xa4uchereiche kommt in der Kalenderwoche 48.\n"


@pytest.fixture
def person(database: Database) -> int:
    with database.writer(standing_clock) as writer:
        return contacts.add_person(writer, new=NewContact(family_name="Graf")).value


@pytest.fixture
def desk(database: Database, person: int, qtbot: QtBot) -> Iterator[Desk]:
    opened = desk_over(database, standing_clock, None)
    yield opened
    opened.close()


def test_a_file_that_came_is_found_by_its_text(desk: Desk, person: int, qtbot: QtBot) -> None:
    reading = FileReading(desk)
    desk.do(files.attach_file, data=LETTER, name="Brief.txt", contact_id=person)
    found: list[SearchHit] = []

    def is_found() -> bool:
        desk.ask(find, text="räuchereiche wangentr", asker=found, topic="x", then=found.extend)
        return any(hit.title == "Brief.txt" and hit.snippet for hit in found)

    qtbot.waitUntil(is_found, timeout=20_000)
    qtbot.waitUntil(lambda: desk.is_idle() and not reading._reads, timeout=20_000)
    assert reading._reader._apart._process is None, "nothing is kept running for nothing"
    reading.stop()
    reading.close()


def test_closing_does_not_wait_for_a_file_that_takes_long(desk: Desk, person: int, qtbot: QtBot) -> None:
    reading = FileReading(desk)
    reading._reader = FileReader(patience=1_000, apart=Apart(["sleep", "1000"]))
    desk.do(files.attach_file, data=LETTER, name="Brief.txt", contact_id=person, then=lambda _kept: reading.begin())
    qtbot.waitUntil(lambda: reading._reader._apart._process is not None, timeout=20_000)
    reading.stop()
    desk.close()
    reading.close()
    assert reading._reader._apart._process is None
