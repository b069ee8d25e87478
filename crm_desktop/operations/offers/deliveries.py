"""Deliveries of an order, whole or in parts: what comes along is written down, and each one has its note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents.offer import RenderedPdf, render_offer
from crm_desktop.documents.sheets import Design
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deliveries import Delivery, DeliveryLine
from crm_desktop.domain.firm import NumberRange
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations import stamps
from crm_desktop.operations.firm import numbers
from crm_desktop.operations.history import history
from crm_desktop.operations.offers import follow_up as offer_follow_up
from crm_desktop.operations.offers import order_sheet
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries import deliveries as queries
from crm_desktop.store.queries import numbers as number_queries
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries.deliveries import DeliveredLine
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: How delivery notes are numbered in a file that was set up before there were any.
_FIRST_PATTERN = "LS-{year}-{n:3}"


class Delivered(NamedTuple):
    """What was written down of a delivery."""

    delivery_id: int
    number: str
    #: Whether something of the order is still open after it.
    rest: bool


def goods(lines: Sequence[DeliveredLine]) -> list[DeliveredLine]:
    """Return the lines of an order that can be carried: not the hours, unless there is nothing else."""
    return [line for line in lines if not order_sheet.is_time(line.unit)] or list(lines)


def still_open(reader: Reader, *, offer_id: int) -> list[DeliveredLine]:
    """Return the goods of the order an offer became, with what was delivered of them. Raises Refused without one."""
    order = order_sheet.the_order(reader, offer_queries.the_offer(reader, offer_id=offer_id))
    return goods(queries.delivered_lines(reader, sale_id=order.id))


def deliver(
    writer: Writer, *, offer_id: int, quantities: Mapping[int, Decimal] | None = None, day: date | None = None
) -> Outcome[Delivered]:
    """Write down a delivery of the order an offer became: all that is open, or these quantities by line of the order.

    It takes its number in the same step. Raises Refused where nothing is open, BadInput for more than is open, for
    nothing at all, and for a day before the order or to come.
    """
    with writer.step(_("Deliver")) as work:
        offer = offer_queries.the_offer(work.read, offer_id=offer_id)
        order = order_sheet.the_order(work.read, offer)
        lines = goods(queries.delivered_lines(work.read, sale_id=order.id))
        on = work.today if day is None else day
        if not order.day <= on <= work.today:
            raise BadInput(_("Goods are delivered after the order and not in the future."), field="day")
        came = _checked(lines, quantities)
        delivery = Delivery(sale_id=order.id, number=_take_number(work), day=on)
        stamps.added(work, delivery)
        delivery_id, number = delivery.id, delivery.number
        for line_id, quantity in came.items():
            work.add(DeliveryLine(delivery_id=delivery_id, sale_line_id=line_id, quantity=quantity))
        history.record(
            work,
            kind=ActivityKind.DOCUMENT,
            subject=_("Delivered with {number}").format(number=number),
            body=offer.subject,
            contacts=offer_follow_up.partners(offer),
            direction=Direction.OUT,
            deal_id=offer.deal_id,
            offer_id=offer_id,
        )
        rest = any(line.open > came.get(line.sale_line_id, Decimal(0)) for line in lines)
        work.label = _("Deliver with {number}").format(number=number)
    return work.outcome(Delivered(delivery_id, number, rest))


def delivery_pdf(reader: Reader, *, delivery_id: int, layout: str = "") -> RenderedPdf:
    """Return the note of a delivery. Raises NotFound, and Refused while the law wants more on a letter."""
    delivery = queries.delivery(reader, delivery_id=delivery_id)
    if delivery is None:
        raise NotFound(_("This delivery is not there any more."))
    if layout not in {"", *Design}:
        raise BadInput(_("There are the layouts Classic, Modern and Plain."), field="layout")
    offer_pdf.demand_duties(reader)
    lines = queries.delivered_lines(reader, sale_id=delivery.sale_id, before=delivery_id)
    came = queries.quantities(reader, delivery_id=delivery_id)
    offer = offer_queries.the_offer(reader, offer_id=_offer_of(reader, delivery.sale_id))
    names = positions(offer.lines)
    part = order_sheet.Goods(
        delivery.number,
        came={names[line.position - 1]: came.get(line.sale_line_id, Decimal(0)) for line in lines},
        earlier={names[line.position - 1]: line.delivered for line in lines},
    )
    return render_offer(order_sheet.delivery(reader, offer, day=delivery.day, layout=layout, part=part))


def _checked(lines: Sequence[DeliveredLine], quantities: Mapping[int, Decimal] | None) -> dict[int, Decimal]:
    """Return what comes along of each line; raises Refused and BadInput as `deliver` does."""
    still = {line.sale_line_id: line.open for line in lines if line.open}
    if not still:
        raise Refused(_("Everything of this order has been delivered."))
    wanted = still if quantities is None else {ref: quantity for ref, quantity in quantities.items() if quantity}
    if not wanted:
        raise BadInput(_("Say what comes along."), field="quantities")
    for ref, quantity in wanted.items():
        if not quantity.is_finite() or not 0 < quantity <= still.get(ref, Decimal(0)):
            raise BadInput(_("No more can be delivered than is still open."), field="quantities")
    return wanted


def _offer_of(reader: Reader, sale_id: int) -> int:
    order = queries.offer_of(reader, sale_id=sale_id)
    if order is None:
        raise NotFound(_("This offer is not there any more."))
    return order


def _take_number(work: Work) -> str:
    """Return the next number of a delivery note, in a file that had none before too."""
    if number_queries.number_range(work.read, document="delivery") is None:
        work.add(NumberRange(document="delivery", pattern=_FIRST_PATTERN))
        work.flush()
    return numbers.take(work, "delivery")
