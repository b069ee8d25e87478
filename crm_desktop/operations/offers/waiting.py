"""Offers that wait for an answer, with what is at stake, how long they have waited, and what is planned for them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.times import local_day
from crm_desktop.operations.planning.today_figures import knowledge
from crm_desktop.store.queries import offer_life as queries
from crm_desktop.store.queries import today as today_queries
from crm_desktop.store.queries.offer_life import FORGOTTEN_DAYS, OpenOffer
from crm_desktop.store.reading import Reader

#: The chance of an offer without a deal: the firm's own, beginning with one in three as if of ten offers.
_USUAL, _USUAL_CASES = 1 / 3, 10


class WaitingOffer(NamedTuple):
    """One offer that waits, as of a day."""

    row: OpenOffer
    #: From 0 to 1.
    chance: float
    #: Value times chance, in cents.
    at_stake: int
    #: Days since it was sent.
    age: int
    #: Days until its last day, below 0 after it; None where it has none.
    left: int | None

    @property
    def is_due(self) -> bool:
        """Whether somebody should ask now: nothing is planned, or what is planned is due."""
        return self.row.next_on is None or self.wait_days <= 0

    @property
    def wait_days(self) -> int:
        """Days until what is planned next; 0 where nothing is."""
        if self.row.next_on is None:
            return 0
        sent = local_day(self.row.sent_at)
        return (self.row.next_on - sent).days - self.age


def waiting_offers(reader: Reader, *, today: date) -> list[WaitingOffer]:
    """Return the offers that wait, the most at stake first; long expired ones are left out."""
    with reader.snapshot():
        rows = queries.waiting(reader)
        known = knowledge(reader, today=today)
        won, decided = today_queries.answers(reader)
    usual = (_USUAL * _USUAL_CASES + won) / (_USUAL_CASES + decided)
    found = []
    for row in rows:
        learned = known.chance(row.stage_id, row.configured)
        chance = usual if learned is None else learned
        left = None if row.valid_until is None else (row.valid_until - today).days
        if left is None or left >= -FORGOTTEN_DAYS:
            age = max((today - local_day(row.sent_at)).days, 0)
            found.append(WaitingOffer(row, chance, round(max(row.net_cents, 0) * chance), age, left))
    found.sort(key=lambda one: (-one.at_stake, -one.age, one.row.id))
    return found
