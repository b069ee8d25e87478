"""The life of an offer after it is written: sent and frozen, followed by versions, accepted, declined, withdrawn.

That an offer has expired is not written anywhere: it follows from its last day (`queries.standing`), by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.documents.offer import render_offer
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.domain.history import ActivityKind, Attachment, Direction
from crm_desktop.domain.offers import Offer, OfferLine, OfferStatus
from crm_desktop.engine import pricing
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import deals
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.firm import numbers
from crm_desktop.operations.history import history
from crm_desktop.operations.offers import follow_up as offer_follow_up
from crm_desktop.operations.offers import offers, orders
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.privacy_use import demand_usable
from crm_desktop.store.bulk import blobs
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries import sales
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.unit_of_work import Work, Writer

#: An answer can still be given, or be given anew.
_ANSWERABLE = frozenset({OfferStatus.SENT, OfferStatus.EXPIRED, OfferStatus.REJECTED})
_RENEWABLE = _ANSWERABLE | {OfferStatus.WITHDRAWN}


class Accepted(NamedTuple):
    """What an accepted offer became."""

    sale_id: int
    number: str
    net_cents: int


def send_offer(writer: Writer, *, offer_id: int, version: int | None = None) -> Outcome[str]:
    """Send an offer: it takes its number and is frozen with the very file; the value is the number as printed.

    The version before it is superseded, the deal is worth what its leading offer offers, the history tells of it, and
    tasks to follow up are set. Raises Refused for an offer without lines or recipient, and while the law wants more on
    it.
    """
    with writer.step(_("Send offer")) as work:
        offer = offers.draft(work, offer_id, version)
        _check_complete(work, offer)
        _take_number(work, offer)
        offer.status, offer.sent_at = OfferStatus.SENT, work.now
        stamps.changed(work, offer)
        detail = queries.the_offer(work.read, offer_id=offer_id)
        number = offer_sheet.full_number(detail)
        size = _freeze(work, offer, detail)
        offer_follow_up.follow_leading(work, [offer.deal_id])
        entry_id = _tell(work, detail, _("Offer {number} sent").format(number=number), Direction.OUT)
        _attach(work, offer, entry_id, offer_pdf.pdf_name(detail), size)
        offer_follow_up.plan_follow_ups(work, detail)
        work.label = _("Send offer {number}").format(number=number)
    return work.outcome(number)


def new_version(writer: Writer, *, offer_id: int) -> Outcome[int]:
    """Begin the version that follows a sent offer; the value is its id, also where it has been begun already.

    Raises Refused for a draft, an accepted offer, and a version that is not the newest.
    """
    with writer.step(_("New version of offer")) as work:
        source = queries.the_offer(work.read, offer_id=offer_id)
        next_id = queries.successor(work.read, offer_id=offer_id)
        if next_id is not None and work.get(Offer, next_id).status is not OfferStatus.DRAFT:
            raise Refused(_("A newer version of this offer was sent already."), _("Open the newest version."))
        if next_id is None:
            if source.status not in _RENEWABLE:
                raise Refused(_("Only an offer that was sent and not accepted can have a new version."))
            draft = offers.copied(work, source)
            draft.version_no, draft.previous_id = source.version_no + 1, source.id
            next_id = draft.id
            work.label = _("New version of offer {number}").format(number=source.number)
    return work.outcome(next_id)


def accept_offer(
    writer: Writer,
    *,
    offer_id: int,
    chosen: Collection[int] = (),
    without: Collection[int] = (),
    quantities: Mapping[int, Decimal] | None = None,
    argument: str = "",
    day: date | None = None,
) -> Outcome[Accepted]:
    """Take an order: what is ordered becomes a sale with the customer as on its day, and the deal is won.

    `chosen` are the ids of the optional and alternative lines that come along, `without` those of the articles the
    customer leaves out, `quantities` what is ordered of articles where it is less than was offered. Raises
    Refused for an offer that waits for no answer, BadInput for a choice that is none.
    """
    with writer.step(_("Accept offer")) as work:
        offer = _answerable(work, offer_id)
        detail = queries.the_offer(work.read, offer_id=offer_id)
        ordered = orders.ordered(detail, chosen=chosen, without=without, quantities=quantities)
        if all(line.kind not in pricing.ORDERED for line in ordered.lines):
            raise BadInput(_("Nothing of the offer is ordered."), _("Reject it instead."), field="without")
        on = work.today if day is None else day
        if on > work.today:
            raise BadInput(_("An order cannot come in the future."), field="day")
        _decide(work, offer, OfferStatus.PARTLY_ACCEPTED if without or quantities else OfferStatus.ACCEPTED)
        for line_id in chosen:
            work.get(OfferLine, line_id).chosen = True
        sale = orders.add_order(work, detail, ordered, on)
        accepted = Accepted(sale.id, sale.number or "", sale.net_cents)
        number = offer_sheet.full_number(detail)
        if offer.deal_id is not None:
            _win_deal(work, offer.deal_id, argument)
        _tell(work, detail, _("Offer {number} accepted").format(number=number), Direction.IN)
        work.label = _("Accept offer {number}").format(number=number)
    return work.outcome(accepted)


def reject_offer(writer: Writer, *, offer_id: int, reason: str, lose_deal: bool = False) -> Outcome[None]:
    """Note that an offer was declined, with the reason; with `lose_deal`, its deal is lost for the same reason.

    Raises BadInput without a reason, Refused for an offer that waits for no answer.
    """
    with writer.step(_("Reject offer")) as work:
        offer = _answerable(work, offer_id)
        given = clean(reason)
        if not given:
            raise BadInput(_("Say why the offer was declined."), field="reason")
        _decide(work, offer, OfferStatus.REJECTED)
        offer.decline_reason = given
        detail = queries.the_offer(work.read, offer_id=offer_id)
        number = offer_sheet.full_number(detail)
        _tell(work, detail, _("Offer {number} declined: {reason}").format(number=number, reason=given), Direction.IN)
        if lose_deal and offer.deal_id is not None:
            deals.lose(work, work.get(Deal, offer.deal_id), reason=given)
        offer_follow_up.follow_leading(work, [offer.deal_id])
        work.label = _("Reject offer {number}").format(number=number)
    return work.outcome(None)


def lead_with(writer: Writer, *, offer_id: int) -> Outcome[None]:
    """Let an offer be the leading one of its deal, which is worth what it offers. Raises Refused without a deal."""
    with writer.step(_("Let offer lead")) as work:
        offer = _answerable(work, offer_id)
        if offer.deal_id is None:
            raise Refused(_("This offer belongs to no deal."), _("Choose its deal first."))
        offer_follow_up.mark_leading(work, offer)
        offer_follow_up.follow_leading(work, [offer.deal_id])
        number = offer_sheet.full_number(queries.the_offer(work.read, offer_id=offer_id))
        work.label = _("Let offer {number} lead its deal").format(number=number)
    return work.outcome(None)


def withdraw_offer(writer: Writer, *, offer_id: int) -> Outcome[None]:
    """Take an offer back that was sent and is not answered. Raises Refused for any other."""
    with writer.step(_("Withdraw offer")) as work:
        offer = _answerable(work, offer_id)
        _decide(work, offer, OfferStatus.WITHDRAWN)
        detail = queries.the_offer(work.read, offer_id=offer_id)
        number = offer_sheet.full_number(detail)
        _tell(work, detail, _("Offer {number} withdrawn").format(number=number), Direction.OUT)
        offer_follow_up.follow_leading(work, [offer.deal_id])
        work.label = _("Withdraw offer {number}").format(number=number)
    return work.outcome(None)


def extend_offer(writer: Writer, *, offer_id: int, valid_until: date) -> Outcome[None]:
    """Let a sent offer bind longer than its paper says.

    Raises BadInput for a day that has passed, Refused for an offer that waits for no answer.
    """
    with writer.step(_("Extend offer")) as work:
        offer = _answerable(work, offer_id)
        if offer.status is OfferStatus.REJECTED:
            raise Refused(_("This offer was declined."), _("Make a new version of it."))
        if valid_until < work.today:
            raise BadInput(_("Choose a day that is still to come."), field="valid_until")
        offer.valid_until = valid_until
        stamps.changed(work, offer)
        offer_follow_up.end_follow_ups(work, offer.id)
        detail = queries.the_offer(work.read, offer_id=offer_id)
        number = offer_sheet.full_number(detail)
        _tell(work, detail, _("Offer {number} extended").format(number=number), Direction.OUT)
        offer_follow_up.plan_follow_ups(work, detail)
        work.label = _("Extend offer {number}").format(number=number)
    return work.outcome(None)


def _check_complete(work: Work, offer: Offer) -> None:
    """Raise Refused for an offer that cannot be meant to be sent."""
    if offer.account_id is None and offer.person_id is None:
        raise Refused(_("This offer has no recipient."), _("Choose a customer."))
    demand_usable(work.read, [offer.account_id, offer.person_id])
    lines = queries.the_offer(work.read, offer_id=offer.id).lines
    if all(line.kind not in pricing.ORDERED for line in lines):
        raise Refused(_("This offer has nothing in it that would be ordered."), _("Add a position."))
    offer_pdf.demand_duties(work.read)


def _take_number(work: Work, offer: Offer) -> None:
    """A later version keeps the number and puts the one before it out of force; a first one takes the next number."""
    if offer.previous_id is None:
        offer.number = numbers.take(work, "offer")
        return
    previous = work.get(Offer, offer.previous_id)
    if previous.status not in _RENEWABLE:
        raise Refused(_("The version before this one was accepted in the meantime."), _("Make a new offer."))
    offer.number = previous.number
    previous.status = OfferStatus.SUPERSEDED
    stamps.changed(work, previous)
    offer.leading, previous.leading = previous.leading, False
    offer_follow_up.end_follow_ups(work, previous.id)


def _freeze(work: Work, offer: Offer, detail: OfferDetail) -> int:
    """Print the offer and keep sheet and file as they are; return the size of the file."""
    sheet = offer_sheet.sheet(work.read, detail)
    rendered = render_offer(sheet)
    digest = blobs.put(work, rendered.pdf)
    offer.frozen_sheet = offer_pdf.frozen(sheet, rendered)
    offer.pdf_sha256 = digest
    return len(rendered.pdf)


def _win_deal(work: Work, deal_id: int, argument: str) -> None:
    """A deal is won with its first order, and worth all its orders; those in another currency do not count."""
    deal = work.get(Deal, deal_id)
    ordered = sales.ordered_for(work.read, deal_id=deal_id, currency=deal.currency)
    amount = deal.amount_cents if ordered is None else max(ordered, 0)
    if deal.status is DealStatus.WON:  # on that day and for that reason; later orders only add to it
        deal.amount_cents, deal.won_argument = amount, clean(argument) or deal.won_argument
        deal_flow.settle(work, deal, work.now)
    else:
        deals.win(work, deal, argument=argument, amount_cents=amount)


def _attach(work: Work, offer: Offer, entry_id: int, name: str, size: int) -> None:
    """Hang the file that was sent on the entry of the history that tells of it."""
    work.add(
        Attachment(
            name=name,
            media_type="application/pdf",
            size=size,
            sha256=offer.pdf_sha256 or "",
            added_at=work.now,
            activity_id=entry_id,
            offer_id=offer.id,
        )
    )


def _answerable(work: Work, offer_id: int) -> Offer:
    """Load an offer that waits for an answer or could get another one. Raises Refused for all others."""
    offer = work.get(Offer, offer_id)
    offers.check_not_in_bin(offer)
    if offer.status is OfferStatus.DRAFT:
        raise Refused(_("This offer has not been sent yet."), _("Send it first."))
    if offer.status not in _ANSWERABLE:
        raise Refused(_("This offer is closed."), _("Open its newest version, or duplicate it."))
    return offer


def _decide(work: Work, offer: Offer, status: OfferStatus) -> None:
    offer.status, offer.decided_at, offer.decline_reason = status, work.now, ""
    stamps.changed(work, offer)
    offer_follow_up.end_follow_ups(work, offer.id)


def _tell(work: Work, offer: OfferDetail, subject: str, direction: Direction) -> int:
    """Write into the history what happened to an offer; return the id of the entry."""
    return history.record(
        work,
        kind=ActivityKind.DOCUMENT,
        subject=subject,
        body=offer.subject,
        contacts=offer_follow_up.partners(offer),
        direction=direction,
        deal_id=offer.deal_id,
        offer_id=offer.id,
    ).id
