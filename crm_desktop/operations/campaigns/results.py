"""What a campaign brought and what a planned one may bring, with the sentences that say how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.formats import day, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.period import add_months
from crm_desktop.engine.campaign_effect import Comparison, Verdict, compare
from crm_desktop.engine.campaigns.results import (
    Effect,
    Line,
    MemberFact,
    OrderFact,
    break_even,
    more_needed,
    predicted,
    result,
)
from crm_desktop.operations.campaigns.audience import the_campaign
from crm_desktop.operations.campaigns.effects import comparison_sentence
from crm_desktop.store.queries import campaign_results as queries
from crm_desktop.store.queries import campaigns as campaign_queries
from crm_desktop.store.queries.campaign_results import VersusRow
from crm_desktop.store.queries.customer_margins import customer_margins
from crm_desktop.store.queries.firm import currency as firm_currency
from crm_desktop.store.reading import Reader


class Results(NamedTuple):
    """What a campaign brought until today."""

    campaign_id: int
    name: str
    currency: str
    sent: int
    #: Who answered anything at all, and who as it was hoped.
    answered: int
    wanted: int
    offers: int
    deals: int
    won: int
    orders: int
    revenue_cents: int
    cost_cents: int
    cost_per_order_cents: int | None
    variants: tuple[Line, ...]
    arguments: tuple[Line, ...]
    comparisons: tuple[Comparison, ...]
    effect: Effect | None
    more_needed: int | None
    sentences: tuple[str, ...]


class Outlook(NamedTuple):
    """What a campaign costs and how many orders it may bring, guessed from the last one like it."""

    cost_cents: int
    recipients: int
    #: In four of five cases; None where no campaign was sent before.
    expected: tuple[int, int] | None
    break_even: int | None
    #: What is left of an order, and whether that is after the known costs.
    per_order_cents: int
    after_costs: bool
    basis: VersusRow | None


def results(reader: Reader, *, campaign_id: int, today: date) -> Results:
    """Return what came of a campaign: by version, by argument, and against those held out."""
    with reader.snapshot():
        campaign = the_campaign(reader, campaign_id)
        rows = queries.members(reader, campaign_id=campaign_id)
        days = [row.sent_on for row in rows if row.sent_on is not None]
        first, last = (min(days), max(days)) if days else (today, today)
        window = timedelta(days=campaign.window_days)
        ordered = queries.orders(reader, campaign_id=campaign_id, first=first, last=last + window)
        offers, deals, won = queries.pipeline_counts(reader, campaign_id=campaign_id)
        currency = firm_currency(reader)
    found = result(
        [MemberFact(*row) for row in rows], [OrderFact(*row) for row in ordered], window_days=campaign.window_days,
        today=today,
    )  # fmt: skip
    per_order = campaign.cost_cents // found.orders if found.orders else None
    return Results(
        campaign_id, campaign.name, currency, found.sent, found.answered, found.wanted, offers, deals, won,
        found.orders, found.revenue_cents, campaign.cost_cents, per_order, found.lines, _by_argument(found.lines),
        found.comparisons, found.effect, found.more_needed,
        _sentences(found.comparisons, found.more_needed, found.effect),
    )  # fmt: skip


def argument_record(
    reader: Reader, *, campaign_id: int | None = None, but: int | None = None
) -> tuple[Line, ...]:  # fmt: skip
    """Return which argument convinced in all campaigns so far, the best answered first.

    With `campaign_id` only the arguments of its versions, under their letters, those never tried among them.
    """
    rows = {row.argument: row for row in queries.arguments(reader, but=but)}
    if campaign_id is None:
        lines = [Line("", *row) for row in rows.values()]
        return tuple(sorted(lines, key=lambda one: (-one.share, one.argument)))
    variants = the_campaign(reader, campaign_id).variants
    return tuple(
        Line(one.key, *rows[one.argument]) if one.argument in rows else Line(one.key, one.argument, 0, 0, 0, 0)
        for one in variants
    )


def argument_sentence(lines: Sequence[Line]) -> str:
    """Return whether the best argument can be told from the next one, and how many more it takes where it cannot."""
    tried = sorted((one for one in lines if one.sent), key=lambda one: -one.share)
    if len(tried) < 2:
        return _("No two arguments have been tried yet.")
    found = compare(tried[0].response, tried[1].response)
    if found.verdict is Verdict.BETTER:
        return _("“{one}” convinces more than “{other}”, by more than chance.").format(
            one=found.one.name, other=found.other.name
        )
    more = more_needed([found])
    touching = tried[0].interval.low <= tried[1].interval.high
    said = (
        _("The 80 % ranges of “{one}” and “{other}” still touch.")
        if touching
        else _("“{one}” is ahead of “{other}”, which can still be chance.")
    ).format(one=found.one.name, other=found.other.name)
    if more is None:
        return said
    return f"{said} {_more(more)}"


def versus(reader: Reader, *, campaign_id: int) -> VersusRow | None:
    """Return the last other campaign that went out, to compare with; None where there is none."""
    campaign = the_campaign(reader, campaign_id)
    return queries.last_other(reader, campaign_id=campaign_id, channel=campaign.channel.value)


def outlook(reader: Reader, *, campaign_id: int, today: date, recipients: int | None = None) -> Outlook:
    """Return what a campaign may bring, and from how many orders on it pays; `recipients` where none are frozen yet."""
    campaign = the_campaign(reader, campaign_id)
    whom = campaign_queries.counts(reader, campaign_id=campaign_id).recipients if recipients is None else recipients
    basis = versus(reader, campaign_id=campaign_id)
    usual = queries.usual_order_cents(reader, since=add_months(today, -24), last=today)
    worth = basis.revenue_cents // basis.orders if basis and basis.orders else usual
    margins = customer_margins(reader, last=today)
    net, left = sum(one.known_cents for one in margins), sum(one.margin_cents for one in margins)
    kept = round(worth * left / net) if net > 0 and left > 0 else worth
    return Outlook(
        campaign.cost_cents, whom, predicted(basis.orders, basis.sent, whom) if basis and whom else None,
        break_even(campaign.cost_cents, kept), kept, net > 0 and left > 0, basis,
    )  # fmt: skip


def effect_sentence(effect: Effect) -> str:
    """Return what the comparison with those held out says."""
    one, other = effect.comparison.one, effect.comparison.other
    told = _("Of {a} customers reached {b} ordered until {day}, of {c} held out {d}:").format(
        a=one.sent, b=percent(one.share), c=other.sent, d=percent(other.share), day=day(effect.until)
    )
    verdict = {
        Verdict.BETTER: _("the campaign brought orders that would not have come otherwise."),
        Verdict.WORSE: _("those left alone ordered more."),
        Verdict.PROBABLY_BETTER: _("the campaign probably brought orders, not yet certain."),
        Verdict.PROBABLY_WORSE: _("those left alone probably ordered more, not yet certain."),
        Verdict.CANNOT_TELL: _("cannot tell yet whether the campaign made a difference."),
    }[effect.verdict]
    return f"{told} {verdict}"


def _by_argument(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of versions that rest on the same argument as one."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.argument:
            there = found.get(line.argument, Line("", line.argument, 0, 0, 0, 0))
            found[line.argument] = Line(
                f"{there.key}{line.key}", line.argument, there.sent + line.sent, there.answers + line.answers,
                there.orders + line.orders, there.revenue_cents + line.revenue_cents,
            )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda one: (-one.share, one.argument)))


def _sentences(comparisons: Sequence[Comparison], more: int | None, effect: Effect | None) -> tuple[str, ...]:
    said = [comparison_sentence(one) for one in comparisons[:2]]
    if more is not None:
        said.append(_more(more))
    if effect is not None:
        said.append(effect_sentence(effect))
    return tuple(said)


def _more(n: int) -> str:
    return _("About {n} more of each version would make it clear.").format(n=number(n))
