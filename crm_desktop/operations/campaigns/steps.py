"""What follows in a campaign: its steps, the list of whom they wait for today, and taking them one after another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import (
    CampaignChannel,
    CampaignStep,
    CampaignStepDone,
    LeftOut,
    Response,
    StepBranch,
    StepKind,
)
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.engine.campaigns.selection import Refused
from crm_desktop.engine.campaigns.steps import Course, Due, Step, due_steps, has_ring
from crm_desktop.operations.campaigns import replies as campaign_replies
from crm_desktop.operations.campaigns.audience import the_campaign
from crm_desktop.operations.campaigns.drawing import CONSENT_CHANNEL, NEEDS_REASON, forbidden
from crm_desktop.operations.history import history
from crm_desktop.store.bulk import campaigns as bulk
from crm_desktop.store.queries import campaign_steps as queries
from crm_desktop.store.queries import campaigns as campaign_queries
from crm_desktop.store.queries.campaign_steps import OpenStep, Whom
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST_WAIT = 730
_KINDS = {
    StepKind.LETTER: ActivityKind.LETTER,
    StepKind.EMAIL: ActivityKind.EMAIL,
    StepKind.CALL: ActivityKind.CALL,
    StepKind.VISIT: ActivityKind.VISIT,
    StepKind.SURVEY: ActivityKind.EMAIL,
    StepKind.TASK: ActivityKind.NOTE,
}
#: The way a step goes, whose consents count for it.
_CHANNELS = {
    StepKind.LETTER: CampaignChannel.POST,
    StepKind.EMAIL: CampaignChannel.EMAIL,
    StepKind.SURVEY: CampaignChannel.EMAIL,
    StepKind.CALL: CampaignChannel.PHONE,
}


@dataclass(frozen=True)
class NewStep:
    """A step as it is entered; `after` is the place of the one before it in the list, None for the sending."""

    name: str
    kind: StepKind = StepKind.CALL
    wait_days: int = 7
    branch: StepBranch = StepBranch.ALWAYS
    after: int | None = None
    template_id: int | None = None
    #: Of a step that is there already: what was done of it stays done.
    id: int | None = None


class DueStep(NamedTuple):
    """A step that waits for somebody, with what is needed to take it."""

    member_id: int
    step_id: int
    campaign_id: int
    campaign: str
    contact_id: int
    name: str
    company: str
    phone: str
    email: str
    step: str
    kind: StepKind
    due_on: date
    sent_on: date
    variant: str
    argument: str
    response: str
    answer: str
    template_id: int | None
    #: A firm that did not consent to calls: only with a concrete reason, which belongs into the note.
    needs_reason: bool = False


class HeldBack(NamedTuple):
    """A step that must not be taken."""

    contact_id: int
    name: str
    step: str
    reason: LeftOut
    detail: str


def set_steps(writer: Writer, *, campaign_id: int, steps: Sequence[NewStep]) -> Outcome[None]:
    """Say what follows in a campaign, in the order of the list. Raises BadInput for steps that wait for each other."""
    with writer.step(_("Change steps")) as work:
        campaign = the_campaign(work.read, campaign_id)
        put_steps(work, campaign_id, steps)
        work.label = _("Change the steps of “{name}”").format(name=campaign.name)
    return work.outcome(None)


def put_steps(work: Work, campaign_id: int, steps: Sequence[NewStep]) -> None:
    """Say what follows inside another step."""
    _check(steps)
    there = {row.id for row in campaign_queries.steps(work.read, campaign_id=campaign_id)}
    kept: list[CampaignStep] = []
    for position, new in enumerate(steps):
        known = new.id is not None and new.id in there
        step = work.get(CampaignStep, new.id) if known and new.id is not None else CampaignStep(campaign_id=campaign_id)
        step.position, step.name, step.kind = position, clean(new.name) or kind_word(new.kind), new.kind
        step.wait_days, step.branch, step.template_id = new.wait_days, new.branch, new.template_id
        step.after_id = None
        if not known:
            work.add(step)
        kept.append(step)
    work.flush()
    for step, new in zip(kept, steps, strict=True):
        step.after_id = kept[new.after].id if new.after is not None else None
    for gone in there - {step.id for step in kept}:
        work.delete(work.get(CampaignStep, gone))


def ready_steps(channel: CampaignChannel) -> list[tuple[str, list[NewStep]]]:
    """Return courses to begin with, each with its name."""
    call = NewStep(_("Call: have you read our letter?"), StepKind.CALL, 7, StepBranch.NO_ANSWER)
    thank = NewStep(_("Thank and agree on a meeting"), StepKind.CALL, 1, StepBranch.ANSWERED)
    remind = NewStep(_("Remind by e-mail"), StepKind.EMAIL, 10, StepBranch.NO_ANSWER)
    last = NewStep(_("Last letter"), StepKind.LETTER, 14, StepBranch.NO_ANSWER, after=0)
    found = [
        (_("Call after a week"), [call, thank]),
        (_("Call, then one more letter"), [call, last, thank]),
        (_("Survey with a reminder"), [remind]),
    ]
    if channel is CampaignChannel.PHONE:
        first = NewStep(kind_word(StepKind.CALL), StepKind.CALL, 0, StepBranch.NO_ANSWER)
        write = NewStep(_("Write to whom nobody reached"), StepKind.LETTER, 7, StepBranch.NO_ANSWER, after=0)
        found = [(_("Call, then write"), [first, write, thank])]
    if channel is CampaignChannel.EVENT:
        invited = NewStep(_("Call: are you coming?"), StepKind.CALL, 7, StepBranch.NO_ANSWER)
        after = NewStep(_("Ask how it was"), StepKind.SURVEY, 14, StepBranch.ANSWERED)
        found.insert(0, (_("Invitation"), [invited, replace_name(thank, _("Confirm and thank")), after]))
    return found


def replace_name(step: NewStep, name: str) -> NewStep:
    """Return a step under another name."""
    return NewStep(name, step.kind, step.wait_days, step.branch, step.after, step.template_id, step.id)


def worklist(reader: Reader, *, today: date, campaign_id: int | None = None) -> list[DueStep]:
    """Return whom a step waits for today, the longest overdue first; who may not be reached that way is not on it."""
    return _waiting(reader, today, campaign_id)[0]


def held_back(reader: Reader, *, today: date, campaign_id: int | None = None) -> list[HeldBack]:
    """Return for whom a step waits that must not be taken, with the reason: an objection, no consent to be called."""
    return _waiting(reader, today, campaign_id)[1]


def _waiting(reader: Reader, today: date, campaign_id: int | None) -> tuple[list[DueStep], list[HeldBack]]:
    with reader.snapshot():
        steps = {step.id: step for step in queries.open_steps(reader, campaign_id=campaign_id)}
        ids = sorted({step.campaign_id for step in steps.values()})
        rows = {row.member_id: row for row in queries.courses(reader, campaign_ids=ids)}
        done = queries.done(reader, campaign_ids=ids)
        due = [one for each in ids for one in _due_in(each, steps.values(), rows.values(), done, today)]
        people = queries.whom(reader, member_ids={one.member_id for one in due})
        no = _refused(reader, people, [(one.member_id, steps[one.step_id]) for one in due], today)
    found: list[DueStep] = []
    back: list[HeldBack] = []
    for one in due:
        refused, who, step = no.get((one.member_id, one.step_id)), people[one.member_id], steps[one.step_id]
        if refused is None or refused.detail == NEEDS_REASON:
            found.append(_due(step, who, one.due_on, rows[one.member_id], needs_reason=refused is not None))
        else:
            back.append(HeldBack(who.contact_id, who.name, step.name, refused.reason, refused.detail))
    return sorted(found, key=lambda one: (one.due_on, one.campaign_id, one.name)), back


def _due_in(
    campaign_id: int, steps: Collection[OpenStep], rows: Collection[queries.MemberCourse],
    done: Mapping[int, Mapping[int, date]], today: date,
) -> list[Due]:  # fmt: skip
    courses = [
        Course(row.member_id, row.sent_on, row.answered_on, row.response, done.get(row.member_id, {}))
        for row in rows
        if row.campaign_id == campaign_id
    ]
    return due_steps(_plain([step for step in steps if step.campaign_id == campaign_id]), courses, today)


def due_count(reader: Reader, *, today: date) -> int:
    """Return how many steps wait today."""
    return len(worklist(reader, today=today))


def take_step(
    writer: Writer,
    *,
    member_id: int,
    step_id: int,
    text: str = "",
    response: Response | None = None,
    at: datetime | None = None,
) -> Outcome[int]:
    """Note that a step was taken, with what came of it; the value is the entry of the history.

    A response given here is recorded as the recipient's answer in the same step.
    """
    with writer.step(_("Take step")) as work:
        entry_id = _take(work, member_id, step_id, text=text, at=at)
        if response is not None:
            campaign_replies.answer(work, member_id, response, text=text, at=at)
        step = work.get(CampaignStep, step_id)
        (row,) = campaign_queries.recipients_of(work.read, member_ids=[member_id])
        work.label = _("{step}: “{name}”").format(step=step.name, name=row.name)
    return work.outcome(entry_id)


def take_steps(writer: Writer, *, due: Sequence[tuple[int, int]], text: str = "") -> Outcome[int]:
    """Note that a step was taken for several recipients, given as (member, step); the value counts them."""
    with writer.step(_("Take step")) as work:
        for member_id, step_id in due:
            _take(work, member_id, step_id, text=text)
        work.label = plural("Take {n} step", "Take {n} steps", len(due))
    return work.outcome(len(due))


def skip_steps(writer: Writer, *, due: Sequence[tuple[int, int]]) -> Outcome[int]:
    """Pass a step over for some recipients; what comes after it waits from today on."""
    with writer.step(_("Skip step")) as work:
        for member_id, step_id in due:
            _mark(work, member_id, step_id, work.now, None, skipped=True)
        work.label = plural("Skip {n} step", "Skip {n} steps", len(due))
    return work.outcome(len(due))


def kind_word(kind: StepKind) -> str:
    """Return what a step of a kind asks for."""
    return {
        StepKind.LETTER: _("Write a letter"),
        StepKind.EMAIL: _("Write an e-mail"),
        StepKind.CALL: _("Call"),
        StepKind.VISIT: _("Visit"),
        StepKind.SURVEY: _("Send a survey"),
        StepKind.TASK: _("Do something"),
    }[kind]


def branch_word(branch: StepBranch) -> str:
    """Return whom a step is for."""
    return {
        StepBranch.ALWAYS: _("everybody"),
        StepBranch.NO_ANSWER: _("without an answer"),
        StepBranch.ANSWERED: _("after an answer"),
    }[branch]


def _take(work: Work, member_id: int, step_id: int, *, text: str, at: datetime | None = None) -> int:
    step = work.get(CampaignStep, step_id)
    (row,) = campaign_queries.recipients_of(work.read, member_ids=[member_id]) or (None,)
    if row is None:
        raise BadInput(_("This recipient is not there any more."), field="member_id")
    history.check_time(work, at)
    entry = history.record(
        work, kind=_KINDS[step.kind], subject=step.name, body=clean(text, lines=True), contacts=[row.contact_id],
        at=at, direction=Direction.OUT, campaign_id=step.campaign_id,
    )  # fmt: skip
    entry_id = entry.id
    if (channel := _CHANNELS.get(step.kind)) is not None:
        bulk.use_consents(work, [row.contact_id], CONSENT_CHANNEL[channel].value, at or work.now)
    _mark(work, member_id, step_id, at or work.now, entry_id, skipped=False)
    return entry_id


def _mark(work: Work, member_id: int, step_id: int, at: datetime, entry: int | None, *, skipped: bool) -> None:
    work.add(CampaignStepDone(member_id=member_id, step_id=step_id, at=at, skipped=skipped, activity_id=entry))
    work.flush()


def _refused(
    reader: Reader, people: Mapping[int, Whom], due: Sequence[tuple[int, OpenStep]], today: date
) -> dict[tuple[int, int], Refused]:
    """Return for whom a step must not be taken, by member and step; an answer is a reason to answer."""
    groups: dict[tuple[int, CampaignChannel], list[tuple[int, OpenStep]]] = {}
    for member_id, step in due:
        if (channel := _CHANNELS.get(step.kind)) is not None:
            groups.setdefault((step.campaign_id, channel), []).append((member_id, step))
    found: dict[tuple[int, int], Refused] = {}
    for (campaign_id, channel), some in groups.items():
        campaign = the_campaign(reader, campaign_id)
        ids = {people[member_id].contact_id for member_id, _step in some}
        no = forbidden(reader, campaign, ids, today=today, channel=channel)
        for member_id, step in some:
            refused = no.get(people[member_id].contact_id)
            answers = step.branch is StepBranch.ANSWERED
            if refused is not None and not (answers and refused.reason is LeftOut.NO_CONSENT):
                found[member_id, step.id] = refused
    return found


def _plain(steps: Collection[OpenStep]) -> list[Step]:
    return [Step(one.id, one.after_id, one.wait_days, one.branch) for one in steps]


def _due(
    step: OpenStep, who: Whom, due_on: date, course: queries.MemberCourse, *, needs_reason: bool
) -> DueStep:  # fmt: skip
    return DueStep(
        who.member_id, step.id, step.campaign_id, step.campaign, who.contact_id, who.name, who.company, who.phone,
        who.email, step.name, step.kind, due_on, course.sent_on, who.variant, who.argument, course.response,
        who.answer, step.template_id, needs_reason,
    )  # fmt: skip


def _check(steps: Sequence[NewStep]) -> None:
    for step in steps:
        if not 0 <= step.wait_days <= _LONGEST_WAIT:
            raise BadInput(_("This is no plausible number of days."), field="wait_days")
        if step.after is not None and not 0 <= step.after < len(steps):
            raise BadInput(_("There is no step before this one."), field="after")
    plain = [Step(place, step.after, 0, step.branch) for place, step in enumerate(steps)]
    if has_ring(plain):
        raise BadInput(_("These steps wait for each other and would never begin."), field="after")
