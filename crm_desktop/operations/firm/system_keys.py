"""Keys of files in the system's key store (Secret Service, KWallet, Keychain, Credential Locker), if the user wants.

Only stores that keep secrets as such are used, never one that writes them into a file for everybody to read; where
there is none, the password is asked for each time. What is kept is the key of one file, under its salt: it is of no
use any more once the password was changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.store.keys import Key, salt_of

T = TypeVar("T")

_log = logging.getLogger("crm_desktop.keys")

_SERVICE = "CRM Desktop"
#: Modules of `keyring` whose stores are guarded by the system.
_GUARDED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


class Store(Protocol):
    """What is used of a key store."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret, None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


class _NoAnswer(Exception):  # noqa: N818 - says what is the case; it never leaves this module
    """The store failed, in whatever way of its own."""


def system_store() -> Store | None:
    """Return the system's key store; None where there is none, or none that guards what it keeps."""
    try:
        return next((one for one in _asked(_stores) if is_guarded(one)), None)
    except _NoAnswer:
        return None


def is_guarded(store: object) -> bool:
    """Whether a store is one the system guards."""
    return type(store).__module__.startswith(_GUARDED)


def remembered(path: Path, store: Store | None) -> Key | None:
    """Return the key the system remembers for a file, None where there is none, it was forgotten or not given."""
    salt = salt_of(path)
    if store is None or not salt:
        return None
    try:
        kept = _asked(lambda: store.get_password(_SERVICE, salt.hex()))
        return None if kept is None else Key(salt, bytes.fromhex(kept))
    except (_NoAnswer, ValueError):
        return None


def remember(key: Key, store: Store | None) -> None:
    """Let the system remember a key. Raises Refused where it cannot."""
    if store is None:
        raise _no_store()
    try:
        _asked(lambda: store.set_password(_SERVICE, key.salt.hex(), key.raw.hex()))
    except _NoAnswer as error:
        raise Refused(
            _("The system’s key store did not take the key."), _("The password is asked for at each start.")
        ) from error


def forget_and_remember(before: Key, after: Key, store: Store) -> None:
    """Let the system remember a file's new key where it knew the one before; that one goes."""
    try:
        knew = _asked(lambda: store.get_password(_SERVICE, before.salt.hex())) is not None
    except _NoAnswer:
        return
    if knew:
        remember(after, store)
        forget(before, store)


def forget(key: Key, store: Store | None) -> None:
    """Let the system forget a key; nothing happens where it knew none. Raises Refused where it does not."""
    if store is None:
        return
    try:
        if _asked(lambda: store.get_password(_SERVICE, key.salt.hex())) is not None:
            _asked(lambda: store.delete_password(_SERVICE, key.salt.hex()))
    except _NoAnswer as error:
        raise Refused(
            _("The system’s key store did not forget the key."), _("Remove it there by hand: “CRM Desktop”.")
        ) from error


def _stores() -> list[Store]:
    """Return the stores there are, the one the system or the user chose first."""
    import keyring  # noqa: PLC0415 - takes as long as the first list to read; only encrypted files need it
    from keyring.backend import get_all_keyring  # noqa: PLC0415

    return [keyring.get_keyring(), *get_all_keyring()]


def _asked(ask: Callable[[], T]) -> T:
    """Return what a store answers. Each fails in ways of its own (locked, refused, no bus); here they become one."""
    try:
        return ask()
    except Exception as error:
        _log.exception("the key store gave no answer")
        raise _NoAnswer from error


def _no_store() -> Refused:
    return Refused(
        _("This system has no key store that could remember the key."), _("The password is asked for at each start.")
    )
