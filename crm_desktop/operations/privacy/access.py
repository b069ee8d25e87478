"""The right of access and of portability (Art. 15, 20 GDPR; Art. 25, 28 DSG): one package to be handed over.

A file to be read (PDF), the same as plain data (JSON, CSV, vCard), and the files themselves, in one zip. Whatever names
other people is held out until somebody has decided on it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import LANGUAGES, _, speaking
from crm_desktop.base.times import local_day, to_text
from crm_desktop.exchange.csv_out import write_table
from crm_desktop.exchange.vcard_out import write_cards
from crm_desktop.operations.privacy.access_paper import access_pdf
from crm_desktop.operations.privacy.dossier import Dossier, Release, dossier, held_out, released
from crm_desktop.operations.reports.words import report_language
from crm_desktop.store.queries import export_records, files
from crm_desktop.store.queries import privacy_dossier as queries
from crm_desktop.store.reading import Reader

#: What a person gave itself, or brought about by buying and writing (Art. 20 (1)).
_PROVIDED = ("master", "ways", "addresses", "employments", "consents", "orders", "leads", "surveys")
_NOT_PROVIDED = frozenset({
    "note", "standing", "category", "source", "confirmed_on", "restricted_on", "letter_salutation", "custom",
    "referred_by",
})  # fmt: skip
_FORMAT = "crm-desktop-person"


class Package(NamedTuple):
    """What is handed over: its name, its bytes, and how much was held out of it."""

    name: str
    content: bytes
    held_out: int


def access_package(
    reader: Reader, *, contact_id: int, now: datetime, decisions: Mapping[str, Release] | None = None,
    language: str = "",
) -> Package:  # fmt: skip
    """Return everything known of a person as a zip: to be read, as data, and the files. Raises NotFound."""
    return _package(reader, contact_id, now, decisions or {}, language, portable=False)


def portable_package(reader: Reader, *, contact_id: int, now: datetime, language: str = "") -> Package:
    """Return what a person gave itself, for another program: JSON, CSV and vCard. Raises NotFound."""
    return _package(reader, contact_id, now, {}, language, portable=True)


def _package(
    reader: Reader, contact_id: int, now: datetime, decisions: Mapping[str, Release], language: str, *, portable: bool
) -> Package:
    with speaking(_language(reader, contact_id, language)):
        whole = dossier(reader, contact_id=contact_id)
        told, left = released(whole, decisions), held_out(whole, decisions)
        stamp = now.astimezone().timetuple()[:6]
        inside = dict(_portable(told) if portable else _everything(reader, told, now))
        if not portable:
            inside[f"{_('Information on personal data')}.pdf"] = access_pdf(reader, told, left, now)
        # Notes are the firm's own words and may name others: they are told in the paper, looked through.
        found = export_records.contacts(reader, photos=True, ids=[contact_id], restricted=True)
        cards = (one._replace(note="", referred_by="") for one in found)
        inside["contact.vcf"] = b"".join(write_cards(cards))
        kind = _("Data of {name}") if portable else _("Information on {name}")
        name = safe_name(f"{kind.format(name=whole.who.name)} {local_day(now)}", ".zip")
    return Package(name, _zipped(inside, stamp), 0 if portable else len(left))


def _everything(reader: Reader, told: Dossier, now: datetime) -> Iterator[tuple[str, bytes]]:
    data = {
        "format": _FORMAT, "made_at": to_text(now), "uuid": told.who.uuid,
        **{name: [_plain(row) for row in rows] for name, rows in told.parts.items()},
        "history": [_plain(row) for row in told.history],
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in told.files],
    }  # fmt: skip
    yield "data.json", _json(data)
    for name, rows in (*told.parts.items(), ("history", told.history)):
        if rows:
            yield f"csv/{name}.csv", _csv(rows)
    taken: set[str] = set()
    for one in told.files:
        content = files.content(reader, sha256=one.sha256)
        if content is not None:
            yield f"files/{_free(one.name, taken)}", content


def _portable(told: Dossier) -> Iterator[tuple[str, bytes]]:
    parts = {
        name: [{key: value for key, value in _plain(row).items() if key not in _NOT_PROVIDED} for row in rows]
        for name, rows in told.parts.items() if name in _PROVIDED
    }  # fmt: skip
    parts["messages"] = [_plain(row) for row in told.history if row["direction"] == "in"]
    yield "data.json", _json({"format": _FORMAT, "uuid": told.who.uuid, **parts})
    for name, rows in parts.items():
        if rows:
            yield f"csv/{name}.csv", _csv(rows)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column != "id" and value not in (None, "")}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row if column != "id"))
    cells = ([_cell(row.get(column)) for column in columns] for row in rows)
    return b"".join(write_table(columns, cells))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _free(name: str, taken: set[str]) -> str:
    """Return a name no other file in the zip has."""
    stem, point, ending = safe_name(name, "").rpartition(".")
    plain, number = f"{stem}{point}{ending}", 1
    while plain.casefold() in taken:
        number += 1
        plain = f"{stem or ending} {number}{point}{ending if stem else ''}"
    taken.add(plain.casefold())
    return plain


def _zipped(inside: Mapping[str, bytes], stamp: tuple[int, ...]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            info = zipfile.ZipInfo(name, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return held.getvalue()


def _language(reader: Reader, contact_id: int, language: str) -> str:
    """Return the language asked for, else the person's own, else the firm's."""
    own = queries.language_of(reader, contact_id=contact_id)
    return language or (own if own in LANGUAGES else "") or report_language(reader)
