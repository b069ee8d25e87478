"""The password of a file: opening with it or with the recovery key, setting, changing and removing it.

None of this is a step: a password is no record, and nothing of it can be undone except by setting it again.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base import recovery_code
from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.store import keys as store_keys
from crm_desktop.store.keys import Key, Keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.store.backup_keeper import BackupKeeper
    from crm_desktop.store.encryption import Watch

#: Share of the whole, in percent, that the file itself takes; its backups are the rest.
_FILE = 70
#: Bytes of a damaged file that are looked at to prove a key.
_PROVED = 64 * 4096


class Protected(NamedTuple):
    """What came of a change: the keys from now on, how many backups follow it, and those that could not."""

    keys: Keys
    backups: int
    left: tuple[Path, ...]
    #: A folder of backups that could not be reached.
    away: Path | None = None


def is_encrypted(path: Path) -> bool:
    """Whether a file needs a password."""
    return bool(store_keys.salt_of(path))


def can_encrypt() -> bool:
    """Whether files can be encrypted on this computer."""
    from crm_desktop.store import driver  # noqa: PLC0415 - asked on one page only

    return driver.can_encrypt()


def unlock(path: Path, typed: str) -> Key:
    """Return the key of a file for what was typed: its password, or its recovery key.

    Raises BadInput where neither fits, saying in a recovery key where the slip is; Refused where it needs no key.
    """
    from crm_desktop.store import driver, encryption  # noqa: PLC0415 - only where a file is encrypted

    if not driver.can_encrypt():
        raise driver.cannot_encrypt()
    salt = store_keys.salt_of(path)
    if not salt:
        raise Refused(_("“{name}” is not encrypted.").format(name=path.name))
    key = store_keys.derive(typed, salt)
    if encryption.opens(path, key):
        return key
    if recovery_code.looks_like_one(typed):
        key = Key(salt, recovery_code.key_of(typed))
        if encryption.opens(path, key):
            return key
        raise BadInput(
            _("This recovery key belongs to another file or to an earlier password."),
            _("Each new password has a sheet of its own; look for a newer one."),
            field="password",
        )
    raise BadInput(
        _("“{name}” does not open with this password.").format(name=path.name),
        _("Mind capital letters and the keyboard’s language. The recovery key of the sheet opens it too."),
        field="password",
    )


def same_secret(key: Key, typed: str) -> bool:
    """Whether what was typed is the password or the recovery key of a key at hand; for the locked window."""
    import hmac  # noqa: PLC0415

    if hmac.compare_digest(store_keys.derive(typed, key.salt).raw, key.raw):
        return True
    try:
        return recovery_code.looks_like_one(typed) and hmac.compare_digest(recovery_code.key_of(typed), key.raw)
    except BadInput:
        return False


def protect(keeper: BackupKeeper, password: str, *, now: datetime, watch: Watch | None = None) -> Protected:
    """Encrypt the keeper's file with a new password, or give an encrypted one another, and let its backups follow.

    Raises BadInput for a password that will not do, and what `encryption.convert` raises; then the file is as it was.
    """
    return _convert(keeper, store_keys.new_key(password), now, watch)


def unprotect(keeper: BackupKeeper, *, now: datetime, watch: Watch | None = None) -> Protected:
    """Take the encryption off the keeper's file and off its backups."""
    return _convert(keeper, None, now, watch)


def check_new(password: str, again: str) -> None:
    """Raise BadInput unless a new password will do and was typed twice alike."""
    store_keys.check_new_password(password)
    if unicodedata.normalize("NFC", password) != unicodedata.normalize("NFC", again):
        raise BadInput(_("The two passwords differ."), _("Type it once more."), field="again")


def recovery_lines(path: Path, keys: Keys) -> list[str]:
    """Return the recovery key of a file as its sheet shows it. Raises Refused where the file is not encrypted."""
    key = keys.fitting(path)
    if key is None:
        raise Refused(_("“{name}” is not encrypted.").format(name=path.name), _("Set a password first."))
    return recovery_code.lines_of(key.raw)


def begins_in_plain(path: Path) -> bool:
    """Whether a file, damaged or not, begins as one that was never encrypted."""
    with path.open("rb") as file:
        return file.read(16).startswith(b"SQLite format 3")


def key_of_damaged(path: Path, typed: str, salts: Sequence[bytes]) -> Key:
    """Return the key for a damaged file: of the password and one of some salts, or as it stands on the sheet.

    Raises BadInput where it fits no page.
    """
    from crm_desktop.store.salvage_unseal import proves  # noqa: PLC0415 - numpy

    on_paper = recovery_code.key_of(typed) if recovery_code.looks_like_one(typed) else None
    with path.open("rb") as file:
        begin = file.read(_PROVED)
    for salt in salts:
        for key in (store_keys.derive(typed, salt), *([Key(salt, on_paper)] if on_paper else [])):
            if proves(begin, key):
                return key
    if on_paper is not None and not salts:  # nothing is left by which it could be proved; the sheet proves itself
        return Key(b"", on_paper)
    raise BadInput(
        _("“{name}” does not open with this password.").format(name=path.name),
        _("The recovery key of the sheet opens it too."),
        field="password",
    )


def _convert(keeper: BackupKeeper, wanted: Key | None, now: datetime, watch: Watch | None) -> Protected:
    from crm_desktop.store import encryption  # noqa: PLC0415

    told = watch or encryption.Watch()
    database = keeper.database.resolve()
    encryption.convert(
        database,
        keeper.keys,
        wanted,
        told._replace(progress=lambda done, total: told.progress(_FILE * done // max(total, 1), 100)),
    )
    keys = keeper.keys.with_key(wanted)
    done = encryption.convert_backups(
        keeper,
        keys,
        wanted,
        now=now,
        watch=encryption.Watch(
            lambda done, total: told.progress(_FILE + (100 - _FILE) * done // max(total, 1), 100), told.cancelled
        ),
    )
    return Protected(keys, done.done, done.left, done.away)
