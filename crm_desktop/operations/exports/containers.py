"""Where a complete export lies: a folder or a ZIP archive, written under another name first, read without unpacking."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from crm_desktop.base.errors import DamagedFile, NotFound, Refused
from crm_desktop.base.files import cannot_write, sync_folder, whole_file
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

#: Read and written at once.
_PIECE = 1 << 20


class Outgoing(Protocol):
    """Takes files of an export, one after another."""

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file piece by piece; return its SHA-256."""


class Incoming(Protocol):
    """Gives the files of an export."""

    def names(self) -> list[str]:
        """Return the names of all files, with “/” between folder and file."""

    def open(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """Open a file for reading; raises DamagedFile where it is not there."""


class _FolderOut:
    """Writes files into a folder, each forced to the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file and return its digest."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = hashlib.sha256()
        with path.open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest()


class _ArchiveOut:
    """Writes files into an archive, all of one day, so that the same content gives the same bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file and return its digest."""
        digest = hashlib.sha256()
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(entry, "w", force_zip64=True) as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()


class _FolderIn:
    """Reads files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return what is there."""
        return sorted(p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*") if p.is_file())

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file to read."""
        try:
            file = (self._folder / name).open("rb")
        except OSError as error:
            raise _missing(name) from error
        with file:
            yield file


class _ArchiveIn:
    """Reads files of an archive where they lie."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> list[str]:
        """Return what is there."""
        return sorted(name for name in self._archive.namelist() if not name.endswith("/"))

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file to read."""
        try:
            file = self._archive.open(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise _missing(name) from error
        with file:
            try:
                yield cast("BinaryIO", file)
            except zipfile.BadZipFile as error:  # the sum over its bytes is another one
                raise _missing(name) from error


def is_archive(path: Path) -> bool:
    """Whether a path is meant as a ZIP archive."""
    return path.suffix.lower() == ".zip"


@contextlib.contextmanager
def outgoing(target: Path) -> Iterator[Outgoing]:
    """Give a place for files; it stands under its name when the block ends well, else nothing of it is left.

    Raises Refused for a folder that holds something already, or where nothing can be written.
    """
    if is_archive(target):
        with (
            whole_file(target) as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            yield _ArchiveOut(archive)
        return
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(_("“{name}” is not an empty folder.").format(name=target.name), _("Choose another name."))
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise Refused(
            _("“{name}” could not be created: {reason}.").format(name=target.name, reason=why_not(error))
        ) from error
    try:
        yield _FolderOut(draft)
        if target.exists():
            target.rmdir()
        draft.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextlib.contextmanager
def incoming(source: Path) -> Iterator[Incoming]:
    """Give the files of a folder or an archive. Raises NotFound where there is neither."""
    if source.is_dir():
        yield _FolderIn(source)
        return
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotFound(_("“{name}” is not a complete export.").format(name=source.name)) from error
    with archive:
        yield _ArchiveIn(archive)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file piece by piece."""
    while piece := file.read(_PIECE):
        yield piece


def _missing(name: str) -> DamagedFile:
    return DamagedFile(_("“{name}” of the export is missing or was changed.").format(name=name))
