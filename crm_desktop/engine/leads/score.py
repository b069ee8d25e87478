"""The chance that an inquiry becomes a deal, learned from those the firm has decided on, with the counts behind it.

Two fits: one on what an inquiry shows when it comes, one for inquiries that have been answered, which may also use how
quickly. Everything is asked as of a day: what was decided or answered later is not known to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from crm_desktop.base.times import local_day
from crm_desktop.domain.lead_facts import LeadFact
from crm_desktop.engine.leads.logistic import Array, Fit, fit
from crm_desktop.engine.leads.signs import Levels, Sign, levels

#: Fewer decided inquiries than this say nothing.
LEAST = 20
#: A level must have been seen so often to have an effect of its own, or to be named as a reason.
_LEAST_SEEN = 3
_MOST_REASONS = 3
#: What moves a chance by less (in logits) is no reason.
_LEAST_EFFECT = 0.08


class Tally(NamedTuple):
    """How many of the decided inquiries with a sign became deals."""

    sign: Sign
    level: str
    became: int
    of: int


class LeadReason(NamedTuple):
    """A sign that moves the chance, by so many logits, and the counts it rests on."""

    tally: Tally
    effect: float


class LeadScore(NamedTuple):
    """The chance to become a deal, the bounds that hold in four of five cases, and what moves it most."""

    probability: float
    low: float
    high: float
    reasons: tuple[LeadReason, ...] = ()


class _Learned(NamedTuple):
    """One fit with its columns: a sign's level, and the share of the cases that show it among those that could."""

    columns: dict[tuple[Sign, str], int]
    middles: Array
    fit: Fit
    tallies: dict[tuple[Sign, str], Tally]


class LeadModel(NamedTuple):
    """What the decided inquiries of a firm say."""

    closed: int
    became: int
    arrival: _Learned
    #: For inquiries that have been answered; None where too few of the decided ones were.
    answered: _Learned | None

    @property
    def rate(self) -> float:
        """The share of all decided inquiries that became deals."""
        return self.became / self.closed

    def score(self, lead: LeadFact, today: date) -> LeadScore:
        """Return the chance of an inquiry from what was known of it on a day."""
        known = lead.answered is not None and local_day(lead.answered) <= today
        learned = self.answered if known and self.answered is not None else self.arrival
        shown = levels(lead, answered=learned is self.answered)
        row = _row(shown, learned.columns, learned.middles)
        return LeadScore(*learned.fit.chance(row), _reasons(shown, learned, row))

    def tallies(self, sign: Sign) -> list[Tally]:
        """Return the counts of a sign's levels, the most frequent first."""
        found = [one for one in self.arrival.tallies.values() if one.sign is sign]
        return sorted(found, key=lambda one: (-one.of, one.level))


def learn(leads: Iterable[LeadFact], today: date) -> LeadModel | None:
    """Learn from the inquiries decided until a day; None below twenty of them."""
    decided = [lead for lead in leads if lead.closed is not None and local_day(lead.closed) <= today]
    if len(decided) < LEAST:
        return None
    answered = [lead for lead in decided if lead.answered and lead.closed and lead.answered <= lead.closed]
    return LeadModel(
        len(decided),
        sum(lead.converted for lead in decided),
        _learn(decided, answered=False),
        _learn(answered, answered=True) if len(answered) >= LEAST else None,
    )


def _learn(leads: Sequence[LeadFact], *, answered: bool) -> _Learned:
    shown = [levels(lead, answered=answered) for lead in leads]
    seen = Counter((sign, level) for each in shown for sign, level in each.items())
    # What nearly all or hardly any show tells nothing of its own; of yes and no, one is enough.
    kept = [key for key, count in sorted(seen.items()) if count >= _LEAST_SEEN and key[1] != "no"]
    columns = {key: place for place, key in enumerate(kept)}
    could = Counter(sign for each in shown for sign in each)
    middles = np.array([seen[key] / could[key[0]] for key in kept])
    rows = np.array([_row(each, columns, middles) for each in shown]).reshape(len(shown), len(kept))
    became = np.array([float(lead.converted) for lead in leads])
    return _Learned(columns, middles, fit(rows, became), _tallies(leads, shown))


def _row(shown: Levels, columns: dict[tuple[Sign, str], int], middles: Array) -> Array:
    """Return the signs as numbers: 0 is the middle of all cases, also for what cannot be known or is new."""
    row = np.zeros(len(columns))
    for (sign, level), place in columns.items():
        own = shown.get(sign)
        if own is not None and (own == level or (sign, own) in columns or own == "no"):
            row[place] = float(own == level) - middles[place]
    return row


def _tallies(leads: Sequence[LeadFact], shown: Sequence[Levels]) -> dict[tuple[Sign, str], Tally]:
    of: Counter[tuple[Sign, str]] = Counter()
    became: Counter[tuple[Sign, str]] = Counter()
    for lead, each in zip(leads, shown, strict=True):
        of.update(each.items())
        if lead.converted:
            became.update(each.items())
    return {key: Tally(*key, became[key], number) for key, number in of.items()}


def _reasons(shown: Levels, learned: _Learned, row: Array) -> tuple[LeadReason, ...]:
    """Return the signs that move a chance most."""
    moved: dict[Sign, float] = {}
    effects = learned.fit.effects
    for (sign, _level), place in learned.columns.items():
        moved[sign] = moved.get(sign, 0.0) + float(effects[place] * row[place])
    named = [
        LeadReason(learned.tallies[sign, shown[sign]], effect)
        for sign, effect in moved.items()
        if abs(effect) >= _LEAST_EFFECT and sign in shown and (sign, shown[sign]) in learned.tallies
    ]
    telling = [one for one in named if one.tally.of >= _LEAST_SEEN]
    return tuple(sorted(telling, key=lambda one: (-abs(one.effect), one.tally.sign))[:_MOST_REASONS])
