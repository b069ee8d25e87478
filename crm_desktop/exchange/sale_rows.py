"""Rows of lists of invoices: whose they are, what they come to without tax, and which of them are none."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold

if TYPE_CHECKING:
    from crm_desktop.exchange.sheet import Sheet

_CENT = Decimal("0.01")
#: Folded words of states in which an invoice is no sale.
_NO_SALE = frozenset(
    map(fold, ("storniert", "storno", "entwurf", "draft", "cancelled", "canceled", "void", "voided", "gelöscht"))
)


def settle_sales(sheet: Sheet, columns: dict[str, list[Any]]) -> list[str]:
    """Fill amounts from those with tax, reject what was cancelled or never sent; return the customers' numbers."""
    fields = sheet.plan.fields
    if "gross" in fields:
        _without_tax(sheet, columns)
    if "state" in fields:
        for place, state in enumerate(sheet.text("state")):
            if fold(state) in _NO_SALE:
                sheet.complain(place, "state", state, _("A draft or cancelled: this is no sale."), reject=True)
    return sheet.text("customer_number")


def _without_tax(sheet: Sheet, columns: dict[str, list[Any]]) -> None:
    """Take the tax off amounts where the one without it is not given."""
    columns["amount"] = list(columns["amount"])
    rows = zip(
        _column(sheet, "gross"), _column(sheet, "tax"), _column(sheet, "vat"), columns["unit_price"], strict=True
    )
    for place, (gross, tax, percent, price) in enumerate(rows):
        if gross is None or columns["amount"][place] is not None or price is not None:
            continue
        if tax is not None:
            columns["amount"][place] = gross - tax
        else:
            net = gross / (1 + (percent or Decimal(0)) / 100)
            columns["amount"][place] = net.quantize(_CENT, ROUND_HALF_UP)


def _column(sheet: Sheet, name: str) -> list[Decimal | None]:
    """Return the numbers of a column, None in every row where the file has none."""
    return sheet.converted(name) if name in sheet.plan.fields else [None] * len(sheet)
