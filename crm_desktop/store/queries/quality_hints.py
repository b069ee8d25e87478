"""Which contacts may have a flaw: asked in whole scans, so that only those are looked at one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from crm_desktop.base.times import to_text
from crm_desktop.store.queries.quality import WORTH
from crm_desktop.store.reading import Reader

_SEEN = "max(coalesce(confirmed_on, ''), substr(coalesce(last_activity_at, ''), 1, 10))"

#: Those there is business with who lack something, or whom nobody was in touch with since a day.
_NEEDY = f"""
  with worth(account_id, cents) as materialized ({WORTH})
  select c.id from contact c not indexed
    left join worth w on w.account_id = case when c.kind = 'company' then c.id else coalesce(c.company_id, c.id) end
  where c.deleted_at is null and (c.standing in ('customer', 'regular') or w.cents > 0) and (
    (c.kind = 'company' and c.category = '')
    or (c.kind = 'person' and c.salutation = '' and c.given_name <> '')
    or ((c.kind = 'company' or c.company_id is null) and {_SEEN} < :since)
    or not exists (select 1 from contact_point p
      where p.contact_id = c.id and p.kind in ('phone', 'mobile', 'fax', 'email'))
    or (c.kind = 'company' and not exists (select 1 from address a where a.contact_id = c.id))
    or exists (select 1 from address a where a.contact_id = c.id and (a.city = '' or a.postal_code = '')))"""

_ODD_DAYS = """
  select id from contact not indexed where deleted_at is null
    and (birthday > :today or birthday < :oldest or founded > :year or founded < 800)"""

_ODD_MAILS = """
  select contact_id from contact_point not indexed where kind = 'email' and (
    value not glob '[^.]*@?*.?*' or value glob '*[][ ,;:<>()"\\]*' or instr(value, '..') or value glob '*@*@*'
    or instr(value, '.@') or value glob '*[^a-zA-Z]')"""

_DOMAIN = "lower(substr(value, instr(value, '@') + 1))"


def needy(reader: Reader, *, since: date) -> set[int]:
    """Return the contacts there is business with that lack something or were not heard of since a day."""
    return set(reader.ids(_NEEDY, {"since": since.isoformat()}))


def with_odd_days(reader: Reader, *, today: date, oldest: date) -> set[int]:
    """Return the contacts born or founded on days that cannot be."""
    days: dict[str, str | int] = {"today": today.isoformat(), "oldest": oldest.isoformat(), "year": today.year}
    return set(reader.ids(_ODD_DAYS, days))


def with_odd_deals(reader: Reader, *, until: datetime) -> set[int]:
    """Return the accounts with deals whose days cannot be."""
    sql = """select distinct account_id from deal where deleted_at is null and account_id is not null
      and closed_at is not null and (substr(closed_at, 1, 10) < substr(opened_at, 1, 10) or closed_at > ?)"""
    return set(reader.ids(sql, (to_text(until),)))


def with_odd_mails(reader: Reader) -> set[int]:
    """Return the contacts with e-mail addresses of an odd form."""
    return set(reader.ids(_ODD_MAILS))


def with_odd_phones(reader: Reader) -> set[int]:
    """Return the contacts with phone numbers that could not be read."""
    sql = "select contact_id from contact_point not indexed where kind in ('phone', 'mobile', 'fax') and normal = ''"
    return set(reader.ids(sql))


def domains(reader: Reader) -> list[str]:
    """Return what stands behind the sign of all e-mail addresses, in small letters."""
    return reader.rows(str, f"select distinct {_DOMAIN} from contact_point not indexed where kind = 'email'")


def with_domains(reader: Reader, found: Collection[str]) -> set[int]:
    """Return the contacts with e-mail addresses at these domains."""
    sql = f"""select contact_id from contact_point not indexed
      where kind = 'email' and {_DOMAIN} in (select value from json_each(?))"""
    return set(reader.ids(sql, (json.dumps(list(found)),))) if found else set()


def places(reader: Reader) -> list[tuple[str, str, str]]:
    """Return each country, postal code and town there is."""
    return reader.rows(_texts, "select distinct country, postal_code, city from address not indexed")


def at_places(reader: Reader, found: Sequence[tuple[str, str, str]]) -> set[int]:
    """Return the contacts with an address of these countries, codes and towns."""
    sql = """select contact_id from address not indexed where (country, postal_code, city) in (
      select value ->> 0, value ->> 1, value ->> 2 from json_each(?))"""
    return set(reader.ids(sql, (json.dumps(found),))) if found else set()


def called(reader: Reader) -> list[tuple[str, str, int]]:
    """Return each given name with its salutation and how many people have both."""
    sql = """select given_name, salutation, count(*) from contact not indexed
      where deleted_at is null and kind = 'person' group by given_name, salutation"""
    return reader.rows(lambda given, salutation, cases: (str(given), str(salutation), int(cases)), sql)


def people_called(reader: Reader, found: Sequence[tuple[str, str]]) -> set[int]:
    """Return the people with these given names and salutations."""
    sql = """select id from contact not indexed where kind = 'person' and deleted_at is null
      and (given_name, salutation) in (select value ->> 0, value ->> 1 from json_each(?))"""
    return set(reader.ids(sql, (json.dumps(found),))) if found else set()


def family_names(reader: Reader) -> list[str]:
    """Return each family name there is."""
    return reader.rows(str, "select distinct family_name from contact not indexed where kind = 'person'")


def of_families(reader: Reader, found: Sequence[str]) -> set[int]:
    """Return the people with these family names."""
    sql = """select id from contact not indexed where kind = 'person' and deleted_at is null
      and family_name in (select value from json_each(?))"""
    return set(reader.ids(sql, (json.dumps(found),))) if found else set()


def numbers(reader: Reader) -> list[tuple[int, str, str]]:
    """Return contact, VAT id and account of all that have one."""
    sql = """select id, vat_id, iban from contact not indexed
      where deleted_at is null and (vat_id <> '' or iban <> '')"""
    return reader.rows(lambda ref, vat_id, iban: (int(ref), str(vat_id), str(iban)), sql)


def _texts(*values: Any) -> tuple[str, str, str]:
    country, code, city = values
    return str(country), str(code), str(city)
