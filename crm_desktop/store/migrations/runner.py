"""Brings a file to a version of the schema: all of it or nothing.

A connection of its own with foreign keys off (with keys on, rebuilding a table deletes the rows that point to it), one
explicit transaction (without it a migration that fails is left half done), keys and pages verified before the commit,
and the version number set in the same transaction.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from crm_desktop.base.errors import CrmError, Refused
from crm_desktop.base.i18n import _
from crm_desktop.store import driver
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from crm_desktop.store.keys import Key

_HERE = Path(__file__).parent
VERSIONS = _HERE / "versions"


def upgrade(
    path: Path, to: int = VERSION, *, application_id: int, versions: Path = VERSIONS, key: Key | None = None
) -> None:
    """Run the migrations a file still lacks. Raises Refused when one fails; the file is then as it was before.

    `versions` is the folder of the migrations; tests bring their own.
    """
    connection = driver.connect_to_migrate(path, key)
    try:
        _run(connection, to, application_id, versions)
    except (driver.Error, SQLAlchemyError, _Unsound) as error:
        raise _failed(error) from error
    finally:
        if connection.in_transaction:
            connection.execute("rollback")
        driver.close(connection)


def configuration(connection: Connection | None, target: MetaData = metadata, versions: Path = VERSIONS) -> Config:
    """Return what alembic needs to know, without a file; the scripts are found beside this module wherever it lies."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = target
    return config


def _run(connection: driver.Connection, to: int, application_id: int, versions: Path) -> None:
    engine = create_engine(
        "sqlite://",
        module=driver.module(),
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        skip_autocommit_rollback=True,
    )
    with engine.connect() as bound:
        bound.exec_driver_sql("begin immediate")
        command.upgrade(configuration(bound, versions=versions), f"{to:04}")
        _verify(connection)
        connection.execute(f"pragma application_id={application_id}")
        connection.execute(f"pragma user_version={to}")
        connection.execute("commit")


class _Unsound(Exception):  # noqa: N818 - not shown; it becomes Refused
    """The result of a migration does not hold together."""


def _verify(connection: driver.Connection) -> None:
    dangling = connection.execute("pragma foreign_key_check").fetchall()
    if dangling:
        raise _Unsound(f"{len(dangling)} references without a target, first in {dangling[0][0]}")
    answer = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise _Unsound(str(answer))


def _failed(error: Exception) -> CrmError:
    cause = getattr(error, "orig", error)
    plain = driver.explain(cause) if isinstance(cause, driver.Error) else None
    return plain or Refused(
        _("The database could not be brought up to this version of the program; it is as it was before."),
        _("Check the database, or go on with the version of the program that wrote it."),
    )
