"""Which arguments and campaigns convinced: counts with intervals, and "cannot tell" where that is the truth."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.engine.campaign_effect import Comparison, Parts, Response, Verdict, compare, parts
from crm_desktop.store.queries import campaign_facts as queries
from crm_desktop.store.reading import Reader


class CampaignEffect(NamedTuple):
    """One campaign: its versions, the best answered first, and the best beside each other one."""

    campaign_id: int
    name: str
    cost_cents: int
    versions: tuple[Response, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def together(self) -> Response:
        """All versions as one."""
        return Response(
            self.name,
            sum(one.answers for one in self.versions),
            sum(one.sent for one in self.versions),
            sum(one.orders for one in self.versions),
            sum(one.revenue_cents for one in self.versions),
            self.cost_cents,
        )


def won_arguments(reader: Reader, *, first: date, last: date, pipeline_id: int | None = None) -> Parts:
    """Return what convinced in the deals won on some days, with the intervals of the shares."""
    return parts(queries.won_arguments(reader, first=first, last=last, pipeline_id=pipeline_id))


def lost_reasons(reader: Reader, *, first: date, last: date, pipeline_id: int | None = None) -> Parts:
    """Return why the deals closed on some days were lost, with the intervals of the shares."""
    return parts(queries.lost_reasons(reader, first=first, last=last, pipeline_id=pipeline_id))


def campaign_effects(reader: Reader, *, campaign_id: int | None = None) -> list[CampaignEffect]:
    """Return how one campaign or all were answered, the newest first."""
    found: dict[int, list[queries.ResponseRow]] = {}
    for row in queries.responses(reader, campaign_id=campaign_id):
        found.setdefault(row.campaign_id, []).append(row)
    return [_effect(rows) for rows in found.values()]


def comparison_sentence(found: Comparison) -> str:
    """Return what two versions beside each other say, and the size of a test where they say nothing."""
    told = _("“{one}” {a} of {b}, “{other}” {c} of {d}:").format(
        one=found.one.name, a=found.one.answers, b=found.one.sent, other=found.other.name, c=found.other.answers,
        d=found.other.sent,
    )  # fmt: skip
    words = {
        Verdict.BETTER: _("better by more than chance."),
        Verdict.WORSE: _("worse by more than chance."),
        Verdict.PROBABLY_BETTER: _("probably better ({chance}), not yet certain."),
        Verdict.PROBABLY_WORSE: _("probably worse ({chance}), not yet certain."),
        Verdict.CANNOT_TELL: _("cannot tell."),
    }[found.verdict].format(chance=percent(max(found.better, 1 - found.better)))
    if found.verdict is not Verdict.CANNOT_TELL or found.needed is None:
        return f"{told} {words}"
    return f"{told} {words} " + _("A test would need {n} of each.").format(n=found.needed)


def _effect(rows: list[queries.ResponseRow]) -> CampaignEffect:
    versions = sorted(
        (Response(row.argument or "–", row.answers, row.sent, row.orders, row.revenue_cents) for row in rows),
        key=lambda one: (-one.share, one.name),
    )
    return CampaignEffect(
        rows[0].campaign_id, rows[0].campaign, rows[0].cost_cents, tuple(versions),
        tuple(compare(versions[0], other) for other in versions[1:]),
    )  # fmt: skip
