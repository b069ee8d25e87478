"""A complete export taken back: into an empty database, in one step, after every file has been checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import Cancelled, DamagedFile, NewerFile, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.listed import Progress
from crm_desktop.operations.exports.containers import Incoming, incoming, is_archive, pieces_of
from crm_desktop.operations.exports.everything import FILES, FORMAT, MANIFEST, TABLES
from crm_desktop.store.bulk import blobs, snapshots
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.unit_of_work import Work, Writer

#: Rows put in at once.
_PORTION = 5_000


def import_all(
    writer: Writer, source: Path, *, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Outcome[int]:
    """Take a complete export, a folder or an archive, into an empty database; the value is the number of rows.

    Raises NotFound where there is no such export, DamagedFile where a file of it is missing or was changed, NewerFile
    for one of a newer version, Refused when the database holds something already, Cancelled when it was stopped.
    """
    with incoming(source) as found:
        manifest = _manifest(found, source.name)
        _verify(found, manifest)
        with writer.step(_("Import everything from “{name}”").format(name=source.name), follow=False) as work:
            if snapshots.holds_work(work.read):
                raise Refused(
                    _("This database holds something already; a complete export goes into an empty one."),
                    _("Create a new database, or import the single tables of the export."),
                )
            snapshots.clear(work)
            _put_bytes(work, found, manifest)
            rows = _put_rows(work, found, manifest, progress, cancelled)
            snapshots.keep_counting(work, manifest["counters"])
    writer.tidy()
    return work.outcome(rows)


def is_complete_export(path: Path) -> bool:
    """Whether a folder or an archive holds a complete export."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    if not is_archive(path):
        return False
    try:
        with incoming(path) as found:
            return MANIFEST in found.names()
    except NotFound:
        return False


def _manifest(found: Incoming, name: str) -> dict[str, Any]:
    try:
        with found.open(MANIFEST) as file:
            known = json.load(file)
    except (DamagedFile, OSError, ValueError):
        known = None
    if not isinstance(known, dict) or known.get("format") != FORMAT:
        raise NotFound(_("“{name}” is not a complete export.").format(name=name))
    if known["version"] > VERSION:
        raise NewerFile(
            _("“{name}” was written by a newer version of CRM Desktop.").format(name=name),
            _("Install the newest version."),
        )
    return known


def _verify(found: Incoming, manifest: dict[str, Any]) -> None:
    """Raise DamagedFile unless every file that will be read is as it was written."""
    for name, digest in manifest["files"].items():
        if not _is_read(name):
            continue
        read = hashlib.sha256()
        with found.open(name) as file:
            for piece in pieces_of(file):
                read.update(piece)
        if read.hexdigest() != digest:
            raise DamagedFile(_("“{name}” of the export is missing or was changed.").format(name=name))


def _is_read(name: str) -> bool:
    """Whether a file is taken in; the others say the same for people and other programs."""
    return name.startswith(f"{FILES}/") or (name.startswith(f"{TABLES}/") and name.endswith(".jsonl"))


def _put_bytes(work: Work, found: Incoming, manifest: dict[str, Any]) -> None:
    places = manifest.get("bytes")
    if places is None:  # written before files had names people can read
        for name in (one for one in manifest["files"] if one.startswith(f"{FILES}/")):
            with found.open(name) as file:
                blobs.put(work, file.read())
        return
    for kept_id, name in places.items():
        with found.open(name) as file:
            snapshots.put_bytes(work, int(kept_id), file.read())


def _put_rows(
    work: Work, found: Incoming, manifest: dict[str, Any], progress: Progress | None, cancelled: Callable[[], bool]
) -> int:
    """Put the rows of all tables in; one this version has and the export has not stays empty."""
    known = set(manifest["files"])
    present = [table for table in snapshots.tables() if f"{TABLES}/{table}.jsonl" in known]
    rows = 0
    for place, table in enumerate(present):
        for portion in _portions(found, f"{TABLES}/{table}.jsonl"):
            if cancelled():
                raise Cancelled(_("The import was stopped; nothing was kept."))
            snapshots.fill(work, table, portion)
            rows += len(portion)
        if progress is not None:
            progress(place + 1, len(present))
    return rows


def _portions(found: Incoming, name: str) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    with found.open(name) as file:
        for line in file:
            portion.append(json.loads(line))
            if len(portion) == _PORTION:
                yield portion
                portion = []
    if portion:
        yield portion
