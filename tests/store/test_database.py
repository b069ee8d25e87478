"""Making and opening files: what is not ours, newer or damaged is never written to."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import (
    CrmError,
    DamagedFile,
    FileBusy,
    ForeignFile,
    NewerFile,
    NotFound,
    Refused,
)
from crm_desktop.store import driver, migrations
from crm_desktop.store.database import Database
from tests.builders import fresh_database, standing_clock
from tests.store.making import add_person

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Path]:
    """Return a folder whose files must be the same at the end, byte by byte, with none beside them."""
    folder = tmp_path / "untouched"
    folder.mkdir()
    before: dict[str, bytes] = {}
    yield folder
    for file in folder.iterdir():
        if file.is_file() and not file.name.endswith(".before"):
            before[file.name] = file.read_bytes()
    kept = {file.name.removesuffix(".before"): file.read_bytes() for file in folder.glob("*.before")}
    assert before == kept


def keep(path: Path) -> Path:
    """Remember what a file holds, for `untouched`."""
    shutil.copyfile(path, path.with_name(path.name + ".before"))
    return path


def other_sqlite(path: Path, *statements: str) -> Path:
    connection = driver.connect_to_migrate(path)
    for statement in ("create table t (a)", *statements):
        connection.execute(statement)
    connection.close()
    return path


def test_a_new_file_is_its_owners_alone_and_stands_alone(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "Müller & Söhne 🪵.crm")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [database.path.name]
    if os.name == "posix":
        assert stat.S_IMODE(database.path.stat().st_mode) == 0o600


def test_a_file_in_the_way_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    path.write_text("precious")
    with pytest.raises(Refused, match="exists already"):
        Database.create(path)
    assert path.read_text() == "precious"


def test_what_is_left_of_another_database_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "firm.crm-wal").write_bytes(b"left over")
    with pytest.raises(Refused, match="left over from another"):
        Database.create(tmp_path / "firm.crm")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["firm.crm-wal"]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="could not be created"):
        Database.create(tmp_path / "nowhere" / "firm.crm")


def test_opening_nothing_a_folder_or_a_pipe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        Database.open(tmp_path / "none.crm")
    with pytest.raises(Refused, match="is a folder"):
        Database.open(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(Refused, match="not a file"):
            Database.open(tmp_path / "pipe")


def test_files_of_others_are_refused_and_untouched(untouched: Path) -> None:
    (untouched / "empty").write_bytes(b"")
    (untouched / "text").write_text("Dear Sir or Madam, " * 20)
    (untouched / "short").write_bytes(b"SQLite format 3\x00 and no more")
    other_sqlite(untouched / "other")
    other_sqlite(untouched / "posing", "pragma application_id=1130524004", "pragma user_version=1")
    for name, error in (
        ("empty", ForeignFile),
        ("text", ForeignFile),
        ("short", DamagedFile),
        ("other", ForeignFile),
    ):
        with pytest.raises(error):
            Database.open(keep(untouched / name))
    with pytest.raises(ForeignFile):
        Database.open(keep(other_sqlite(untouched / "number", "pragma application_id=252006")))
    keep(untouched / "posing")


def test_a_journal_beside_another_programs_file_is_not_played_back(untouched: Path) -> None:
    other_sqlite(untouched / "other")
    keep(untouched / "other")
    (untouched / "other-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    keep(untouched / "other-journal")
    with pytest.raises(ForeignFile):
        Database.open(untouched / "other")


def set_version(path: Path, version: int) -> None:
    connection = driver.connect_to_migrate(path)
    connection.execute(f"pragma user_version={version}")
    driver.close(connection)


def test_a_newer_file_is_refused_and_may_be_read(database: Database) -> None:
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada")
    set_version(database.path, migrations.VERSION + 1)
    before = database.path.read_bytes()
    with pytest.raises(NewerFile, match="newer version"):
        Database.open(database.path)
    looked_at = Database.open(database.path, read_only=True)
    with looked_at.reader() as reader:
        assert reader.scalar("select name from contact") == "Ada"
    with pytest.raises(Refused, match="reading only"):
        looked_at.writer(standing_clock)
    assert database.path.read_bytes() == before


def test_an_older_file_is_saved_first_and_then_migrated(database: Database) -> None:
    connection = driver.connect_to_migrate(database.path)
    for (name,) in connection.execute(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'search_%'"
    ).fetchall():
        connection.execute(f'drop table "{name}"')
    connection.execute("drop table if exists search_doc")
    connection.execute("pragma user_version=0")
    driver.close(connection)
    saved: list[Path] = []
    Database.open(database.path, before_migration=saved.append)
    assert saved == [database.path]
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada")


def test_a_backup_that_fails_stops_the_migration(database: Database) -> None:
    set_version(database.path, 0)
    before = database.path.read_bytes()

    def fail(_path: Path) -> None:
        raise Refused("no space for the backup")

    with pytest.raises(Refused, match="no space for the backup"):
        Database.open(database.path, before_migration=fail)
    assert database.path.read_bytes() == before


def test_triggers_and_views_planted_in_a_file_are_refused_and_never_run(database: Database) -> None:
    connection = driver.connect_to_migrate(database.path)
    connection.execute("create trigger planted after insert on contact begin delete from contact; end")
    connection.execute("create view spying as select * from contact")
    driver.close(connection)
    with pytest.raises(ForeignFile, match="planted, spying"):
        Database.open(database.path)
    with Database.open(database.path, read_only=True).reader() as reader:
        assert reader.scalar("select count(*) from contact") == 0


def test_only_one_writer_at_a_time_has_a_file(database: Database, tmp_path: Path) -> None:
    with database.writer(standing_clock):
        with pytest.raises(FileBusy, match="already open"):
            database.writer(standing_clock)
        link = tmp_path / "link.crm"
        link.symlink_to(database.path)
        with pytest.raises(FileBusy):
            Database.open(link).writer(standing_clock)
        with database.reader() as reader:
            assert reader.scalar("select count(*) from contact") == 0
    with database.writer(standing_clock):
        pass


def test_a_file_claimed_early_is_written_by_the_one_who_claimed_it(database: Database) -> None:
    claimed = database.claim()
    with pytest.raises(FileBusy):
        database.writer(standing_clock)
    with database.writer(standing_clock, claimed=claimed) as writer:
        add_person(writer, "Ada")
    database.claim().release()


def test_the_last_writer_leaves_nothing_beside_the_file(database: Database) -> None:
    with database.writer(standing_clock) as writer, database.reader() as reader:
        add_person(writer, "Ada")
        assert reader.scalar("select count(*) from contact") == 1
    assert [file.name for file in database.path.parent.iterdir() if file.is_file()] == [database.path.name]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_gives_a_clear_message_or_works_and_never_crashes(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    path = tmp_path / "firm.crm"
    database = fresh_database(path)
    with database.writer(standing_clock) as writer:
        for number in range(20):
            add_person(writer, f"Person {number}", str(number))
    data = bytearray(path.read_bytes())
    kind = random.choice(("zero page", "random page", "cut", "header", "bit"))
    page = random.randrange(len(data) // 4096) * 4096
    if kind == "zero page":
        data[page : page + 4096] = bytes(4096)
    elif kind == "random page":
        data[page : page + 4096] = random.randbytes(4096)
    elif kind == "cut":
        del data[random.randrange(100, len(data)) :]
    elif kind == "header":
        data[random.randrange(100)] ^= 0xFF
    else:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)
    try:
        opened = Database.open(path)
    except CrmError:
        assert path.read_bytes() == data, "a file that was refused has been written to"
        return
    assert kind != "cut"
    with contextlib.suppress(CrmError), opened.reader() as reader:  # either is right
        reader.rows(lambda *row: row, "select * from contact c left join contact_point p on p.contact_id = c.id")


def test_the_first_question_needs_neither_sqlalchemy_nor_alembic(database: Database) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _FIRST_QUESTION, str(database.path)], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


_FIRST_QUESTION = """
import sys
from pathlib import Path
from crm_desktop.store.database import Database
with Database.open(Path(sys.argv[1])).reader() as reader:
    reader.scalar("select count(*) from contact")
    print([name for name in sys.modules if name.split(".")[0] in ("sqlalchemy", "alembic", "sqlite3")])
"""


def test_the_library_is_recent_enough() -> None:
    """Before 3.51.3, two connections that check the file in at once could damage it."""
    assert tuple(map(int, driver.version().split("."))) >= (3, 51, 3)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become somebody else")
def test_a_file_on_a_medium_that_cannot_be_written_to_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = fresh_database(folder / "firm.crm").path
        folder.chmod(0o755)
        path.chmod(0o644)
        found = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert found.stdout.split() == ["0", "Refused"], found.stderr


_AS_NOBODY = """
import os, sys
from pathlib import Path
from crm_desktop.base.errors import Refused
from crm_desktop.base.times import utc_now
from crm_desktop.store.database import Database
from crm_desktop.store import writing
os.setuid(65534)
database = Database.open(Path(sys.argv[1]))
with database.reader() as reader:
    print(reader.scalar("select count(*) from contact"))
try:
    database.writer(utc_now)
except Refused as error:
    print(type(error).__name__)
"""
