"""From an order to the sheets of its confirmation and its delivery note: what was ordered, numbered as offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base import times
from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents import sheets
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries import sales
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.queries.sales import SaleRow
from crm_desktop.store.reading import Reader

#: What can be carried to the customer.
_DELIVERED = frozenset({LineKind.ARTICLE, LineKind.FREE})
#: Units of time: such lines are done, not delivered.
_TIMES = frozenset(
    {"std", "std.", "h", "min", "min.", "tag", "tage", "stunde", "stunden", "hour", "hours", "day", "days"}
)


def the_order(reader: Reader, offer: OfferDetail) -> SaleRow:
    """Return the order an offer became. Raises Refused where it became none."""
    order = sales.sale_of_offer(reader, offer_id=offer.id)
    if order is None:
        raise Refused(_("Nothing of this offer has been ordered yet."), _("Note first that it was accepted."))
    return order


def confirmation(reader: Reader, offer: OfferDetail, *, day: date | None = None, layout: str = "") -> sheets.OfferSheet:
    """Return the sheet that confirms the order an offer became, dated on the day of the order or as asked for.

    Raises Refused where nothing was ordered.
    """
    order = the_order(reader, offer)
    whole = positions(offer.lines)
    quantities = {line.position - 1: line.quantity for line in sales.lines(reader, sale_id=order.id)}
    kept = [*_ordered(offer.lines, set(quantities))]
    lines = tuple(_plain(offer.lines[place], quantities.get(place)) for place in kept)
    ordered = replace(offer, lines=lines)
    totals = offer_drafts.priced(ordered)
    printed = offer_sheet.sheet(reader, ordered, title=sheets.Title.CONFIRMATION, layout=layout)
    on = day or order.day
    return replace(
        printed,
        draft=False,
        number=order.number,
        day=on,
        made_at=times.start_of_day(on),
        ordered_on=order.day,
        offer_number=offer_sheet.full_number(offer),
        inquiry="",
        intro=None,
        closing=None,
        lines=tuple(
            replace(line, picture=seen.picture)
            for line, seen in zip(
                offer_sheet.printed_lines(ordered, totals, [whole[place] for place in kept]), printed.lines, strict=True
            )
        ),
        choices=(),
        data=b"",
    )


class Goods(NamedTuple):
    """One delivery of several: its number, and by the position of a line what comes along and what came before."""

    number: str
    came: Mapping[str, Decimal]
    earlier: Mapping[str, Decimal]


def delivery(
    reader: Reader, offer: OfferDetail, *, day: date | None = None, layout: str = "", part: Goods | None = None
) -> sheets.OfferSheet:
    """Return the sheet that goes along with the goods of an order, without prices and without work by the hour.

    With a `part`, it is the note of that delivery. Raises Refused where nothing was ordered.
    """
    confirmed = confirmation(reader, offer, day=day, layout=layout)
    articles = [line for line in confirmed.lines if line.kind in _DELIVERED]
    goods = [line for line in articles if not is_time(line.unit)] or articles
    lines = [replace(line, unit_price=sheets.NOTHING, total_cents=0) for line in goods]
    note = replace(confirmed, title=sheets.Title.DELIVERY, ordered_on=None, lines=tuple(lines))
    if part is None:
        return note
    counted = (
        replace(
            line,
            delivered=part.came.get(line.position, sheets.NOTHING),
            earlier=part.earlier.get(line.position, sheets.NOTHING),
        )
        for line in lines
    )
    return replace(note, number=part.number, order_number=confirmed.number, lines=tuple(counted))


def is_time(unit: str) -> bool:
    """Whether a unit is one of time: such lines are done, not delivered."""
    return unit.strip().lower() in _TIMES


def _ordered(lines: Sequence[Line], places: set[int]) -> Iterator[int]:
    """Yield the places of the lines to print: what was ordered, texts and sums, headings with something below them."""
    for place, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            if any(below in places for below in _group(lines, place)):
                yield place
        elif place in places or line.kind in {LineKind.TEXT, LineKind.SUBTOTAL}:
            yield place


def _group(lines: Sequence[Line], heading: int) -> Iterator[int]:
    """Yield the places of the lines below a heading, up to the next one that lies as deep or less deep."""
    for place in range(heading + 1, len(lines)):
        if lines[place].kind is LineKind.HEADING and lines[place].level <= lines[heading].level:
            return
        yield place


def _plain(line: Line, quantity: Decimal | None) -> Line:
    """Return a line as it was ordered: whatever was chosen is an article like any other."""
    if quantity is not None:
        line = line._replace(quantity=quantity)
    chosen = line.kind in {LineKind.OPTIONAL, LineKind.ALTERNATIVE}
    return line._replace(kind=LineKind.ARTICLE, replaces=None) if chosen else line
