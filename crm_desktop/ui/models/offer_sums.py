"""What an offer comes to, as the editor shows it: the rows of the totals, and figures that are never printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import HUNDRED, ZERO, round_cents
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.models.offer_reading import DealChance


class SumRow(NamedTuple):
    """One row of the totals; the strong one is what the customer pays, a quiet one is not part of it."""

    label: str
    amount: str
    strong: bool = False
    quiet: bool = False


class Margin(NamedTuple):
    """What is left of the net total after cost, as a share of 1; None where no line says what it costs."""

    share: float | None
    #: Positions whose cost is not known; they are left out on both sides.
    unknown: int


def sum_rows(totals: PricedOffer, offer: OfferDetail) -> list[SumRow]:
    """Return the rows of the totals from top to bottom."""

    def money(cents: int) -> str:
        return amount(cents, offer.currency)

    rows = []
    if totals.discount_cents:
        label = _("Discount {percent} %") if totals.discount_cents > 0 else _("Surcharge {percent} %")
        rows.append(SumRow(_("Sum of the positions"), money(totals.sum_cents)))
        rows.append(SumRow(label.format(percent=number(abs(offer.discount_percent))), money(-totals.discount_cents)))
    rows.append(SumRow(_("Net total"), money(totals.net_cents)))
    if offer.tax_mode is TaxMode.SMALL_BUSINESS:
        rows.append(SumRow(_("No VAT: small business"), "", quiet=True))
    elif offer.tax_mode is TaxMode.REVERSE_CHARGE:
        rows.append(SumRow(_("VAT is owed by the customer"), "", quiet=True))
    else:
        rows += [
            SumRow(_("{percent} % VAT").format(percent=number(vat.percent)), money(vat.vat_cents)) for vat in totals.vat
        ]
    if totals.rounding_cents:
        rows.append(SumRow(_("Rounding"), money(totals.rounding_cents)))
    rows.append(SumRow(_("Total"), money(totals.total_cents), strong=True))
    if totals.optional_cents:
        rows.append(SumRow(_("Optional positions, not included"), money(totals.optional_cents), quiet=True))
    return rows


def margin(lines: Sequence[Line], totals: PricedOffer, offer: OfferDetail) -> Margin:
    """Return what is left after cost, discounts taken off; in gross prices the VAT is taken off too."""
    net, cost, unknown = ZERO, ZERO, 0
    left = 1 - offer.discount_percent / HUNDRED
    for line, cents in zip(lines, totals.lines_cents, strict=True):
        if line.kind is not LineKind.ARTICLE:
            continue
        if line.cost is None:
            unknown += 1
            continue
        taxed = offer.price_mode is PriceMode.GROSS and offer.tax_mode is TaxMode.STANDARD
        net += Decimal(cents) * left / ((HUNDRED + line.vat_percent) / HUNDRED if taxed else 1)
        cost += round_cents(line.cost * line.quantity)
    return Margin(float((net - cost) / net) if net > 0 else None, unknown)


def internal_rows(found: Margin, chance: DealChance | None, net_cents: int, currency: str) -> list[str]:
    """Return what is the firm's own business: margin, chance to win, and what it weighs in the forecast."""
    rows = [_("Margin {percent}").format(percent=percent(found.share))] if found.share is not None else []
    if found.unknown:
        rows.append(plural("{n} position without a known cost", "{n} positions without a known cost", found.unknown))
    if chance is not None:
        weighted = amount(round(net_cents * chance.probability), currency, whole=True)
        rows.append(_("Chance to win at this stage {percent}").format(percent=percent(chance.probability)))
        rows.append(_("Weighted {amount}").format(amount=weighted))
    return rows
