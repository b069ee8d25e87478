"""Writing what data protection keeps beside the contacts: terms, origins, texts, what was asked for."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.privacy import Kept, Origin
from crm_desktop.store.bulk.runs import insert_selected
from crm_desktop.store.unit_of_work import Work


class NewTerm(NamedTuple):
    """How long a class of data is kept, as it is stored."""

    country: str
    kind: Kept
    months: int
    from_year_end: bool
    basis: str


def set_term(work: Work, term: NewTerm) -> None:
    """Let a term of the firm's own take the place of the one before."""
    work.execute(
        """insert into retention_rule (country, kind, months, from_year_end, basis) values (?, ?, ?, ?, ?)
           on conflict (country, kind) do update set months = excluded.months,
             from_year_end = excluded.from_year_end, basis = excluded.basis""",
        (term.country, term.kind.value, term.months, int(term.from_year_end), term.basis),
    )


def reset_term(work: Work, country: str, kind: Kept) -> None:
    """Take a term of the firm's own away."""
    work.execute("delete from retention_rule where country = ? and kind = ?", (country, kind.value))


def set_origin(work: Work, contact_ids: Collection[int], origin: Origin, detail: str, obtained_on: date) -> None:
    """Note where the data of contacts came from."""
    work.executemany(
        """insert into data_protection (contact_id, origin, origin_detail, obtained_on) values (?, ?, ?, ?)
           on conflict (contact_id) do update set origin = excluded.origin, origin_detail = excluded.origin_detail,
             obtained_on = excluded.obtained_on""",
        [(one, origin.value, detail, obtained_on.isoformat()) for one in contact_ids],
    )


def set_origin_of_new(work: Work, *, after: int, origin: Origin, detail: str, obtained_on: date) -> None:
    """Note where the data of all people came from that were added behind this id; what is noted already stays."""
    insert_selected(
        work,
        "data_protection",
        """insert into data_protection (contact_id, origin, origin_detail, obtained_on)
           select id, ?, ?, ? from contact c where id > ? and kind = 'person'
             and not exists (select 1 from data_protection d where d.contact_id = c.id) order by id""",
        (origin.value, detail, obtained_on.isoformat(), after),
    )


def set_informed(work: Work, contact_ids: Collection[int], on: date | None, by: str) -> None:
    """Note that people were told of their data, or that they were not after all."""
    day = None if on is None else on.isoformat()
    work.executemany(
        """insert into data_protection (contact_id, informed_on, informed_by) values (?, ?, ?)
           on conflict (contact_id) do update set informed_on = excluded.informed_on,
             informed_by = excluded.informed_by""",
        [(one, day, by) for one in contact_ids],
    )


def set_restricted_for(work: Work, contact_id: int, reason: str) -> None:
    """Note why data may only be kept; "" for no more, and then neither until when."""
    work.execute(
        """insert into data_protection (contact_id, restricted_for) values (:id, :reason)
           on conflict (contact_id) do update set restricted_for = excluded.restricted_for,
             keep_until = iif(:reason = '', null, keep_until), keep_basis = iif(:reason = '', '', keep_basis)""",
        {"id": contact_id, "reason": str(reason)},
    )


def set_text(work: Work, key: str, text: str) -> None:
    """Keep a text for the papers on data protection."""
    work.execute(
        "insert into privacy_text (key, text) values (?, ?) on conflict (key) do update set text = excluded.text",
        (key, text),
    )


def keep_setting(work: Work, key: str, value: str) -> None:
    """Keep a value of the file that is not undone, unless it has one."""
    work.execute(
        "insert into setting (key, value) values (?, ?) on conflict (key) do nothing", (key, json.dumps(value))
    )
