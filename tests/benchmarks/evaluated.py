"""A database as large as evaluations are asked to bear: made once, kept beside the other large ones.

A million contacts, 200,000 deals with 700,000 states, 60,000 orders with 180,000 lines, 100,000 offers and three
million entries of the history over five years; scaled by CRM_BENCH_SHARE (1 by default).
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from crm_desktop.store import activity_sums, driver, kept_sums, summaries
from crm_desktop.store.database import Database

#: The day the data end on, and the edition: raise it when data or tables change.
TODAY = date(2026, 11, 24)
_EDITION = 3
_YEARS = 5

#: Whole numbers that look random, always the same: a multiplicative hash of a row's number.
_HASH = "(((({row} * 2654435761) % 4294967296) / {of}) % {n})"


def share() -> float:
    """Return the size as a share of the whole."""
    return float(os.environ.get("CRM_BENCH_SHARE", "1"))


def evaluated() -> Path:
    """Return the database, made on the first call."""
    folder = Path(os.environ.get("CRM_BENCH_CACHE", Path(tempfile.gettempdir()) / "crm-desktop-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"evaluated-{share():g}-{_EDITION}.crm"
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        Database.create(draft)
        _fill(draft)
        draft.rename(path)
    return path


def _fill(path: Path) -> None:
    connection = driver.connect_to_write(path)
    connection.execute("begin immediate")
    for sql in _STATEMENTS:
        connection.execute(sql, {"share": share()})
    summaries.rebuild(connection)
    activity_sums.rebuild(connection)
    kept_sums.rebuild(connection)
    connection.execute("commit")
    connection.execute("analyze")
    driver.close(connection)


def _hash(row: str, n: int | str, of: int = 7) -> str:
    return _HASH.format(row=row, of=of, n=n)


def _rows(number: int) -> str:
    """Return a table of so many numbers from 1 on, in column n."""
    counted = f"select 1 union all select n + 1 from many where n < {number} * :share"
    return f"(with recursive many(n) as ({counted}) select n from many)"


def _one_of(words: str, row: str, of: int = 7) -> str:
    """Return one of some words, by the number of a row."""
    choices = words.split()
    cases = " ".join(f"when {place} then '{word}'" for place, word in enumerate(choices))
    return f"case {_hash(row, len(choices), of)} {cases} end"


_DAYS = 365 * _YEARS
_BEGAN = f"'{date(TODAY.year - _YEARS, TODAY.month, TODAY.day).isoformat()}'"
_INSTANT = "strftime('%Y-%m-%dT%H:%M:%SZ', {day}, '{offset}')"


def _day(row: str, of: int = 11) -> str:
    return f"date({_BEGAN}, '+' || {_hash(row, _DAYS, of)} || ' days')"


def _at(row: str, of: int = 11, hours: str = "7") -> str:
    """Return an instant on the day of a row, in the working hours."""
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {_day(row, of)}, '+' || ({hours} + {_hash(row, 10, 5)}) || ' hours')"


_LASTED = _hash("n", 120, 13)
_STATUS = f"case when {_hash('n', 20, 17)} < 1 then 'open' when {_hash('n', 20, 17)} < 9 then 'won' else 'lost' end"
_CUSTOMER = _hash("n", "cast(max(1, 60000 * :share) as integer)", 41)
_CHANNELS = "Fair Website Referral Phone Architect"
_GROUPS = "Desks Chairs Shelves Service Lamps Doors Tables Floors"

_STATEMENTS = (
    """insert into firm (id, name, language, currency, country) select 1, 'Large', 'en', 'EUR', 'DE'
        where not exists (select 1 from firm)""",
    """insert into pipeline (id, uuid, name, position, is_default) select 91, 'p91', 'Large sales', 0, 1""",
    """insert into stage (id, uuid, pipeline_id, name, position, probability, kind)
        select 90 + value, 's' || value, 91, 'Stage ' || value, value, value * 18, 'open'
        from json_each('[1,2,3,4,5]')""",
    f"""insert into contact (id, uuid, kind, name, sort_key, category, employees, founded, source)
        select n, 'c' || n, case when n % 3 then 'person' else 'company' end, 'Contact ' || n, 'contact ' || n,
          {_one_of("Trade Crafts Public Gastro", "n")}, 1 + {_hash("n", 400, 19)}, 1960 + {_hash("n", 60, 23)},
          {_one_of("Fair Web Ad", "n", 29)} from {_rows(1_000_000)}""",
    f"""insert into address (contact_id, postal_code, city, is_primary)
        select n, printf('%05d', 10000 + {_hash("n", 89999, 31)}), 'City', 1 from {_rows(1_000_000)}""",
    f"""insert into contact_point (contact_id, kind, value, normal)
        select n, 'email', n || '@example.com', n || '@example.com' from {_rows(1_000_000)} where n % 5""",
    f"""insert into deal (id, uuid, title, pipeline_id, stage_id, account_id, status, amount_cents, currency,
          expected_close, opened_at, closed_at, stage_since, lost_reason, won_argument, channel)
        select n, 'd' || n, 'Deal ' || n, 91, 91 + {_hash("n", 5, 37)}, 3 + 3 * {_CUSTOMER}, status,
          50000 + 100 * {_hash("n", 30_000, 43)}, 'EUR', date(opened, '+60 days'), opened,
          case when status = 'open' then null
            else strftime('%Y-%m-%dT%H:%M:%SZ', opened, '+' || {_LASTED} || ' days') end, opened,
          case when status = 'lost' then {_one_of("Price Time Rival", "n", 47)} else '' end,
          case when status = 'won' then {_one_of("Quality Speed Local", "n", 53)} else '' end,
          {_one_of(_CHANNELS, "n", 59)}
        from (select n, {_STATUS} as status, case when {_hash("n", 20, 17)} < 1
            then strftime('%Y-%m-%dT%H:%M:%SZ', '{TODAY.isoformat()}', '-' || {_hash("n", 90, 61)} || ' days')
            else strftime('%Y-%m-%dT%H:%M:%SZ', date({_at("n")}, '-120 days'), '+9 hours') end as opened
          from {_rows(200_000)})""",
    """insert into deal_state (deal_id, stage_id, status, amount_cents, currency, expected_close, entered, "left",
          recorded_at)
        select d.id, 91 + e.value, 'open', d.amount_cents, 'EUR', d.expected_close,
          strftime('%Y-%m-%dT%H:%M:%SZ', d.opened_at, '+' || (e.value * 10) || ' days'), null, d.opened_at
        from deal d, json_each('[0,1,2]') e
        where d.closed_at is null or julianday(d.closed_at) - julianday(d.opened_at) > e.value * 10""",
    """insert into deal_state (deal_id, stage_id, status, amount_cents, currency, expected_close, entered, recorded_at)
        select id, stage_id, status, amount_cents, 'EUR', expected_close, closed_at, closed_at from deal
        where closed_at is not null""",
    """insert into sale (id, uuid, number, day, account_id, deal_id, currency, net_cents, channel, customer_category,
          customer_employees, customer_age)
        select d.id, 'o' || d.id, 'S' || d.id, date(d.closed_at), d.account_id, d.id, 'EUR', d.amount_cents, d.channel,
          c.category, c.employees, 2026 - c.founded
        from deal d join contact c on c.id = d.account_id where d.status = 'won'""",
    f"""insert into sale_line (sale_id, position, product_name, category, net_cents)
        select s.id, e.value, {_one_of(_GROUPS, "(s.id + e.value)", 3)} || ' ' || ((s.id + e.value) % 5),
          {_one_of(_GROUPS, "(s.id + e.value)", 3)}, s.net_cents / 3 from sale s, json_each('[0,1,2]') e""",
    """insert into offer (id, uuid, number, status, deal_id, account_id, issued_on, currency, net_cents, sent_at)
        select id, 'a' || id, 'A' || id, case status when 'won' then 'accepted' when 'lost' then 'rejected'
          else 'sent' end, id, account_id, date(opened_at, '+15 days'), 'EUR', amount_cents, opened_at
        from deal where id % 2""",
    f"""insert into activity (id, uuid, kind, at, subject)
        select n, 'x' || n, {_one_of("call email meeting note visit email call system", "n", 67)},
          {_at("n", 71)}, 'Entry' from {_rows(3_000_000)}""",
)
