"""Following up offers inside the steps of their life: when to get in touch, and which offer a deal is worth."""

from __future__ import annotations

from collections.abc import Collection

from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.domain.history import Activity, ActivityKind
from crm_desktop.domain.offers import Offer, OfferStatus
from crm_desktop.engine import follow_up, pricing
from crm_desktop.engine.follow_up import Reason
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offer_life as queries
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work


def usual_delay(reader: Reader) -> follow_up.Delay:
    """Return after how many days the firm had best ask after an offer; 0 days where it wants no reminders."""
    wanted = firm_queries.the_firm(reader).follow_up_days
    return follow_up.delay(queries.days_to_order(reader), usual=wanted) if wanted else follow_up.Delay(0, 0)


def plan_follow_ups(work: Work, offer: OfferDetail) -> None:
    """Set the tasks of an offer that is sent today: ask, ask before it ends, decide when it is over."""
    wait = usual_delay(work.read).days
    if not wait:
        return
    for one in follow_up.plan(work.today, offer.valid_until, wait):
        new = tasks.Plan(
            _subject(one.reason, offer_sheet.full_number(offer)), one.on,
            ActivityKind.CALL if one.reason is Reason.ENDS_SOON else ActivityKind.TASK,
        )  # fmt: skip
        task = tasks.plan(work, new, contacts=partners(offer), deal_id=offer.deal_id, offer_id=offer.id)
        work.get(Activity, task.id).custom = {queries.BY_ITSELF: one.reason.value}


def end_follow_ups(work: Work, offer_id: int) -> None:
    """Nobody needs to ask after an offer that is answered or replaced; what the user planned is left alone.

    What is not due yet goes as if it had never been planned; the rest has been lying there and is closed.
    """
    for task_id in queries.own_follow_ups(work.read, offer_id=offer_id):
        task = work.get(Activity, task_id)
        if task.due_on is not None and task.due_on > work.today:
            work.delete(task)
        else:
            task.done_at, task.result = work.now, _("No longer needed")
            stamps.changed(work, task)
    work.flush()


def partners(offer: OfferDetail) -> list[int]:
    """Return whom an offer concerns."""
    return [contact for contact in (offer.account_id, offer.person_id) if contact is not None]


def follow_leading(work: Work, deal_ids: Collection[int | None]) -> None:
    """Let open deals be worth what their leading offers offer, options left out; where none waits, they stay.

    An offer in another currency counts at the rate that was fixed for it.
    """
    for deal_id in deal_ids:
        deal = None if deal_id is None else work.get(Deal, deal_id)
        if deal is None or deal.status is not DealStatus.OPEN:
            continue
        work.flush()
        found = queries.leading(work.read, deal_id=deal.id)
        cents = None if found is None else _worth(work, found, deal.currency)
        if cents is not None and cents >= 0 and deal.amount_cents != cents:
            deal.amount_cents = cents
            deal_flow.settle(work, deal, work.now)


def put_away(work: Work, offer: Offer) -> None:
    """Put an offer into the bin: its deal is worth another one, and nobody needs to ask after it."""
    stamps.binned(work, offer)
    if offer.status is OfferStatus.SENT:
        end_follow_ups(work, offer.id)
        follow_leading(work, [offer.deal_id])


def take_out(work: Work, offer: Offer) -> None:
    """Take an offer out of the bin: it counts for its deal again, and one that still holds is asked after."""
    if offer.deleted_at is None:
        return
    stamps.restored(work, offer)
    if offer.status is OfferStatus.SENT:
        if offer.valid_until is None or offer.valid_until >= work.today:
            plan_follow_ups(work, offer_queries.the_offer(work.read, offer_id=offer.id))
        follow_leading(work, [offer.deal_id])


def _worth(work: Work, found: queries.LeadingOffer, currency: str) -> int | None:
    """Return what an offer comes to in the currency of its deal; None where no rate leads there."""
    if found.currency == currency:
        return found.net_cents
    if currency != firm_queries.currency(work.read) or found.rate in (0, 1):  # 1 is what stands there until one is set
        return None
    return pricing.in_home(found.net_cents, found.rate)


def mark_leading(work: Work, offer: Offer) -> None:
    """Let one offer of a deal be the leading one, and no other."""
    if offer.deal_id is None:
        return
    for other_id in queries.marked(work.read, deal_id=offer.deal_id):
        if other_id != offer.id:
            work.get(Offer, other_id).leading = False
    offer.leading = True
    stamps.changed(work, offer)


def _subject(reason: Reason, number: str) -> str:
    words = {
        Reason.ASK: _("Follow up offer {number}"),
        Reason.ENDS_SOON: _("Offer {number} ends soon: ask again"),
        Reason.EXPIRED: _("Offer {number} has expired: extend it or close it"),
    }
    return words[reason].format(number=number)
