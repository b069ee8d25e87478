"""Very many records that go at once take their documents with them, and leave the index as a rebuild would make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.contacts import Contact
from crm_desktop.store import driver, search, search_index, search_loading
from crm_desktop.store.search_index import Differences
from tests.builders import standing_clock
from tests.store.making import person, phone

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

_LEAST = 20


def taken_in(writer: Writer, number: int, *, called: str) -> range:
    """Add so many people in one step, each with a phone; return their ids."""
    with writer.step("Import") as work:
        people = [work.add(person(f"{called} {at}")) for at in range(number)]
        work.flush()
        for at, one in enumerate(people):
            work.add(phone(one.id, f"08031 {100 + at}"))
        return range(people[0].id, people[-1].id + 1)


def is_right(database: Database) -> bool:
    """Whether the index holds the words of every record, and no others."""
    connection = driver.connect_to_write(database.path)
    try:
        connection.execute("begin immediate")
        return search_index.differences(connection) == Differences() and search_index.integrity(connection)
    finally:
        connection.execute("rollback")
        connection.close()


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let few be many; keep how many records each run had whose documents were forgotten together."""
    monkeypatch.setattr(search_loading, "LEAST", _LEAST)
    monkeypatch.setattr(search_index, "_LARGE", _LEAST)
    together: list[int] = []
    forget = search_loading.forget

    def told(connection: driver.Connection, run: search_loading.Run) -> None:
        together.append(run.last - run.first + 1)
        forget(connection, run)

    monkeypatch.setattr(search_loading, "forget", told)
    return together


def test_the_undo_of_many_forgets_them_together_and_its_redo_finds_them_again(
    database: Database, reader: Reader, forgotten: list[int]
) -> None:
    with database.writer(standing_clock) as writer:
        taken_in(writer, 5, called="Behn")
        taken_in(writer, 40, called="Graf")
        writer.undo()
        assert forgotten == [40]
        assert is_right(database)
        assert not search.find(reader, text="graf")
        assert len(search.find(reader, text="behn")) == 5
        writer.redo()
        assert is_right(database)
        assert search.find(reader, text="graf 39")


def test_a_step_that_deletes_many_and_changes_others_leaves_the_words_of_those(
    database: Database, reader: Reader, forgotten: list[int]
) -> None:
    with database.writer(standing_clock) as writer:
        stay, go = taken_in(writer, 3, called="Behn"), taken_in(writer, 40, called="Graf")
        with writer.step("Delete") as work:
            work.get(Contact, stay[0]).name = "Lindner"
            work.execute("delete from contact where id between ? and ?", (go[0], go[-1]))
        assert forgotten == [40]
        assert is_right(database)
        assert search.find(reader, text="lindner")
        writer.undo()
        assert is_right(database)


@pytest.mark.parametrize(("before", "number"), [(60, 25), (3, 15)])
def test_few_beside_what_is_there_go_one_by_one(
    database: Database, forgotten: list[int], before: int, number: int
) -> None:
    with database.writer(standing_clock) as writer:
        taken_in(writer, before, called="Behn")
        taken_in(writer, number, called="Graf")
        writer.undo()
    assert forgotten == []
    assert is_right(database)
