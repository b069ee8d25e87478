"""What rules look up before they act: tags, recipients of campaigns, who is to be left alone, and who set a task."""

from __future__ import annotations

import json
from collections.abc import Collection

from crm_desktop.store.reading import Reader


def has_tag(reader: Reader, *, contact_id: int, name: str) -> bool:
    """Whether a contact has a tag."""
    return reader.scalar("select 1 from tag where contact_id = ? and name = ?", (contact_id, name)) is not None


def may_join(reader: Reader, *, campaign_id: int, contact_id: int) -> bool:
    """Whether a contact is neither a recipient of a campaign yet nor left out of it for a reason."""
    sql = """select exists (select 1 from campaign_member where campaign_id = :campaign and contact_id = :contact)
        or exists (select 1 from campaign_left_out where campaign_id = :campaign and contact_id = :contact)"""
    return not reader.scalar(sql, {"campaign": campaign_id, "contact": contact_id})


def restricted(reader: Reader, *, contact_ids: Collection[int]) -> set[int]:
    """Return those contacts whose data, or whose company's, may only be kept (Art. 18 GDPR)."""
    sql = """select c.id from contact c left join contact f on f.id = c.company_id
        where c.id in (select value from json_each(?))
          and (c.restricted_on is not null or f.restricted_on is not null)"""
    return set(reader.ids(sql, (json.dumps(sorted(contact_ids)),)))


def bodies(reader: Reader, *, task_ids: Collection[int]) -> dict[int, str]:
    """Return what tasks say, by their ids."""
    sql = "select id, body from activity where id in (select value from json_each(?))"
    return dict(reader.rows(lambda *row: row, sql, (json.dumps(sorted(task_ids)),)))


def name_of(reader: Reader, *, contact_id: int) -> str:
    """Return what a contact is called."""
    return str(reader.scalar("select name from contact where id = ?", (contact_id,)) or "")
