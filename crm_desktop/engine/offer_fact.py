"""What an offer's figures depend on: its lines and terms as plain facts, how its sections lie, and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import HUNDRED, MOST_CENTS, ZERO, to_decimal
from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode

#: Kinds of lines that are summed.
COUNTED = frozenset({LineKind.ARTICLE, LineKind.SURCHARGE})
#: Kinds that can come along when the customer decides.
CHOOSABLE = frozenset({LineKind.OPTIONAL, LineKind.ALTERNATIVE})
#: Kinds that are ordered when nothing else is said.
ORDERED = COUNTED | {LineKind.FREE}
#: Kinds of lines that carry a price.
PRICED = ORDERED | CHOOSABLE
#: A surcharge can be more than what it is taken of, a reduction cannot.
_MOST_SURCHARGE = Decimal(1000)


@dataclass(frozen=True, slots=True)
class LineFact:
    """One line of an offer; prices are in currency units, net or gross as the offer says, per cent are 0 to 100."""

    kind: LineKind = LineKind.ARTICLE
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = ZERO
    #: A negative discount is a surcharge.
    discount_percent: Decimal = ZERO
    vat_percent: Decimal = ZERO
    #: Index of the line an alternative stands for; None means the article before it in the same group.
    replaces: int | None = None
    #: Taken off the whole line after the per cent.
    discount_cents: int = 0
    #: Per cent of a surcharge and of what; None for one of quantity and price.
    surcharge_percent: Decimal | None = None
    surcharge_of: SurchargeOf = SurchargeOf.SECTION
    #: How deep a heading lies, from 1.
    level: int = 1

    @property
    def is_share(self) -> bool:
        """Whether the line is a per cent of other lines and has no price of its own."""
        return self.kind is LineKind.SURCHARGE and self.surcharge_percent is not None


@dataclass(frozen=True, slots=True)
class OfferFact:
    """What an offer's totals depend on."""

    lines: tuple[LineFact, ...]
    price_mode: PriceMode = PriceMode.NET
    tax_mode: TaxMode = TaxMode.STANDARD
    discount_percent: Decimal = ZERO
    skonto_percent: Decimal = ZERO
    #: 5 rounds what is paid to 0.05 as in Switzerland; 0 leaves it.
    cash_rounding_cents: int = 0
    #: Taken off the sum of the lines after the per cent.
    discount_cents: int = 0

    def rate_of(self, line: LineFact) -> Decimal:
        """Return the rate of VAT that counts for a line: none where the offer is not taxed."""
        return line.vat_percent if self.tax_mode is TaxMode.STANDARD else ZERO


class Span(NamedTuple):
    """A section: the index of its heading, its last line (sections within it included), and the heading around it."""

    heading: int
    last: int
    level: int
    parent: int | None


def spans(lines: Sequence[LineFact]) -> tuple[Span, ...]:
    """Return the sections of an offer in the order of their headings.

    A section ends before the next heading that lies as deep or less deep; a level that was left out does no harm.
    """
    open_ones: list[int] = []
    found: dict[int, Span] = {}
    for index, line in enumerate(lines):
        if line.kind is not LineKind.HEADING:
            continue
        while open_ones and lines[open_ones[-1]].level >= line.level:
            closed = open_ones.pop()
            found[closed] = found[closed]._replace(last=index - 1)
        found[index] = Span(index, len(lines) - 1, line.level, open_ones[-1] if open_ones else None)
        open_ones.append(index)
    return tuple(found.values())


def replaced_line(lines: Sequence[LineFact], index: int) -> int | None:
    """Return the index of the article an alternative stands for; None for other lines and where there is none."""
    if lines[index].kind is not LineKind.ALTERNATIVE:
        return None
    named = lines[index].replaces
    if named is not None:
        return named if 0 <= named < len(lines) and lines[named].kind is LineKind.ARTICLE else None
    for before in range(index - 1, -1, -1):
        if lines[before].kind is LineKind.HEADING:
            return None
        if lines[before].kind is LineKind.ARTICLE:
            return before
    return None


def check(offer: OfferFact) -> None:
    """Raise BadInput for figures outside what an offer can hold, before any of them is computed with."""
    limits = (
        (offer.discount_percent, -HUNDRED, HUNDRED, "discount_percent"),
        (Decimal(offer.discount_cents), Decimal(-MOST_CENTS), Decimal(MOST_CENTS), "discount_cents"),
        (offer.skonto_percent, ZERO, HUNDRED, "skonto_percent"),
        (Decimal(offer.cash_rounding_cents), ZERO, HUNDRED, "cash_rounding_cents"),
    )
    for value, least, most, field in limits:
        if not _within(value, least, most):
            raise BadInput(_("The offer has a figure that cannot be: {value}.").format(value=value), field=field)
    for number, line in enumerate(offer.lines, 1):
        if line.kind in PRICED:
            _check_line(line, number)


def _check_line(line: LineFact, number: int) -> None:
    units = to_decimal(MOST_CENTS)
    figures = (
        (line.quantity, -units, units, "quantity"),
        (line.unit_price, -units, units, "unit_price"),
        (line.discount_percent, -HUNDRED, HUNDRED, "discount_percent"),
        (Decimal(line.discount_cents), Decimal(-MOST_CENTS), Decimal(MOST_CENTS), "discount_cents"),
        (line.surcharge_percent or ZERO, -HUNDRED, _MOST_SURCHARGE, "surcharge_percent"),
        (line.vat_percent, ZERO, HUNDRED, "vat_percent"),
    )
    for value, least, most, field in figures:
        if not _within(value, least, most):
            raise BadInput(
                _("Line {number} has a figure that cannot be: {value}.").format(number=number, value=value),
                field=field,
            )


def _within(value: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether a figure is a number between two others with no more than twelve decimals."""
    if not value.is_finite() or not least <= value <= most:
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -12
