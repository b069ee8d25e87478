"""What is worth knowing beside an inquiry: similar past deals, by when to answer, who must not be written to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.phones import e164
from crm_desktop.base.times import days_between, local_day
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.lead_facts import ClosedDeal
from crm_desktop.domain.leads import OPEN
from crm_desktop.engine.campaigns import suppression
from crm_desktop.engine.leads.similar import Sought, similar
from crm_desktop.operations.history.lead_answers import working_days_between
from crm_desktop.store.queries import consents, lead_facts
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.queries.leads import LeadDetail, LeadRow
from crm_desktop.store.reading import Reader


class SimilarDeal(NamedTuple):
    """One past deal; `days` from its beginning to its end."""

    id: int
    title: str
    account: str
    amount_cents: int
    currency: str
    won: bool
    lost_reason: str
    days: int


@dataclass(frozen=True)
class SimilarDeals:
    """The likest past deals, and what all that are alike came to: values of those won, else of all."""

    rows: tuple[SimilarDeal, ...] = ()
    count: int = 0
    won: int = 0
    low_cents: int = 0
    median_cents: int = 0
    high_cents: int = 0
    #: Days until the order, in the middle; None where none was won.
    days: int | None = None


def similar_deals(
    reader: Reader,
    *,
    title: str,
    product_id: int | None = None,
    source: str = "",
    company: str = "",
    today: date,
    limit: int = 3,
) -> SimilarDeals:
    """Return the deals closed before a day that an inquiry resembles."""
    closed = [deal for deal in lead_facts.closed_deals(reader) if local_day(deal.closed) <= today]
    found = similar(Sought(title, product_id, source, company), closed)
    return SimilarDeals(
        tuple(map(_shown, found.deals[:limit])), len(found.deals), found.won,
        found.low_cents, found.median_cents, found.high_cents, found.days,
    )  # fmt: skip


def suppressed(reader: Reader, *, emails: Collection[str], phones: Collection[str]) -> bool:
    """Whether one of these addresses or numbers is on the list of those nobody may use."""
    salt = consents.salt(reader)
    if not salt:
        return False
    home = country_of_firm(reader)
    keys = [(Channel.EMAIL, suppression.email_key(mail)) for mail in emails if mail.strip()]
    keys += [(Channel.PHONE, suppression.phone_key(e164(phone, home))) for phone in phones if phone.strip()]
    listed = consents.suppressed(reader)
    return any((channel.value, suppression.digest(salt, channel, key)) in listed for channel, key in keys if key)


def answer_hint(lead: LeadRow | LeadDetail, today: date) -> str:
    """Say by when an inquiry is to be answered, how long that is overdue, or how long it took."""
    if lead.answered_at is not None:
        return _answered(days_between(lead.arrived_at, lead.answered_at))
    if lead.status not in OPEN or lead.answer_by is None:
        return ""
    late = working_days_between(lead.answer_by, today)
    if late > 0:
        return plural("Answer overdue for {n} working day", "Answer overdue for {n} working days", late)
    if lead.answer_by <= today:
        return _("Answer by today")
    if (lead.answer_by - today).days == 1:
        return _("Answer by tomorrow")
    return _("Answer by {day}").format(day=formats.near_day(lead.answer_by, today))


def _answered(days: float) -> str:
    minutes = round(days * 24 * 60)
    if minutes < 60:
        return plural("Answered after {n} minute", "Answered after {n} minutes", max(minutes, 1))
    if minutes < 48 * 60:
        return plural("Answered after {n} hour", "Answered after {n} hours", round(minutes / 60))
    return plural("Answered after {n} day", "Answered after {n} days", round(days))


def _shown(deal: ClosedDeal) -> SimilarDeal:
    days = round(days_between(deal.opened, deal.closed))
    return SimilarDeal(
        deal.id, deal.title, deal.account, deal.amount_cents, deal.currency, deal.won, deal.lost_reason, days
    )  # fmt: skip
