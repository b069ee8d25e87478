"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The disk is full, or the user's share of it.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
#: Another program holds the file: POSIX says so for few files, Windows for each (sharing and lock violation).
_IN_USE, _SHARED = {errno.EBUSY, errno.ETXTBSY}, {32, 33}
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))}


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes under a temporary name, force them to the disk, then rename: no reader ever sees half a file.

    Raises Refused, with the system's reason, when the place cannot be written to.
    """
    with whole_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to be written piece by piece; it stands under its name when the block ends well, else not at all.

    Raises Refused, with what can be done, when the place cannot be written to or the disk is full.
    """
    import tempfile  # noqa: PLC0415 - it takes longer to import than the first list to read, and most starts write nothing

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # it is gone where all went well
            draft.unlink()


def sync_folder(folder: Path) -> None:
    """Force a folder's names to the disk; systems that cannot do that for folders do it by themselves."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def safe_name(text: str, ending: str = "") -> str:
    """Return a file name made from any text: no path in it, no reserved word, at most 120 characters."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", text).strip(" .")[:120].rstrip(" .") or "_"
    if name.split(".")[0].casefold() in _RESERVED:
        name = f"_{name}"
    return name + ending


def with_ending(path: Path, ending: str) -> Path:
    """Return a path that ends as asked; what a name has behind a full stop of its own (“Offer 24.11”) stays."""
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def cannot_write(path: Path, error: OSError) -> Refused:
    """Return why a file could not be written, and what can be done about it."""
    if error.errno in _FULL:
        return Refused(
            _("There is no room left on the disk for “{name}”.").format(name=path.name),
            _("Free some space or choose another disk, then try again. What was there before is unchanged."),
        )
    if error.errno in _IN_USE or getattr(error, "winerror", None) in _SHARED:
        return Refused(
            _("“{name}” is open in another program.").format(name=path.name),
            _("Close it there, for example in Excel, or choose another name, then try again."),
        )
    return Refused(
        _("“{name}” could not be written: {reason}.").format(name=path.name, reason=why_not(error)),
        _("Choose another folder or free some space, then try again."),
    )
