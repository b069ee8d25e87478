"""The columns of the table of positions: where each stands, given what is in it.

The places are those of a letter with ordinary figures; a column that is not needed gives its room to the text, and
figures longer than usual push their neighbours to the left instead of running into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.documents.figures import symbol
from crm_desktop.documents.paper import HEAD, LEFT, NUMBER, NUMBER_GREY, RIGHT, TABLE_TEXT
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import COUNTED, PRICED, SheetLine
from crm_desktop.documents.typesetting import Line
from crm_desktop.domain.offers import LineKind, TaxMode

#: Usual places in mm: text from, text to, comma of quantities, units from, comma of prices, right edges of the rest.
_TEXT, _TEXT_END, _QUANTITY, _UNIT, _PRICE, _DISCOUNT, _VAT = 34.0, 102.0, 110.0, 118.0, 141.4, 158.3, 169.7
#: Right edge of usual prices, whose comma stands at `_PRICE`.
_PRICE_END = 146.4
#: Least free space between columns, between quantities and units; how far the head of quantities passes their comma.
_GAP, _UNIT_GAP, _QUANTITY_HEAD = 1.9, 1.5, 2.5
#: The text column never gets narrower than this.
_NARROWEST = 24.0
_MOST_UNIT = 18.0
_ENDS = re.compile(r"[\u00a0%]")


class Aligned(NamedTuple):
    """A number in two measures: what stands left of the place of its comma, and what runs on to the right (mm)."""

    line: Line
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of one priced line, measured; None where the line shows nothing."""

    position: Line
    quantity: Aligned
    unit: tuple[Line, ...]
    price: Aligned
    #: Below one another: per cent, amount.
    discount: tuple[Line, ...]
    vat: Line | None
    total: Line
    #: Right edge of the total: a bracket hangs outside, so that the digits stay aligned.
    total_end: float


@dataclass(frozen=True, slots=True)
class Heads:
    """The words above the columns, measured."""

    position: Line
    item: Line
    quantity: Line
    unit: Line
    price: Line
    discount: Line
    vat: Line
    total: Line


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, in mm from the left; numbers by their comma or right edge."""

    text: float
    text_end: float
    quantity: float
    quantity_head: float
    unit: float
    price: float
    price_head: float
    #: None: no line has a discount; all lines have one rate of VAT.
    discount: float | None
    vat: float | None

    @property
    def text_width(self) -> float:
        """Room for titles and long texts."""
        return self.text_end - self.text


def measure(setting: Setting) -> tuple[Columns, Heads, dict[int, Cells]]:
    """Return the columns, their heads, and the cells of each priced line by the line's index."""
    sheet, setter = setting.sheet, setting.setter
    priced = [(index, line) for index, line in enumerate(sheet.lines) if line.kind in PRICED]
    rates = {line.vat_percent for _index, line in priced if line.surcharge_percent is None}
    taxed = sheet.tax_mode is TaxMode.STANDARD and len(rates) > 1
    cells = {index: _cells(line, setting, taxed=taxed) for index, line in priced}
    heads = _heads(setting)
    positions = [setter.line(line.position, NUMBER).width for line in sheet.lines if line.kind is not LineKind.HEADING]
    return _placed(list(cells.values()), heads, _widest(positions), taxed=taxed), heads, cells


def _cells(line: SheetLine, setting: Setting, *, taxed: bool) -> Cells:
    setter, figures = setting.setter, setting.figures
    total = "" if not line.priced else figures.cents(line.total_cents)
    total = setting.said.free_of_charge if line.kind is LineKind.FREE else total
    counted = line.kind in COUNTED or not total
    bracket = setter.line(")", NUMBER_GREY).width
    share = line.surcharge_percent is not None
    price = figures.percent(line.surcharge_percent or Decimal(0)) if share else figures.number(line.unit_price, least=2)
    return Cells(
        position=setter.line(line.position, NUMBER_GREY),
        quantity=_aligned("" if share else figures.number(line.quantity), setting),
        unit=() if share else setter.lines(line.unit, TABLE_TEXT, _MOST_UNIT),
        price=_aligned(price if line.priced else "", setting),
        discount=tuple(setter.line(said, NUMBER) for said in _discounts(line, setting) if line.priced),
        vat=setter.line(figures.percent(line.vat_percent), NUMBER_GREY) if taxed and not share else None,
        total=setter.line(total, TABLE_TEXT if line.kind is LineKind.FREE else NUMBER)
        if counted
        else setter.line(f"({total})", NUMBER_GREY),
        total_end=RIGHT if counted else RIGHT + bracket,
    )


def _discounts(line: SheetLine, setting: Setting) -> Iterator[str]:
    if line.discount_percent:
        yield setting.figures.percent(line.discount_percent)
    if line.discount_cents:
        yield setting.figures.cents(line.discount_cents)


def _aligned(text: str, setting: Setting) -> Aligned:
    # A per cent sign stands where decimals would.
    whole = setting.setter.line(re.split(_ENDS, text.partition(setting.figures.point)[0])[0], NUMBER)
    line = setting.setter.line(text, NUMBER)
    return Aligned(line, whole.width, line.width - whole.width)


def _heads(setting: Setting) -> Heads:
    setter, said = setting.setter, setting.said
    currency = symbol(setting.sheet.currency)
    return Heads(
        position=setter.line(said.position, HEAD),
        item=setter.line(said.item, HEAD),
        quantity=setter.line(said.quantity, HEAD),
        unit=setter.line(said.unit, HEAD),
        price=setter.line(said.price.format(currency=currency), HEAD),
        discount=setter.line(said.discount, HEAD),
        vat=setter.line(said.vat, HEAD),
        total=setter.line(said.amount.format(currency=currency), HEAD),
    )


class _Edge(NamedTuple):
    """How far left the column placed last reaches, in the row of heads and in the rows of cells (mm)."""

    head: float
    cell: float

    def fits(self, usual: float, head_right: float, cells_right: float) -> float:
        """Return the usual place, moved left as far as a column that reaches so far right of it needs."""
        return min(usual, self.head - _GAP - head_right, self.cell - _GAP - cells_right)


def _placed(cells: Sequence[Cells], heads: Heads, positions: float, *, taxed: bool) -> Columns:
    """Place the columns from right to left; each keeps its usual place unless its right neighbour needs the room."""
    totals = _widest(cell.total.width - (cell.total_end - RIGHT) for cell in cells)
    edge, gained = _Edge(RIGHT - heads.total.width, RIGHT - totals), 0.0
    vat = discount = None
    if taxed:
        vat = edge.fits(_VAT, 0, 0)
        edge = _Edge(vat - heads.vat.width, vat - _widest(cell.vat.width for cell in cells if cell.vat))
    else:
        gained += _VAT - _DISCOUNT
    if any(cell.discount for cell in cells):
        discount = edge.fits(_DISCOUNT + gained, 0, 0)
        widest = _widest(line.width for cell in cells for line in cell.discount)
        edge = _Edge(discount - heads.discount.width, discount - widest)
    else:
        gained += _DISCOUNT - _PRICE_END
    decimals = min((cell.price.right for cell in cells), default=0.0)
    price = edge.fits(_PRICE + gained, decimals, _widest(cell.price.right for cell in cells))
    edge = _Edge(price + decimals - heads.price.width, price - _widest(cell.price.left for cell in cells))
    units = _widest(line.width for cell in cells for line in cell.unit)
    unit = edge.fits(_UNIT + gained, heads.unit.width, units)
    quantity = min(_QUANTITY + gained, unit - _UNIT_GAP - _widest(cell.quantity.right for cell in cells))
    quantity_head = min(quantity + _QUANTITY_HEAD, unit - _GAP)
    text = max(_TEXT, LEFT + positions + _GAP)
    end = min(_TEXT_END + gained, quantity - _widest(cell.quantity.left for cell in cells) - _GAP)
    return Columns(
        text=text,
        text_end=max(end, text + _NARROWEST),
        quantity=quantity,
        quantity_head=quantity_head,
        unit=unit,
        price=price,
        price_head=price + decimals,
        discount=discount,
        vat=vat,
    )


def _widest(widths: Iterable[float]) -> float:
    return max(widths, default=0.0)
