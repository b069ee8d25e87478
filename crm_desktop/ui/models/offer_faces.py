"""The lines of an offer as the grid shows them: numbers, texts and figures in the language in use, and as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import to_decimal
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PRICED, LineFact, replaced_line
from crm_desktop.operations.offer_positions import positions
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_editing import Column, writes_text


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


def kind_word(kind: LineKind) -> str:
    """Return what the user calls a kind of line."""
    return {
        LineKind.ARTICLE: _("Position"),
        LineKind.OPTIONAL: _("Optional position"),
        LineKind.ALTERNATIVE: _("Alternative"),
        LineKind.HEADING: _("Heading"),
        LineKind.TEXT: _("Text"),
        LineKind.SUBTOTAL: _("Subtotal"),
        LineKind.PAGE_BREAK: _("Page break"),
    }[kind]


def faces(lines: Sequence[Line]) -> list[LineFace]:
    """Return the faces of all lines of an offer."""
    numbers = positions(lines)
    facts = tuple(LineFact(line.kind, replaces=None if line.replaces is None else line.replaces - 1) for line in lines)
    mixed = len({line.vat_percent for line in lines if line.kind in PRICED}) > 1
    return [
        LineFace(
            kind=line.kind,
            number=numbers[row],
            title=_title(line),
            detail="" if writes_text(line) else _on_one_line(line.text),
            tag=_tag(line, numbers, replaced_line(facts, row)),
            vat=_("{percent} % VAT").format(percent=number(line.vat_percent)) if mixed and line.kind in PRICED else "",
            empty=not (line.text if writes_text(line) else line.title) and line.kind is not LineKind.PAGE_BREAK,
        )
        for row, line in enumerate(lines)
    ]


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
    if line.kind not in PRICED:
        return ""
    if column == Column.DISCOUNT and line.discount_percent:
        return _("{percent} %").format(percent=number(line.discount_percent))
    return editing_text(line, column)


def editing_text(line: Line, column: int) -> str:
    """Return what stands in the field when a cell is opened for writing."""
    match column:
        case Column.TITLE:
            return line.text if writes_text(line) else line.title
        case Column.UNIT:
            return line.unit
        case Column.QUANTITY:
            return number(line.quantity)
        case Column.PRICE:
            return price_text(line.unit_price)
        case Column.DISCOUNT:
            return number(line.discount_percent) if line.discount_percent else ""
    return ""


def price_text(price: Decimal) -> str:
    """Return a unit price: two decimals, up to four where it has them."""
    return number(price, form="#,##0.00##")


def heading_of(column: int) -> str:
    """Return the words above a column."""
    return {
        Column.TITLE: _("Item"),
        Column.QUANTITY: _("Quantity"),
        Column.UNIT: _("Unit"),
        Column.PRICE: _("Unit price"),
        Column.DISCOUNT: _("Discount"),
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
    if line.kind in (LineKind.ARTICLE, LineKind.SUBTOTAL) or (line.kind is LineKind.HEADING and cents):
        return plain_amount(cents)
    return f"({plain_amount(cents)})" if line.kind in PRICED else ""


def _tag(line: Line, numbers: Sequence[str], replaced: int | None) -> str:
    if line.kind is LineKind.OPTIONAL:
        return _("Optional")
    if line.kind is not LineKind.ALTERNATIVE:
        return ""
    if replaced is None:
        return _("Alternative")
    return _("Alternative to {position}").format(position=numbers[replaced])


def _on_one_line(text: str) -> str:
    return " · ".join(line.strip() for line in text.splitlines() if line.strip())
