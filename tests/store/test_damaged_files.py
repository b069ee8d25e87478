"""Damaged and foreign files: no crash, not one byte of them changed, and what is lost is found."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.base.errors import CrmError, DamagedFile, ForeignFile, NewerFile, Refused
from crm_desktop.store import backup, driver, search
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.check import check
from crm_desktop.store.database import Database
from crm_desktop.store.salvage import salvage
from tests.builders import NOW, standing_clock
from tests.store import damaging
from tests.store.filling import filled_file
from tests.store.making import add_person

Damage = Callable[[Path, random.Random], None]

#: How a file is damaged, and whether that must be found: a flipped bit in a text is a letter like any other to SQLite.
DAMAGES: dict[str, tuple[Damage, bool]] = {
    "a bit flipped": (damaging.flip_a_bit, False),
    "64 bytes scribbled over": (damaging.scribble, False),
    "a page emptied": (damaging.empty_a_page, True),
    "cut off": (damaging.cut_off, True),
    "header damaged": (damaging.damage_header, False),
}


def use(path: Path) -> bool:
    """Do with a file what the program does without writing; return whether damage was found."""
    found = False
    try:
        database = Database.open(path)
        with database.reader() as reader:
            for typed in ("", "mue", "anna gart", "dachst", "x"):
                search.find(reader, text=typed)
            for table in ("contact", "activity", "deal", "offer_line"):
                reader.rows(lambda *row: row, f"select * from {table}")
    except (DamagedFile, ForeignFile, NewerFile):
        found = True
    except CrmError:
        pass
    try:
        found = found or not check(path).sound
    except CrmError:
        found = True
    return found


def damage_and_use(folder: Path, name: str, seed: int, *, save: bool = True) -> None:
    how, must_be_found = DAMAGES[name]
    original = filled_file(folder / "firm.crm", 120)
    path = folder / "damaged.crm"
    shutil.copyfile(original, path)
    how(path, random.Random(seed))
    before = damaging.digest(path)
    found = use(path)
    assert damaging.digest(path) == before, "a damaged file is not written to"
    assert found or not must_be_found
    if save:
        save_what_can_be_saved(path)
        assert damaging.digest(path) == before


def save_what_can_be_saved(path: Path) -> None:
    """Salvage and back up a damaged file; both give something sound or say why not."""
    saved = path.with_name("saved.crm")
    try:
        salvage(path, saved, now=NOW)
    except CrmError:
        assert not saved.exists()
    else:
        assert check(saved).sound
    try:
        made = backup.make(path, path.with_name("backups"), now=NOW, reason=Reason.TIMER)
    except CrmError:
        assert not list(path.with_name("backups").glob("*"))
    else:
        assert check(made.path, thorough=False).damage == ()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_survived_and_left_alone(tmp_path: Path, name: str, seed: int) -> None:
    damage_and_use(tmp_path, name, seed, save=seed == 0)


def test_a_schema_whose_names_are_no_text_is_damage(tmp_path: Path) -> None:
    path = filled_file(tmp_path / "firm.crm", 20)
    content = path.read_bytes()
    at = content.index(b"contactcontact")
    path.write_bytes(content[:at] + b"\x92ontact\x92ontact\x92" + content[at + 15 :])
    with pytest.raises(DamagedFile):
        Database.open(path)
    with pytest.raises(DamagedFile):
        driver.connect_to_read(path)
    save_what_can_be_saved(path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
@pytest.mark.parametrize("name", DAMAGES)
def test_each_of_three_hundred_damaged_files_is_survived_and_left_alone(tmp_path: Path, name: str, seed: int) -> None:
    damage_and_use(tmp_path, name, seed)


def foreign_files(folder: Path) -> list[Path]:
    """Make files that are not ours in every way we could think of."""
    made = []
    for name, data in (
        ("empty", b""),
        ("letter", b"Dear diary"),
        ("long letter", b"Dear diary " * 10_000),
        ("picture", b"\x89PNG\r\n\x1a\n" + bytes(5000)),
        ("magic only", b"SQLite format 3\x00"),
        ("half a header", b"SQLite format 3\x00" + bytes(50)),
        ("zeros", bytes(20_000)),
    ):
        path = folder / f"{name}.crm"
        path.write_bytes(data)
        made.append(path)
    for name, application in (("another program", 0x0F055112), ("nobody's", 0)):
        path = folder / f"{name}.crm"
        connection = driver.connect_to_migrate(path)
        connection.execute("create table contact (id integer primary key, name text)")
        connection.execute(f"pragma application_id={application}")
        driver.close(connection)
        made.append(path)
    return made


def attempts(path: Path) -> list[Callable[[], object]]:
    """Return everything that could be tried with a file."""
    return [
        lambda: Database.open(path),
        lambda: check(path),
        lambda: salvage(path, path.with_name("saved.crm"), now=NOW),
        lambda: backup.make(path, path.with_name("copies"), now=NOW, reason=Reason.USER),
        lambda: backup.verify(backup.at(path), now=NOW),
    ]


def test_foreign_files_are_refused_everywhere_and_left_alone(tmp_path: Path) -> None:
    keeper = BackupKeeper(filled_file(tmp_path / "firm.crm", 120), tmp_path / "backups")
    for path in foreign_files(tmp_path):
        before = damaging.digest(path)
        others = {other.name for other in tmp_path.iterdir()}
        for attempt in attempts(path):
            with pytest.raises((ForeignFile, DamagedFile)):
                attempt()
        assert damaging.digest(path) == before, path.name
        assert {other.name for other in tmp_path.iterdir()} == others, path.name
    assert not keeper.folder.exists()


def test_a_folder_or_a_pipe_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.crm").mkdir()
    with pytest.raises(Refused):
        Database.open(tmp_path / "folder.crm")
    with pytest.raises(Refused):
        salvage(tmp_path / "folder.crm", tmp_path / "saved.crm", now=NOW)


def test_for_a_damaged_file_the_newest_whole_backup_is_there_to_restore(tmp_path: Path) -> None:
    keeper = BackupKeeper(filled_file(tmp_path / "firm.crm", 120), tmp_path / "backups")
    keeper.save(now=NOW, reason=Reason.TIMER)
    damaging.empty_a_page(keeper.database, random.Random(1))
    assert use(keeper.database)
    offered = keeper.newest_whole(now=NOW)
    assert offered is not None
    assert offered.counts["contact"] == 120


def crash_with_a_wal(folder: Path) -> Path:
    """Return a database whose last ten steps lie only in its -wal."""
    path, crashed = filled_file(folder / "firm.crm", 120), folder / "crashed.crm"
    with Database.open(path).writer(standing_clock) as writer:
        for number in range(10):
            add_person(writer, f"Person {number}", "08031 1")
        for ending in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + ending), crashed.with_name(crashed.name + ending))
    return crashed


def damage_the_wal_and_go_on(folder: Path, seed: int) -> None:
    path = crash_with_a_wal(folder)
    wal = path.with_name(path.name + "-wal")
    chance = random.Random(seed)
    chance.choice((damaging.flip_a_bit, damaging.scribble, damaging.cut_off, lambda one, _: one.unlink()))(wal, chance)
    with Database.open(path).writer(standing_clock) as writer:
        with Database.open(path).reader() as reader:
            contacts = reader.scalar("select count(*) from contact")
            numbers = reader.scalar("select count(*) from contact_point where value = '08031 1'")
        assert 120 <= contacts <= 130
        assert numbers == contacts - 120, "each step is there whole or not at all"
        add_person(writer, "Ada")
    assert check(path).sound


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_wal_gives_an_earlier_state_that_is_whole(tmp_path: Path, seed: int) -> None:
    damage_the_wal_and_go_on(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_each_of_a_hundred_damaged_wals_gives_an_earlier_state_that_is_whole(tmp_path: Path, seed: int) -> None:
    damage_the_wal_and_go_on(tmp_path, seed)
