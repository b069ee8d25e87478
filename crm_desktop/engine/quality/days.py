"""Days that cannot be: born in the future or more than 120 years ago, closed before it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crm_desktop.domain.quality import Care, Flaw, QualityFact

#: Nobody is older than this, in years.
OLDEST = 120
#: A proposed birthday makes nobody younger or older than these.
_YOUNGEST, _OLDEST_MEANT = 14, 90


def wrong_days(fact: QualityFact, today: date) -> Iterator[Flaw]:
    """Yield the days and years that cannot be."""
    if fact.birthday and not 0 <= _age(fact.birthday, today) <= OLDEST:
        yield Flaw(Care.WRONG, "birthday", fact.birthday.isoformat(), _other_century(fact.birthday, today))
    if fact.founded and not 800 <= fact.founded <= today.year:
        yield Flaw(Care.WRONG, "founded", str(fact.founded))
    for deal in fact.deals:
        if deal.closed > today:
            yield Flaw(Care.WRONG, "deal_closed", deal.closed.isoformat(), today.isoformat(), deal.id)
        elif deal.closed < deal.opened:
            yield Flaw(Care.WRONG, "deal_opened", deal.opened.isoformat(), deal.closed.isoformat(), deal.id)


def _age(birthday: date, today: date) -> int:
    return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))


def _other_century(birthday: date, today: date) -> str:
    """Return the same day a hundred years before or after, where somebody can be that old."""
    for year in (birthday.year - 100, birthday.year + 100):
        leap = birthday.month == 2 and birthday.day == 29 and (year % 4 or (year % 100 == 0 and year % 400))
        if not leap and _YOUNGEST <= _age(birthday.replace(year=year), today) <= _OLDEST_MEANT:
            return birthday.replace(year=year).isoformat()
    return ""
