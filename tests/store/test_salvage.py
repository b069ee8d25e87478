"""Saving what can be read of a damaged file: how much comes back, that it holds together, that nothing is made up."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import ForeignFile, NotFound, Refused
from crm_desktop.store import digest as digests
from crm_desktop.store import driver
from crm_desktop.store.check import check
from crm_desktop.store.database import Database
from crm_desktop.store.salvage import Salvaged, salvage
from crm_desktop.store.salvage_pages import Unreadable, values
from tests.builders import NOW, standing_clock
from tests.store.damaging import PAGE, destroy_pages, destroy_share, digest
from tests.store.filling import filled_file
from tests.store.making import add_person

Rows = dict[tuple[str, int], tuple[driver.Value, ...]]

#: Contacts of the firm the figures are taken from; some 2,500 pages.
MANY = 2_000


def content(path: Path) -> Rows:
    """Return every row of the firm, by table and id; the journal is not saved."""
    connection = driver.connect_to_read(path)
    try:
        tables = [name for name in digests.tables(connection) if name not in {"step", "change", "alembic_version"}]
        return {
            (table, row[0]): row
            for table in tables
            for row in connection.execute(f'select * from "{table}"').fetchall()
        }
    finally:
        connection.close()


def save(damaged: Path) -> tuple[Salvaged, Rows]:
    """Salvage a file, see that it was not touched and that the new one is sound, and return what came back."""
    before = digest(damaged)
    saved = salvage(damaged, damaged.with_name("saved.crm"), now=NOW)
    assert digest(damaged) == before
    assert check(saved.path).lines() == []
    return saved, content(saved.path)


def share_back(wanted: Rows, found: Rows) -> float:
    return sum(found.get(key) == row for key, row in wanted.items()) / len(wanted)


def one_percent_lost(folder: Path, seed: int, *, first_page: bool = False) -> float:
    path = filled_file(folder / "firm.crm", MANY)
    wanted = content(path)
    destroy_share(path, 0.01, seed, first_page=first_page)
    _, found = save(path)
    assert not found.keys() - wanted.keys(), "nothing is made up"
    return share_back(wanted, found)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_with_one_percent_of_pages_destroyed_98_percent_come_back_each_time(tmp_path: Path, seed: int) -> None:
    back = one_percent_lost(tmp_path, seed)
    print(f"seed {seed}: {back:.2%} of rows came back")  # noqa: T201 - the figure is the result
    assert back >= 0.98


def test_without_the_page_that_names_the_tables_alone_nothing_is_lost(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    destroy_pages(path, [1])
    _, found = save(path)
    assert found == wanted


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_without_the_page_that_names_the_tables_nearly_as_much_comes_back(tmp_path: Path, seed: int) -> None:
    assert one_percent_lost(tmp_path, seed, first_page=True) >= 0.95


def test_a_sound_file_comes_back_whole(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    saved, found = save(path)
    assert found == wanted
    assert saved.filled.stand_ins == saved.filled.cut == saved.filled.files_lost == 0
    assert saved.lines() == ["contacts: 500", "entries of the history: 1500", "deals: 100", "offers: 100"]


def test_a_table_the_file_names_no_more_is_known_by_its_rows(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    destroy_pages(path, [path.read_bytes().index(b"tabletagtag") // PAGE + 1])
    _, found = save(path)
    tags = {key: row for key, row in wanted.items() if key[0] == "tag"}
    assert len(tags) > 100
    assert tags.items() <= found.items()


def test_what_lies_in_the_wal_comes_back_and_what_was_never_committed_does_not(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    with Database.open(path).writer(standing_clock) as writer:
        add_person(writer, "Ada")
        connection = writer._connection  # noqa: SLF001 - a crash asks nobody
        connection.execute("pragma query_only=off")
        connection.execute("begin immediate")
        connection.execute("pragma cache_spill=on")
        connection.execute("update contact set name = 'Nobody'")
        copy_as_a_crash_leaves_it(path, tmp_path / "crash.crm")
        connection.execute("rollback")
    _, found = save(tmp_path / "crash.crm")
    names = {row[9] for key, row in found.items() if key[0] == "contact"}
    assert len([key for key in found if key[0] == "contact"]) == 501
    assert "Ada" in names
    assert "Nobody" not in names


@pytest.mark.slow
def test_a_wal_that_is_cut_or_scribbled_on_gives_an_earlier_state(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    with Database.open(path).writer(standing_clock) as writer:
        for number in range(10):
            add_person(writer, f"Person {number}")
        copy_as_a_crash_leaves_it(path, tmp_path / "crash.crm")
    wal = tmp_path / "crash.crm-wal"
    whole = wal.read_bytes()
    seen = set()
    for damage in (whole[: len(whole) // 2], whole[:40] + b"?" + whole[41:], b"", whole[:31], b"?" * 5000):
        wal.write_bytes(damage)
        _, found = save(tmp_path / "crash.crm")
        seen.add(len([key for key in found if key[0] == "contact"]))
        for left in tmp_path.glob("saved.crm*"):
            left.unlink()
    assert min(seen) == 500
    assert 500 < max(seen) < 510


def test_a_file_that_was_cut_off_comes_back_up_to_there(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 2 // 3)
    _, found = save(path)
    assert 0.2 < share_back(wanted, found) < 0.95


def test_a_lost_contact_gets_a_stand_in_with_its_own_name_and_keeps_its_parts(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    page = page_of(path, "contact")
    destroy_pages(path, [page])
    saved, found = save(path)
    gone = [key for key, row in wanted.items() if key[0] == "contact" and found[key] != row]
    assert saved.filled.stand_ins == len(gone) > 5
    for key in gone:
        assert str(found[key][9]).endswith(" (recovered)")
        assert str(found[key][10]) == wanted[key][10], "the words it is sorted under are in an index"
        assert found[key][2] == wanted[key][2], "its UUID is in an index"
    assert all(found[key] == row for key, row in wanted.items() if key[0] in {"address", "contact_point"})


def test_a_lost_page_of_links_comes_back_from_the_indexes(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    wanted = content(path)
    destroy_pages(path, [page_of(path, "activity_contact"), page_of(path, "tag")])
    _, found = save(path)
    assert found == wanted


def test_a_file_in_it_that_is_damaged_is_not_given_out_as_whole(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    data = path.read_bytes()
    blob = content(path)["blob", 3][3]
    assert isinstance(blob, bytes)
    path.write_bytes(data.replace(blob[8_000:8_050], b"?" * 50))
    saved, found = save(path)
    assert saved.filled.files_lost == 1
    assert ("blob", 3) not in found
    assert ("attachment", 3) in found


def test_an_id_that_was_given_out_once_is_not_given_out_again(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    with Database.open(path).writer(standing_clock) as writer:
        gone = add_person(writer, "Ada")
        writer.undo()
    saved, _ = save(path)
    with Database.open(saved.path).writer(standing_clock) as writer:
        assert add_person(writer, "Bob") > gone


@pytest.mark.slow
def test_work_goes_on_in_what_was_saved(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    destroy_share(path, 0.02, 3)
    saved, _ = save(path)
    with Database.open(saved.path).writer(standing_clock) as writer:
        add_person(writer, "Ada")
        writer.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            writer.undo()


def test_a_file_whose_columns_lie_in_another_order_is_read_by_its_own_words(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "old.crm")
    connection = driver.connect_to_migrate(path)
    connection.execute("drop table tag")
    connection.execute("create table tag (id integer primary key, gone text, name text, contact_id integer)")
    connection.execute("insert into tag values (1, 'x', 'Messe', 5), (2, 'y', 'Kunde', 6)")
    driver.close(connection)
    _, found = save(path)
    assert {row for key, row in found.items() if key[0] == "tag"} == {(1, 5, "Messe"), (2, 6, "Kunde")}


def test_what_is_not_ours_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    for name, data in (("empty", b""), ("letter", b"Dear diary " * 1000), ("zeros", b"\x00" * 50_000)):
        path = tmp_path / f"{name}.crm"
        path.write_bytes(data)
        with pytest.raises(ForeignFile):
            salvage(path, tmp_path / "saved.crm", now=NOW)
    other = tmp_path / "other.crm"
    connection = driver.connect_to_migrate(other)
    connection.execute("create table contact (id integer primary key, name text)")
    connection.execute("insert into contact values (1, 'Ada')")
    driver.close(connection)
    with pytest.raises(ForeignFile):
        salvage(other, tmp_path / "saved.crm", now=NOW)
    with pytest.raises(NotFound):
        salvage(tmp_path / "none.crm", tmp_path / "saved.crm", now=NOW)
    assert not list(tmp_path.glob("saved*"))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm")
    (tmp_path / "saved.crm").write_bytes(b"mine")
    with pytest.raises(Refused):
        salvage(path, tmp_path / "saved.crm", now=NOW)
    assert (tmp_path / "saved.crm").read_bytes() == b"mine"


@given(st.binary(max_size=60))
def test_any_bytes_are_a_record_or_unreadable(data: bytes) -> None:
    try:
        found = values(data)
    except Unreadable:
        return
    assert all(value is None or isinstance(value, str | int | float | bytes) for value in found)


def page_of(path: Path, table: str) -> int:
    """Return a page that holds rows of a table: its root, or the second leaf below that."""
    connection = driver.connect_to_read(path)
    root = connection.execute("select rootpage from sqlite_schema where name = ?", (table,)).fetchone()[0]
    connection.close()
    data = path.read_bytes()
    start = (root - 1) * 4096
    if data[start] != 5:
        return int(root)
    cell = struct.unpack_from(">H", data, start + 12 + 2)[0]
    return int(struct.unpack_from(">I", data, start + cell)[0])


def copy_as_a_crash_leaves_it(path: Path, target: Path) -> None:
    for ending in ("", "-wal"):
        shutil.copyfile(path.with_name(path.name + ending), target.with_name(target.name + ending))
