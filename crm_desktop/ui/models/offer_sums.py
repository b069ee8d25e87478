"""What an offer comes to, as the editor shows it: the rows of the totals, and figures that are never printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import HUNDRED, round_cents
from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from crm_desktop.engine.offer_margin import Margin
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.models.offer_reading import DealChance, OfferInHand


class SumRow(NamedTuple):
    """One row of the totals; the strong one is what the customer pays, a quiet one is not part of it."""

    label: str
    amount: str
    strong: bool = False
    quiet: bool = False


def sum_rows(totals: PricedOffer, offer: OfferDetail) -> list[SumRow]:
    """Return the rows of the totals from top to bottom."""

    def money(cents: int) -> str:
        return amount(cents, offer.currency)

    rows = []
    if totals.percent_cents or totals.amount_cents:
        rows.append(SumRow(_("Sum of the positions"), money(totals.sum_cents)))
    if totals.percent_cents:
        label = _("Discount {percent} %") if totals.percent_cents > 0 else _("Surcharge {percent} %")
        rows.append(SumRow(label.format(percent=number(abs(offer.discount_percent))), money(-totals.percent_cents)))
    if totals.amount_cents:
        rows.append(SumRow(_("Discount") if totals.amount_cents > 0 else _("Surcharge"), money(-totals.amount_cents)))
    rows.append(SumRow(_("Net total"), money(totals.net_cents)))
    if offer.tax_mode is TaxMode.STANDARD:
        label = _("{percent} % VAT") if offer.price_mode is PriceMode.NET else _("{percent} % VAT, contained")
        rows += [SumRow(label.format(percent=number(vat.percent)), money(vat.vat_cents)) for vat in totals.vat]
    else:
        rows.append(SumRow(why_no_vat(offer.tax_mode), "", quiet=True))
    if totals.rounding_cents:
        rows.append(SumRow(_("Rounding"), money(totals.rounding_cents)))
    rows.append(SumRow(_("Total"), money(totals.total_cents), strong=True))
    if totals.skonto_cents and offer.skonto_days:
        due = _("Paid within {days} days, less {percent} %")
        label = due.format(days=offer.skonto_days, percent=number(offer.skonto_percent))
        rows.append(SumRow(label, money(totals.payable_cents), quiet=True))
    if totals.optional_cents:
        rows.append(SumRow(_("Optional positions, not included"), money(totals.optional_cents), quiet=True))
    if totals.free_cents:
        rows.append(SumRow(_("Given free of charge, worth"), money(totals.free_cents), quiet=True))
    return rows


def why_no_vat(mode: TaxMode) -> str:
    """Return why an offer shows no VAT."""
    return {
        TaxMode.SMALL_BUSINESS: _("No VAT: small business"),
        TaxMode.REVERSE_CHARGE: _("VAT is owed by the customer"),
        TaxMode.INTRA_COMMUNITY: _("No VAT: delivery to another country of the EU"),
        TaxMode.EXPORT: _("No VAT: export"),
        TaxMode.MARGIN: _("VAT not shown: used goods"),
    }.get(mode, "")


def unknown_costs(lines: Sequence[Line]) -> int:
    """Return how many positions do not say what they cost."""
    return sum(line.kind is LineKind.ARTICLE and line.cost is None and bool(line.title) for line in lines)


def internal_rows(
    found: Margin | None,
    unknown: int,
    chance: DealChance | None,
    net_cents: int,
    *,
    offer: OfferDetail,
    hand: OfferInHand,
) -> list[str]:
    """Return what is the firm's own business: margin, chance to win, what it weighs, what it is in its own currency."""
    rows = []
    if found is not None and found.share is not None:
        left = amount(found.cents, offer.currency, whole=True)
        rows.append(_("Margin {percent} · {amount}").format(percent=percent(found.share), amount=left))
        if unknown:
            rows.append(plural("{n} position without a known cost", "{n} positions without a known cost", unknown))
    home = offer.rate if offer.currency != hand.home_currency else Decimal(1)
    if offer.currency != hand.home_currency:
        own = amount(round_cents(Decimal(net_cents) / HUNDRED * home), hand.home_currency, whole=True)
        rows.append(_("Net in your own currency {amount}").format(amount=own))
    if chance is not None:
        weighted = amount(round(net_cents * float(home) * chance.probability), hand.home_currency, whole=True)
        rows.append(_("Chance to win at this stage {percent}").format(percent=percent(chance.probability)))
        rows.append(_("Weighted {amount}").format(amount=weighted))
    return rows
