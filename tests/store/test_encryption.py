"""Encrypted files: nothing readable on the disk, nothing lost on the way there and back, whatever interrupts it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadInput, Cancelled, DamagedFile, FileBusy, Locked
from crm_desktop.store import backup, digest, driver, encryption, keys, restore
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.check import check, repair
from crm_desktop.store.database import Database
from crm_desktop.store.encryption import Watch
from crm_desktop.store.keys import NO_KEYS, Key
from tests.builders import NOW, standing_clock
from tests.store.encrypting import dies, made_up_key
from tests.store.filling import filled_file
from tests.store.making import add_person

pytestmark = pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")

FIRST, SECOND = made_up_key(1), made_up_key(2)
BOTH = NO_KEYS.with_key(FIRST).with_key(SECOND)


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "firm.crm", 60)


@pytest.fixture
def locked(firm: Path) -> Path:
    encryption.convert(firm, NO_KEYS, FIRST)
    return firm


def content(path: Path) -> dict[str, digest.TableDigest]:
    connection = driver.connect_to_read(path, BOTH.fitting(path))
    try:
        return digest.of_file(connection)
    finally:
        connection.close()


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.name.startswith((path.name, f".{path.name}")))


def test_what_was_encrypted_holds_the_same_and_comes_back_the_same(firm: Path) -> None:
    before, modes = content(firm), firm.stat().st_mode & 0o077
    for wanted in (FIRST, SECOND, None):
        encryption.convert(firm, BOTH, wanted)
        assert content(firm) == before
        assert keys.salt_of(firm) == (wanted.salt if wanted else b"")
        assert check(firm, keys=BOTH).sound
        assert firm.stat().st_mode & 0o077 <= modes
        assert beside(firm) == ["firm.crm"]
    assert Database.open(firm).path == firm


def test_neither_the_file_nor_what_lies_beside_it_has_a_word_in_plain(locked: Path) -> None:
    words = [b"Rosenheim", b"Schwanenhals", b"schwanenhals", b"create table", b"CREATE TABLE", b"SQLite format"]
    with Database.open(locked, keys=BOTH).writer(standing_clock) as writer:
        add_person(writer, "Schwanenhals")
        wal = locked.with_name("firm.crm-wal").read_bytes()
        assert len(wal) > 4096
        assert not [word for word in words if word in wal]
    content_now = locked.read_bytes()
    assert not [word for word in words if word in content_now]
    with Database.open(locked, keys=BOTH).reader() as reader:
        assert reader.scalar("select count(*) from contact where 'Schwanenhals' = name") == 1


def test_in_a_plain_file_those_words_would_be_found(firm: Path) -> None:
    with Database.open(firm).writer(standing_clock) as writer:
        add_person(writer, "Schwanenhals")
        assert b"Schwanenhals" in firm.with_name("firm.crm-wal").read_bytes()
    assert b"Rosenheim" in firm.read_bytes()


def test_without_its_key_a_file_is_refused_and_not_touched(locked: Path) -> None:
    before = locked.read_bytes()
    for attempt in (NO_KEYS, NO_KEYS.with_key(SECOND)):
        with pytest.raises(Locked, match="is encrypted"):
            Database.open(locked, keys=attempt)
        with pytest.raises(Locked):
            check(locked, keys=attempt)
        with pytest.raises(Locked):
            encryption.convert(locked, attempt, SECOND)
    assert encryption.opens(locked, FIRST)
    assert not encryption.opens(locked, Key(FIRST.salt, SECOND.raw))
    assert locked.read_bytes() == before


def test_the_password_alone_opens_it_in_any_spelling_of_its_letters(firm: Path) -> None:
    key = keys.new_key("Käse und Brot")
    encryption.convert(firm, NO_KEYS, key)
    decomposed = "Ka\u0308se und Brot"
    assert keys.derive(decomposed, keys.salt_of(firm)) == key
    # What SQLCipher makes of the password itself is the same key: other programs can open the file.
    connection = driver.Connection(str(firm))
    connection.execute("pragma key = 'Käse und Brot'")
    assert connection.execute("select count(*) from contact").fetchone()[0] == 60
    connection.close()


@pytest.mark.parametrize("password", ["", "short", " leading space", "trailing space "])
def test_a_password_that_would_not_do_is_refused(password: str) -> None:
    with pytest.raises(BadInput):
        keys.new_key(password)


def test_a_key_is_never_printed() -> None:
    assert FIRST.raw.hex() not in repr(FIRST)
    assert repr(FIRST.raw) not in repr(BOTH)


def test_work_goes_on_in_an_encrypted_file_and_can_be_undone(locked: Path) -> None:
    database = Database.open(locked, keys=BOTH)
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada")
        with writer.step("Look") as work:
            assert work.before.scalar("select count(*) from contact") == 61
        writer.undo()
        writer.redo()
    with database.reader() as reader:
        assert reader.scalar("select count(*) from contact") == 61
    assert check(locked, keys=BOTH).sound
    assert repair(locked, keys=BOTH).sound


def test_a_file_somebody_has_open_is_not_converted(firm: Path) -> None:
    with Database.open(firm).writer(standing_clock), pytest.raises(FileBusy):
        encryption.convert(firm, NO_KEYS, FIRST)
    assert keys.salt_of(firm) == b""


def test_a_conversion_says_how_far_it_is_and_can_be_stopped_anywhere(firm: Path) -> None:
    told: list[int] = []
    encryption.convert(firm, NO_KEYS, FIRST, Watch(lambda done, _total: told.append(done)))
    assert told == sorted(told)
    assert told[-1] == 100
    assert len(set(told)) > 10
    before = content(firm)
    for stop_at in (0, len(told) // 2):
        asked = iter(range(10_000))

        def enough(asked: Iterator[int] = asked, stop: int = stop_at) -> bool:
            return next(asked) >= stop

        with pytest.raises(Cancelled):
            encryption.convert(firm, BOTH, SECOND, Watch(cancelled=enough))
        assert content(firm) == before
        assert keys.salt_of(firm) == FIRST.salt
        assert beside(firm) == ["firm.crm"]


def test_a_damaged_file_is_not_written_anew(locked: Path) -> None:
    flip(locked, at=len(locked.read_bytes()) // 2)
    before = locked.read_bytes()[4096:]
    with pytest.raises(DamagedFile):
        encryption.convert(locked, BOTH, None)
    assert locked.read_bytes()[4096:] == before
    assert not check(locked, keys=BOTH).sound


def test_every_changed_byte_of_an_encrypted_file_is_found_by_the_check(locked: Path) -> None:
    size = len(locked.read_bytes())
    sound = locked.read_bytes()
    for at in range(4096, size, size // 9):
        flip(locked, at=at)
        report = check(locked, keys=BOTH)
        assert report.damage, at
        locked.write_bytes(sound)


def test_an_encrypted_file_cut_short_is_damaged(locked: Path) -> None:
    whole = locked.read_bytes()
    for length in (len(whole) - 4096, len(whole) - 10, 5000):
        locked.write_bytes(whole[:length])
        with pytest.raises(DamagedFile):
            Database.open(locked, keys=BOTH)


def test_backups_of_an_encrypted_file_are_encrypted_and_restored(locked: Path, tmp_path: Path) -> None:
    keeper = BackupKeeper(locked, tmp_path / "backups", second=tmp_path / "usb", keys=BOTH)
    saved = content(locked)
    made = keeper.save(now=NOW, reason=Reason.USER)
    assert keys.salt_of(made.backup.path) == FIRST.salt
    assert made.second is not None
    assert keys.salt_of(made.second.path) == FIRST.salt
    # What is written beside it gives nothing away that could be guessed and compared.
    assert made.backup.manifest is not None
    assert made.backup.manifest.tables["contact"].sha256 != saved["contact"].sha256
    restore.drill(made.backup, now=NOW, keys=BOTH)
    with Database.open(locked, keys=BOTH).writer(standing_clock) as writer:
        add_person(writer, "Ada")
    restore.restore(keeper, made.backup, now=NOW + timedelta(hours=1))
    assert content(locked) == saved
    with pytest.raises(Locked):
        restore.restore(BackupKeeper(locked, keeper.folder), made.backup, now=NOW)
    assert content(locked) == saved


def test_backups_from_before_are_given_the_new_key_too(firm: Path, tmp_path: Path) -> None:
    keeper = BackupKeeper(firm, tmp_path / "backups", second=tmp_path / "usb", keys=BOTH)
    keeper.save(now=NOW, reason=Reason.USER)
    keeper.save(now=NOW + timedelta(days=1), reason=Reason.USER)
    damaged = keeper.all()[0].path
    flip(damaged, at=9000)
    encryption.convert(firm, BOTH, FIRST)
    done = encryption.convert_backups(keeper, BOTH, FIRST, now=NOW)
    assert done == (3, (damaged,), None)
    for folder in (tmp_path / "backups", tmp_path / "usb"):
        for one in backup.found_in(folder, firm):
            if one.path != damaged:
                assert keys.salt_of(one.path) == FIRST.salt
                assert backup.verify(one, now=NOW, keys=BOTH).verified
                restore.drill(one, now=NOW, keys=BOTH)
    assert encryption.convert_backups(keeper, BOTH, FIRST, now=NOW).done == 0


def test_what_is_restored_into_an_encrypted_file_is_encrypted_with_its_key(firm: Path, tmp_path: Path) -> None:
    keeper = BackupKeeper(firm, tmp_path / "backups", keys=BOTH)
    plain = keeper.save(now=NOW, reason=Reason.USER).backup
    saved = content(firm)
    encryption.convert(firm, BOTH, SECOND)
    with Database.open(firm, keys=BOTH).writer(standing_clock) as writer:
        add_person(writer, "Ada")
    restore.restore(keeper, plain, now=NOW + timedelta(hours=1))
    assert keys.salt_of(firm) == SECOND.salt
    assert content(firm) == saved
    assert beside(firm) == ["firm.crm"]


def test_a_second_folder_that_is_away_is_named(firm: Path, tmp_path: Path) -> None:
    keeper = BackupKeeper(firm, tmp_path / "backups", second=tmp_path / "usb", keys=BOTH)
    assert encryption.convert_backups(keeper, BOTH, FIRST, now=NOW).away == tmp_path / "usb"


def test_a_forgotten_password_does_not_stop_a_plain_backup_from_being_restored(firm: Path, tmp_path: Path) -> None:
    made = BackupKeeper(firm, tmp_path / "backups").save(now=NOW, reason=Reason.USER).backup
    encryption.convert(firm, NO_KEYS, FIRST)
    done = restore.restore(BackupKeeper(firm, tmp_path / "backups"), made, now=NOW + timedelta(hours=1))
    assert keys.salt_of(firm) == b""
    assert done.aside is not None
    assert keys.salt_of(done.aside) == FIRST.salt


def test_a_half_written_draft_is_swept_when_the_file_is_next_used(locked: Path) -> None:
    left = locked.with_name(".firm.crm.encrypting-x1")
    left.mkdir()
    (left / "firm.crm").write_bytes(b"SQLite format 3\x00 in plain")
    Database.open(locked, keys=BOTH).writer(standing_clock).close()
    assert beside(locked) == ["firm.crm"]


def survive_kills(firm: Path, before: Key | None, wanted: Key | None, *, every: int) -> int:
    """Kill a conversion at every so many touches; the file is the old one or the new one each time."""
    encryption.convert(firm, BOTH, before)
    kept, saved = firm.read_bytes(), content(firm)
    salts = {key.salt if key else b"" for key in (before, wanted)}
    killed, touch = 0, 0
    while dies(firm, BOTH, wanted, after=touch):
        killed, touch = killed + 1, touch + every
        assert keys.salt_of(firm) in salts
        assert content(firm) == saved
        Database.open(firm, keys=BOTH).claim().release()  # sweeps away what was half written
        assert beside(firm) == ["firm.crm"]
        firm.write_bytes(kept)
    assert content(firm) == saved
    assert keys.salt_of(firm) == (wanted.salt if wanted else b"")
    return killed


@pytest.mark.skipif(os.name == "nt", reason="there is no fork on Windows")
@pytest.mark.slow
def test_a_kill_leaves_the_old_file_or_the_new_one(firm: Path) -> None:
    assert survive_kills(firm, None, FIRST, every=45) >= 2


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(os.name == "nt", reason="there is no fork on Windows")
@pytest.mark.parametrize(("before", "wanted"), [(None, FIRST), (FIRST, SECOND), (FIRST, None)])
def test_a_kill_at_any_touch_leaves_the_old_file_or_the_new_one(
    firm: Path, before: Key | None, wanted: Key | None
) -> None:
    assert survive_kills(firm, before, wanted, every=2) > 40


def test_a_new_file_can_be_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    made = Database.create(tmp_path / "new.crm", FIRST)
    assert keys.salt_of(made.path) == FIRST.salt
    with made.writer(standing_clock) as writer:
        add_person(writer, "Ada")
    copied = Path(shutil.copyfile(made.path, tmp_path / "copy.crm"))
    assert Database.open(copied, keys=BOTH).reader().scalar("select count(*) from contact") == 1


def flip(path: Path, *, at: int) -> None:
    bytes_now = bytearray(path.read_bytes())
    bytes_now[at] ^= 1
    path.write_bytes(bytes_now)
