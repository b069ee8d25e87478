"""A seeded inbox whose inquiries become deals with a known chance: what scores are measured on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import exp
from random import Random
from typing import NamedTuple

from crm_desktop.domain.lead_facts import LeadFact

_SOURCES = {"Empfehlung": (3, 1.1), "Website": (6, -0.2), "Messe": (2, -0.5), "Anzeige": (2, -1.0)}
_CHANNELS = {"E-Mail": (4, 0.1), "Anruf": (2, 0.4), "Formular": (4, -0.3)}


class Drawn(NamedTuple):
    """An inquiry with the chance it was drawn with."""

    lead: LeadFact
    chance: float


def draw(seed: int, number: int, *, strength: float = 1.0) -> list[Drawn]:
    """Return inquiries in the order they came; `strength` 0 lets every one have the same chance."""
    random, at, found = Random(seed), datetime(2024, 1, 1, 9, tzinfo=UTC), []
    for lead_id in range(number):
        at += timedelta(hours=random.expovariate(1 / 20))
        source = random.choices(list(_SOURCES), [weight for weight, _effect in _SOURCES.values()])[0]
        channel = random.choices(list(_CHANNELS), [weight for weight, _effect in _CHANNELS.values()])[0]
        company, phone, known = random.random() < 0.5, random.random() < 0.6, random.random() < 0.2
        budget, dated = random.random() < 0.3, random.random() < 0.3
        waits = random.expovariate(1 / 1.5)
        logit = _SOURCES[source][1] + _CHANNELS[channel][1] + 0.5 * company + 0.4 * phone + 0.7 * known
        logit += 0.6 * budget + 0.2 * dated - 0.12 * min(waits, 6)
        chance = 1 / (1 + exp(0.9 - strength * logit))
        answered = at + timedelta(days=waits)
        lead = LeadFact(
            lead_id, at, answered, answered + timedelta(days=random.expovariate(1 / 5)), random.random() < chance,
            source, channel, "", company, phone, has_email=True, budget_cents=500_000 if budget else 0, has_date=dated,
            known=known, length=int(random.lognormvariate(6, 0.7)),
        )  # fmt: skip
        found.append(Drawn(lead, chance))
    return found


def as_new(lead: LeadFact) -> LeadFact:
    """Return an inquiry as it is on the day it comes."""
    return lead._replace(answered=None, closed=None, converted=False)


def calibration_error(foreseen: list[float], became: list[float], classes: int = 10) -> float:
    """Return the mean distance between what was foreseen and what came, over classes of equally many cases (ECE)."""
    pairs = sorted(zip(foreseen, became, strict=True))
    total = 0.0
    for place in range(classes):
        part = pairs[place * len(pairs) // classes : (place + 1) * len(pairs) // classes]
        total += abs(sum(one for one, _came in part) - sum(came for _one, came in part))
    return total / len(pairs)
