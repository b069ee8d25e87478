"""The check finds what is wrong, and the repair mends what can be worked out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import DamagedFile, FileBusy, Refused
from crm_desktop.store import check, driver
from tests.builders import standing_clock
from tests.store.making import add_deal, add_person, add_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.store.database import Database


@pytest.fixture
def filled(database: Database) -> Path:
    with database.writer(standing_clock) as writer:
        for number in range(40):
            add_person(writer, f"Person {number}", str(number))
        with writer.step("Deal") as work:
            add_deal(work, "Roof", add_pipeline(work, "First")[0], 100_00)
    return database.path


@pytest.fixture
def meddle(filled: Path) -> Callable[..., None]:
    def change(*statements: str) -> None:
        connection = driver.connect_to_migrate(filled)
        for statement in statements:
            connection.execute(statement)
        driver.close(connection)

    return change


def test_a_sound_file_is_sound_and_its_records_are_counted(filled: Path) -> None:
    before = filled.read_bytes()
    report = check.check(filled)
    assert report.sound, report.lines()
    assert report.counts["contact"] == 40
    assert report.counts["contact_point"] == 40
    assert not any(table.startswith("search_data") for table in report.counts)
    assert filled.read_bytes() == before


def test_a_file_may_be_checked_while_it_is_written(database: Database, filled: Path) -> None:
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada")
        assert check.check(filled).sound
        with pytest.raises(FileBusy):
            check.repair(filled)


def test_sums_another_program_made_wrong_are_found_and_mended(filled: Path, meddle: Callable[..., None]) -> None:
    meddle("update deal set amount_cents = 1")
    report = check.check(filled)
    assert report.lines() == [
        "The sums of the pipeline do not match the deals.",
        "The sums of the reports do not match their records.",
    ]
    assert check.repair(filled).sound


def test_a_search_that_misses_records_is_found_and_mended(filled: Path, meddle: Callable[..., None]) -> None:
    meddle("update contact set name = 'Zenobia' where id = 1")
    assert "What can be searched does not match the records." in check.check(filled).lines()
    assert check.repair(filled).sound


@pytest.mark.parametrize(
    "damage",
    [
        "delete from search_data where id > 10",
        "update search_data set block = x'00'",
        "delete from search_data",
        "delete from search_doc where rank in (select rank from search_doc limit 3)",
    ],
)
def test_a_damaged_search_index_is_found_and_mended(filled: Path, meddle: Callable[..., None], damage: str) -> None:
    meddle(damage)
    assert not check.check(filled).sound
    assert check.repair(filled).sound


def test_references_to_nothing_are_found_and_left_to_the_user(filled: Path, meddle: Callable[..., None]) -> None:
    meddle("update contact_point set contact_id = 999 where id < 3")
    report = check.check(filled)
    assert report.dangling == ("References in “contact_point” to records of “contact” that are not there: 2.",)
    assert not check.repair(filled).sound


def test_strangers_triggers_are_found_and_removed(filled: Path, meddle: Callable[..., None]) -> None:
    meddle('create trigger "a ""quoted"" one" after insert on contact begin delete from contact; end')
    assert check.check(filled).foreign == ('“a "quoted" one” was put there by another program.',)
    report = check.repair(filled)
    assert report.sound
    assert report.counts["contact"] == 40


def test_repair_begins_a_new_history_of_steps(database: Database, filled: Path) -> None:
    check.repair(filled)
    with database.writer(standing_clock) as writer, pytest.raises(Refused, match="cannot be undone"):
        writer.undo()


def test_damaged_pages_are_found_and_never_repaired_in_place(filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    for page in range(40 * 4096, 60 * 4096, 4096):
        data[page : page + 4096] = b"\xa5" * 4096
    filled.write_bytes(data)
    report = check.check(filled)
    assert report.damage
    with pytest.raises(DamagedFile, match="damaged"):
        check.repair(filled)
    assert filled.read_bytes() == data


def test_a_quick_look_finds_lost_pages_too(filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    data[50 * 4096 : 51 * 4096] = bytes(4096)
    filled.write_bytes(data)
    assert not check.check(filled, thorough=False).sound
