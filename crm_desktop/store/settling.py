"""Brings a closed file into one piece before it is replaced: nothing of it left in a -wal."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.base.errors import FileBusy
from crm_desktop.base.i18n import _
from crm_desktop.store import driver
from crm_desktop.store.keys import Keys


def settle(database: Path, keys: Keys) -> None:
    """Move everything from the -wal into the file. SQLite ends its write-ahead mode only for its last connection.

    Raises FileBusy where another connection has the file.
    """
    with driver.Plainly():
        connection = driver.connect_to_write(database, keys.fitting(database))
        try:
            connection.execute("pragma wal_checkpoint(truncate)").fetchall()
            mode = connection.execute("pragma journal_mode=delete").fetchone()[0]
        except driver.Error as error:
            if isinstance(driver.explain(error), FileBusy):
                raise _open_elsewhere(database) from error
            raise
        finally:
            connection.close()
    if mode != "delete":
        raise _open_elsewhere(database)


def _open_elsewhere(database: Path) -> FileBusy:
    return FileBusy(_("“{name}” is still open.").format(name=database.name), _("Close it everywhere, then try again."))
