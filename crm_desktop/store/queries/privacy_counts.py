"""How much of what lies in the file, for the record of processing."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class Counts(NamedTuple):
    """How many there are of each."""

    people: int
    companies: int
    offers: int
    orders: int
    leads: int
    campaigns: int
    cases: int
    requests: int


def counts(reader: Reader) -> Counts:
    """Return how many there are of each."""
    sql = """select (select count(*) from contact where kind = 'person' and deleted_at is null),
      (select count(*) from contact where kind = 'company' and deleted_at is null),
      (select count(*) from offer where deleted_at is null), (select count(*) from sale where deleted_at is null),
      (select count(*) from lead where deleted_at is null), (select count(*) from campaign where deleted_at is null),
      (select count(*) from service_case where deleted_at is null), (select count(*) from data_request)"""
    return reader.row(Counts, sql) or Counts(0, 0, 0, 0, 0, 0, 0, 0)
