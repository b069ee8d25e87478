"""Files that belong to records: lists of them, and their bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from crm_desktop.store.queries.values import instant
from crm_desktop.store.reading import Reader


class AttachedFile(NamedTuple):
    """A file with what it belongs to."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    activity_id: int | None
    deal_id: int | None
    offer_id: int | None


_FILES = "select f.id, f.name, f.media_type, f.size, f.sha256, f.added_at, f.activity_id, f.deal_id, f.offer_id"


def of_contact(reader: Reader, *, contact_id: int) -> list[AttachedFile]:
    """Return the files of a contact, of its history, its deals and its offers, newest first."""
    sql = f"""{_FILES} from attachment f where f.contact_id = :id
          or f.activity_id in (select activity_id from activity_contact where contact_id = :id)
          or f.deal_id in (select id from deal where account_id = :id union select id from deal where person_id = :id)
          or f.offer_id in (
            select id from offer where account_id = :id union select id from offer where person_id = :id)
        order by f.added_at desc, f.id desc"""
    return reader.rows(_file, sql, {"id": contact_id})


def content(reader: Reader, *, sha256: str) -> bytes | None:
    """Return the bytes kept under a SHA-256; None where there are none."""
    found = reader.scalar("select content from blob where sha256 = ?", (sha256,))
    return None if found is None else bytes(found)


def _file(*values: Any) -> AttachedFile:
    row = AttachedFile._make(values)
    return row._replace(added_at=instant(values[5]))
