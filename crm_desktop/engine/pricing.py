"""What an offer costs: lines, groups, discounts, VAT, Skonto, cash rounding, and what each choice would change.

Only lines are rounded, never unit prices; VAT is worked out once per rate on the sum of the rounded lines, so that
the printed figures always add up. Rounding is half away from zero. Source: EN 16931 (BR-CO-10, BR-CO-17, BR-DEC).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from itertools import accumulate
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import HUNDRED, MOST_CENTS, ZERO, allocate, percent_of, round_cents, to_decimal
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode

#: Kinds of lines that carry a price; only articles are summed.
PRICED = frozenset({LineKind.ARTICLE, LineKind.OPTIONAL, LineKind.ALTERNATIVE})
#: Kinds that can come along when the customer decides.
CHOOSABLE = frozenset({LineKind.OPTIONAL, LineKind.ALTERNATIVE})
#: Enough digits for exact products of anything a line may hold; no exponent that would take for ever to write out.
_EXACT = Context(prec=80, Emin=-999, Emax=999)


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


class VatRow(NamedTuple):
    """VAT of one rate: the net it is charged on, and the tax."""

    percent: Decimal
    base_cents: int
    vat_cents: int


class Choice(NamedTuple):
    """What becomes of the totals when one optional or alternative line comes along, worked out as a whole offer."""

    line: int
    #: The line that goes in exchange; None when nothing goes.
    replaces: int | None
    net_change_cents: int
    net_cents: int
    gross_cents: int
    payable_cents: int


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """All figures of an offer in cents. In net mode lines and sums are net, in gross mode gross."""

    #: One a line: its amount; for a subtotal the sum it shows; 0 for lines without a price.
    lines_cents: tuple[int, ...]
    #: One a line: the sum of the articles up to and with it, for the carry-over at the end of a page.
    running_cents: tuple[int, ...]
    #: Index of each heading and the sum of the articles below it, up to the next heading.
    groups_cents: Mapping[int, int]
    #: Sum of the articles before the discount of the document, and that discount (negative for a surcharge).
    sum_cents: int
    discount_cents: int
    net_cents: int
    #: One row a rate, highest first; empty for a small business.
    vat: tuple[VatRow, ...]
    gross_cents: int
    #: What paying early saves; the offer's total stays.
    skonto_cents: int
    #: What cash rounding adds to the gross total.
    rounding_cents: int
    #: What is paid in the end: gross less Skonto, rounded for cash where that is wanted.
    payable_cents: int
    #: Sum of the optional lines, for information.
    optional_cents: int

    @property
    def vat_cents(self) -> int:
        """VAT of all rates together."""
        return sum(row.vat_cents for row in self.vat)

    @property
    def total_cents(self) -> int:
        """The gross total, rounded for cash where that is wanted."""
        return self.gross_cents + self.rounding_cents


def price(offer: OfferFact) -> PricedOffer:
    """Work out every figure of an offer. Raises BadInput for a figure no offer can have, naming the line."""
    with localcontext(_EXACT):
        _check(offer)
        amounts = tuple(_line_cents(line) if line.kind in PRICED else 0 for line in offer.lines)
        counted = tuple(
            cents if line.kind is LineKind.ARTICLE else 0 for line, cents in zip(offer.lines, amounts, strict=True)
        )
        total = sum(counted)
        discount = percent_of(total, offer.discount_percent)
        rows = tuple(_vat_rows(offer, counted, discount))
        net = sum(row.base_cents for row in rows)
        gross = net + sum(row.vat_cents for row in rows)
        skonto = percent_of(gross, offer.skonto_percent)
        return PricedOffer(
            lines_cents=_with_subtotals(offer.lines, amounts, counted),
            running_cents=tuple(accumulate(counted)),
            groups_cents=_groups(offer.lines, counted),
            sum_cents=total,
            discount_cents=discount,
            net_cents=net,
            vat=() if offer.tax_mode is TaxMode.SMALL_BUSINESS else rows,
            gross_cents=gross,
            skonto_cents=skonto,
            rounding_cents=_cash(gross, offer.cash_rounding_cents) - gross,
            payable_cents=_cash(gross - skonto, offer.cash_rounding_cents),
            optional_cents=_sum_of(offer.lines, amounts, LineKind.OPTIONAL),
        )


def choices(offer: OfferFact) -> tuple[Choice, ...]:
    """Return, for each optional and alternative line in order, what the totals would be if it came along."""
    now = price(offer)
    return tuple(_choice(offer, now, index) for index, line in enumerate(offer.lines) if line.kind in CHOOSABLE)


def choose(offer: OfferFact, chosen: Iterable[int]) -> OfferFact:
    """Return the offer as it is when these lines (by index) come along; an alternative puts out what it replaces.

    Lines keep their places: one that is replaced becomes an alternative itself. Raises BadInput for a line that
    cannot be chosen.
    """
    lines = list(offer.lines)
    for index in chosen:
        if not 0 <= index < len(lines) or offer.lines[index].kind not in CHOOSABLE:
            raise BadInput(_("Line {number} cannot be chosen.").format(number=index + 1))
        out = replaced_line(offer.lines, index)
        if out is not None:
            lines[out] = replace(lines[out], kind=LineKind.ALTERNATIVE)
        lines[index] = replace(lines[index], kind=LineKind.ARTICLE)
    return replace(offer, lines=tuple(lines))


def replaced_line(lines: tuple[LineFact, ...], index: int) -> int | None:
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


def _choice(offer: OfferFact, now: PricedOffer, index: int) -> Choice:
    then = price(choose(offer, [index]))
    return Choice(
        line=index,
        replaces=replaced_line(offer.lines, index),
        net_change_cents=then.net_cents - now.net_cents,
        net_cents=then.net_cents,
        gross_cents=then.gross_cents,
        payable_cents=then.payable_cents,
    )


def _check(offer: OfferFact) -> None:
    """Refuse figures outside what an offer can hold, before any of them is computed with."""
    limits = (
        (offer.discount_percent, -HUNDRED, HUNDRED, "discount_percent"),
        (offer.skonto_percent, ZERO, HUNDRED, "skonto_percent"),
        (Decimal(offer.cash_rounding_cents), ZERO, HUNDRED, "cash_rounding_cents"),
    )
    for value, least, most, field in limits:
        if not _within(value, least, most):
            raise BadInput(_("The offer has a figure that cannot be: {value}.").format(value=value), field=field)
    most_units = to_decimal(MOST_CENTS)
    for number, line in enumerate(offer.lines, 1):
        if line.kind not in PRICED:
            continue
        figures = (
            (line.quantity, -most_units, most_units, "quantity"),
            (line.unit_price, -most_units, most_units, "unit_price"),
            (line.discount_percent, -HUNDRED, HUNDRED, "discount_percent"),
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


def _line_cents(line: LineFact) -> int:
    """Return quantity x unit price less the line's discount, rounded once."""
    cents = round_cents(line.quantity * line.unit_price * (1 - line.discount_percent / HUNDRED))
    if abs(cents) > MOST_CENTS:
        raise BadInput(_("A line is larger than any amount this program keeps."), field="unit_price")
    return cents


def _vat_rows(offer: OfferFact, counted: tuple[int, ...], discount: int) -> Iterator[VatRow]:
    """Yield net and VAT of each rate; the document's discount is shared over the rates without losing a cent."""
    sums: dict[Decimal, int] = {}
    for line, cents in zip(offer.lines, counted, strict=True):
        if line.kind is LineKind.ARTICLE:
            rate = line.vat_percent if offer.tax_mode is TaxMode.STANDARD else ZERO
            sums[rate] = sums.get(rate, 0) + cents
    rates = sorted(sums, reverse=True)
    shares = allocate(discount, [sums[rate] for rate in rates])
    for rate, share in zip(rates, shares, strict=True):
        cents = sums[rate] - share
        if offer.price_mode is PriceMode.GROSS:
            base = round_cents(to_decimal(cents) * HUNDRED / (HUNDRED + rate))
            yield VatRow(rate, base, cents - base)
        else:
            yield VatRow(rate, cents, percent_of(cents, rate))


def _with_subtotals(lines: tuple[LineFact, ...], amounts: tuple[int, ...], counted: tuple[int, ...]) -> tuple[int, ...]:
    """Return the amounts, subtotals filled in: the articles since the last heading or subtotal."""
    shown, since = list(amounts), 0
    for index, line in enumerate(lines):
        since += counted[index]
        if line.kind is LineKind.SUBTOTAL:
            shown[index] = since
        if line.kind in (LineKind.SUBTOTAL, LineKind.HEADING):
            since = 0
    return tuple(shown)


def _groups(lines: tuple[LineFact, ...], counted: tuple[int, ...]) -> dict[int, int]:
    groups: dict[int, int] = {}
    heading: int | None = None
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            heading = index
            groups[index] = 0
        elif heading is not None:
            groups[heading] += counted[index]
    return groups


def _sum_of(lines: tuple[LineFact, ...], amounts: tuple[int, ...], kind: LineKind) -> int:
    return sum(cents for line, cents in zip(lines, amounts, strict=True) if line.kind is kind)


def _cash(cents: int, step: int) -> int:
    """Return an amount rounded to a multiple of `step` cents, half away from zero; a step of 0 or 1 leaves it."""
    if step <= 1:
        return cents
    size = (2 * abs(cents) + step) // (2 * step) * step
    return size if cents >= 0 else -size
