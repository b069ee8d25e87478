"""What customers are worth, who is leaving, who comes back and what recommendations brought, read from the orders.

Reading alone; all money is in the firm's own currency.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.engine.customer_value import CustomerValue, ValueReport, customer_values
from crm_desktop.engine.referral import CREDITED, ReferralValue, referral_values
from crm_desktop.engine.retention import Retention, retention
from crm_desktop.engine.rfm import Movement, RfmScore, movements, rfm_scores
from crm_desktop.store.queries.cases import complaints_by_account
from crm_desktop.store.queries.customer_margins import customer_margins
from crm_desktop.store.queries.facts import sale_facts
from crm_desktop.store.queries.referrals import referral_facts
from crm_desktop.store.queries.winning_back import LastWords, last_words
from crm_desktop.store.reading import Reader


class Gone(NamedTuple):
    """A customer to win back: what it was worth, and what was last said and offered."""

    customer: CustomerValue
    words: LastWords


class ClassMovement(NamedTuple):
    """How customers moved between classes from one quarter's end to the next: by RFM and by ABC."""

    before: date
    after: date
    rfm: tuple[Movement, ...]
    abc: tuple[Movement, ...]


def value_report(reader: Reader, *, as_of: date) -> ValueReport:
    """Return what each customer brought until a day and what the twelve months from then are expected to bring."""
    with reader.snapshot():
        found = customer_values(sale_facts(reader, last=as_of), as_of, customer_margins(reader, last=as_of))
        complaints = complaints_by_account(reader)
    if not complaints:
        return found
    return found._replace(
        customers=tuple(each._replace(complaints=complaints.get(each.account_id, 0)) for each in found.customers)
    )


def leaving(reader: Reader, *, as_of: date, limit: int = 100) -> list[CustomerValue]:
    """Return the customers who are silent for longer than usual, the most at risk first."""
    return list(value_report(reader, as_of=as_of).leaving()[:limit])


def to_win_back(reader: Reader, *, as_of: date, limit: int = 50) -> list[Gone]:
    """Return who is overdue, the most at risk first, each with the last reason and the last offer."""
    late = leaving(reader, as_of=as_of, limit=limit)
    said = last_words(reader, account_ids=[each.account_id for each in late])
    return [Gone(each, said.get(each.account_id, LastWords())) for each in late]


def retained(reader: Reader, *, as_of: date, months: int = 3, longest: int = 12) -> Retention:
    """Return which groups of new customers came back, and how many of each."""
    return retention(sale_facts(reader, last=as_of), as_of, months=months, longest=longest)


def referrals(reader: Reader, *, credited: float = CREDITED) -> list[ReferralValue]:
    """Return who recommended the firm, and what that brought."""
    return referral_values(referral_facts(reader), credited=credited)


def customer_classes(reader: Reader, *, as_of: date, months: int = 24) -> list[RfmScore]:
    """Return all customers with their RFM and ABC classes, the best first."""
    return rfm_scores(sale_facts(reader, last=as_of), as_of, months=months)


def class_movements(reader: Reader, *, as_of: date, quarters: int = 4, months: int = 24) -> list[ClassMovement]:
    """Return how customers moved between classes over the last quarters, the newest first; each as it was then."""
    sales = sale_facts(reader, last=as_of)
    days = [add_months(as_of, -3 * back) for back in range(quarters + 1)]
    then = [rfm_scores((fact for fact in sales if fact.day <= day), day, months=months) for day in days]
    rfm = [{each.account_id: each.rfm.value for each in scores} for scores in then]
    abc = [{each.account_id: each.abc.value for each in scores} for scores in then]
    return [
        ClassMovement(
            days[at + 1], days[at], tuple(movements(rfm[at + 1], rfm[at])), tuple(movements(abc[at + 1], abc[at]))
        )
        for at in range(quarters)
    ]
