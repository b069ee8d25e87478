"""The deals of a process and their states as plain numbers, for figures that are wanted at once."""

from __future__ import annotations

from typing import Any

from crm_desktop.store.reading import Reader

Rows = list[tuple[Any, ...]]

#: Days since 1970, as fractions.
_DAYS = "julianday({column}) - 2440587.5"
_STATUS = "case {column} when 'open' then 0 when 'won' then 1 when 'lost' then 2 else 3 end"
_OF = "d.deleted_at is null and d.pipeline_id = :pipeline and d.currency = :currency"

_DEALS = f"""
    select d.id, d.stage_id, {_STATUS.format(column="d.status")}, {_DAYS.format(column="d.opened_at")},
        {_DAYS.format(column="d.closed_at")}
    from deal d where {_OF} order by d.id"""

_STATES = f"""
    select t.deal_id, t.stage_id, {_STATUS.format(column="t.status")}, {_DAYS.format(column="t.entered")},
        {_DAYS.format(column="t.recorded_at")}
    from deal_state t join deal d on d.id = t.deal_id
    where {_OF} order by t.deal_id, t.entered, t."left" is null, t."left", t.id"""


def deals(reader: Reader, *, pipeline_id: int, currency: str) -> Rows:
    """Return id, stage, state (0 open, 1 won, 2 lost, 3 parked), opened and closed in days since 1970 of each deal."""
    return reader.rows(_tuple, _DEALS, {"pipeline": pipeline_id, "currency": currency})


def states(reader: Reader, *, pipeline_id: int, currency: str) -> Rows:
    """Return deal, stage, state, entered and recorded of each state, deal by deal in the order of time."""
    return reader.rows(_tuple, _STATES, {"pipeline": pipeline_id, "currency": currency})


def _tuple(*row: Any) -> tuple[Any, ...]:
    return row
