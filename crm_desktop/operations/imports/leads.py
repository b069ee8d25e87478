"""Importing inquiries: what a form, a fair or another program collected, decided ones to learn from included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from crm_desktop.base.money import round_cents
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.domain.records import LeadRecord
from crm_desktop.exchange.names import split_name
from crm_desktop.operations import leads
from crm_desktop.operations.imports.partners import Partners
from crm_desktop.operations.imports.report import Fate, Item, Tally
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.store.bulk.drafts import Draft
from crm_desktop.store.queries import lead_matches
from crm_desktop.store.unit_of_work import Work

_TEXTS = (
    "salutation", "given_name", "family_name", "company", "job_title", "email", "phone", "mobile", "website",
    "street", "postal_code", "city", "source", "channel", "currency", "referred_by", "note",
)  # fmt: skip


class LeadImport:
    """Takes inquiries batch by batch into an open step; those that are known are left alone."""

    def __init__(self, work: Work, tally: Tally) -> None:
        self._work = work
        self._tally = tally
        self._draft = Draft(work, COLUMNS)
        self._partners = Partners(work, self._draft, tally.created)
        self._known = lead_matches.known(work.read)

    def take(self, items: Sequence[Item]) -> None:
        """Add the inquiries of a batch."""
        for item in items:
            self._add(cast("LeadRecord", item.record))

    def finish(self) -> None:
        """Nothing is left to be done at the end."""

    def _add(self, record: LeadRecord) -> None:
        at = min(record.arrived, self._work.now) if record.arrived else self._work.now
        print_ = _print(record, at)
        if print_ in self._known:
            self._tally.count(Fate.SKIPPED)
            return
        self._known.add(print_)
        lead = leads.take_in(self._work, record.text, self._fields(record), arrived_at=at)
        if record.external_id:
            lead.external_id = record.external_id
        _decide(lead, record, at)
        self._tally.count(Fate.ADDED)

    def _fields(self, record: LeadRecord) -> dict[str, Any]:
        said: dict[str, Any] = {name: getattr(record, name) for name in _TEXTS} | {"title": record.wish}
        if record.name and not (record.given_name or record.family_name):
            name = split_name(record.name)
            said |= {"given_name": name.given, "family_name": name.family or record.name}
            said["salutation"] = said["salutation"] or name.salutation
        if len(record.country) == 2:
            said["country"] = record.country
        if record.campaign:
            campaign_id = self._partners.named("campaign", record.campaign)
            self._draft.flush()
            said["campaign_id"] = campaign_id
        if record.budget is not None and record.budget >= 0:
            said["budget_cents"] = round_cents(record.budget)
        if record.quantity is not None and record.quantity >= 0:
            said["quantity"] = record.quantity
        said["wanted_on"] = record.wanted_on
        return said


def _print(record: LeadRecord, at: datetime) -> tuple[str, ...]:
    """Return by what an inquiry is recognised: its id, else who asked what and when."""
    if record.external_id:
        return (record.external_id,)
    who = record.email or record.name or f"{record.given_name} {record.family_name}".strip() or record.company
    when = at.isoformat() if record.arrived else ""
    return (fold(who), fold(record.wish), clean(record.text, lines=True), when)


def _decide(lead: Lead, record: LeadRecord, at: datetime) -> None:
    """Let an inquiry stand where the file says it stands."""
    if not record.status and not record.disqualify_reason and record.closed is None:
        return
    status = LeadStatus(record.status) if record.status else LeadStatus.NEW
    if record.disqualify_reason and status is not LeadStatus.CONVERTED:
        status = LeadStatus.DISQUALIFIED
    lead.status, lead.disqualify_reason = status, record.disqualify_reason
    if status in {LeadStatus.CONVERTED, LeadStatus.DISQUALIFIED}:
        lead.closed_at = max(record.closed, at) if record.closed else at
    elif status is not LeadStatus.NEW:
        lead.answered_at = at
    if status in {LeadStatus.QUALIFIED, LeadStatus.CONVERTED}:
        lead.qualified_at = lead.closed_at or at
