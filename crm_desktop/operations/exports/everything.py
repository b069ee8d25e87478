"""Everything there is, in open formats, and back into an empty database.

A complete export is a folder: tables and cards for people and other programs, every row of the database as JSON under
`tables`, every file under `files`. Taken into an empty database it gives the same content, down to ids and histories.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import DamagedFile, NewerFile, NotFound, Refused
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.exports.records import export
from crm_desktop.store.bulk import blobs, snapshots
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.queries import files
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

MANIFEST = "manifest.json"
FORMAT = "crm-desktop-export"
#: Rows put in at once.
_PORTION = 5_000


def export_all(reader: Reader, folder: Path) -> list[Path]:
    """Write everything into a folder that is empty or not there yet; return the files written.

    Raises Refused when the folder holds something else or cannot be written to.
    """
    _make_folders(folder)
    with reader.snapshot():
        written = [*_for_people(reader, folder), *_tables(reader, folder), *_files(reader, folder)]
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "counters": snapshots.counters(reader),
            "files": {
                path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in written
            },
        }
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=2).encode())
    return [*written, folder / MANIFEST]


def import_all(writer: Writer, folder: Path) -> Outcome[int]:
    """Take a complete export into an empty database, in one step; the value is the number of rows.

    Raises NotFound where there is no such export, DamagedFile where a file of it is missing or was changed, NewerFile
    for one of a newer version, Refused when the database holds something already.
    """
    manifest = _manifest(folder)
    _verify(folder, manifest)
    rows = 0
    with writer.step(_("Import everything from “{name}”").format(name=folder.name)) as work:
        if snapshots.holds_work(work.read):
            raise Refused(
                _("This database holds something already; a complete export goes into an empty one."),
                _("Create a new database, or import the single tables of the export."),
            )
        snapshots.clear(work)
        for file in sorted((folder / "files").iterdir()):
            blobs.put(work, file.read_bytes())
        for table in snapshots.tables():
            rows += _fill(work, folder, table)
        snapshots.keep_counting(work, manifest["counters"])
    writer.tidy()
    return work.outcome(rows)


def is_complete_export(folder: Path) -> bool:
    """Whether a folder holds a complete export."""
    return (folder / MANIFEST).is_file()


def _make_folders(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(_("“{name}” is not an empty folder.").format(name=folder.name), _("Choose another name."))
    try:
        for name in ("tables", "files"):
            (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(
            _("“{name}” could not be created: {reason}.").format(name=folder.name, reason=error.strerror)
        ) from error


def _for_people(reader: Reader, folder: Path) -> Iterable[Path]:
    for kind in RecordKind:
        yield _write(folder / f"{kind}.csv", export(reader, kind))
    yield _write(folder / "contacts.vcf", export(reader, RecordKind.CONTACTS, ".vcf"))


def _tables(reader: Reader, folder: Path) -> Iterable[Path]:
    for table in snapshots.tables():
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in snapshots.rows(reader, table))
        yield _write(folder / "tables" / f"{table}.jsonl", "".join(lines).encode())


def _files(reader: Reader, folder: Path) -> Iterable[Path]:
    for digest in snapshots.digests(reader):
        yield _write(folder / "files" / digest, files.content(reader, sha256=digest) or b"")


def _write(path: Path, data: bytes) -> Path:
    write_whole(path, data)
    return path


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotFound(_("“{name}” is not a complete export.").format(name=folder.name))
    if found["version"] > VERSION:
        raise NewerFile(
            _("“{name}” was written by a newer version of CRM Desktop.").format(name=folder.name),
            _("Install the newest version."),
        )
    return found


def _verify(folder: Path, manifest: dict[str, Any]) -> None:
    """Raise DamagedFile unless every file that will be read is as it was written."""
    for name, digest in manifest["files"].items():
        path = folder / name
        if not name.startswith(("tables/", "files/")):
            continue
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DamagedFile(_("“{name}” of the export is missing or was changed.").format(name=name))


def _fill(work: Any, folder: Path, table: str) -> int:
    path = folder / "tables" / f"{table}.jsonl"
    if not path.is_file():  # a table this version has and the export's did not
        return 0
    count = 0
    with path.open(encoding="utf-8") as lines:
        portion = []
        for line in lines:
            portion.append(json.loads(line))
            count += 1
            if len(portion) == _PORTION:
                snapshots.fill(work, table, portion)
                portion.clear()
        snapshots.fill(work, table, portion)
    return count
