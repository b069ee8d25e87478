"""Whether a file is one of ours, told from its first bytes, without SQLite and without touching it.

A foreign file is never opened with SQLite: even reading could play back a journal that lies beside it.
"""

from __future__ import annotations

import stat
import struct
from typing import TYPE_CHECKING

from crm_desktop.base.errors import CrmError, DamagedFile, ForeignFile, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.store.keys import TAG

if TYPE_CHECKING:
    from pathlib import Path

#: "CRMd" in the header of each of our files.
APPLICATION_ID = 0x43524D64

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
#: SQLCipher's size of pages, which is part of how a file is encrypted.
_ENCRYPTED_PAGE = 4096


def check_identity(path: Path) -> None:
    """Raise NotFound, Refused, ForeignFile or DamagedFile unless the file is a database of this program."""
    header = _read_header(path)
    if not header:
        raise ForeignFile(_("“{name}” is empty.").format(name=path.name), _("Choose a database of CRM Desktop."))
    if header.startswith(TAG):
        _check_encrypted_length(path)
        return
    if not header.startswith(_MAGIC):
        raise _no_database(path, header)
    if len(header) < _HEADER:
        raise _cut_short(path)
    if struct.unpack_from(">I", header, 68)[0] != APPLICATION_ID:
        raise ForeignFile(
            _("“{name}” belongs to another program.").format(name=path.name), _("Choose a database of CRM Desktop.")
        )
    _check_length(path, header)


def _read_header(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Refused(_("“{name}” is a folder.").format(name=path.name), _("Choose a database of CRM Desktop."))
        if not stat.S_ISREG(kind):  # a pipe would be waited for, for ever
            raise Refused(_("“{name}” is not a file.").format(name=path.name), _("Choose a database of CRM Desktop."))
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError as error:
        raise NotFound(_("There is no file “{path}”.").format(path=path), _("Check where it lies.")) from error
    except OSError as error:
        raise Refused(_("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))) from error


def _no_database(path: Path, header: bytes) -> CrmError:
    # A page of zeros in front is what a failing disk leaves; anything else was never ours.
    if not header.strip(b"\x00"):
        return _cut_short(path)
    return ForeignFile(_("“{name}” is not a database.").format(name=path.name), _("Choose a database of CRM Desktop."))


def _check_length(path: Path, header: bytes) -> None:
    """Find a file that was cut off. With a -wal beside it, the end may still lie there."""
    if _has_wal(path):
        return
    page = struct.unpack_from(">H", header, 16)[0]
    page = 65_536 if page == 1 else page
    pages, changed, valid_for = (struct.unpack_from(">I", header, at)[0] for at in (28, 24, 92))
    if changed == valid_for and path.stat().st_size < pages * page:
        raise _cut_short(path)


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check_encrypted_length(path: Path) -> None:
    """Find an encrypted file that was cut off within a page; how many there should be is known once it is open."""
    if _has_wal(path):
        return
    size = path.stat().st_size
    if not size or size % _ENCRYPTED_PAGE:
        raise _cut_short(path)


def _cut_short(path: Path) -> DamagedFile:
    return DamagedFile(
        _("“{name}” is damaged: part of it is missing.").format(name=path.name),
        _("Restore the latest backup, or save what can be read with “crm-desktop salvage”."),
    )
