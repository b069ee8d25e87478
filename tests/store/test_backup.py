"""Backups: whole, verified, made while others write, and never half there."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import DamagedFile, ForeignFile, NotFound, Refused
from crm_desktop.store import backup, digest, driver
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, standing_clock
from tests.store.dying import dies
from tests.store.filling import filled_file
from tests.store.making import add_person


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "firm.crm")


@pytest.fixture
def keeper(firm: Path, tmp_path: Path) -> BackupKeeper:
    return BackupKeeper(firm, tmp_path / "backups")


def content(path: Path) -> dict[str, digest.TableDigest]:
    connection = driver.connect_to_read(path)
    try:
        return digest.of_file(connection)
    finally:
        connection.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_what_the_database_holds(firm: Path, keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    assert content(made.path) == content(firm)
    assert made.manifest is not None
    assert made.manifest.tables == content(firm)
    assert made.counts["contact"] == 500
    assert names(keeper.folder) == ["firm-20261124T084200Z.crm", "firm-20261124T084200Z.crm.json"]
    assert keeper.all() == [made]


def test_a_backup_contains_what_still_lies_in_the_wal(firm: Path, keeper: BackupKeeper) -> None:
    with Database.open(firm).writer(standing_clock) as writer:
        add_person(writer, "Ada")
        assert firm.with_name("firm.crm-wal").stat().st_size > 0
        made = keeper.save(now=NOW, reason=Reason.TIMER).backup
    assert made.counts["contact"] == 501


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_nobody_else_may_read_a_backup(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keeper.folder.stat().st_mode) == 0o700


def test_two_backups_of_one_second_have_names_of_their_own(keeper: BackupKeeper) -> None:
    first = keeper.save(now=NOW, reason=Reason.USER).backup
    second = keeper.save(now=NOW, reason=Reason.MERGE).backup
    assert first.path != second.path
    assert [one.made_at for one in keeper.all()] == [NOW, NOW]


def test_backups_of_another_database_in_the_same_folder_are_left_alone(keeper: BackupKeeper, tmp_path: Path) -> None:
    other = BackupKeeper(filled_file(tmp_path / "firm-two.crm"), keeper.folder, cap_bytes=1)
    keeper.save(now=NOW, reason=Reason.USER)
    other.save(now=NOW + timedelta(hours=1), reason=Reason.USER)
    assert len(keeper.all()) == 1
    assert len(other.all()) == 1


def test_backups_of_another_database_of_the_same_name_are_left_alone_and_those_of_a_moved_one_found(
    firm: Path, keeper: BackupKeeper, tmp_path: Path
) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    (tmp_path / "other").mkdir()
    moved = BackupKeeper(filled_file(tmp_path / "other" / "firm.crm"), keeper.folder)
    assert moved.all() == []
    firm.unlink()
    assert moved.all() == [made]


def test_a_changed_byte_is_found_and_remembered(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    flip_a_byte(made.path)
    with pytest.raises(DamagedFile):
        backup.verify(made, now=NOW)
    assert not keeper.all()[0].verified


def test_a_whole_backup_verifies_and_remembers_when(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    later = NOW + timedelta(days=30)
    assert backup.verify(made, now=later).verified
    manifest = keeper.all()[0].manifest
    assert manifest is not None
    assert manifest.verified_at == later


def test_the_newest_whole_backup_is_offered_when_newer_ones_are_damaged(keeper: BackupKeeper) -> None:
    old = keeper.save(now=NOW, reason=Reason.USER).backup
    new = keeper.save(now=NOW + timedelta(hours=1), reason=Reason.USER).backup
    flip_a_byte(new.path)
    found = keeper.newest_whole(now=NOW)
    assert found is not None
    assert found.path == old.path


def test_a_backup_whose_manifest_is_lost_or_nonsense_is_still_listed(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    manifest = made.path.with_name(made.path.name + ".json")
    for nonsense in ("", "[]", '{"reason": 1}', json.dumps({"tables": {"contact": None}})):
        manifest.write_text(nonsense, encoding="utf-8")
        assert [one.verified for one in keeper.all()] == [False]
        assert not backup.verify(keeper.all()[0], now=NOW).verified
    manifest.unlink()
    assert [one.path for one in keeper.all()] == [made.path]


def test_a_copy_goes_to_a_second_folder(firm: Path, keeper: BackupKeeper, tmp_path: Path) -> None:
    saved = BackupKeeper(firm, keeper.folder, second=tmp_path / "stick").save(now=NOW, reason=Reason.EXIT)
    assert saved.problem == ""
    assert saved.second is not None
    assert saved.second.path.read_bytes() == saved.backup.path.read_bytes()
    assert names(tmp_path / "stick") == names(keeper.folder)


def test_a_second_folder_that_is_not_there_is_told_and_the_backup_is_made_all_the_same(
    firm: Path, keeper: BackupKeeper, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    saved = BackupKeeper(firm, keeper.folder, second=tmp_path / "file" / "stick").save(now=NOW, reason=Reason.EXIT)
    assert saved.backup.path.exists()
    assert "stick" in saved.problem


def test_a_folder_that_cannot_be_written_to_is_refused_in_plain_words(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refused, match="No backup could be written"):
        backup.make(firm, tmp_path / "file" / "backups", now=NOW, reason=Reason.USER)


def test_no_backup_is_made_of_what_is_not_ours_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "note.crm").write_text("Dear diary", encoding="utf-8")
    with pytest.raises(ForeignFile):
        backup.make(tmp_path / "note.crm", tmp_path / "backups", now=NOW, reason=Reason.USER)
    with pytest.raises(NotFound):
        backup.make(tmp_path / "none.crm", tmp_path / "backups", now=NOW, reason=Reason.USER)
    assert not (tmp_path / "backups").exists()


def test_no_backup_is_made_of_a_damaged_database_and_none_goes_because_of_it(firm: Path, keeper: BackupKeeper) -> None:
    good = keeper.save(now=NOW, reason=Reason.USER).backup
    destroy_pages(firm, range(20, 400, 3))
    before = names(keeper.folder)
    with pytest.raises(DamagedFile):
        keeper.save(now=NOW + timedelta(days=700), reason=Reason.TIMER)
    assert names(keeper.folder) == before
    assert backup.verify(good, now=NOW).verified


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
@pytest.mark.parametrize("kib", [0, 4, 100, 1000])
def test_a_full_disk_leaves_no_half_backup(firm: Path, keeper: BackupKeeper, kib: int) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kib * 1024, unlimited[1]))
    try:
        with pytest.raises(Refused, match="No backup could be written"):
            keeper.save(now=NOW, reason=Reason.USER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert names(keeper.folder) == []
    assert keeper.save(now=NOW, reason=Reason.USER).backup.verified


def test_what_interrupted_backups_left_is_swept_after_an_hour(keeper: BackupKeeper) -> None:
    keeper.folder.mkdir()
    draft = keeper.folder / f"{backup.DRAFT}x"
    alone = keeper.folder / "firm-20261124T080000Z.crm.json"
    for path in (draft, alone):
        path.write_text("{}", encoding="utf-8")
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    keeper.save(now=NOW + timedelta(minutes=59), reason=Reason.USER)
    assert draft.exists()
    keeper.save(now=NOW + timedelta(minutes=61), reason=Reason.USER)
    assert not draft.exists()
    assert not alone.exists()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_anywhere_a_backup_is_whole_or_not_there_and_the_last_good_one_stays(tmp_path: Path) -> None:
    for after in range(200):
        folder = tmp_path / str(after)
        folder.mkdir()
        keeper = BackupKeeper(filled_file(folder / "firm.crm", 120), folder / "backups", cap_bytes=1)
        keeper.save(now=NOW, reason=Reason.USER)
        killed = dies("save", keeper, after=after)
        there = keeper.all()
        assert there
        assert all(backup.verify(one, now=NOW).verified for one in there)
        shutil.rmtree(folder)
        if not killed:
            break
    assert not killed
    assert after > 10


def test_a_backup_is_due_only_when_something_was_done(firm: Path, keeper: BackupKeeper) -> None:
    database = Database.open(firm)
    with database.writer(standing_clock) as writer, database.reader() as reader:
        assert keeper.is_due(reader, NOW)
        keeper.save(now=NOW, reason=Reason.TIMER)
        later = NOW + timedelta(minutes=31)
        assert not keeper.is_due(reader, later)
        add_person(writer, "Ada")
        assert keeper.is_due(reader, later)
        assert not keeper.is_due(reader, NOW + timedelta(minutes=29))
        keeper.save(now=later, reason=Reason.TIMER)
        assert not keeper.has_changed(reader)
        writer.undo()
        assert keeper.has_changed(reader)


def test_a_backup_is_made_in_moments_while_another_connection_writes(firm: Path, keeper: BackupKeeper) -> None:
    stop = threading.Event()
    longest: list[float] = []
    worker = threading.Thread(target=write_until, args=(firm, stop, longest))
    worker.start()
    try:
        made = [keeper.save(now=NOW + timedelta(seconds=n), reason=Reason.TIMER).backup for n in range(3)]
    finally:
        stop.set()
        worker.join()
    assert all(backup.verify(one, now=NOW).verified for one in made)
    counts = [one.counts["contact"] for one in made]
    assert counts == sorted(counts)
    assert all(one.counts["contact_point"] == 1000 + one.counts["contact"] - 500 for one in made), "a step is whole"
    assert max(longest) < 2


def write_until(path: Path, stop: threading.Event, longest: list[float]) -> None:
    """Add persons with a number each, a step each, and note the longest step in seconds."""
    with Database.open(path).writer(standing_clock) as writer:
        longest.append(0)
        number = 0
        while not stop.is_set():
            start = time.perf_counter()
            add_person(writer, f"Person {number}", "08031 1")
            longest[0] = max(longest[0], time.perf_counter() - start)
            number += 1


def test_the_digest_of_a_table_sees_each_change_and_not_where_rows_lie(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    for name in ("Ada", "Bob\x00", "Çelik", "x" * 9000):
        add_person(writer, name, "1")
    first = digests(reader)
    with writer.step("Change") as work:
        work.execute("update contact set name = 'bob' where id = 2")
    second = digests(reader)
    assert first["contact"] != second["contact"]
    assert first["contact_point"] == second["contact_point"]
    with writer.step("Change back") as work:
        work.execute("update contact set name = ? where id = 2", ("Bob\x00",))
    assert digests(reader)["contact"] == first["contact"]


def digests(reader: Reader) -> dict[str, digest.TableDigest]:
    path = Path(reader.scalar("select file from pragma_database_list where name = 'main'"))
    return content(path)


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def destroy_pages(path: Path, numbers: Iterable[int]) -> None:
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * 4096)
            file.write(b"\xa5" * 4096)
