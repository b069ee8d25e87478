"""Restoring: the drill, and every way it can be interrupted."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import DamagedFile, FileBusy, NewerFile
from crm_desktop.store import backup, driver
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.check import check
from crm_desktop.store.database import Database
from crm_desktop.store.restore import drill, restore
from tests.builders import NOW, standing_clock
from tests.store.dying import dies
from tests.store.filling import filled_file
from tests.store.making import add_person
from tests.store.test_backup import content, destroy_pages, flip_a_byte

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def keeper(tmp_path: Path) -> BackupKeeper:
    return BackupKeeper(filled_file(tmp_path / "firm.crm"), tmp_path / "backups")


def work_on(path: Path, *names: str) -> None:
    with Database.open(path).writer(standing_clock) as writer:
        for name in names:
            add_person(writer, name)


def count(path: Path) -> int:
    with Database.open(path).reader() as reader:
        return int(reader.scalar("select count(*) from contact"))


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_drill_what_was_restored_is_what_was_saved(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    saved = content(keeper.database)
    work_on(keeper.database, "Ada", "Bob")
    done = restore(keeper, made, now=LATER)
    assert content(keeper.database) == saved
    assert made.manifest is not None
    assert content(keeper.database) == made.manifest.tables
    assert check(keeper.database).sound
    assert done.before is not None
    assert done.before.backup.counts["contact"] == 502
    assert beside(keeper.database) == ["backups", "firm.crm"]


def test_a_drill_tells_whether_a_backup_could_be_restored(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    before = beside(keeper.database)
    drill(made, now=LATER)
    assert beside(keeper.database) == before
    assert made.manifest is not None
    other = replace(made.manifest, tables={**made.manifest.tables, "tag": made.manifest.tables["deal"]})
    with pytest.raises(DamagedFile):
        drill(replace(made, manifest=other), now=LATER)
    flip_a_byte(made.path)
    with pytest.raises(DamagedFile):
        drill(made, now=LATER)


def test_work_goes_on_in_a_restored_file_and_its_steps_can_be_undone(keeper: BackupKeeper) -> None:
    work_on(keeper.database, "Ada")
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    work_on(keeper.database, "Bob")
    restore(keeper, made, now=LATER)
    with Database.open(keeper.database).writer(standing_clock) as writer:
        add_person(writer, "Çelik")
        assert writer.undo().label == "Add “Çelik”"
        assert writer.undo().label == "Add “Ada”"
    assert count(keeper.database) == 500


def test_restoring_can_itself_be_taken_back(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    work_on(keeper.database, "Ada")
    before = restore(keeper, made, now=LATER).before
    assert before is not None
    restore(keeper, before.backup, now=LATER + timedelta(hours=1))
    assert count(keeper.database) == 501


def test_what_lies_in_the_wal_of_a_crashed_program_is_saved_and_never_played_into_the_restored_file(
    keeper: BackupKeeper,
) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    leave_a_wal(keeper.database)
    done = restore(keeper, made, now=LATER)
    assert done.before is not None
    assert done.before.backup.counts["contact"] == 501
    assert content(keeper.database) == content(made.path)
    assert check(keeper.database).sound


def test_a_damaged_database_is_put_aside_as_it_lies(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    leave_a_wal(keeper.database)
    destroy_pages(keeper.database, range(20, 400, 3))
    damaged = keeper.database.read_bytes()
    wal = keeper.database.with_name("firm.crm-wal").read_bytes()
    done = restore(keeper, made, now=LATER)
    assert done.aside is not None
    assert done.aside.name == "firm-damaged-20261124T094200Z.crm"
    assert done.aside.read_bytes() == damaged
    assert done.aside.with_name(done.aside.name + "-wal").read_bytes() == wal
    assert content(keeper.database) == content(made.path)


@pytest.mark.parametrize("rubbish", [b"", b"no database at all", b"\x00" * 8192])
def test_what_is_no_database_any_more_is_put_aside_too(keeper: BackupKeeper, rubbish: bytes) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    keeper.database.write_bytes(rubbish)
    done = restore(keeper, made, now=LATER)
    assert done.aside is not None
    assert done.aside.read_bytes() == rubbish
    assert count(keeper.database) == 500


def test_a_database_that_is_gone_is_restored_and_its_stale_wal_is_not_used(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    leave_a_wal(keeper.database)
    keeper.database.unlink()
    restore(keeper, made, now=LATER)
    assert count(keeper.database) == 500
    assert check(keeper.database).sound


def test_a_damaged_backup_is_refused_and_nothing_changes(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    flip_a_byte(made.path)
    before = keeper.database.read_bytes()
    with pytest.raises(DamagedFile):
        restore(keeper, made, now=LATER)
    assert keeper.database.read_bytes() == before
    assert len(keeper.all()) == 1


def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    connection = driver.connect_to_migrate(made.path)
    connection.execute("pragma user_version=99")
    driver.close(connection)
    made.path.with_name(made.path.name + ".json").unlink()
    before = keeper.database.read_bytes()
    with pytest.raises(NewerFile):
        restore(keeper, backup.at(made.path), now=LATER)
    assert keeper.database.read_bytes() == before


def test_a_database_that_is_open_is_not_replaced(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    with Database.open(keeper.database).writer(standing_clock) as writer:
        add_person(writer, "Ada")
        with pytest.raises(FileBusy):
            restore(keeper, made, now=LATER)
        add_person(writer, "Bob")
    assert count(keeper.database) == 502


def test_a_reader_in_another_program_stops_it_too(keeper: BackupKeeper) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    work_on(keeper.database, "Ada")
    with Database.open(keeper.database).reader() as reader:
        assert reader.scalar("select count(*) from contact") == 501
        with pytest.raises(FileBusy):
            restore(keeper, made, now=LATER)
        assert reader.scalar("select count(*) from contact") == 501
    restore(keeper, made, now=LATER)
    assert count(keeper.database) == 500


def test_a_link_to_the_database_stays_a_link(keeper: BackupKeeper, tmp_path: Path) -> None:
    link = tmp_path / "link.crm"
    link.symlink_to(keeper.database)
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    work_on(keeper.database, "Ada")
    restore(BackupKeeper(link, keeper.folder), made, now=LATER)
    assert link.is_symlink()
    assert count(keeper.database) == 500


def leave_a_wal(path: Path) -> None:
    """Leave the file as a crash does: the last step only in the -wal."""
    aside = path.with_name("aside")
    aside.mkdir()
    with Database.open(path).writer(standing_clock) as writer:
        add_person(writer, "Ada")
        for ending in ("", "-wal", "-shm"):
            shutil.copyfile(path.with_name(path.name + ending), aside / (path.name + ending))
    for one in aside.iterdir():
        one.replace(path.with_name(one.name))
    aside.rmdir()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_anywhere_it_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    seen: set[int] = set()
    for after in range(400):
        folder = tmp_path / str(after)
        folder.mkdir()
        keeper = BackupKeeper(filled_file(folder / "firm.crm"), folder / "backups")
        made = keeper.save(now=NOW, reason=Reason.USER).backup
        leave_a_wal(keeper.database)
        killed = dies("restore", keeper, after=after, chosen=made.path)
        assert check(keeper.database).sound
        seen.add(count(keeper.database))
        assert seen <= {500, 501}
        assert backup.verify(keeper.all()[-1], now=NOW).verified
        restore(keeper, made, now=LATER)
        assert count(keeper.database) == 500
        assert beside(keeper.database) == ["backups", "firm.crm"]
        shutil.rmtree(folder)
        if not killed:
            break
    assert not killed
    assert seen == {500, 501}


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_a_random_moment_it_leaves_the_old_state_or_the_new_one(keeper: BackupKeeper, seed: int) -> None:
    made = keeper.save(now=NOW, reason=Reason.USER).backup
    leave_a_wal(keeper.database)
    dies("restore", keeper, after=random.Random(seed).randrange(40), chosen=made.path)
    assert count(keeper.database) in {500, 501}
    assert check(keeper.database).sound
