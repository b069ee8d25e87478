"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))}


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes under a temporary name, force them to the disk, then rename: no reader ever sees half a file.

    Raises Refused, with the system's reason, when the place cannot be written to.
    """
    import tempfile  # noqa: PLC0415 - it takes longer to import than the first list to read, and most starts write nothing

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise _cannot_write(path, error) from error


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


def _cannot_write(path: Path, error: OSError) -> Refused:
    return Refused(
        _("“{name}” could not be written: {reason}.").format(name=path.name, reason=error.strerror or str(error)),
        _("Choose another folder or free some space, then try again."),
    )
