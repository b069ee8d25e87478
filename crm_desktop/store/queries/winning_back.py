"""What was last said and offered to customers: why the last deal was lost, and the last offer with its state."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader


class LastWords(NamedTuple):
    """The last lost deal with its reason, the last offer with its state, and the last time of being in touch."""

    lost_reason: str = ""
    lost_deal_id: int | None = None
    lost_on: date | None = None
    offer_id: int | None = None
    offer_number: str = ""
    offer_subject: str = ""
    offer_on: date | None = None
    offer_status: str = ""
    offer_cents: int = 0
    offer_currency: str = ""
    last_touch: date | None = None


_WORDS = """
select a.value, coalesce(nullif(d.lost_reason, ''), ''), d.id, d.closed_at, o.id, coalesce(o.number, ''),
  coalesce(o.subject, ''), o.issued_on, coalesce(o.status, ''), coalesce(o.net_cents, 0), coalesce(o.currency, ''),
  c.last_activity_at
from json_each(:ids) a join contact c on c.id = a.value
  left join deal d on d.id = (select id from deal where account_id = a.value and status = 'lost'
    and deleted_at is null order by closed_at desc, id desc limit 1)
  left join offer o on o.id = (select id from offer where account_id = a.value and status <> 'draft'
    and deleted_at is null order by issued_on desc, id desc limit 1)"""


def last_words(reader: Reader, *, account_ids: Sequence[int]) -> dict[int, LastWords]:
    """Return what was last said and offered, by account."""
    return dict(reader.rows(_words, _WORDS, {"ids": json.dumps(list(account_ids))}))


def _words(account_id: int, *values: Any) -> tuple[int, LastWords]:
    row = LastWords._make(values)
    lost, offered, touched = (day_or_none(text[:10] if text else None) for text in (values[2], values[6], values[10]))
    return account_id, row._replace(lost_on=lost, offer_on=offered, last_touch=touched)
