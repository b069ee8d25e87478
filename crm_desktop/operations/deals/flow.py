"""How a deal flows: the part of every deal operation that works inside a step somebody else has opened.

Whatever happens to a deal ends in `settle`: it closes the state that held until now and begins the one that holds from
now on, so that the states of a deal follow each other without a gap, and each day can be asked how the deal stood.
"""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import Deal, DealStatus, StageKind
from crm_desktop.operations import stamps
from crm_desktop.store.bulk import deals as bulk
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries.pipelines import StageToEnter
from crm_desktop.store.unit_of_work import Work

#: What a stage can ask for on entering, by the field's name in the deal.
REQUIRABLE = ("amount_cents", "expected_close", "account_id", "person_id", "channel", "product_id", "quantity", "note")

_STATUS = {StageKind.OPEN: DealStatus.OPEN, StageKind.WON: DealStatus.WON, StageKind.LOST: DealStatus.LOST}


def stage_to_enter(work: Work, stage_id: int) -> StageToEnter:
    """Return a stage a deal is to enter. Raises NotFound, and Refused for one that is no longer in use."""
    stage = pipelines.stage_to_enter(work.read, stage_id=stage_id)
    if stage is None:
        raise NotFound(_("This stage is not there any more."))
    if not stage.in_use:
        raise Refused(_("The stage “{stage}” is no longer in use.").format(stage=stage.name))
    return stage


def first_stage(work: Work, pipeline_id: int | None = None) -> StageToEnter:
    """Return the first stage for open deals of a process, by default of the usual one. Raises NotFound."""
    if pipeline_id is None:
        usual = pipelines.default_pipeline(work.read)
        pipeline_id = usual.id if usual else 0
    for row in pipelines.stages(work.read, pipeline_id=pipeline_id):
        if row.kind is StageKind.OPEN:
            return stage_to_enter(work, row.id)
    raise NotFound(_("There is no sales process with a stage yet."), _("Add one in the settings."))


def enter_stage(deal: Deal, stage: StageToEnter, at: datetime, *, demanding: bool = True) -> None:
    """Bring a deal into a stage: an open stage makes it open again, a stage of won or lost deals closes it.

    Raises BadInput when a field the stage asks for is empty, unless the move is not the user's own (`demanding`).
    """
    if demanding:
        _demand_fields(deal, stage)
    if deal.stage_id != stage.id:
        deal.stage_id, deal.pipeline_id, deal.stage_since = stage.id, stage.pipeline_id, at
    if deal.status is not _STATUS[stage.kind]:
        take_status(deal, _STATUS[stage.kind], at)


def take_status(deal: Deal, status: DealStatus, at: datetime) -> None:
    """Give a deal another status and let go of what only the old one meant; an open deal begins its stage anew."""
    deal.status = status
    deal.closed_at = None if status is DealStatus.OPEN else at
    deal.stage_since = at if status is DealStatus.OPEN else deal.stage_since
    deal.parked_until = None
    deal.lost_reason = deal.lost_note = deal.competitor = ""
    deal.won_argument = ""


def close_won(deal: Deal, *, argument: str, amount_cents: int | None, at: datetime) -> None:
    """Make a deal won, with what decided it and, where it is known, what was ordered in the end."""
    take_status(deal, DealStatus.WON, at)
    deal.won_argument = argument
    if amount_cents is not None:
        deal.amount_cents = amount_cents


def close_lost(deal: Deal, *, reason: str, at: datetime, note: str = "", competitor: str = "") -> None:
    """Make a deal lost, with the reason, what there is to say beside it, and who got the order instead."""
    take_status(deal, DealStatus.LOST, at)
    deal.lost_reason, deal.lost_note, deal.competitor = reason, note, competitor


def park(deal: Deal, *, until: date | None, at: datetime) -> None:
    """Put a deal aside, until a day or for the time being."""
    take_status(deal, DealStatus.PARKED, at)
    deal.parked_until = until


def settle(work: Work, deal: Deal, at: datetime, *, told: str = "") -> None:
    """Write down how the deal stands from `at` on, if that differs from before, and tell its history what was done.

    Raises BadInput when something later than `at` is known already. Entities are read anew when next used.
    """
    stamps.changed(work, deal)
    deal_id = deal.id
    people = [contact for contact in (deal.account_id, deal.person_id) if contact is not None]
    before = queries.open_state(work.read, deal_id=deal_id)
    now = (deal.stage_id, deal.status, deal.amount_cents, deal.currency, deal.expected_close)
    if before is None or before[:-1] != now:
        if before is not None and at < before.entered:
            raise BadInput(_("Something later is already known of this deal; choose a later time."), field="at")
        bulk.begin_state(work, deal, at)
    if told:
        bulk.tell(work, deal_id, told, at, people)


def moment(work: Work, at: datetime | None) -> datetime:
    """Return when something happened: now, or the earlier instant the user gives; the future is refused."""
    if at is None:
        return work.now
    if at > work.now:
        raise BadInput(_("This time lies in the future."), field="at")
    return at


def missing_fields(deal: object, stage: StageToEnter) -> list[str]:
    """Return the fields a stage asks for that are empty in a deal (an entity or a row of a query)."""
    return [name for name in stage.required_fields if name in REQUIRABLE and not getattr(deal, name)]


def _demand_fields(deal: Deal, stage: StageToEnter) -> None:
    missing = missing_fields(deal, stage)
    if missing:
        named = ", ".join(field_names()[name] for name in missing)
        raise BadInput(
            _("Before a deal enters “{stage}”, this is needed: {fields}.").format(stage=stage.name, fields=named),
            field=missing[0],
        )


def field_names() -> dict[str, str]:
    """Return what the user calls the fields a stage can ask for."""
    return {
        "amount_cents": _("Amount"),
        "expected_close": _("Expected close"),
        "account_id": _("Customer"),
        "person_id": _("Contact person"),
        "channel": _("Channel"),
        "product_id": _("Product"),
        "quantity": _("Quantity"),
        "note": _("Note"),
    }
