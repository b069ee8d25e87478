"""From an order to the sheets of its confirmation and its delivery note: what was ordered, numbered as offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from crm_desktop.base import times
from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents import sheets
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations import offer_drafts, offer_sheet
from crm_desktop.operations.offer_positions import positions
from crm_desktop.store.queries import sales
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.queries.sales import SaleRow
from crm_desktop.store.reading import Reader

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
    kept = [*_ordered(offer.lines, {line.position - 1 for line in sales.lines(reader, sale_id=order.id)})]
    lines = tuple(_plain(offer.lines[place]) for place in kept)
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
        lines=tuple(offer_sheet.printed_lines(ordered, totals, [whole[place] for place in kept])),
        choices=(),
        data=b"",
    )


def delivery(reader: Reader, offer: OfferDetail, *, day: date | None = None, layout: str = "") -> sheets.OfferSheet:
    """Return the sheet that goes along with the goods of an order, without prices and without work by the hour.

    Raises Refused where nothing was ordered.
    """
    confirmed = confirmation(reader, offer, day=day, layout=layout)
    articles = [line for line in confirmed.lines if line.kind is sheets.LineKind.ARTICLE]
    goods = [line for line in articles if line.unit.lower() not in _TIMES] or articles
    return replace(
        confirmed,
        title=sheets.Title.DELIVERY,
        ordered_on=None,
        lines=tuple(replace(line, unit_price=sheets.NOTHING, total_cents=0) for line in goods),
    )


def _ordered(lines: Sequence[Line], places: set[int]) -> Iterator[int]:
    """Yield the places of the lines to print: what was ordered, texts and sums, headings with something below them."""
    for place, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            if any(below in places for below in _group(lines, place)):
                yield place
        elif place in places or line.kind in {LineKind.TEXT, LineKind.SUBTOTAL}:
            yield place


def _group(lines: Sequence[Line], heading: int) -> Iterator[int]:
    """Yield the places of the lines below a heading, up to the next one."""
    for place in range(heading + 1, len(lines)):
        if lines[place].kind is LineKind.HEADING:
            return
        yield place


def _plain(line: Line) -> Line:
    """Return a line as it was ordered: whatever was chosen is an article like any other."""
    chosen = line.kind in {LineKind.OPTIONAL, LineKind.ALTERNATIVE}
    return line._replace(kind=LineKind.ARTICLE, replaces=None) if chosen else line
