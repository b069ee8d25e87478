"""Inquiries on their way out, as the program's own CSV says them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm_desktop.base.money import to_decimal
from crm_desktop.domain.records import NOTHING_FURTHER, Further, LeadRecord
from crm_desktop.store.queries.custom_fields import OwnField, columns_of, fields_by_key
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted

#: Records read at once.
_PAGE = 1_000

_LEADS = f"""
select l.id, coalesce(l.external_id, l.uuid), l.arrived_at, l.title, trim(l.given_name || ' ' || l.family_name),
  l.salutation, l.given_name, l.family_name, l.company, l.job_title, l.email, l.phone, l.mobile, l.website, l.street,
  l.postal_code, l.city, l.country, l.source, l.channel, coalesce(k.name, ''), l.status, l.closed_at,
  l.disqualify_reason, l.budget_cents, l.currency, l.quantity, l.wanted_on, l.referred_by, l.raw_text, l.note, l.custom
from lead l left join campaign k on k.id = l.campaign_id
where l.deleted_at is null and {not_restricted("coalesce(l.contact_id, l.company_id, 0)")} and l.id > ?
order by l.id limit ?"""


def lead_records(reader: Reader, ids: Sequence[int] | None = None) -> Iterator[LeadRecord]:
    """Yield the inquiries that are not in the bin, oldest first: all or these."""
    own = fields_by_key(reader, "lead")
    if ids is not None:
        some = _LEADS.replace("l.id > ?", "l.id in (select value from json_each(?))")
        rows = reader.rows(lambda *row: row, some, (json.dumps(list(ids)), -1))
        yield from (_record(row, own) for row in rows)
        return
    last = 0
    while page := reader.rows(lambda *row: row, _LEADS, (last, _PAGE)):
        yield from (_record(row, own) for row in page)
        last = page[-1][0]


def _record(row: tuple[Any, ...], own: Mapping[str, OwnField]) -> LeadRecord:
    kept = columns_of(row[31], own)
    record = LeadRecord._make((*row[1:31], Further(columns=kept) if kept else NOTHING_FURTHER))
    return record._replace(
        arrived=instant(row[2]),
        closed=instant_or_none(row[22]),
        budget=to_decimal(row[24]) if row[24] else None,
        wanted_on=day_or_none(row[27]),
    )
