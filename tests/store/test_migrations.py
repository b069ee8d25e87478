"""Migrations: models and files agree, a migration that fails changes nothing, and rebuilding a table loses nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from crm_desktop.base.errors import Refused
from crm_desktop.store import driver
from crm_desktop.store.identity import APPLICATION_ID
from crm_desktop.store.migrations import VERSION, runner
from crm_desktop.store.tables import metadata
from tests.builders import standing_clock
from tests.store.making import add_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_desktop.store.database import Database

#: What FTS5 keeps for itself beside the table of that name, and alembic's own table.
_NOT_OURS = re.compile(r"search(_(data|idx|config|content|docsize))?$|alembic_version$|sqlite_stat\d$")

_HEAD = '''"""A migration for a test."""
from alembic import op
import sqlalchemy as sa
from crm_desktop.store.migrations.rebuild import close_steps, rebuild
revision = "{number:04}"
down_revision = "{before:04}"
'''


def engine(path: Path) -> Engine:
    return create_engine(
        "sqlite://", module=driver.module(), creator=lambda: driver.connect_to_migrate(path), poolclass=NullPool
    )


def shape(path: Path) -> dict[str, object]:
    """Return everything SQLite knows of the tables of a file."""
    connection = driver.connect_to_read(path)

    def ask(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql).fetchall()

    tables = [row[0] for row in ask("select name from sqlite_schema where type = 'table' order by name")]
    found: dict[str, object] = {}
    for table in tables:
        if _NOT_OURS.match(str(table)):
            continue
        found[f"{table}"] = ask(f"select name, type, \"notnull\", dflt_value, pk from pragma_table_xinfo('{table}')")
        found[f"{table} keys"] = sorted(str(key[2:]) for key in ask(f"pragma foreign_key_list('{table}')"))
        found[f"{table} counts up"] = "AUTOINCREMENT" in str(
            ask(f"select sql from sqlite_schema where name = '{table}'")[0][0]
        )
    for name, sql in ask("select name, sql from sqlite_schema where type = 'index' and sql is not null"):
        found[f"index {name}"] = " ".join(str(sql).split())
    connection.close()
    return found


def contents(path: Path) -> list[str]:
    """Return the whole schema and content of a file as SQL, and its numbers."""
    connection = driver.connect_to_read(path)
    lines = [str(connection.execute(f"pragma {name}").fetchone()[0]) for name in ("user_version", "application_id")]
    for (sql,) in connection.execute("select sql from sqlite_schema order by name").fetchall():
        lines.append(str(sql))
    for (name,) in connection.execute("select name from sqlite_schema where type = 'table' order by name").fetchall():
        lines += map(str, connection.execute(f'select * from "{name}"').fetchall())
    connection.close()
    return lines


@pytest.fixture
def toy(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes the folder of migrations: the real ones and one more with the given body."""

    def make(body: str) -> Path:
        folder = tmp_path / "my versions, 100 % of them"
        folder.mkdir(exist_ok=True)
        for script in runner.VERSIONS.glob("[0-9]*"):
            (folder / script.name).write_bytes(script.read_bytes())
        number = VERSION + 1
        text = _HEAD.format(number=number, before=VERSION) + "def upgrade():\n"
        text += "".join(f"    {line}\n" for line in body.strip().splitlines())
        (folder / f"{number:04}_toy.py").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def filled(database: Database) -> Path:
    """Return a file with a few records, and with ids that have been given out and are free again."""
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada", "1", "2")
        add_person(writer, "Grace", "3")
        add_person(writer, "Edsger")
        writer.undo()
    return database.path


def migrate(path: Path, versions: Path) -> None:
    runner.upgrade(path, VERSION + 1, application_id=APPLICATION_ID, versions=versions)


def test_the_number_of_the_newest_migration_is_the_version() -> None:
    numbers = [int(script.name[:4]) for script in runner.VERSIONS.glob("[0-9]*.py")]
    assert sorted(numbers) == list(range(1, VERSION + 1))


def test_models_and_migrations_agree_as_alembic_sees_it(database: Database) -> None:
    bound = engine(database.path)
    with bound.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "target_metadata": metadata,
                "compare_type": True,
                # Indexes that count down are beyond alembic; the next test compares them.
                "include_name": lambda name, kind, _parents: kind != "table" or not _NOT_OURS.match(name or ""),
                "include_object": lambda _object, _name, kind, _reflected, _other: kind != "index",
            },
        )
        assert compare_metadata(context, metadata) == []
    bound.dispose()


@pytest.mark.filterwarnings("ignore:Cannot correctly sort tables")
def test_models_and_migrations_agree_as_sqlite_sees_it(database: Database, tmp_path: Path) -> None:
    bound = engine(tmp_path / "models.crm")
    metadata.create_all(bound)
    bound.dispose()
    assert shape(database.path) == shape(tmp_path / "models.crm")


def test_a_new_file_says_whose_it_is_and_which_version(database: Database) -> None:
    header = database.path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID == int.from_bytes(b"CRMd", "big")
    assert int.from_bytes(header[60:64], "big") == VERSION


def test_a_migration_brings_the_file_to_its_version(filled: Path, toy: Callable[[str], Path]) -> None:
    migrate(filled, toy('op.add_column("contact", sa.Column("nickname", sa.Text))'))
    connection = driver.connect_to_read(filled)
    assert connection.execute("pragma user_version").fetchone()[0] == VERSION + 1
    assert connection.execute("select count(nickname), count(*) from contact").fetchone() == (0, 2)
    connection.close()


_REBUILD = """
with rebuild("contact") as batch:
    batch.alter_column("note", new_column_name="remark")
    batch.add_column(sa.Column("nickname", sa.Text, nullable=False, server_default="none"))
close_steps()
"""


def test_rebuilding_a_table_keeps_rows_parts_keys_indexes_and_the_counter(
    filled: Path, toy: Callable[[str], Path]
) -> None:
    before = shape(filled)
    migrate(filled, toy(_REBUILD))
    after = shape(filled)
    connection = driver.connect_to_read(filled)
    assert connection.execute("select name, nickname from contact").fetchall() == [("Ada", "none"), ("Grace", "none")]
    assert connection.execute("select count(*) from contact_point").fetchone()[0] == 3
    assert connection.execute("select seq from sqlite_sequence where name = 'contact'").fetchone()[0] == 3
    assert connection.execute("select count(*) from step where not closed").fetchone()[0] == 0
    connection.close()
    assert after["contact counts up"] is True
    assert after["contact keys"] == before["contact keys"]
    assert {name for name in before if name.startswith("index ix_contact_")} <= set(after)
    assert after["contact_point keys"] == before["contact_point keys"]


def test_without_the_counter_an_id_would_be_given_out_twice(filled: Path, toy: Callable[[str], Path]) -> None:
    """The trap itself, so that it is known when alembic or SQLite have closed it."""
    migrate(filled, toy('with op.batch_alter_table("contact", recreate="always") as batch:\n    pass'))
    assert shape(filled)["contact counts up"] is False


def test_with_foreign_keys_on_rebuilding_a_table_would_delete_what_points_to_it(database: Database) -> None:
    """The trap itself: why migrations have a connection of their own."""
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada", "1", "2")
    bound = engine(database.path)
    with bound.connect() as connection:
        connection.exec_driver_sql("pragma foreign_keys=on")
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        with Operations(context).batch_alter_table("contact", recreate="always"):
            pass
        assert connection.exec_driver_sql("select count(*) from contact").scalar() == 1
        assert connection.exec_driver_sql("select count(*) from contact_point").scalar() == 0
    bound.dispose()


def test_undo_works_across_a_migration_that_adds_a_column(filled: Path, toy: Callable[[str], Path]) -> None:
    migrate(filled, toy('op.add_column("contact", sa.Column("nickname", sa.Text, server_default="none"))'))
    connection = driver.connect_to_migrate(filled)
    connection.execute(f"pragma user_version={VERSION}")
    driver.close(connection)
    from crm_desktop.store.database import Database as Opened  # noqa: PLC0415 - the name is taken above

    with Opened.open(filled).writer(standing_clock) as writer:
        writer.undo()
        writer.redo()


def statements_of(path: Path, versions: Path) -> Iterator[int]:
    """Run the migration again and again, failing after one more statement each time; yield how many got through."""
    for allowed in range(1, 1_000):
        passed = [0]

        def count(*_: object, passed: list[int] = passed, allowed: int = allowed) -> None:
            passed[0] += 1
            if passed[0] > allowed:
                raise driver.Error("the power went out")

        event.listen(Engine, "after_cursor_execute", count)
        try:
            migrate(path, versions)
        except Refused:
            yield allowed
        else:
            return
        finally:
            event.remove(Engine, "after_cursor_execute", count)


def test_a_migration_that_fails_after_any_statement_leaves_the_file_as_it_was(
    filled: Path, toy: Callable[[str], Path]
) -> None:
    before = contents(filled)
    versions = toy(_REBUILD)
    tried = 0
    for _allowed in statements_of(filled, versions):
        assert contents(filled) == before
        tried += 1
    assert tried > 10
    assert contents(filled) != before


def test_making_a_file_that_fails_after_any_statement_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "new.crm"
    failed = 0
    for _allowed in range(1, 200, 20):
        path.write_bytes(b"")
        try:
            next(statements_of(path, runner.VERSIONS))
        except StopIteration:
            break
        connection = driver.connect_to_read(path)
        assert connection.execute("select count(*) from sqlite_schema").fetchone()[0] == 0
        connection.close()
        failed += 1
    assert failed > 1


def test_a_migration_that_leaves_a_reference_dangling_is_taken_back(filled: Path, toy: Callable[[str], Path]) -> None:
    before = contents(filled)
    with pytest.raises(Refused, match="as it was before"):
        migrate(filled, toy('op.execute("delete from contact where id = 1")'))
    assert contents(filled) == before


def test_a_migration_with_a_mistake_in_it_is_taken_back(filled: Path, toy: Callable[[str], Path]) -> None:
    before = contents(filled)
    with pytest.raises(Refused, match="as it was before"):
        migrate(filled, toy('op.add_column("contact", sa.Column("nick", sa.Text))\nop.execute("drop table nothing")'))
    assert contents(filled) == before


def test_the_schema_fits_postgresql_too() -> None:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415
    from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: PLC0415

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.tables.values():
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            text = str(CreateIndex(index).compile(dialect=dialect))
            partial = index.dialect_options["sqlite"]["where"] is not None
            assert ("WHERE" in text) is partial, f"{index.name} would hold other rows on PostgreSQL"
