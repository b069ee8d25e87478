"""What ready-made campaigns begin with: who speaks for a customer, and which names are taken."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm_desktop.store.reading import Reader

_SPEAKERS = """
select coalesce((select p.id from contact p where p.company_id = a.value and p.kind = 'person' and p.deleted_at is null
    order by p.last_activity_at is null, p.last_activity_at desc, p.id limit 1), a.value)
from json_each(?) a join contact c on c.id = a.value where c.deleted_at is null order by a.key"""


def speakers(reader: Reader, *, account_ids: Sequence[int]) -> list[int]:
    """Return whom to write to for some customers: the person last in touch, or the customer itself."""
    return list(dict.fromkeys(reader.ids(_SPEAKERS, (json.dumps(list(account_ids)),))))


def segment_names(reader: Reader) -> set[str]:
    """Return the names of segments."""
    return set(reader.rows(str, "select name from segment where deleted_at is null"))


def template_named(reader: Reader, *, name: str) -> int | None:
    """Return the letter of a name."""
    sql = "select id from template where kind = 'letter' and name = ? and deleted_at is null order by id limit 1"
    found = reader.scalar(sql, (name,))
    return None if found is None else int(found)
