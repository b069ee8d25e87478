"""The lines of an offer as the grid shows them: numbers, texts and figures in the language in use, and as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, meant, spoken
from crm_desktop.base.money import to_decimal
from crm_desktop.base.rich_text import blocks
from crm_desktop.domain.offers import LineKind, SurchargeOf
from crm_desktop.engine.offer_margin import Margin, OfferMargin
from crm_desktop.engine.pricing import PRICED
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries.offers import NOTHING, Line
from crm_desktop.ui.models import figure_entry
from crm_desktop.ui.models.offer_editing import Column, writes_text
from crm_desktop.ui.models.offer_references import broken, replaced

#: Columns in which a per cent of other lines says something.
_OF_SHARES = frozenset({Column.PRICE})


@dataclass(frozen=True, slots=True)
class LineFace:
    """What the grid draws of a line beside its figures."""

    kind: LineKind
    number: str
    title: str
    detail: str = ""
    #: Optional, Alternative to 1.2.
    tag: str = ""
    #: Its VAT, where not all lines have the same.
    vat: str = ""
    #: Nothing has been written yet; the title says what belongs there.
    empty: bool = False
    #: How deep a heading lies.
    level: int = 1
    #: Its unit, to be shown where units have no column.
    unit: str = ""
    #: Its discount, to be shown where discounts have no column.
    discount: str = ""
    #: It has no price, or names a position that is gone; `tag` says which.
    doubtful: bool = False
    priceless: bool = False
    #: What is left of its amount after cost, where margins are shown, and whether that is too little.
    margin: str = ""
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What is only for the firm: what each line leaves, and below which share that is remarked on."""

    margins: OfferMargin
    limit: Decimal = Decimal(0)


def kind_word(kind: LineKind) -> str:
    """Return what the user calls a kind of line."""
    return {
        LineKind.ARTICLE: _("Position"),
        LineKind.OPTIONAL: _("Optional position"),
        LineKind.ALTERNATIVE: _("Alternative"),
        LineKind.FREE: _("Free of charge"),
        LineKind.SURCHARGE: _("Surcharge or reduction"),
        LineKind.HEADING: _("Heading"),
        LineKind.TEXT: _("Text"),
        LineKind.SUBTOTAL: _("Subtotal"),
        LineKind.PAGE_BREAK: _("Page break"),
    }[kind]


def faces(lines: Sequence[Line], inside: Inside | None = None) -> list[LineFace]:
    """Return the faces of all lines of an offer; `inside` shows margins beside the amounts."""
    numbers, stands_for = positions(lines), replaced(lines)
    gone = broken(lines, numbers, stands_for)
    mixed = len({line.vat_percent for line in lines if is_taxed(line)}) > 1
    found = []
    for row, line in enumerate(lines):
        place, margin = stands_for[row], _margin_of(inside, row, line)
        about = _About(
            number=numbers[row],
            stands_for="" if place is None else numbers[place],
            is_broken=row in gone,
            mixed=mixed,
            margin="" if margin is None or margin.share is None else percent(margin.share),
            thin=margin is not None and inside is not None and margin.is_below(inside.limit),
            language=spoken(),
        )
        found.append(_face(line, about))
    return found


class _About(NamedTuple):
    """What the face of a line depends on beside the line."""

    number: str
    stands_for: str
    is_broken: bool
    mixed: bool
    margin: str
    thin: bool
    language: str


@lru_cache(maxsize=4096)
def _face(line: Line, about: _About) -> LineFace:
    """Return the face of one line; kept, since at each keystroke all but one are the same."""
    doubt = doubt_about(line, is_broken=about.is_broken)
    tag = _tag(line, about.stands_for)
    return LineFace(
        kind=line.kind,
        number=about.number,
        title=_title(line),
        detail=_detail(line),
        tag=tag if not doubt or line.replaces == NOTHING else doubt,
        vat=_("{percent} % VAT").format(percent=number(line.vat_percent)) if about.mixed and is_taxed(line) else "",
        empty=not (line.text if writes_text(line) else line.title) and line.kind is not LineKind.PAGE_BREAK,
        level=line.level,
        unit=cell_text(line, Column.UNIT, 0),
        discount=_discount(line) if line.kind in PRICED else "",
        doubtful=bool(doubt),
        priceless=bool(doubt) and not about.is_broken,
        margin=about.margin,
        thin=about.thin,
    )


def doubt_about(line: Line, *, is_broken: bool) -> str:
    """Return what should be looked at before a line is sent; "" where nothing is."""
    if is_broken:
        return _("Position is gone")
    asks = line.kind in (LineKind.ARTICLE, LineKind.OPTIONAL, LineKind.ALTERNATIVE)
    return _("No price yet") if asks and line.title and not line.unit_price else ""


def _margin_of(inside: Inside | None, row: int, line: Line) -> Margin | None:
    if inside is None or _is_share(line):
        return None
    if line.kind is LineKind.HEADING:
        return inside.margins.sections.get(row)
    return inside.margins.lines[row] if row < len(inside.margins.lines) else None


def _detail(line: Line) -> str:
    if _is_share(line):
        words = _on_one_line(line.text)
        of = _("on this section") if line.surcharge_of is SurchargeOf.SECTION else _("on everything before")
        return f"{of} · {words}" if words else of
    return "" if writes_text(line) else _on_one_line(line.text)


def number(value: Decimal, form: str = "#,##0.####") -> str:
    """Return a number for reading, in the language in use."""
    return _number(value, form, spoken())


def plain_amount(cents: int) -> str:
    """Return money without its currency, two decimals."""
    return _number(to_decimal(cents), "#,##0.00", spoken())


@lru_cache(maxsize=4096)
def _number(value: Decimal, form: str, language: str) -> str:
    """Format once what is drawn at every keystroke; formatting takes longer than drawing."""
    return formats.number(value, language=language, form=form)


def cell_text(line: Line, column: int, cents: int) -> str:
    """Return the figure or unit a cell shows, empty where its line has none there."""
    if column == Column.TOTAL:
        return _total(line, cents)
    if line.kind not in PRICED or (_is_share(line) and column not in _OF_SHARES):
        return ""
    if column == Column.DISCOUNT:
        return _discount(line)
    return _per_cent(line.vat_percent) if column == Column.VAT else editing_text(line, column)


def editing_text(line: Line, column: int) -> str:
    """Return what stands in the field when a cell is opened for writing."""
    words = ""
    match column:
        case Column.TITLE:
            words = line.text if writes_text(line) else line.title
        case Column.UNIT:
            words = line.unit
        case Column.QUANTITY:
            words = number(line.quantity)
        case Column.PRICE if line.surcharge_percent is not None and _is_share(line):
            words = _per_cent(line.surcharge_percent)
        case Column.PRICE:
            words = price_text(line.unit_price)
        case Column.DISCOUNT if line.discount_cents and not line.discount_percent:
            words = figure_entry.amount_words(line.discount_cents)
        case Column.DISCOUNT if line.discount_percent:
            words = number(line.discount_percent)
        case Column.VAT:
            words = number(line.vat_percent)
        case Column.COST if line.cost is not None:
            words = price_text(line.cost)
    return words


def is_taxed(line: Line) -> bool:
    """Whether a line has a rate of VAT of its own; a per cent of others has theirs."""
    return line.kind in PRICED and not _is_share(line)


def _is_share(line: Line) -> bool:
    """Whether a line is a per cent of others and has no price of its own."""
    return line.kind is LineKind.SURCHARGE and line.surcharge_percent is not None


def _per_cent(value: Decimal) -> str:
    return _("{percent} %").format(percent=number(value))


def _discount(line: Line) -> str:
    share = _per_cent(line.discount_percent) if line.discount_percent else ""
    return " ".join(part for part in (share, plain_amount(-line.discount_cents) if line.discount_cents else "") if part)


def price_text(price: Decimal) -> str:
    """Return a unit price: two decimals, up to four where it has them."""
    return number(price, form="#,##0.00##")


def heading_of(column: int) -> str:
    """Return the words above a column."""
    return {
        Column.TITLE: _("Item"),
        Column.QUANTITY: meant("column of an offer", "Qty"),
        Column.UNIT: _("Unit"),
        Column.PRICE: _("Unit price"),
        Column.DISCOUNT: _("Discount"),
        Column.VAT: _("VAT"),
        Column.COST: _("Cost"),
        Column.TOTAL: _("Total"),
    }.get(Column(column), "")


def sentence(face: LineFace, line: Line, cents: int) -> str:
    """Return a line as a screen reader says it."""
    figures = []
    if line.kind in PRICED:
        quantity = f"{number(line.quantity)} {line.unit}".strip()
        figures = [quantity, _("at {price}").format(price=price_text(line.unit_price)), plain_amount(cents)]
    kind = "" if line.kind is LineKind.ARTICLE else face.tag or kind_word(line.kind)
    return ", ".join(part for part in (face.number, kind, face.title, face.detail, *figures) if part)


def _title(line: Line) -> str:
    if line.kind is LineKind.PAGE_BREAK:
        return _("Page break")
    if line.kind is LineKind.SUBTOTAL:
        return line.title or _("Subtotal")
    words = _on_one_line(line.text) if writes_text(line) else line.title
    if words:
        return words
    return {
        LineKind.HEADING: _("Name of the section"),
        LineKind.TEXT: _("Text between the positions"),
    }.get(line.kind, _("What you deliver or do"))


def _total(line: Line, cents: int) -> str:
    """Return the amount of a line or the sum of a section, in brackets where it is not summed."""
    if line.kind is LineKind.FREE:
        return meant("amount", "free")
    summed = (LineKind.ARTICLE, LineKind.SURCHARGE, LineKind.SUBTOTAL)
    if line.kind in summed or (line.kind is LineKind.HEADING and cents):
        return plain_amount(cents)
    return f"({plain_amount(cents)})" if line.kind in PRICED else ""


def _tag(line: Line, stands_for: str) -> str:
    if line.kind is LineKind.ALTERNATIVE:
        if stands_for:
            return _("Alternative to {position}").format(position=stands_for)
        return _("Alternative to a position that is gone") if line.replaces == NOTHING else _("Alternative to nothing")
    return {
        LineKind.OPTIONAL: _("Optional"),
        LineKind.FREE: _("Free of charge"),
        LineKind.SURCHARGE: _("Reduction") if (line.surcharge_percent or line.unit_price) < 0 else _("Surcharge"),
    }.get(line.kind, "")


def _on_one_line(text: str) -> str:
    return " · ".join(block.text.strip() for block in blocks(text) if block.text.strip())
