"""How a deal flows: the part of every deal operation that works inside a step somebody else has opened.

Whatever happens to a deal ends in `settle`: it closes the state that held until now and begins the one that holds from
now on, so that the states of a deal follow each other without a gap, and each day can be asked how the deal stood.
"""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import Deal, DealState, DealStatus, Stage, StageKind
from crm_desktop.operations import stamps
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.unit_of_work import Work

#: What a stage can ask for on entering, by the field's name in the deal.
REQUIRABLE = ("amount_cents", "expected_close", "account_id", "person_id", "channel", "product_id", "quantity", "note")


def enter_stage(work: Work, deal: Deal, stage: Stage, at: datetime, *, demanding: bool = True) -> None:
    """Bring a deal into a stage: an open stage makes it open again, a stage of won or lost deals closes it.

    Raises BadInput when a field the stage asks for is empty, unless the move is not the user's own (`demanding`).
    """
    if demanding:
        _demand_fields(deal, stage)
    if stage.deleted_at is not None:
        raise Refused(_("The stage “{stage}” is no longer in use.").format(stage=stage.name))
    if deal.stage_id != stage.id:
        deal.stage_id, deal.pipeline_id, deal.stage_since = stage.id, stage.pipeline_id, at
    status = {StageKind.OPEN: DealStatus.OPEN, StageKind.WON: DealStatus.WON, StageKind.LOST: DealStatus.LOST}
    if deal.status is not status[stage.kind]:
        take_status(deal, status[stage.kind], at)
    settle(work, deal, at)


def take_status(deal: Deal, status: DealStatus, at: datetime) -> None:
    """Give a deal another status and let go of what only the old one meant."""
    if deal.status is not DealStatus.OPEN and status is DealStatus.OPEN:
        deal.stage_since = at
    deal.status = status
    deal.closed_at = None if status is DealStatus.OPEN else at
    deal.parked_until = None
    deal.lost_reason = ""
    deal.won_argument = ""


def close_won(work: Work, deal: Deal, *, argument: str, amount_cents: int | None, at: datetime) -> None:
    """Make a deal won, with what decided it and, where it is known, what was ordered in the end."""
    take_status(deal, DealStatus.WON, at)
    deal.won_argument = argument
    if amount_cents is not None:
        deal.amount_cents = amount_cents
    settle(work, deal, at)


def close_lost(work: Work, deal: Deal, *, reason: str, at: datetime) -> None:
    """Make a deal lost, with the reason."""
    take_status(deal, DealStatus.LOST, at)
    deal.lost_reason = reason
    settle(work, deal, at)


def park(work: Work, deal: Deal, *, until: date | None, at: datetime) -> None:
    """Put a deal aside, until a day or for the time being."""
    take_status(deal, DealStatus.PARKED, at)
    deal.parked_until = until
    settle(work, deal, at)


def settle(work: Work, deal: Deal, at: datetime) -> None:
    """Write down how the deal stands from `at` on, if that differs from how it stood before."""
    stamps.changed(work, deal)
    state_id = queries.open_state(work.read, deal_id=deal.id)
    if state_id is not None:
        before = work.get(DealState, state_id)
        if _as_now(deal) == _as_then(before):
            return
        if at < before.entered:
            raise BadInput(_("Something later is already known of this deal; choose a later time."), field="at")
        before.left = at
    work.add(
        DealState(
            deal_id=deal.id,
            stage_id=deal.stage_id,
            status=deal.status,
            amount_cents=deal.amount_cents,
            currency=deal.currency,
            expected_close=deal.expected_close,
            entered=at,
            recorded_at=work.now,
        )
    )


def moment(work: Work, at: datetime | None) -> datetime:
    """Return when something happened: now, or the earlier instant the user gives; the future is refused."""
    if at is None:
        return work.now
    if at > work.now:
        raise BadInput(_("This time lies in the future."), field="at")
    return at


def _as_now(deal: Deal) -> tuple[object, ...]:
    return (deal.stage_id, deal.status, deal.amount_cents, deal.currency, deal.expected_close)


def _as_then(state: DealState) -> tuple[object, ...]:
    return (state.stage_id, state.status, state.amount_cents, state.currency, state.expected_close)


def _demand_fields(deal: Deal, stage: Stage) -> None:
    missing = [name for name in stage.required_fields if name in REQUIRABLE and not getattr(deal, name)]
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
