"""Campaigns ready made from the evaluations: winning customers back, asking for recommendations, sending a survey."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.errors import Refused
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.campaigns import (
    CampaignChannel,
    CampaignKind,
    Segment,
    StepBranch,
    StepKind,
    Template,
    Variant,
)
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.surveys import Survey
from crm_desktop.operations import stamps
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.campaigns.steps import NewStep, put_steps
from crm_desktop.operations.contacts.customer_values import leaving, referrals, value_report
from crm_desktop.operations.serial.ready_templates import ready_templates
from crm_desktop.operations.serial.templates import Words
from crm_desktop.store.queries import campaign_ready as queries
from crm_desktop.store.queries.campaigns import campaign_named
from crm_desktop.store.unit_of_work import Work, Writer

#: Where the texts for them stand among the ready letters.
_WIN_BACK, _THANKS = 2, 3
#: Of customers who are there, how many are asked for a recommendation beside those who recommended before.
_LOYAL_ORDERS = 2


def win_back_campaign(writer: Writer, *, limit: int = 50) -> Outcome[int]:
    """Plan a campaign to the customers most at risk to be lost, with a letter, two arguments and a call after it.

    The value is its id. Raises Refused where nobody is overdue.
    """
    with writer.step(_("Plan win-back")) as work:
        late = leaving(work.read, as_of=work.today, limit=limit)
        name = _("Win-back {day}").format(day=day(work.today))
        segment_id = _segment(work, name, [one.account_id for one in late], _("Nobody is overdue at the moment."))
        made = campaigns.plan(
            work,
            NewCampaign(
                name=_free(work, name), goal=_("Win silent customers back"), segment_id=segment_id,
                template_id=_template(work, _WIN_BACK), kind=CampaignKind.WIN_BACK, hold_out_percent=0,
                variants=(Variant("A", _("What is new with us since then")), Variant("B", _("An offer to come back"))),
            ),
        )  # fmt: skip
        put_steps(work, made.id, [
            NewStep(_("Call: how are things?"), StepKind.CALL, 7, StepBranch.NO_ANSWER),
            NewStep(_("Thank and agree on a meeting"), StepKind.CALL, 1, StepBranch.ANSWERED),
        ])  # fmt: skip
        work.label = _("Plan “{name}”").format(name=made.name)
        campaign_id = made.id
    return work.outcome(campaign_id)


def referral_campaign(writer: Writer, *, limit: int = 50) -> Outcome[int]:
    """Plan a campaign that asks for recommendations: who recommended before, then the most valuable loyal customers.

    The value is its id. Raises Refused where there are none.
    """
    with writer.step(_("Plan referral campaign")) as work:
        recommended = [one.contact_id for one in referrals(work.read)]
        values = value_report(work.read, as_of=work.today).customers
        loyal = sorted((one for one in values if one.orders >= _LOYAL_ORDERS), key=lambda one: -one.revenue_cents)
        ids = list(dict.fromkeys([*recommended, *(one.account_id for one in loyal)]))[:limit]
        name = _("Recommendations {day}").format(day=day(work.today))
        segment_id = _segment(work, name, ids, _("Nobody has bought twice yet."))
        made = campaigns.plan(
            work,
            NewCampaign(
                name=_free(work, name), goal=_("Be recommended"), segment_id=segment_id, kind=CampaignKind.REFERRAL,
                template_id=_template(work, _THANKS),
                variants=(Variant("A", _("Thank you for your trust")), Variant("B", _("A gift for both"))),
            ),
        )  # fmt: skip
        put_steps(work, made.id, [
            NewStep(_("Thank for the recommendation"), StepKind.CALL, 1, StepBranch.ANSWERED),
        ])  # fmt: skip
        work.label = _("Plan “{name}”").format(name=made.name)
        campaign_id = made.id
    return work.outcome(campaign_id)


def survey_campaign(writer: Writer, *, survey_id: int, segment_id: int) -> Outcome[int]:
    """Plan a campaign that sends a survey by e-mail and reminds who has not answered after ten days."""
    with writer.step(_("Plan survey")) as work:
        survey = work.get(Survey, survey_id)
        made = campaigns.plan(
            work,
            NewCampaign(
                name=_free(work, survey.name), channel=CampaignChannel.EMAIL, segment_id=segment_id,
                goal=_("Hear how satisfied customers are"), kind=CampaignKind.SURVEY, quiet_days=0,
            ),
        )  # fmt: skip
        put_steps(work, made.id, [NewStep(_("Remind of the survey"), StepKind.SURVEY, 10, StepBranch.NO_ANSWER)])
        survey.campaign_id = made.id
        stamps.changed(work, survey)
        work.label = _("Plan survey “{name}”").format(name=survey.name)
        campaign_id = made.id
    return work.outcome(campaign_id)


def _segment(work: Work, name: str, account_ids: Sequence[int], nobody: str) -> int:
    """List those who speak for these customers and return the segment's id."""
    if not account_ids:
        raise Refused(nobody, _("The lists of customers say who is coming close."))
    ids = queries.speakers(work.read, account_ids=account_ids)
    taken = queries.segment_names(work.read)
    free = next(one for one in (name, *(f"{name} ({number})" for number in range(2, 1_000))) if one not in taken)
    return stamps.added(work, Segment(name=free, criteria={"ids": ids})).id


def _template(work: Work, place: int) -> int | None:
    """Return the ready letter, put among the firm's own texts where it is not yet."""
    ready: Sequence[Words] = ready_templates("letter", spoken())
    if len(ready) <= place:
        return None
    words = ready[place]
    there = queries.template_named(work.read, name=words.name)
    if there is not None:
        return there
    return stamps.added(work, Template(kind="letter", language=spoken(), **words._asdict())).id


def _free(work: Work, name: str) -> str:
    names = (name, *(f"{name} ({number})" for number in range(2, 1_000)))
    return next(one for one in names if campaign_named(work.read, one) is None)
