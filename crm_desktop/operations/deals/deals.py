"""What a user does with deals: open one, change it, move it over the board, win, lose, park and reopen it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import MOST_CENTS
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal, DealStatus, StageKind
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.deals import order as deal_order
from crm_desktop.operations.deals import tags as deal_tags
from crm_desktop.operations.deals.stage_tasks import plan_tasks
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries import tasks as task_queries
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.queries.pipelines import StageToEnter
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer


class DealFields(TypedDict, total=False):
    """What can be said of a deal; what is absent stays as it is. Amounts are whole cents."""

    account_id: int | None
    person_id: int | None
    amount_cents: int
    currency: str
    expected_close: date | None
    channel: str
    campaign_id: int | None
    product_id: int | None
    quantity: int | None
    note: str
    external_id: str | None
    custom: dict[str, object]
    position: float


def add_deal(
    writer: Writer,
    *,
    title: str,
    stage_id: int | None = None,
    pipeline_id: int | None = None,
    opened_at: datetime | None = None,
    tags: Collection[str] = (),
    **fields: Unpack[DealFields],
) -> Outcome[int]:
    """Open a deal in a stage, by default the first one of the process; the value is its id.

    `opened_at` tells of a deal that began earlier. Raises BadInput for an empty title, an amount below zero or a time
    in the future, NotFound for a stage or contact that is not there.
    """
    with writer.step(_("Add deal")) as work:
        deal_id = open_deal(
            work, title=title, stage_id=stage_id, pipeline_id=pipeline_id, opened_at=opened_at, tags=tags, **fields
        )
        work.label = _("Add deal “{title}”").format(title=clean(title))
    return work.outcome(deal_id)


def open_deal(
    work: Work,
    *,
    title: str,
    stage_id: int | None = None,
    pipeline_id: int | None = None,
    opened_at: datetime | None = None,
    tags: Collection[str] = (),
    **fields: Unpack[DealFields],
) -> int:
    """Open a deal inside the step of another operation, as `add_deal` does, and return its id."""
    stage = deal_flow.stage_to_enter(work, stage_id) if stage_id else deal_flow.first_stage(work, pipeline_id)
    at = deal_flow.moment(work, opened_at)
    deal = Deal(
        title=title,
        pipeline_id=stage.pipeline_id,
        stage_id=stage.id,
        currency=currency(work.read),
        opened_at=at,
        stage_since=at,
    )
    _apply(work, deal, fields)
    deal_flow.enter_stage(deal, stage, at)
    deal_id = stamps.added(work, deal).id
    deal_tags.put(work, [deal_id], tags)
    plan_tasks(work, deal, stage)
    deal_flow.settle(work, deal, at, told=_("Deal opened in stage “{stage}”").format(stage=stage.name))
    return deal_id


def change_deal(
    writer: Writer,
    *,
    deal_id: int,
    version: int | None = None,
    title: str | None = None,
    stage_id: int | None = None,
    tags: Collection[str] | None = None,
    **fields: Unpack[DealFields],
) -> Outcome[None]:
    """Change what is known of a deal, and with `stage_id` bring it into that stage in the same step.

    A new amount or expected close holds from now on; the old one stays known. `tags` are all it is to have.
    Raises Conflict when the deal no longer has the version that was shown, BadInput as `add_deal` does.
    """
    with writer.step(_("Change deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        deal.title = deal.title if title is None else title
        _apply(work, deal, fields)
        work.label = _("Change deal “{title}”").format(title=deal.title)
        if tags is not None:
            deal_tags.have(work, deal_id, tags)
        if stage_id is None or stage_id == deal.stage_id:
            deal_flow.settle(work, deal, work.now)
        else:
            _enter(work, deal, deal_flow.stage_to_enter(work, stage_id), work.now)
    return work.outcome(None)


def move_to_stage(
    writer: Writer,
    *,
    deal_id: int,
    stage_id: int,
    at: datetime | None = None,
    below: int | None = None,
    version: int | None = None,
    **fields: Unpack[DealFields],
) -> Outcome[None]:
    """Bring a deal into another stage, of its own or another process; one that was closed is open again.

    A stage that stands for won or lost deals closes it. Where the user sorts by hand, `position` is its place in the
    lane, or `below` the deal it is put under (0 for the top). `fields` are what the stage asked for, saved in the same
    step. Raises BadInput when a field the stage asks for is empty or `at` lies before what is already known.
    """
    with writer.step(_("Move deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        if fields:
            _apply(work, deal, fields)
        work.label = _("Sort “{title}”").format(title=deal.title)
        if (deal.stage_id, deal.status) != (stage_id, DealStatus.OPEN):
            stage = deal_flow.stage_to_enter(work, stage_id)
            work.label = _("Move “{title}” to {stage}").format(title=deal.title, stage=stage.name)
            _enter(work, deal, stage, deal_flow.moment(work, at))
        if below is not None:
            deal_order.put_below(work, deal_id, stage_id, below)
    return work.outcome(None)


def missing_fields(reader: Reader, *, deal_id: int, stage_id: int) -> list[str]:
    """Return the fields a stage asks for that are empty in a deal, as a form has to ask for them."""
    deal, stage = queries.deal(reader, deal_id=deal_id), pipelines.stage_to_enter(reader, stage_id=stage_id)
    return [] if deal is None or stage is None else deal_flow.missing_fields(deal, stage)


def win_deal(
    writer: Writer,
    *,
    deal_id: int,
    argument: str = "",
    amount_cents: int | None = None,
    at: datetime | None = None,
    version: int | None = None,
) -> Outcome[None]:
    """Win a deal: with the argument that decided it, and the amount ordered where it differs from the one offered."""
    with writer.step(_("Win deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        work.label = _("Win “{title}”").format(title=deal.title)
        win(work, deal, argument=argument, amount_cents=amount_cents, at=at)
    return work.outcome(None)


def lose_deal(
    writer: Writer,
    *,
    deal_id: int,
    reason: str,
    note: str = "",
    competitor: str = "",
    ask_again_on: date | None = None,
    at: datetime | None = None,
    version: int | None = None,
) -> Outcome[None]:
    """Lose a deal. A reason is asked for, since the reasons are what there is to learn; raises BadInput without.

    `ask_again_on` plans a task for that day, for those the deal was with, in the same step.
    """
    with writer.step(_("Lose deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        work.label = _("Lose “{title}”").format(title=deal.title)
        lose(work, deal, reason=reason, at=at, note=note, competitor=competitor, ask_again_on=ask_again_on)
    return work.outcome(None)


def park_deal(writer: Writer, *, deal_id: int, until: date | None = None, version: int | None = None) -> Outcome[None]:
    """Put a deal aside until a day to come, or for the time being: it neither counts nor is it lost."""
    with writer.step(_("Park deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        work.label = _("Park “{title}”").format(title=deal.title)
        park(work, deal, until=until)
    return work.outcome(None)


def reopen_deal(writer: Writer, *, deal_id: int, version: int | None = None) -> Outcome[None]:
    """Open a won, lost or parked deal again, in the stage it was in; in the first where that one takes no deals."""
    with writer.step(_("Reopen deal")) as work:
        deal = work.get(Deal, deal_id, version=version)
        if deal.status is not DealStatus.OPEN:
            work.label = _("Reopen “{title}”").format(title=deal.title)
            reopen(work, deal)
    return work.outcome(None)


def delete_deal(writer: Writer, *, deal_id: int) -> Outcome[None]:
    """Put a deal into the bin, from where it can come back."""
    with writer.step(_("Delete deal")) as work:
        deal = work.get(Deal, deal_id)
        stamps.binned(work, deal)
        work.label = _("Delete deal “{title}”").format(title=deal.title)
    return work.outcome(None)


def restore_deal(writer: Writer, *, deal_id: int) -> Outcome[None]:
    """Take a deal out of the bin."""
    with writer.step(_("Restore deal")) as work:
        deal = work.get(Deal, deal_id)
        work.label = _("Restore deal “{title}”").format(title=deal.title)
        stamps.restored(work, deal)
        if deal.status is DealStatus.OPEN:
            _open_again(work, deal)
            deal_flow.settle(work, deal, work.now)
    return work.outcome(None)


def win(work: Work, deal: Deal, *, argument: str = "", amount_cents: int | None, at: datetime | None = None) -> None:
    """Win a deal inside the step of another operation."""
    moment = deal_flow.moment(work, at)
    if amount_cents is not None:
        _check_amount(amount_cents)
    given = clean(argument)
    deal_flow.close_won(deal, argument=given, amount_cents=amount_cents, at=moment)
    told = _("Deal won: {argument}").format(argument=given) if given else _("Deal won")
    deal_flow.settle(work, deal, moment, told=told)


def lose(
    work: Work,
    deal: Deal,
    *,
    reason: str,
    at: datetime | None = None,
    note: str = "",
    competitor: str = "",
    ask_again_on: date | None = None,
) -> None:
    """Lose a deal inside the step of another operation. Raises BadInput without a reason."""
    given = clean(reason)
    if not given:
        raise BadInput(_("Say why the deal was lost."), field="reason")
    if ask_again_on is not None:
        _plan_to_ask_again(work, deal, ask_again_on)
    moment = deal_flow.moment(work, at)
    deal_flow.close_lost(deal, reason=given, at=moment, note=clean(note), competitor=clean(competitor))
    told = _("Deal lost: {reason}").format(reason=" – ".join(part for part in (given, clean(note)) if part))
    deal_flow.settle(work, deal, moment, told=told)


def park(work: Work, deal: Deal, *, until: date | None) -> None:
    """Put a deal aside inside the step of another operation. Raises BadInput for a day that is not to come."""
    if until is not None and until <= work.today:
        raise BadInput(_("Choose a day that is still to come."), field="until")
    deal_flow.park(deal, until=until, at=work.now)
    deal_flow.settle(work, deal, work.now, told=_("Deal parked"))


def reopen(work: Work, deal: Deal) -> None:
    """Open a closed deal again inside the step of another operation."""
    stage = _open_again(work, deal)
    deal_flow.settle(work, deal, work.now, told=_("Deal reopened in stage “{stage}”").format(stage=stage.name))


def _plan_to_ask_again(work: Work, deal: Deal, day: date) -> None:
    if day <= work.today:
        raise BadInput(_("Choose a day that is still to come."), field="ask_again_on")
    whom = task_queries.partners(work.read, deal_id=deal.id, offer_id=None)
    subject = _("Ask again about “{title}”").format(title=deal.title)
    tasks.plan(work, tasks.Plan(subject, day), contacts=whom, deal_id=deal.id)


def _enter(work: Work, deal: Deal, stage: StageToEnter, at: datetime) -> None:
    """Bring a deal into a stage, with the tasks that stage sets, and write down how it stands."""
    deal_flow.enter_stage(deal, stage, at)
    plan_tasks(work, deal, stage)
    deal_flow.settle(work, deal, at, told=_("Moved to stage “{stage}”").format(stage=stage.name))


def _open_again(work: Work, deal: Deal) -> StageToEnter:
    """Make a deal open in the stage it was in, or in the first one where that takes no open deals any more."""
    stage = pipelines.stage_to_enter(work.read, stage_id=deal.stage_id)
    if stage is None or stage.kind is not StageKind.OPEN or not stage.in_use:
        in_use = {row.id for row in pipelines.pipelines(work.read)}
        stage = deal_flow.first_stage(work, deal.pipeline_id if deal.pipeline_id in in_use else None)
    deal_flow.enter_stage(deal, stage, work.now, demanding=False)
    return stage


def _apply(work: Work, deal: Deal, fields: DealFields) -> None:
    """Check what the user gave and put it into the deal."""
    for name, value in fields.items():
        setattr(deal, name, clean(value, lines=name == "note") if isinstance(value, str) else value)
    if not clean(deal.title):
        raise BadInput(_("A deal needs a title."), field="title")
    deal.title = clean(deal.title)
    _check_amount(deal.amount_cents)
    if len(deal.currency) != 3 or not deal.currency.isalpha():
        raise BadInput(_("A currency has three letters, like EUR."), field="currency")
    deal.currency = deal.currency.upper()
    for contact_id in (fields.get("account_id"), fields.get("person_id")):
        if contact_id is not None:
            work.get(Contact, contact_id)


def _check_amount(cents: int) -> None:
    if not 0 <= cents <= MOST_CENTS:
        raise BadInput(_("A deal is worth nothing or more, and less than a billion."), field="amount_cents")
