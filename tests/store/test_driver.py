"""The driver: one library for the process, the decided settings, and errors a user can be told."""

from __future__ import annotations

import ast
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import FileBusy, Refused
from crm_desktop.store import driver

if TYPE_CHECKING:
    from crm_desktop.store.database import Database

_ROOT = Path(__file__).resolve().parents[2]
#: apsw brings a library of its own: it may be named only by the process of the simulated power cuts.
_LIBRARIES = {"sqlite3", "sqlcipher3", "pysqlite3", "apsw"}


def imported(path: Path) -> set[str]:
    """Return the top-level packages a module names in its imports, none for one that names no library of SQLite."""
    text = path.read_text(encoding="utf-8")
    found = set[str]()
    for node in ast.walk(ast.parse(text)) if any(name in text for name in _LIBRARIES) else ():
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_driver_names_a_sqlite_library() -> None:
    found = {
        str(path.relative_to(_ROOT))
        for folder in ("crm_desktop", "tests")
        for path in (_ROOT / folder).rglob("*.py")
        if _LIBRARIES & imported(path)
    }
    assert found == {str(Path("crm_desktop/store/driver.py")), str(Path("tests/store/power_cut.py"))}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("recursive_triggers", 1),
        ("cell_size_check", 1),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("journal_mode", "wal"),
        ("temp_store", 2),
        ("mmap_size", 0),
        ("busy_timeout", driver.PATIENCE_MS),
    ],
)
def test_the_writing_connection_is_set_as_decided(database: Database, pragma: str, value: object) -> None:
    connection = driver.connect_to_write(database.path)
    assert connection.execute(f"pragma {pragma}").fetchone()[0] == value
    connection.close()


def test_sql_planted_in_a_file_cannot_call_our_functions(database: Database) -> None:
    connection = driver.connect_to_write(database.path)
    connection.create_function("act", 0, lambda: 1)
    connection.execute("create view planted as select act()")
    with pytest.raises(driver.Error, match="unsafe use of act"):
        connection.execute("select * from planted")
    connection.close()


def test_a_connection_refuses_another_thread(database: Database) -> None:
    connection = driver.connect_to_read(database.path)
    errors: list[str] = []

    def trespass() -> None:
        try:
            connection.execute("select 1")
        except driver.Error as error:
            errors.append(str(error))

    thread = threading.Thread(target=trespass)
    thread.start()
    thread.join()
    connection.close()
    assert "thread" in errors[0]


def test_a_file_another_program_writes_to_is_busy_and_said_so(database: Database) -> None:
    first, second = (driver.connect_to_write(database.path) for _ in range(2))
    first.execute("begin immediate")
    second.execute("pragma busy_timeout=1")
    with pytest.raises(FileBusy, match="Another program"), driver.Plainly():
        second.execute("begin immediate")
    first.execute("rollback")
    first.close()
    second.close()


def test_an_error_of_the_program_itself_is_not_dressed_up(database: Database) -> None:
    connection = driver.connect_to_read(database.path)
    with pytest.raises(driver.Error, match="no such table"), driver.Plainly():
        connection.execute("select * from nowhere")
    connection.close()


def test_a_reading_connection_cannot_write(database: Database) -> None:
    connection = driver.connect_to_read(database.path)
    with pytest.raises(Refused, match="reading only"), driver.Plainly():
        connection.execute("delete from contact")
    connection.close()


def test_strange_paths_are_opened_as_they_are(tmp_path: Path) -> None:
    for name in (
        "Müller & Söhne.crm",
        "100 %.crm",
        "what?.crm",
        "a#b.crm",
        "🪵 wood.crm",
        "a b%20c.crm",
        "'quoted' \"twice\".crm",
    ):
        path = tmp_path / name
        driver.close(driver.connect_to_migrate(path))
        assert path.exists(), name
        driver.connect_to_read(path).close()


@pytest.mark.slow
def test_two_libraries_in_one_process_would_destroy_the_file(tmp_path: Path) -> None:
    """The trap itself, in a process of its own: why one module chooses the library."""
    if "sqlcipher3" not in driver.Connection.__module__:
        pytest.skip("there is only one library here")
    found = subprocess.run(
        [sys.executable, "-c", _TWO_LIBRARIES, str(tmp_path / "victim.db")], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "both in a transaction"


_TWO_LIBRARIES = """
import sqlite3, sys
from sqlcipher3 import dbapi2
one = sqlite3.connect(sys.argv[1], isolation_level=None)
one.execute("create table t (a)")
other = dbapi2.connect(sys.argv[1], isolation_level=None)
one.execute("begin immediate")
other.execute("begin immediate")
print("both in a transaction")
"""
