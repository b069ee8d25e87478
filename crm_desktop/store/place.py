"""Is this a good place for a database? A shared or synchronised folder copies it while it is written, and is not."""

from __future__ import annotations

import sys
from pathlib import Path

from crm_desktop.base.i18n import _

#: Folders that programs keep equal across machines, by the beginning of their name.
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents")
_SYNCED_MORE = ("nextcloud", "owncloud", "pcloud", "magentacloud", "box sync", "synologydrive", "seafile", "megasync")

#: File systems that lie on another machine, as Linux names them.
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.rclone", "9p", "afs", "ncpfs"}

#: What such services call the second of two versions of a file, in the languages most met.
_CONFLICTS = ("conflicted copy", "conflict", "in konflikt stehende kopie", "konflikt")


def place_warning(path: Path) -> str | None:
    """Return what is wrong with a place for a database, with what to do instead, or None where it is fine."""
    real = path.resolve()
    service = synced_by(real)
    if service is not None:
        return _(
            "“{folder}” is kept in step with other machines. That can damage a database that is open: keep it in"
            " another folder, and only its backups here."
        ).format(folder=service)
    if on_network(real):
        return _(
            "This folder lies on another machine. That can damage a database: keep it on this one, and only its backups"
            " there."
        )
    return None


def synced_by(path: Path) -> str | None:
    """Return the folder on the way to a path that a program synchronises, or None."""
    starts = (*_SYNCED, *_SYNCED_MORE)
    return next((part for part in path.parts if part.casefold().startswith(starts)), None)


def on_network(path: Path) -> bool:
    """Whether a path lies on another machine, as far as it can be told cheaply."""
    if str(path).startswith(("\\\\", "//")):
        return True
    return sys.platform == "linux" and _mounted_as(path, Path("/proc/self/mounts")) in _NETWORK


def conflicting_copies(path: Path) -> list[Path]:
    """Return files beside a database that a synchronising program made of it when two machines had changed it."""
    try:
        beside = list(path.parent.iterdir())
    except OSError:
        return []
    return sorted(
        file
        for file in beside
        if file != path and file.name.startswith(path.stem) and any(mark in file.name.casefold() for mark in _CONFLICTS)
    )


def _mounted_as(path: Path, table: Path) -> str:
    """Return the type of the file system a path lies on, from the system's table of mounts; "" where unknown."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best = ("", "")
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        mount = fields[1].replace("\\040", " ")
        if path.is_relative_to(mount) and len(mount) >= len(best[0]):
            best = (mount, fields[2])
    return best[1]
