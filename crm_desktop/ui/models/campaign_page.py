"""The page of a campaign in words: how its five steps stand, who gets it, what convinced, what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm_desktop.base.formats import amount, number, percent, planned_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import CampaignChannel, CampaignStatus
from crm_desktop.engine.campaign_effect import LEAST_SENT
from crm_desktop.operations.campaigns.audience import reason_source, reason_words
from crm_desktop.operations.campaigns.words import channel_word
from crm_desktop.ui.models import campaign_words as words
from crm_desktop.ui.models.campaign_faces import (
    AudienceFace,
    FunnelPart,
    Mix,
    ReasonFace,
    StepFace,
    SumsFace,
    VersionFace,
    letter_of,
)

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.engine.campaigns.results import Line
    from crm_desktop.operations.campaigns.results import Outlook, Results
    from crm_desktop.ui.models.campaign_reading import CampaignPage

#: The five steps, by the keys 1 to 5.
STEPS = ("goal", "audience", "arguments", "sending", "following")


def step_faces(page: CampaignPage, today: date) -> list[StepFace]:
    """Return the five steps as they stand."""
    detail, counts, found = page.detail, page.counts, page.audience
    sent = counts.sent > 0
    versions = plural("{n} version", "{n} versions", len(detail.variants)) if detail.variants else _("one text")
    when = planned_day(detail.starts_on, today) if detail.starts_on else _("no day yet")
    sending = _("{sent} of {all}").format(sent=number(counts.sent), all=number(counts.recipients)) if sent else (
        f"{when}, {channel_word(detail.channel)}"
    )  # fmt: skip
    first = page.steps[0] if page.steps else None
    following = (
        plural("{n} due", "{n} due", page.due) if page.due
        else plural("after {n} day", "after {n} days", first.wait_days) if first else _("nothing planned")
    )  # fmt: skip
    whom = _("{n} of {all}").format(n=number(found.recipients), all=number(found.matching))
    return [
        StepFace("goal", 1, _("Goal"), detail.goal or _("not said yet"), done=bool(detail.goal)),
        StepFace("audience", 2, _("Recipients"), whom if detail.segment_id else _("nobody chosen yet"),
                 done=bool(found.recipients)),
        StepFace("arguments", 3, _("Arguments"), versions, done=has_texts(page)),
        StepFace("sending", 4, _("Sending"), sending, done=sent and not counts.unsent),
        StepFace("following", 5, _("Following up"), following,
                 done=detail.status is CampaignStatus.CLOSED),
    ]  # fmt: skip


def has_texts(page: CampaignPage) -> bool:
    """Whether everybody has a text; who is called needs none."""
    detail = page.detail
    if detail.channel is CampaignChannel.PHONE:
        return bool(detail.message or detail.variants or detail.template_id)
    return all(one.template_id or detail.template_id for one in detail.variants) and bool(
        detail.variants or detail.template_id
    )


def audience_face(page: CampaignPage) -> AudienceFace:
    """Return whom the conditions find and who remains."""
    found, detail = page.audience, page.detail
    reasons = tuple(
        ReasonFace(group.reason.value, words.REASON_ICONS[group.reason], group.cases, reason_words(group.reason),
                   group.detail or reason_source(group.reason))
        for group in found.groups
    )  # fmt: skip
    remain = words.remain_words(detail.channel)
    sentence = ", ".join(
        [f"{number(found.recipients)} {remain}", *(f"{number(one.count)} {one.words}" for one in reasons)]
    )
    return AudienceFace(
        page.conditions, found.matching, found.recipients, remain, reasons, _remark(page), sentence,
        open=not page.counts.sent,
    )  # fmt: skip


def _remark(page: CampaignPage) -> str:
    """Return what is to be said about the recipients: nobody there, or others than when they were frozen."""
    found = page.audience
    if not page.detail.segment_id:
        return _("Choose a segment first: its conditions say who fits.")
    if not found.matching:
        if page.narrowest is None:
            return _("Nobody fits the conditions.")
        words, count = page.narrowest
        return _("Nobody fits. Most is taken away by “{condition}”: without it, {n} would fit.").format(
            condition=words, n=number(count)
        )
    if not found.recipients and found.groups:
        most = max(found.groups, key=lambda one: one.cases)
        return _("Nobody remains. Most go because they {reason}: {n}.").format(
            reason=reason_words(most.reason), n=number(most.cases)
        )
    if found.frozen and found.drifted:
        return plural(
            "Since then {n} more fits; what has gone out stays as it is.",
            "Since then {n} more fit; what has gone out stays as it is.", found.drifted,
        )  # fmt: skip
    return ""


def version_faces(lines: Sequence[Line]) -> list[VersionFace]:
    """Return arguments with their answers, lettered in their order."""
    return [_version(place, line) for place, line in enumerate(lines)]


def _version(place: int, line: Line) -> VersionFace:
    name = line.argument or _("no argument named")
    letter = line.key if len(line.key) == 1 else letter_of(place)
    if not line.sent:
        never = _("not tried yet")
        return VersionFace(letter, name, never, 0.0, 0.0, 0.0, "–", 0, f"{name}: {never}")
    detail = _("{a} of {b}").format(a=number(line.answers), b=number(line.sent))
    sentence = _("{name}: {share} of {n} answered, with 80 % between {low} and {high}; {orders}").format(
        name=name, share=percent(line.share), n=number(line.sent), low=percent(line.interval.low),
        high=percent(line.interval.high), orders=plural("{n} order", "{n} orders", line.orders),
    )  # fmt: skip
    return VersionFace(
        letter, name, detail, line.share, line.interval.low, line.interval.high, percent(line.share), line.orders,
        sentence,
    )  # fmt: skip


def thin_words(lines: Sequence[Line]) -> str:
    """Return that nobody is named the winner yet, where a version went to too few."""
    fewest = min((line.sent for line in lines if line.sent), default=0)
    if len(lines) < 2 or not fewest or fewest >= LEAST_SENT:
        return ""
    return _("Fewer than {n} per version: the ranges are drawn, no winner is named.").format(n=LEAST_SENT)


def mix_of(page: CampaignPage) -> Mix | None:
    """Return how the versions are mixed, None where there is one or everything has gone out."""
    variants = page.detail.variants
    if len(variants) < 2 or (page.counts.sent and not page.counts.unsent):
        return None
    keys = [one.key for one in variants]
    ways = [(_equal_words(keys), (1,) * len(keys))]
    if len(keys) > 1:
        ways += [
            (_("{letter} twice as often").format(letter=key), tuple(2 if one == key else 1 for one in keys))
            for key in keys
        ]
        ways += [(_("Only {letter}").format(letter=key), tuple(int(one == key) for one in keys)) for key in keys]
    shares = tuple(one.share for one in variants)
    words = next((said for said, way in ways if way == shares), "")
    if not words:
        words = ", ".join(f"{one.key} {percent(one.share / max(1, sum(shares)))}" for one in variants)
    return Mix(words, tuple(ways))


def _equal_words(keys: Sequence[str]) -> str:
    return _("{letters} and {last} in equal parts").format(letters=", ".join(keys[:-1]), last=keys[-1])


def sums_face(outlook: Outlook, currency: str) -> SumsFace:
    """Return what a campaign costs and from when on it pays."""
    lines = [(_("Cost"), amount(outlook.cost_cents, currency, whole=True))]
    if outlook.expected is not None:
        low, high = outlook.expected
        lines.append((_("Expected orders"), number(low) if low == high else f"{number(low)}–{number(high)}"))
    if outlook.break_even:
        lines.append((_("Pays from"), plural("{n} order", "{n} orders", outlook.break_even)))
    basis = ""
    before = outlook.basis
    if before is not None and outlook.expected is not None:
        basis = _("Estimated from “{name}”: {sent} sent, {orders}.").format(
            name=before.name, sent=number(before.sent), orders=plural("{n} order", "{n} orders", before.orders)
        )
    elif outlook.expected is None:
        basis = _("No campaign of this kind has been closed yet; so nothing is estimated.")
    return SumsFace(tuple(lines), basis)


def funnel_parts(results: Results, channel: CampaignChannel) -> list[FunnelPart]:
    """Return what a campaign brought, in five figures."""
    counts = (results.sent, results.answered, results.offers, results.orders)
    return _funnel(words.sent_heading(channel), counts, results.revenue_cents, results.currency)


def versus_parts(page: CampaignPage) -> list[FunnelPart]:
    """Return what the campaign before brought, to compare with; it may have gone another way."""
    before = page.versus
    if before is None:
        return []
    counts = (before.sent, before.answers, before.offers, before.orders)
    return _funnel(_("Sent"), counts, before.revenue_cents, page.currency)


def _funnel(sent: str, counts: tuple[int, int, int, int], cents: int, currency: str) -> list[FunnelPart]:
    names = (("sent", sent), ("answered", _("Answers")), ("offers", _("Offers")), ("orders", _("Orders")))
    figures = [FunnelPart(key, number(count), name) for (key, name), count in zip(names, counts, strict=True)]
    return [*figures, FunnelPart("revenue", amount(cents, currency, whole=True), _("Revenue"))]
