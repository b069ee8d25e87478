"""Files that belong to records: lists of them with what they belong to, and their bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from crm_desktop.domain.kinds import ActivityKind, Direction
from crm_desktop.store.queries.company_lists import ALL, MOST
from crm_desktop.store.queries.values import instant
from crm_desktop.store.reading import Reader


class AttachedFile(NamedTuple):
    """A file with what it belongs to: an entry of the history, a deal, an offer, or a contact itself."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    activity_id: int | None
    #: What kind of entry that is, and what it is called.
    kind: ActivityKind | None
    direction: Direction
    subject: str
    deal_id: int | None
    deal: str
    offer_id: int | None
    offer: str
    contact_id: int | None
    contact: str
    #: At how many places the same bytes hang, this one included.
    places: int = 1


#: The files of one contact: its own, those of its history, its deals and its offers.
OF_CONTACT = """
kept(id) as (
  select id from attachment where contact_id = :id
  union select f.id from activity_contact ac cross join attachment f on f.activity_id = ac.activity_id
    where ac.contact_id = :id
  union select f.id from deal d cross join attachment f on f.deal_id = d.id where d.account_id = :id
  union select f.id from deal d cross join attachment f on f.deal_id = d.id where d.person_id = :id
  union select f.id from offer o cross join attachment f on f.offer_id = o.id where o.account_id = :id
  union select f.id from offer o cross join attachment f on f.offer_id = o.id where o.person_id = :id)"""

#: The files of `kept` (f) with their records, without those whose record lies in the bin.
OF_RECORDS_HERE = """
from kept cross join attachment f on f.id = kept.id
  left join activity a on a.id = f.activity_id left join deal d on d.id = f.deal_id
  left join offer o on o.id = f.offer_id left join contact c on c.id = f.contact_id
where a.deleted_at is null and d.deleted_at is null and o.deleted_at is null"""

_ROWS = f"""
select f.id, f.name, f.media_type, f.size, f.sha256, f.added_at, f.activity_id, a.kind, coalesce(a.direction, ''),
  coalesce(a.subject, ''), f.deal_id, coalesce(d.title, ''), f.offer_id, coalesce(o.number, ''), f.contact_id,
  coalesce(c.name, ''), (select count(*) from attachment o where o.sha256 = f.sha256)
{OF_RECORDS_HERE} order by f.added_at desc, f.id desc limit :limit"""


def of_contact(reader: Reader, *, contact_id: int, limit: int = MOST) -> list[AttachedFile]:
    """Return the files of a contact, of its history, its deals and its offers, newest first."""
    return reader.rows(_file, f"with {OF_CONTACT}{_ROWS}", {"id": contact_id, "limit": limit})


def of_company(
    reader: Reader, *, company_id: int, with_daughters: bool = False, limit: int = MOST
) -> list[AttachedFile]:
    """Return the files of a company and everything around it, newest first."""
    return reader.rows(_file, f"{ALL}{_ROWS}", {"id": company_id, "deep": with_daughters, "limit": limit})


def with_content(reader: Reader, *, sha256: str, limit: int = MOST) -> list[AttachedFile]:
    """Return every file with the same bytes: where one and the same document hangs, newest first."""
    kept = "with kept(id) as (select id from attachment where sha256 = :sha256)"
    return reader.rows(_file, f"{kept}{_ROWS}", {"sha256": sha256, "limit": limit})


def file(reader: Reader, *, attachment_id: int) -> AttachedFile | None:
    """Return one file with what it belongs to; None where it is gone or its record lies in the bin."""
    kept = "with kept(id) as (select :id)"
    return next(iter(reader.rows(_file, f"{kept}{_ROWS}", {"id": attachment_id, "limit": 1})), None)


def content(reader: Reader, *, sha256: str) -> bytes | None:
    """Return the bytes kept under a SHA-256; None where there are none."""
    found = reader.scalar("select content from blob where sha256 = ?", (sha256,))
    return None if found is None else bytes(found)


def _file(*values: Any) -> AttachedFile:
    row = AttachedFile._make(values)
    kind = None if row.kind is None else ActivityKind(row.kind)
    return row._replace(added_at=instant(values[5]), kind=kind, direction=Direction(row.direction))
