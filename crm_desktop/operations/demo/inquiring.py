"""Writes the inquiries of the demo firm: fourteen with their texts and what was said, and those decided before them.

It comes last and draws from chances of its own, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import json
import random
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from crm_desktop.base.formats import month
from crm_desktop.base.paths import resources
from crm_desktop.base.period import add_months
from crm_desktop.base.times import local_day, to_text
from crm_desktop.domain.history import Activity, ActivityKind, Direction
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.operations.demo.vocabulary import Vocabulary, load
from crm_desktop.operations.history import history, lead_answers
from crm_desktop.operations.leads import leads
from crm_desktop.store.bulk import demo_leads as bulk
from crm_desktop.store.queries.lead_matches import entries_of
from crm_desktop.store.unit_of_work import Work

#: Decided inquiries that became a deal, and by source how many of a hundred others came from there.
_TAKEN = 46
_DECLINED = 88
_SOURCES = {"Website": 52, "Empfehlung": 16, "Messe": 20, "Telefon": 8, "Anzeige": 14}
_CHANNELS = ("E-Mail", "Kontaktformular", "Anruf", "E-Mail")
_REASONS = (
    "Budget zu klein", "Nicht unser Angebot", "Zu weit weg", "Keine Kapazität", "Nicht erreicht", "Werbung oder Spam",
)  # fmt: skip


def run(work: Work, seed: int) -> None:
    """Write them into a firm whose customers and deals are there."""
    chance = random.Random(seed + 8_000)  # noqa: S311 - believable inquiries, no secrets
    words = load()
    taken = [_taken(deal, chance) for deal in bulk.begun(work, most=_TAKEN)]
    oldest = work.today - timedelta(days=600)
    declined = [_declined(words, oldest, work.now, chance) for _each in range(_DECLINED)]
    decided = sorted([*taken, *declined], key=lambda row: str(row[2]))
    bulk.write(work, [(_uuid(chance), *row) for row in decided])
    for told in json.loads((resources() / "demo" / "leads.json").read_text(encoding="utf-8")):
        _tell(work, told, chance)


def _tell(work: Work, told: dict[str, Any], chance: random.Random) -> None:
    """Write one inquiry with its text, the answer, and what became of it."""
    at = work.now - timedelta(days=told["days"], minutes=told["minutes"])
    opening = add_months(work.today, 4)
    text = told["text"].replace("{month}", month(opening, language="de", form="LLLL")).replace(
        "{year}", str(opening.year)
    )  # fmt: skip
    fields = {"channel": told["channel"], "source": told["source"], "currency": "EUR", **told.get("fields", {})}
    lead = leads.take_in(work, text, fields, arrived_at=at)
    lead_id, fate = lead.id, told.get("fate", "")
    answered = min(at + timedelta(hours=told.get("after", 0), minutes=20), work.now)
    if told.get("said"):
        history.record(
            work, kind=ActivityKind.CALL, body=told["said"], at=answered, direction=Direction.OUT, lead_id=lead_id,
            minutes=8,
        )  # fmt: skip
    _decide(work, work.get(Lead, lead_id), fate, told, min(answered + timedelta(minutes=30), work.now))
    _name_again(work, lead_id, chance)


def _name_again(work: Work, lead_id: int, chance: random.Random) -> None:
    """Draw the lasting names of what was written from chance, so that the same seed gives the same firm."""
    work.get(Lead, lead_id).uuid = _uuid(chance)
    for activity_id in entries_of(work.read, lead_id=lead_id):
        work.get(Activity, activity_id).uuid = _uuid(chance)
    work.flush()


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _decide(work: Work, lead: Lead, fate: str, told: dict[str, Any], at: datetime) -> None:
    if fate == "qualified":
        lead.status, lead.qualified_at = LeadStatus.QUALIFIED, at
    elif fate == "later":
        lead.later_until = work.today + timedelta(days=told["until"])
    elif fate == "declined":
        lead.status, lead.closed_at, lead.disqualify_reason = LeadStatus.DISQUALIFIED, at, told["reason"]
    elif fate == "taken":
        _take_on(work, lead, told["deal"], at)


def _take_on(work: Work, lead: Lead, title: str, at: datetime) -> None:
    """Let an inquiry be the beginning of an open deal."""
    deal = bulk.deal_called(work, title)
    if deal is None:
        return
    lead.title = deal.title
    lead.given_name, lead.family_name, lead.company = deal.given_name, deal.family_name, deal.company
    lead.status, lead.closed_at, lead.qualified_at = LeadStatus.CONVERTED, at, at
    lead.deal_id, lead.contact_id, lead.company_id, lead.was_known = deal.id, deal.person_id, deal.company_id, True
    whom = [one for one in (deal.person_id, deal.company_id) if one is not None]
    leads.link_entries(work, lead.id, whom, deal.id)


def _taken(deal: bulk.Begun, chance: random.Random) -> tuple[Any, ...]:
    """Return an inquiry that became a deal some days later."""
    at = deal.opened - timedelta(hours=chance.randint(3, 120))
    answered = at + timedelta(hours=chance.choice((1, 3, 5, 20, 26)))
    source = "Website" if deal.source == "Architekt" else deal.source
    return _row(
        deal.title, at, source, _channel(source, chance), "converted", answered, deal.opened,
        given_name=deal.given_name, family_name=deal.family_name, company=deal.company, phone=chance.random() < 0.85,
        budget=deal.amount_cents if chance.random() < 0.4 else 0, known=chance.random() < 0.35,
        links=(deal.person_id, deal.company_id, deal.id),
    )  # fmt: skip


def _declined(words: Vocabulary, oldest: date, now: datetime, chance: random.Random) -> tuple[Any, ...]:
    """Return an inquiry that came to nothing."""
    days = chance.randint(30, (local_day(now) - oldest).days)
    at = now - timedelta(days=days, minutes=chance.randint(0, 400))
    source = chance.choices(list(_SOURCES), list(_SOURCES.values()))[0]
    answered = at + timedelta(hours=chance.choice((2, 6, 24, 50, 90)))
    company = chance.random() < 0.3
    return _row(
        chance.choice(("Küche", "Treppe", "Haustür", "Regal", "Einbauschrank", "Tisch", "Fenster", "Gartenmöbel")), at,
        source, _channel(source, chance), "disqualified", answered, answered + timedelta(hours=chance.randint(1, 200)),
        given_name=chance.choice((*words.women, *words.men)), family_name=chance.choice(words.families),
        company=f"{chance.choice(words.families)} GmbH" if company else "", phone=chance.random() < 0.45,
        budget=chance.randint(2, 60) * 10_000 if chance.random() < 0.2 else 0, known=chance.random() < 0.08,
        reason=chance.choice(_REASONS),
    )  # fmt: skip


def _row(  # noqa: PLR0917 - the columns of a table
    title: str, at: datetime, source: str, channel: str, status: str, answered: datetime, closed: datetime, *,
    given_name: str, family_name: str, company: str, phone: bool, budget: int, known: bool, reason: str = "",
    links: tuple[int | None, int | None, int | None] = (None, None, None),
) -> tuple[Any, ...]:  # fmt: skip
    due = lead_answers.working_days_after(local_day(at), 1)
    text = f"{title}: bitte um ein Angebot. {given_name} {family_name}".strip()
    mail = f"{family_name.lower().replace(' ', '')}@web.example"
    return (
        title, text, to_text(at), source, channel, source, channel, status, due.isoformat(),
        to_text(min(answered, closed)), to_text(max(closed, answered) if status == "disqualified" else closed), reason,
        given_name, family_name, company, mail, "04131 22 33 44" if phone else "", "EUR", budget, int(known), *links,
    )  # fmt: skip


def _channel(source: str, chance: random.Random) -> str:
    return {"Telefon": "Anruf", "Messe": "Besuch"}.get(source) or chance.choice(_CHANNELS)
