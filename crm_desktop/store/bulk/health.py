"""Keeping how healthy the data is: one row a day, beside the journal."""

from __future__ import annotations

from crm_desktop.domain.quality import Health
from crm_desktop.store.unit_of_work import Work

_KEEP = """
insert into health (day, contacts, sound, doubles, incomplete, stale, wrong) values (?, ?, ?, ?, ?, ?, ?)
on conflict (day) do update set contacts = excluded.contacts, sound = excluded.sound, doubles = excluded.doubles,
  incomplete = excluded.incomplete, stale = excluded.stale, wrong = excluded.wrong"""


def keep(work: Work, found: Health) -> None:
    """Keep what was found on a day; later on the same day it is written over."""
    day, *counts = found
    work.execute(_KEEP, (day.isoformat(), *counts))
