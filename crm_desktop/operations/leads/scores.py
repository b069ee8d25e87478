"""The chances of the open inquiries to become deals, with the reasons in words and the counts behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.domain.lead_facts import LeadFact
from crm_desktop.engine.leads.score import LEAST, LeadModel, LeadReason, Tally, learn
from crm_desktop.engine.leads.signs import Sign
from crm_desktop.store.queries import lead_facts as queries
from crm_desktop.store.reading import Reader

#: Sources named in the sentence behind the chances, and how often each must have been seen.
_NAMED, _SEEN = 3, 5


class LeadScore(NamedTuple):
    """The chance of one inquiry, the bounds that hold in four of five cases, and why, in sentences."""

    probability: float
    low: float
    high: float
    reasons: tuple[str, ...] = ()


class LeadScores(NamedTuple):
    """The chances of all open inquiries by id; empty while too few have been decided."""

    closed: int
    became: int
    by_id: Mapping[int, LeadScore]
    #: What the chances rest on, in a sentence; while there are none, what is missing.
    sentence: str

    @property
    def silent(self) -> bool:
        """Whether too few have been decided to say anything."""
        return self.closed < LEAST


def lead_scores(reader: Reader, *, today: date) -> LeadScores:
    """Return the chances of the inquiries that are open."""
    facts = queries.lead_facts(reader)
    model = learn(facts, today)
    if model is None:
        closed = [lead for lead in facts if lead.closed is not None]
        return LeadScores(len(closed), sum(lead.converted for lead in closed), {}, _silent(len(closed)))
    names = _spelt(facts)
    scores = {lead.id: _scored(model, lead, today, names) for lead in facts if lead.closed is None}
    return LeadScores(model.closed, model.became, scores, _sentence(model, names))


def lead_score(reader: Reader, *, lead_id: int, today: date) -> LeadScore | None:
    """Return the chance of one inquiry, as it is now; None while too few have been decided."""
    facts = queries.lead_facts(reader)
    model = learn((lead for lead in facts if lead.id != lead_id), today)
    asked = next((lead for lead in facts if lead.id == lead_id), None)
    return None if model is None or asked is None else _scored(model, asked, today, _spelt(facts))


def _scored(model: LeadModel, lead: LeadFact, today: date, names: Mapping[tuple[Sign, str], str]) -> LeadScore:
    found = model.score(lead, today)
    reasons = tuple(reason_words(reason, names) for reason in found.reasons)
    return LeadScore(found.probability, found.low, found.high, reasons)


def _spelt(facts: list[LeadFact]) -> dict[tuple[Sign, str], str]:
    """Return how sources, channels and campaigns are mostly written, by their folded form."""
    seen: dict[tuple[Sign, str], Counter[str]] = {}
    for lead in facts:
        for sign, said in ((Sign.SOURCE, lead.source), (Sign.CHANNEL, lead.channel), (Sign.CAMPAIGN, lead.campaign)):
            seen.setdefault((sign, fold(said.strip())), Counter())[said.strip()] += 1
    return {key: spellings.most_common(1)[0][0] for key, spellings in seen.items()}


def _silent(closed: int) -> str:
    words = _("From {least} decided inquiries on, the chance of each stands here; there are {n} so far.")
    return words.format(least=LEAST, n=closed)


def _sentence(model: LeadModel, names: Mapping[tuple[Sign, str], str]) -> str:
    said = _("Chance to become a deal, learned from {closed} inquiries: {share} became one.").format(
        closed=formats.number(model.closed), share=formats.percent(model.rate)
    )
    seen = [one for one in model.tallies(Sign.SOURCE) if one.of >= _SEEN][:_NAMED]
    if len(seen) < 2:
        return said
    spelt = ((names.get((one.sign, one.level), one.level), one.became / one.of) for one in seen)
    shares = ", ".join(f"{name} {formats.percent(share)}" for name, share in spelt)
    return _("Chance to become a deal, learned from {closed} inquiries: {shares}.").format(
        closed=formats.number(model.closed), shares=shares
    )


def reason_words(reason: LeadReason, names: Mapping[tuple[Sign, str], str]) -> str:
    """Say what moves a chance and on how many cases that rests."""
    tally = reason.tally
    form = _named(tally) if tally.sign in _OWN_WORDS else _plain()[tally.sign, tally.level]
    name = names.get((tally.sign, tally.level), tally.level)
    return form.format(became=formats.number(tally.became), of=formats.number(tally.of), name=name)


_OWN_WORDS = frozenset({Sign.SOURCE, Sign.CHANNEL, Sign.CAMPAIGN})


def _named(tally: Tally) -> str:
    return {
        Sign.SOURCE: _("{became} of {of} inquiries with the source “{name}” became deals."),
        Sign.CHANNEL: _("{became} of {of} inquiries through “{name}” became deals."),
        Sign.CAMPAIGN: _("{became} of {of} inquiries from the campaign “{name}” became deals."),
    }[tally.sign]


def _plain() -> dict[tuple[Sign, str], str]:
    return {
        (Sign.COMPANY, "yes"): _("{became} of {of} inquiries from companies became deals."),
        (Sign.COMPANY, "no"): _("{became} of {of} inquiries from private people became deals."),
        (Sign.PHONE, "yes"): _("{became} of {of} inquiries with a phone number became deals."),
        (Sign.PHONE, "no"): _("{became} of {of} inquiries without a phone number became deals."),
        (Sign.BUDGET, "yes"): _("{became} of {of} inquiries that name a budget became deals."),
        (Sign.BUDGET, "no"): _("{became} of {of} inquiries that name no budget became deals."),
        (Sign.DATE, "yes"): _("{became} of {of} inquiries that name a date became deals."),
        (Sign.DATE, "no"): _("{became} of {of} inquiries that name no date became deals."),
        (Sign.KNOWN, "yes"): _("{became} of {of} inquiries from known contacts became deals."),
        (Sign.KNOWN, "no"): _("{became} of {of} inquiries from strangers became deals."),
        (Sign.REFERRED, "yes"): _("{became} of {of} inquiries that name who recommended you became deals."),
        (Sign.REFERRED, "no"): _("{became} of {of} inquiries without a recommendation became deals."),
        (Sign.LENGTH, "short"): _("{became} of {of} short inquiries became deals."),
        (Sign.LENGTH, "medium"): _("{became} of {of} inquiries of some sentences became deals."),
        (Sign.LENGTH, "long"): _("{became} of {of} long inquiries became deals."),
        (Sign.ANSWER, "quick"): _("{became} of {of} inquiries answered within a day became deals."),
        (Sign.ANSWER, "slow"): _("{became} of {of} inquiries answered after one to three days became deals."),
        (Sign.ANSWER, "late"): _("{became} of {of} inquiries answered after more than three days became deals."),
    }
