"""What a session knows of its file's password: the keys at hand, and the guard its windows are given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.times import Clock
from crm_desktop.store.keys import Key, Keys, salt_of
from crm_desktop.ui.commands.guard import Guard, NewPassword

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.ui.window.file_state import FileState

#: Gives the file another password, or none.
Protect = Callable[[NewPassword | None], None]


def keys_at_hand(path: Path, known: Keys) -> Keys:
    """Return the keys known already, and the one the system remembers where the file still needs one."""
    salt = salt_of(path)
    if not salt or known.by_salt(salt) is not None:
        return known
    from crm_desktop.operations.firm.system_keys import remembered, system_store  # encrypted files alone
    from crm_desktop.store import encryption

    key = remembered(path, system_store())
    return known.with_key(key if key is not None and encryption.opens(path, key) else None)


def guard_over(
    database: Database, state: FileState, clock: Clock, *, protect: Protect, lock: Callable[[], None]
) -> Guard:
    """Return what windows may do with the password of a file."""
    key = database.keys.fitting(database.path)
    number = _sheet_number(database.path) if key is not None else ""

    def note_sheet() -> None:
        state.set_sheet(number)
        state.save()

    return Guard(
        encrypted=key is not None,
        can_encrypt=_can_encrypt() and not database.read_only,
        has_store=_has_store,
        remembered=partial(_is_remembered, database.path),
        remember=lambda wanted: remember_key(key, None, wanted=wanted),
        fits=partial(fits, key),
        protect=protect,
        unprotect=partial(protect, None),
        sheet_number=number,
        sheet_made=state.sheet,
        note_sheet=note_sheet,
        sheet_name=partial(_sheet_name, database.path),
        sheet=partial(_sheet, database, clock),
        lock=lock,
    )


def fits(key: Key | None, typed: str) -> bool:
    """Whether something typed is the password or the recovery key of a key."""
    from crm_desktop.operations.firm.protection import same_secret  # here and below: asked rarely

    return key is None or same_secret(key, typed)


def remember_key(key: Key | None, before: Key | None, *, wanted: bool) -> None:
    """Let the system remember a file's key as the user wants, and forget the one it had before."""
    from crm_desktop.operations.firm.system_keys import forget, remember, system_store

    store = system_store()
    for old in (before, key):
        if old is not None and (old != key or not wanted):
            forget(old, store)
    if wanted and key is not None:
        remember(key, store)


def _can_encrypt() -> bool:
    from crm_desktop.store import driver

    return driver.can_encrypt()


def _has_store() -> bool:
    from crm_desktop.operations.firm.system_keys import system_store

    return system_store() is not None


def _is_remembered(path: Path) -> bool:
    from crm_desktop.operations.firm.system_keys import remembered, system_store

    return remembered(path, system_store()) is not None


def _sheet_number(path: Path) -> str:
    from crm_desktop.operations.firm.recovery_sheets import sheet_number

    return sheet_number(path)


def _sheet_name(path: Path) -> str:
    from crm_desktop.operations.firm.recovery_sheets import sheet_name

    return sheet_name(path)


def _sheet(database: Database, clock: Clock) -> bytes:
    from crm_desktop.operations.firm.recovery_sheets import recovery_sheet

    return recovery_sheet(database.path, database.keys, now=clock())
