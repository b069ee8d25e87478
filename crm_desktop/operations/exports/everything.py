"""Everything there is, in open formats: a folder or a ZIP archive that is the whole database, for people and programs.

Lists, cards and the calendar for people and other programs; every row of the database as JSON and CSV under `tables`;
every file under its customer's name in `files`; `datapackage.json` says what each file and column means. Taken into an
empty database (`return_in`) it gives the same content, down to ids and histories.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, utc_now
from crm_desktop.domain.listed import Progress
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import listed_out
from crm_desktop.exchange.cells import guard
from crm_desktop.exchange.csv_out import CsvStyle, headings, write_records
from crm_desktop.exchange.vcard_out import write_cards
from crm_desktop.operations.exports.containers import Outgoing, is_archive, outgoing
from crm_desktop.operations.exports.description import describe
from crm_desktop.operations.exports.listing import Asked, ListKind
from crm_desktop.operations.exports.lists import listed
from crm_desktop.operations.exports.records import own_headings
from crm_desktop.operations.exports.writing import watching
from crm_desktop.operations.planning.calendar_files import calendar_file
from crm_desktop.store.bulk import snapshots
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.queries import export_records, files
from crm_desktop.store.reading import Reader

MANIFEST, DESCRIPTION, READ_ME = "manifest.json", "datapackage.json", "README.txt"
FORMAT = "crm-desktop-export"
TABLES, FILES = "tables", "files"
#: The folder of files that hang at nobody.
_OTHER = "other"
#: Rows between two words on how far it is.
_STEP = 500
#: How bytes begin that no attachment gives a name to: pictures of products, the letterhead, offers as they were sent.
_ENDINGS = ((b"%PDF", ".pdf"), (b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"RIFF", ".webp"), (b"<svg", ".svg"))


def export_all(
    reader: Reader, target: Path, *, now: datetime | None = None, progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:  # fmt: skip
    """Write everything into a folder that is empty or not there yet, or into a ZIP archive; return what was written.

    Raises Refused when the folder holds something else or cannot be written to, Cancelled when it was stopped; then
    nothing is left behind.
    """
    told = watching(progress, cancelled)
    with outgoing(target) as out, reader.snapshot():
        told(0, 0)
        export = _Export(reader, out, now or utc_now(), told)
        export.write()
    return [target] if is_archive(target) else [target / name for name in export.digests]


@dataclass
class _Export:
    """One export on its way: what has been written, and how far it is."""

    reader: Reader
    out: Outgoing
    now: datetime
    told: Progress
    #: SHA-256 of each file, in the order written.
    digests: dict[str, str] = field(default_factory=dict)
    done: int = 0
    all: int = 0

    def write(self) -> None:
        """Write all files, the list of them last."""
        kept = snapshots.kept_bytes(self.reader)
        self.all = 3 * snapshots.how_many(self.reader) + len(kept)
        self._for_people()
        for table in snapshots.tables():
            self._put(f"{TABLES}/{table}.jsonl", _lines(self._counted(snapshots.rows(self.reader, table))))
            self._put(f"{TABLES}/{table}.csv", self._table(table))
        places = {}
        for one, name in _named(self.reader, kept):
            places[str(one.id)] = name
            self._put(name, [files.content(self.reader, sha256=one.sha256) or b""])
            self._count()
        own = {kind: own_headings(self.reader, kind) for kind in RecordKind}
        described = describe(list(self.digests), {kind: headings(kind, own[kind]) for kind in RecordKind})
        self._put(DESCRIPTION, [json.dumps(described, indent=1, ensure_ascii=False).encode()])
        self._put(READ_ME, [_read_me(self.now).encode()])
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "counters": snapshots.counters(self.reader),
            "bytes": places,
            "files": dict(self.digests),
        }
        self._put(MANIFEST, [json.dumps(manifest, indent=1, ensure_ascii=False).encode()])
        self.told(self.all, self.all)

    def _for_people(self) -> None:
        for kind in RecordKind:
            own = own_headings(self.reader, kind)
            records = self._counted(export_records.records(self.reader, kind))
            self._put(f"{kind}.csv", write_records(kind, records, own=own))
        people = self._counted(export_records.contacts(self.reader, photos=True))
        self._put("contacts.vcf", write_cards(people))
        self._put("calendar.ics", [calendar_file(self.reader, at=self.now)])
        for which in (ListKind.OFFERS, ListKind.CAMPAIGNS):
            stream = io.BytesIO()
            asked = Asked(kind=which, today=local_day(self.now))
            listed_out.write_csv(stream, listed(self.reader, asked), CsvStyle())
            self._put(f"{which}.csv", [stream.getvalue()])

    def _table(self, table: str) -> Iterator[bytes]:
        """Yield a table as CSV; its cells do not tell what is absent from an empty text, the JSON beside it does."""
        names = snapshots.columns(table)
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(names)
        for number, row in enumerate(self._counted(snapshots.rows(self.reader, table)), 1):
            writer.writerow(guard(value) if isinstance(value, str) else value for value in row.values())
            if number % _STEP == 0:
                yield buffer.getvalue().encode()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode()

    def _put(self, name: str, pieces: Iterable[bytes]) -> None:
        self.digests[name] = self.out.put(name, pieces)

    def _counted(self, found: Iterable[Any]) -> Iterator[Any]:
        for one in found:
            yield one
            self._count()

    def _count(self) -> None:
        self.done += 1
        if self.done % _STEP == 0:
            self.told(min(self.done, self.all), self.all)


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def _named(reader: Reader, kept: list[snapshots.KeptBytes]) -> Iterator[tuple[snapshots.KeptBytes, str]]:
    """Yield what is kept as bytes with the name of its file: under its customer, as it is called there."""
    taken: set[str] = set()
    for one in kept:
        if one.name:
            stem, dot, ending = one.name.rpartition(".")
            folder = safe_name(one.owner) if one.owner else _OTHER
        else:
            stem, dot, folder = one.sha256[:16], ".", _OTHER
            ending = _ending(files.content(reader, sha256=one.sha256) or b"")
        stem, ending = (stem, ending) if dot and stem else (one.name, "")
        name, number = _path(folder, stem, ending), 1
        while name.casefold() in taken:
            number += 1
            name = _path(folder, f"{stem} {number}", ending)
        taken.add(name.casefold())
        yield one, name


def _path(folder: str, stem: str, ending: str) -> str:
    return f"{FILES}/{folder}/{safe_name(stem, f'.{safe_name(ending)}' if ending else '')}"


def _ending(content: bytes) -> str:
    return next((ending for start, ending in _ENDINGS if content.startswith(start)), ".bin").removeprefix(".")


def _read_me(now: datetime) -> str:
    """Return what somebody reads first who finds the folder."""
    lines = (
        _("Everything from CRM Desktop, written on {day}.").format(day=local_day(now).isoformat()),
        "",
        _("contacts.csv, deals.csv, offers.csv … open in any spreadsheet; UTF-8, cells separated by commas."),
        _("contacts.vcf holds all contacts as cards, for address books and telephones."),
        _("calendar.ics holds everything planned, for calendars."),
        _("files holds all attachments and pictures, in a folder for each customer."),
        _("tables holds every table of the database, as CSV and as one JSON object a line."),
        _("datapackage.json says what each file and each column means (Frictionless Data Package)."),
        "",
        _("To go on with it in CRM Desktop, import this folder or archive into an empty database."),
        _("It holds personal data: keep it safe, and delete it when it is no longer needed."),
        "",
    )
    return "\r\n".join(lines)
