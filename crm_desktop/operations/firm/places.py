"""Which database file is meant, where its backups lie, and the one that is made before an import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import Places
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.place import conflicting_copies, place_warning

if TYPE_CHECKING:
    from crm_desktop.store.backup_keeper import BackupKeeper

#: Ending of the program's own files.
ENDING = ".crm"
DEFAULT_NAME = "My firm"
DEMO_NAME = "Holzwerk Brandt (demo)"
#: Folder of files that are not used any more.
PUT_AWAY = "put away"


def database_path(folders: Places, *, given: str = "", last: str = "") -> Path:
    """Return the file a user means: the one named, a name in the data folder, the one used last, or the usual one."""
    if not given:
        return Path(last) if last and Path(last).exists() else folders.data / f"{DEFAULT_NAME}{ENDING}"
    path = Path(given)
    if path.parent == Path() and not path.suffix and not path.exists():
        return folders.data / f"{given}{ENDING}"
    return path


def demo_path(folders: Places) -> Path:
    """Return the file the demo firm lives in."""
    return folders.data / f"{DEMO_NAME}{ENDING}"


def put_away(database: Path, folders: Places) -> Path:
    """Move a database out of sight, into a folder of files put away; return where it lies now."""
    folder = folders.data / PUT_AWAY
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / database.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{database.stem} {number}{ENDING}"
    for ending in ("-wal", "-shm"):  # only there after a crash; what they hold belongs to the file
        beside = database.with_name(database.name + ending)
        if beside.exists():
            beside.rename(target.with_name(target.name + ending))
    return database.rename(target)


class Concerns(NamedTuple):
    """What is wrong with where a file lies: a sentence or None, and copies a synchronising program made of it."""

    place: str | None
    copies: list[Path]


def concerns(*, path: Path) -> Concerns:
    """Look where a file lies and what lies beside it; may take a moment on a slow drive."""
    return Concerns(place_warning(path), conflicting_copies(path))


def backup_folder(folders: Places, database: Path) -> Path:
    """Return where the backups of a database lie."""
    return folders.data / "backups" / database.stem


def keeper(folders: Places, database: Path, *, second: str = "", keys: Keys = NO_KEYS) -> BackupKeeper:
    """Return who keeps the backups of a database, with a second folder where the user chose one."""
    from crm_desktop.store.backup_keeper import BackupKeeper  # noqa: PLC0415 - not before the first picture

    return BackupKeeper(database, backup_folder(folders, database), Path(second) if second else None, keys=keys)


def save_before_import(kept: BackupKeeper, now: datetime) -> None:
    """Make a backup before an import; where none can be made, the error says so and the import must not begin."""
    from crm_desktop.store.backup import Reason  # noqa: PLC0415 - not before the first picture

    try:
        kept.save(now=now, reason=Reason.IMPORT)
    except CrmError as error:
        raise type(error)(
            _("No backup could be made before the import: {reason}").format(reason=error.message), error.advice
        ) from error
