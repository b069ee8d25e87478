"""Questions about consents: what a contact stated, what all stated on a channel, and addresses nobody may use."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.times import from_text, local_day
from crm_desktop.domain.consents import Audience, Channel, ConsentStatus, Rule, Statement
from crm_desktop.store.queries.values import day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader

#: What a general statement is about; it also decides for every narrower purpose.
GENERAL = "marketing"


class ConsentRow(NamedTuple):
    """One consent or refusal as it was recorded."""

    id: int
    contact_id: int
    channel: Channel
    purpose: str
    status: ConsentStatus
    given_at: datetime
    source: str
    wording: str
    recorded_at: datetime | None
    valid_until: date | None
    last_used_at: datetime | None
    attachment_id: int | None
    #: The name of the file that proves it; "" for none.
    attachment: str
    conditions: tuple[str, ...]


class Reach(NamedTuple):
    """Who a contact is for the law and how it can be reached; texts are empty where there is nothing."""

    contact_id: int
    account_id: int
    name: str
    is_consumer: bool
    country: str
    restricted: bool
    email: str
    phone: str
    street: str
    postal_code: str
    city: str
    bought: bool


_CONSENTS = """
select o.id, o.contact_id, o.channel, o.purpose, o.status, o.given_at, o.source, o.wording, o.recorded_at,
  o.valid_until, o.last_used_at, o.attachment_id, coalesce(a.name, ''), o.conditions
from consent o left join attachment a on a.id = o.attachment_id"""

_STATEMENTS = """
select contact_id, status, given_at, valid_until, conditions from consent
where channel = :channel and purpose in (:purpose, 'marketing', '') and (:contact is null or contact_id in (
  select id from contact where id = :contact union select company_id from contact where id = :contact))
order by contact_id, given_at, id"""

_REACH = """
select c.id, coalesce(c.company_id, c.id), c.name, c.kind = 'person' and c.company_id is null,
  coalesce(nullif(a.country, ''), nullif((select country from firm order by id limit 1), ''), 'DE'),
  c.restricted_on is not null or coalesce(f.restricted_on, '') <> '',
  coalesce((select normal from contact_point where contact_id = c.id and kind = 'email' and normal <> ''
    order by is_primary desc, id limit 1), ''),
  coalesce((select normal from contact_point where contact_id = c.id and kind in ('phone', 'mobile') and normal <> ''
    order by is_primary desc, id limit 1), ''),
  coalesce(a.street, ''), coalesce(a.postal_code, ''), coalesce(a.city, ''),
  exists (select 1 from sale s where s.account_id = coalesce(c.company_id, c.id) and s.deleted_at is null)
from contact c left join contact f on f.id = c.company_id
  left join address a on a.id = (select id from address where contact_id in (c.id, c.company_id)
    order by contact_id = c.company_id and city <> '' desc, is_primary desc, id limit 1)
where c.id = ?"""

_OVERVIEW = """
select channel, status, count(*) from (
  select channel, status, row_number() over (partition by contact_id, channel order by given_at desc, id desc) as place
  from consent where contact_id in (select id from contact where deleted_at is null))
where place = 1 group by 1, 2 order by 1, 3 desc"""

_SAMES = "select channel, digest from suppression where :channel = '' or channel = :channel"


def consents_of(reader: Reader, *, contact_id: int) -> list[ConsentRow]:
    """Return everything a contact stated, the newest first."""
    return reader.rows(
        _consent, f"{_CONSENTS} where o.contact_id = ? order by o.given_at desc, o.id desc", (contact_id,)
    )


def statements(
    reader: Reader, *, channel: Channel, purpose: str = GENERAL, contact_id: int | None = None
) -> dict[int, list[Statement]]:
    """Return what everybody, or one contact and its company, stated on a channel, in its order, by contact."""
    found: dict[int, list[Statement]] = {}
    rows = reader.rows(
        _statement, _STATEMENTS, {"channel": channel.value, "purpose": purpose, "contact": contact_id}
    )  # fmt: skip
    for stated_by, statement in rows:
        found.setdefault(stated_by, []).append(statement)
    return found


def reach(reader: Reader, *, contact_id: int) -> Reach | None:
    """Return who a contact is for the law; None where there is none."""
    return reader.row(_reach, _REACH, (contact_id,))


def own_rules(reader: Reader) -> list[Rule]:
    """Return the rules the firm decided itself."""
    sql = "select country, audience, channel, without_ground, grounds, basis from consent_rule order by id"
    return reader.rows(_rule, sql)


def suppressed(reader: Reader, *, channel: Channel | None = None) -> set[tuple[str, str]]:
    """Return the hashes of addresses nobody may use, each with its channel."""
    return set(reader.rows(lambda one, digest: (one, digest), _SAMES, {"channel": channel.value if channel else ""}))


def suppression_count(reader: Reader) -> int:
    """Return how many addresses nobody may use."""
    return int(reader.scalar("select count(*) from suppression"))


def salt(reader: Reader) -> str:
    """Return what the hashes are salted with, in hexadecimal; "" before the first one."""
    text = reader.scalar("select value from setting where key = 'suppression_salt'")
    return str(json.loads(text)) if text else ""


def _consent(*values: Any) -> ConsentRow:
    row = ConsentRow._make(values)
    return row._replace(
        channel=Channel(values[2]), status=ConsentStatus(values[4]), given_at=instant(values[5]),
        recorded_at=instant_or_none(values[8]), valid_until=day_or_none(values[9]),
        last_used_at=instant_or_none(values[10]), conditions=tuple(json.loads(values[13] or "[]")),
    )  # fmt: skip


def _statement(
    contact_id: int, status: str, given_at: str, valid_until: str | None, conditions: str
) -> tuple[int, Statement]:
    day = local_day(from_text(given_at))
    held = tuple(json.loads(conditions)) if conditions not in ("", "[]") else ()
    return contact_id, Statement(ConsentStatus(status), day, day_or_none(valid_until), held)


def _reach(*values: Any) -> Reach:
    row = Reach._make(values)
    return row._replace(is_consumer=bool(values[3]), restricted=bool(values[5]), bought=bool(values[11]))


def _rule(*values: Any) -> Rule:
    country, audience, channel, without, grounds, basis = values
    allowed = frozenset(ConsentStatus(one) for one in json.loads(grounds) if one in set(ConsentStatus))
    return Rule(country, Audience(audience), Channel(channel), bool(without), allowed, basis)
