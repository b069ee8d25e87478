"""What of an inquiry may tell whether it becomes a deal, as known when it came or when it was answered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from enum import StrEnum

from crm_desktop.base.text import fold
from crm_desktop.base.times import days_between
from crm_desktop.domain.lead_facts import LeadFact


class Sign(StrEnum):
    """What is looked at."""

    SOURCE = "source"
    CHANNEL = "channel"
    CAMPAIGN = "campaign"
    COMPANY = "company"
    PHONE = "phone"
    BUDGET = "budget"
    DATE = "date"
    KNOWN = "known"
    REFERRED = "referred"
    LENGTH = "length"
    ANSWER = "answer"


#: Letters from which a text counts as middling and as long.
_LENGTHS = (200, 700)
#: Days from which an answer counts as slow and as late.
_ANSWERS = (1.0, 3.0)
_NAMES = ("short", "medium", "long")
_SPEEDS = ("quick", "slow", "late")

#: The level of each sign an inquiry shows; a sign nobody could know is left out.
Levels = Mapping[Sign, str]


def levels(lead: LeadFact, *, answered: bool) -> dict[Sign, str]:
    """Return what an inquiry shows; with `answered`, how quickly the first answer went out too."""
    shown = {
        Sign.COMPANY: _yes(lead.has_company),
        Sign.PHONE: _yes(lead.has_phone),
        Sign.BUDGET: _yes(lead.budget_cents > 0),
        Sign.DATE: _yes(lead.has_date),
        Sign.KNOWN: _yes(lead.known),
        Sign.REFERRED: _yes(lead.referred),
    }
    if lead.length:
        shown[Sign.LENGTH] = _NAMES[bisect_right(_LENGTHS, lead.length)]
    for sign, said in ((Sign.SOURCE, lead.source), (Sign.CHANNEL, lead.channel), (Sign.CAMPAIGN, lead.campaign)):
        if said.strip():
            shown[sign] = fold(said.strip())
    if answered and lead.answered is not None:
        waited = max(days_between(lead.arrived, lead.answered), 0.0)
        shown[Sign.ANSWER] = _SPEEDS[bisect_right(_ANSWERS, waited)]
    return shown


def _yes(value: object) -> str:
    return "yes" if value else "no"
