"""What was true of deals from when on, and what their history says of it.

Written straight on the driver: moving a card is the change people make most often and wait for.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from crm_desktop.base.times import to_text
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.identity import new_uuid
from crm_desktop.store.unit_of_work import Work


def begin_state(work: Work, deal: Deal, at: datetime) -> None:
    """End the state that held of a deal and begin the one it has now. Entities loaded before are read anew."""
    deal_id = deal.id
    state = (
        deal_id,
        deal.stage_id,
        deal.status.value,
        deal.amount_cents,
        deal.currency,
        deal.expected_close.isoformat() if deal.expected_close else None,
        to_text(at),
        to_text(work.now),
    )
    work.execute('update deal_state set "left" = ? where deal_id = ? and "left" is null', (to_text(at), deal_id))
    work.execute(
        """insert into deal_state
           (deal_id, stage_id, status, amount_cents, currency, expected_close, entered, recorded_at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        state,
    )


def tell(work: Work, deal_id: int, subject: str, at: datetime, contact_ids: Collection[int]) -> None:
    """Write into the history what the program did to a deal; for the contacts it concerns, that is no contact."""
    uuid, when, now = new_uuid(), to_text(at), to_text(work.now)
    work.execute(
        """insert into activity (uuid, kind, at, subject, deal_id, created_at, updated_at)
           values (?, 'system', ?, ?, ?, ?, ?)""",
        (uuid, when, subject, deal_id, now, now),
    )
    work.executemany(
        "insert into activity_contact (activity_id, contact_id, at) select id, ?, at from activity where uuid = ?",
        [(contact_id, uuid) for contact_id in dict.fromkeys(contact_ids)],
    )
