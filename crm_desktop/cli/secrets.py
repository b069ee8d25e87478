"""Passwords on the command line: from the environment, the system's key store or a prompt, never from an argument.

Arguments are seen by everybody on the machine and kept by the shell.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from crm_desktop.base.errors import BadInput, Locked
from crm_desktop.base.i18n import _
from crm_desktop.operations.firm import protection, system_keys
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.keys import NO_KEYS, Key, Keys, new_key, salt_of

#: Where scripts leave the password, or the recovery key, of a file; and the one it is to get.
PASSWORD, NEW_PASSWORD = "CRM_DESKTOP_PASSWORD", "CRM_DESKTOP_NEW_PASSWORD"
_TRIES = 3


def keys_for(*paths: Path, known: Keys = NO_KEYS) -> Keys:
    """Return the keys of those files that are encrypted. Raises Locked or BadInput where one cannot be had."""
    for path in paths:
        if protection.is_encrypted(path) and not any(key.salt == _salt(path) for key in known.known):
            known = known.with_key(_key_of(path))
    return known


def chosen_key() -> Key:
    """Return a key for a new password. Raises BadInput where it will not do, Locked where nobody can be asked."""
    given = os.environ.get(NEW_PASSWORD)
    if given is not None:
        return new_key(given)
    return new_key(new_password())


def new_password() -> str:
    """Return a new password, from the environment or typed twice."""
    given = os.environ.get(NEW_PASSWORD)
    if given is not None:
        protection.check_new(given, given)
        return given
    if not _somebody_there():
        raise Locked(
            _("A new password is needed."),
            _("Call this in a terminal, or leave it in the environment as {name}.").format(name=NEW_PASSWORD),
        )
    password = getpass.getpass(_("New password: "), sys.stderr)
    protection.check_new(password, getpass.getpass(_("Once more: "), sys.stderr))
    return password


def salvage_key(path: Path, keeper: BackupKeeper) -> Key | None:
    """Return the key of a damaged file, None for one that was never encrypted.

    Where its own beginning is lost, the salts of its backups are tried: they are the same. Raises Locked where nobody
    can be asked, BadInput where what was typed fits nothing.
    """
    if protection.is_encrypted(path):
        remembered = system_keys.remembered(path, system_keys.system_store())
        return remembered or protection.key_of_damaged(path, _typed(path), [_salt(path)])
    salts = {_salt(one.path) for one in keeper.all()} - {b""}
    if not salts and PASSWORD not in os.environ:
        return None  # nothing tells of any encryption
    return None if protection.begins_in_plain(path) else protection.key_of_damaged(path, _typed(path), sorted(salts))


def _typed(path: Path) -> str:
    """Return what opens a damaged file, from the environment or typed."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not _somebody_there():
        raise Locked(
            _("“{name}” is encrypted: nothing of it can be saved without its key.").format(name=path.name),
            _("Call this in a terminal, or leave the password in the environment as {name}.").format(name=PASSWORD),
        )
    return getpass.getpass(_("Password or recovery key of “{name}”: ").format(name=path.name), sys.stderr)


def _key_of(path: Path) -> Key:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return protection.unlock(path, given)
    remembered = system_keys.remembered(path, system_keys.system_store())
    if remembered is not None:
        return remembered
    if not _somebody_there():
        raise Locked(
            _("“{name}” is encrypted.").format(name=path.name),
            _("Call this in a terminal, or leave the password in the environment as {name}.").format(name=PASSWORD),
        )
    return _asked(path)


def _asked(path: Path) -> Key:
    for left in reversed(range(_TRIES)):
        typed = getpass.getpass(_("Password of “{name}”: ").format(name=path.name), sys.stderr)
        try:
            return protection.unlock(path, typed)
        except BadInput as error:
            if not left:
                raise
            print(error, file=sys.stderr)
    raise Locked(_("“{name}” is encrypted.").format(name=path.name))


def _salt(path: Path) -> bytes:
    return salt_of(path)


def _somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
