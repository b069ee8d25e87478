"""What an offer costs: lines, sections, surcharges, discounts, VAT, Skonto, cash rounding, and what a choice changes.

Only lines are rounded, never unit prices; VAT is worked out once per rate on the sum of the rounded lines, so that
the printed figures always add up. Rounding is half away from zero. Source: EN 16931 (BR-CO-10, BR-CO-17, BR-DEC).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from itertools import accumulate
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import HUNDRED, MOST_CENTS, allocate, percent_of, round_cents, to_decimal
from crm_desktop.domain.offers import LineKind, PriceMode, SurchargeOf, TaxMode
from crm_desktop.engine.offer_fact import (
    CHOOSABLE,
    COUNTED,
    ORDERED,
    PRICED,
    LineFact,
    OfferFact,
    Span,
    check,
    replaced_line,
    spans,
)

__all__ = [
    "CHOOSABLE", "COUNTED", "ORDERED", "PRICED", "Choice", "LineFact", "OfferFact", "PricedOffer", "Section", "Span",
    "VatRow", "choices", "choose", "in_home", "price", "replaced_line", "spans",
]  # fmt: skip

#: Tax modes in which no VAT is shown at all; in the others that are not standard it is shown as 0 %.
UNTAXED = frozenset({TaxMode.SMALL_BUSINESS, TaxMode.MARGIN})
#: Enough digits for exact products of anything a line may hold; no exponent that would take for ever to write out.
_EXACT = Context(prec=80, Emin=-999, Emax=999)


class VatRow(NamedTuple):
    """VAT of one rate: the net it is charged on, and the tax."""

    percent: Decimal
    base_cents: int
    vat_cents: int


class Section(NamedTuple):
    """One section with all sections within it: the sum of what counts, and of its optional lines for information."""

    span: Span
    sum_cents: int
    optional_cents: int


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

    #: One a line: its amount, in options and alternatives too; for a subtotal the sum it shows; 0 for what is free.
    lines_cents: tuple[int, ...]
    #: One a line: what it is worth by quantity and price, also where it is free.
    worth_cents: tuple[int, ...]
    #: One a line: the sum of what counts up to and with it, for the carry-over at the end of a page.
    running_cents: tuple[int, ...]
    #: One a line: what it adds to the base of each rate of VAT, before the discount of the document.
    shares: tuple[Mapping[Decimal, int], ...]
    sections: tuple[Section, ...]
    #: Index of each heading and the sum of its section.
    groups_cents: Mapping[int, int]
    #: Sum of what counts before the discount of the document, and that discount (negative for a surcharge): the part
    #: in per cent and the fixed amount.
    sum_cents: int
    percent_cents: int
    amount_cents: int
    net_cents: int
    #: One row a rate, highest first; empty for a small business and for used goods.
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
    #: What the lines without charge would have cost, for information.
    free_cents: int
    #: What would be paid for what counts without any discount, net or gross as the lines are.
    full_cents: int

    @property
    def discount_cents(self) -> int:
        """The discount of the document, in per cent and as an amount together."""
        return self.percent_cents + self.amount_cents

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
        check(offer)
        worth = [_line_cents(line) if line.kind in PRICED and not line.is_share else 0 for line in offer.lines]
        shares = tuple(_shares(offer, worth))
        counted = tuple(sum(share.values()) for share in shares)
        amounts = [
            own if line.kind in CHOOSABLE else cents
            for line, cents, own in zip(offer.lines, counted, worth, strict=True)
        ]
        sections = tuple(_sections(offer.lines, amounts, counted))
        total = sum(counted)
        percent, amount = percent_of(total, offer.discount_percent), offer.discount_cents if any(counted) else 0
        rows = tuple(_vat_rows(offer, _together(shares), percent + amount))
        net = sum(row.base_cents for row in rows)
        gross = net + sum(row.vat_cents for row in rows)
        skonto = percent_of(gross, offer.skonto_percent)
        return PricedOffer(
            lines_cents=_with_subtotals(offer.lines, amounts, counted),
            worth_cents=tuple(worth),
            running_cents=tuple(accumulate(counted)),
            shares=shares,
            sections=sections,
            groups_cents={section.span.heading: section.sum_cents for section in sections},
            sum_cents=total,
            percent_cents=percent,
            amount_cents=amount,
            net_cents=net,
            vat=() if offer.tax_mode in UNTAXED else rows,
            gross_cents=gross,
            skonto_cents=skonto,
            rounding_cents=_cash(gross, offer.cash_rounding_cents) - gross,
            payable_cents=_cash(gross - skonto, offer.cash_rounding_cents),
            optional_cents=_sum_of(offer.lines, amounts, LineKind.OPTIONAL),
            free_cents=_sum_of(offer.lines, worth, LineKind.FREE),
            full_cents=sum(map(_full_cents, offer.lines, counted)),
        )


def choices(offer: OfferFact) -> tuple[Choice, ...]:
    """Return, for each optional and alternative line in order, what the totals would be if it came along."""
    now = price(offer)
    return tuple(_choice(offer, now, index) for index, line in enumerate(offer.lines) if line.kind in CHOOSABLE)


def choose(
    offer: OfferFact,
    chosen: Iterable[int],
    *,
    without: AbstractSet[int] = frozenset(),
    quantities: Mapping[int, Decimal] | None = None,
) -> OfferFact:
    """Return the offer as it is ordered; lines are named by their index and keep their places.

    `chosen` are the options and alternatives that come along; an alternative puts out what it replaces, which becomes
    an alternative itself. Lines `without` are left out, `quantities` are ordered instead of those offered. Raises
    BadInput for a line that cannot be chosen or ordered so, and for two alternatives of the same line.
    """
    lines = list(offer.lines)
    gone: set[int] = set()
    for index in chosen:
        if not 0 <= index < len(lines) or offer.lines[index].kind not in CHOOSABLE:
            raise BadInput(_("Line {number} cannot be chosen.").format(number=index + 1))
        out = replaced_line(offer.lines, index)
        if out is not None:
            if out in gone:
                raise BadInput(_("Only one of the alternatives to line {number} can be chosen.").format(number=out + 1))
            gone.add(out)
            lines[out] = replace(lines[out], kind=LineKind.ALTERNATIVE)
        lines[index] = replace(lines[index], kind=LineKind.ARTICLE)
    for index, quantity in (quantities or {}).items():
        lines[index] = _in_quantity(lines, index, quantity)
    for index in without:
        lines[index] = LineFact(kind=LineKind.TEXT)
    return replace(offer, lines=tuple(lines))


def in_home(cents: int, rate: Decimal) -> int:
    """Return an amount of the offer's currency in that of the firm, at the rate fixed for the offer."""
    return int(round_cents(Decimal(cents) * rate / HUNDRED))


def spread(cents: int, sums: Mapping[Decimal, int]) -> dict[Decimal, int]:
    """Share an amount over rates in proportion to their sums, without losing a cent.

    Where the sums cancel each other out, their sizes count; where there is nothing at all, nothing is shared.
    """
    rates = sorted(sums, reverse=True)
    weights = [sums[rate] for rate in rates]
    if sum(weights) == 0:
        weights = [abs(weight) for weight in weights]
    return dict(zip(rates, allocate(cents, weights), strict=True))


def _in_quantity(lines: Sequence[LineFact], index: int, quantity: Decimal) -> LineFact:
    """Return a line as it is ordered in another quantity; what was taken back cannot be bought instead."""
    if not 0 <= index < len(lines) or lines[index].kind not in ORDERED or lines[index].is_share:
        raise BadInput(_("Line {number} cannot be ordered in another quantity.").format(number=index + 1))
    if not quantity.is_finite() or quantity * lines[index].quantity <= 0:
        raise BadInput(_("Line {number} cannot be ordered in this quantity.").format(number=index + 1))
    return replace(lines[index], quantity=quantity)


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


def _line_cents(line: LineFact) -> int:
    """Return quantity x unit price less the line's discounts, rounded once."""
    cents = round_cents(line.quantity * line.unit_price * (1 - line.discount_percent / HUNDRED)) - line.discount_cents
    if abs(cents) > MOST_CENTS:
        raise BadInput(_("A line is larger than any amount this program keeps."), field="unit_price")
    return cents


def _full_cents(line: LineFact, counted: int) -> int:
    """Return what a line would count without discounts; a reduction that is a line is one."""
    if line.kind is LineKind.ARTICLE:
        return round_cents(line.quantity * line.unit_price)
    return max(counted, 0)


def _shares(offer: OfferFact, worth: Sequence[int]) -> Iterator[dict[Decimal, int]]:
    """Yield what each line adds to the base of each rate; a surcharge in per cent is taxed as what it is taken of."""
    section: dict[Decimal, int] = {}
    before: dict[Decimal, int] = {}
    for line, cents in zip(offer.lines, worth, strict=True):
        if line.kind is LineKind.HEADING:
            section = {}
        share: dict[Decimal, int] = {}
        if line.kind is LineKind.SURCHARGE and line.surcharge_percent is not None:
            base = section if line.surcharge_of is SurchargeOf.SECTION else before
            share = spread(percent_of(sum(base.values()), line.surcharge_percent), base)
        elif line.kind in COUNTED:
            share = {offer.rate_of(line): cents}
        for rate, part in share.items():
            section[rate] = section.get(rate, 0) + part
            before[rate] = before.get(rate, 0) + part
        yield share


def _together(shares: Iterable[Mapping[Decimal, int]]) -> dict[Decimal, int]:
    sums: dict[Decimal, int] = {}
    for share in shares:
        for rate, cents in share.items():
            sums[rate] = sums.get(rate, 0) + cents
    return sums


def _vat_rows(offer: OfferFact, sums: Mapping[Decimal, int], discount: int) -> Iterator[VatRow]:
    """Yield net and VAT of each rate; the document's discount is shared over the rates without losing a cent."""
    for rate, share in spread(discount, sums).items():
        cents = sums[rate] - share
        if offer.price_mode is PriceMode.GROSS:
            base = round_cents(to_decimal(cents) * HUNDRED / (HUNDRED + rate))
            yield VatRow(rate, base, cents - base)
        else:
            yield VatRow(rate, cents, percent_of(cents, rate))


def _with_subtotals(lines: Sequence[LineFact], amounts: Sequence[int], counted: Sequence[int]) -> tuple[int, ...]:
    """Return the amounts, subtotals filled in: what counts since the last heading or subtotal."""
    shown, since = list(amounts), 0
    for index, line in enumerate(lines):
        since += counted[index]
        if line.kind is LineKind.SUBTOTAL:
            shown[index] = since
        if line.kind in (LineKind.SUBTOTAL, LineKind.HEADING):
            since = 0
    return tuple(shown)


def _sections(lines: Sequence[LineFact], amounts: Sequence[int], counted: Sequence[int]) -> Iterator[Section]:
    for span in spans(lines):
        within = slice(span.heading, span.last + 1)
        yield Section(span, sum(counted[within]), _sum_of(lines[within], amounts[within], LineKind.OPTIONAL))


def _sum_of(lines: Sequence[LineFact], amounts: Sequence[int], kind: LineKind) -> int:
    return sum(cents for line, cents in zip(lines, amounts, strict=True) if line.kind is kind)


def _cash(cents: int, step: int) -> int:
    """Return an amount rounded to a multiple of `step` cents, half away from zero; a step of 0 or 1 leaves it."""
    if step <= 1:
        return cents
    size = (2 * abs(cents) + step) // (2 * step) * step
    return size if cents >= 0 else -size
