"""Whose data are due to be erased: nothing wants them kept any more, and nothing is open or planned (Art. 5 (1) e)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.domain.privacy import Kept
from crm_desktop.engine.privacy.deadlines import add_months
from crm_desktop.engine.privacy.retention import Terms
from crm_desktop.operations.privacy.terms import terms
from crm_desktop.operations.privacy.words import kept_word
from crm_desktop.store.queries import privacy_lists as queries
from crm_desktop.store.queries.privacy_lists import Idle
from crm_desktop.store.reading import Reader


class DueToGo(NamedTuple):
    """A contact whose data are due: since when, and by which term."""

    contact_id: int
    name: str
    company: str
    since: date
    kind: Kept
    why: str
    #: The last day something of it has to be kept; None where all of it may go now.
    keep_until: date | None


def due_to_go(reader: Reader, *, today: date, whole_only: bool = False) -> list[DueToGo]:
    """Return whose data are due to be erased, the longest overdue first; with `whole_only`, who can go for good."""
    known = terms(reader)
    shortest = min(known.term(kind).months for kind in (Kept.PROSPECT, Kept.CUSTOMER))
    rows = queries.idle(reader, before=add_months(today, -shortest), today=today)
    found = [one for one in _judged(rows, known, today) if one.keep_until is None or not whole_only]
    return sorted(found, key=lambda one: (one.since, one.contact_id))


def _judged(rows: Iterable[Idle], known: Terms, today: date) -> Iterable[DueToGo]:
    for row in rows:
        kind = Kept.CUSTOMER if row.last_order is not None else Kept.PROSPECT
        last = max((one for one in (row.last_touch, row.last_order, row.created) if one), default=None)
        if last is None:
            continue
        until = known.keep_until(kind, last) or last
        keep = _keep_until(row, known, today)
        # Whoever is only kept for the law's sake is on the list again when that is over.
        if until < today and not (row.restricted and keep is not None):
            why = _("{kind}: last on {day}").format(kind=kept_word(kind), day=day(last))
            yield DueToGo(row.id, row.name, row.company, until, kind, why, keep)


def _keep_until(row: Idle, known: Terms, today: date) -> date | None:
    events = (
        (Kept.ORDER, row.last_order), (Kept.OFFER_ORDERED, row.last_letter),
        (Kept.CASE, row.last_case if row.last_order else None), (Kept.CONSENT, row.last_consent),
    )  # fmt: skip
    days = [known.keep_until(kind, event) for kind, event in events if event is not None]
    return max((one for one in days if one is not None and one >= today), default=None)
