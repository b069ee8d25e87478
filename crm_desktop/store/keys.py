"""Keys of encrypted files: which file needs one, which one fits it, and how a password becomes one.

An encrypted file is SQLCipher's own kind: its key is PBKDF2-HMAC-SHA512 of the password with the 16 bytes the file
begins with. The first four of them are always the same here, so that a file is known as ours without its password; the
others are random. Whoever has the password can open the file with any program that knows SQLCipher. This module is
imported before the first picture: it stays light.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.base.errors import BadInput, Locked
from crm_desktop.base.i18n import _

#: How our encrypted files begin.
TAG = b"CRMc"
SALT_BYTES = 16
#: What SQLCipher 4 does by default; other programs expect it.
_ROUNDS = 256_000
_KEY_BYTES = 32
#: Fewer letters are tried out in no time.
SHORTEST = 8


@dataclass(frozen=True)
class Key:
    """What opens one file: the file's salt and the 32 bytes that were made of it. Never printed by accident."""

    salt: bytes
    raw: bytes = field(repr=False)

    @property
    def spec(self) -> str:
        """Return it as SQLCipher takes it, nothing left to be derived."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


@dataclass(frozen=True)
class Keys:
    """The keys at hand. Which one fits a file is told by the salt the file begins with."""

    known: tuple[Key, ...] = ()

    def fitting(self, path: Path) -> Key | None:
        """Return the key of a file; None for one that needs none. Raises Locked where it is not at hand."""
        salt = salt_of(path)
        if not salt:
            return None
        found = self.by_salt(salt)
        if found is None:
            raise locked(path)
        return found

    def by_salt(self, salt: bytes) -> Key | None:
        """Return the key made of a salt, None where there is none."""
        return next((key for key in self.known if key.salt == salt), None)

    def with_key(self, key: Key | None) -> Keys:
        """Return these keys and one more."""
        return self if key is None or key in self.known else Keys((*self.known, key))


NO_KEYS = Keys()


def salt_of(path: Path) -> bytes:
    """Return the salt an encrypted file begins with; nothing for any other file, and for none."""
    try:
        with path.open("rb") as file:
            first = file.read(SALT_BYTES)
    except OSError:
        return b""
    return first if len(first) == SALT_BYTES and first.startswith(TAG) else b""


def derive(password: str, salt: bytes) -> Key:
    """Make the key of a password for a file; takes a fifth of a second, on purpose."""
    import hashlib  # noqa: PLC0415 - only where something is encrypted
    from unicodedata import normalize  # noqa: PLC0415

    typed = normalize("NFC", password).encode()
    return Key(salt, hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _KEY_BYTES))


def new_key(password: str) -> Key:
    """Make the key of a password for a file that is yet to be encrypted. Raises BadInput for a password too short."""
    check_new_password(password)
    return derive(password, TAG + os.urandom(SALT_BYTES - len(TAG)))


def check_new_password(password: str) -> None:
    """Raise BadInput unless a password will do as a new one."""
    if len(password) < SHORTEST:
        raise BadInput(
            _("A password needs at least {n} letters.").format(n=SHORTEST),
            _("Three or four words in a row are easy to remember and hard to guess."),
            field="password",
        )
    if password != password.strip():
        raise BadInput(
            _("A password may not begin or end with a space."), _("Nobody would see it on paper."), field="password"
        )


def locked(path: Path) -> Locked:
    """Return the error for a file whose key is not at hand."""
    return Locked(_("“{name}” is encrypted.").format(name=path.name), _("It opens with its password."))
