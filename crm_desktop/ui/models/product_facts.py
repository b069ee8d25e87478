"""The fields of a product as facts that are edited in place, and how prices and classes of VAT are read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import Separators, parse_decimal
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.units import UNITS, unit_of
from crm_desktop.operations.products import products
from crm_desktop.operations.sales_words import tax_word
from crm_desktop.store.queries.product_card import Catalogue
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.products import margin_of, price_words
from crm_desktop.ui.widgets.inline import Fact, Failed
from crm_desktop.ui.widgets.inline_edit import Suggest, choices


def product_facts(row: ProductRow, found: Catalogue, desk: Desk) -> list[Fact]:
    """Return the fields of a product in reading order."""
    units = unit_words(found)
    classes = [tax_word(one) for one in TaxClass]
    groups = [one.path for one in found.categories]

    def fact(
        name: str, icon: str, label: str, value: str, read: Callable[[str], Any] = str.strip, *,
        suggest: Suggest | None = None,
    ) -> Fact:  # fmt: skip
        def save(text: str, failed: Failed) -> None:
            try:
                given = read(text)
            except BadInput as error:
                failed(error)
                return
            desk.do(products.change_product, product_id=row.id, failed=failed, **{name: given})

        return Fact(name, icon, label, value, label, save, _("Add: {field}").format(field=label), suggest=suggest)

    return [
        fact("name", "package", _("Name"), row.name),
        fact("number", "id-card", _("Number"), row.number),
        fact("category", "folder", _("Group"), row.path, suggest=choices(groups)),
        fact("unit", "scale", unit_label(row.unit), row.unit, suggest=choices(units)),
        fact("price", "euro", _("Price, net"), price_words(row.price), read_price),
        fact("cost", "coins", cost_label(row), price_words(row.cost) if row.cost is not None else "", read_cost),
        fact("tax_class", "percent", _("VAT"), tax_word(row.tax_class), read_tax, suggest=choices(classes)),
    ]


def unit_words(found: Catalogue) -> list[str]:
    """Return the units to choose from: those in use first, then the usual ones of the language."""
    used = sorted({one.unit for one in found.rows if one.unit})
    return list(dict.fromkeys([*used, *(unit.printed(spoken()) for unit in UNITS)]))


def unit_label(unit: str) -> str:
    """Return the label of a unit, with its code for electronic documents where it has one."""
    known = unit_of(unit)
    return _("Unit ({code})").format(code=known.code) if known else _("Unit")


def cost_label(row: ProductRow) -> str:
    """Return the label of the cost, with what remains of the price."""
    share = margin_of(row)
    return _("Cost, net") if share is None else _("Cost, margin {share}").format(share=percent(share))


def read_price(text: str) -> Decimal:
    """Read a price; an empty text means nothing is asked for. Raises BadInput."""
    return read_cost(text) or Decimal(0)


def read_cost(text: str) -> Decimal | None:
    """Read a cost; an empty text means that it is not known. Raises BadInput."""
    plain = text.replace("€", "").strip()
    return parse_decimal(plain, Separators("," if spoken() == "de" else ".")) if plain else None


def read_tax(text: str) -> TaxClass:
    """Read a class of VAT by its word. Raises BadInput."""
    wanted = text.strip().casefold()
    found = next((one for one in TaxClass if tax_word(one).casefold() == wanted), None)
    if found is None:
        every = ", ".join(map(tax_word, TaxClass))
        raise BadInput(
            _("“{text}” is no class of VAT.").format(text=text[:40]), _("Choose one of {words}.").format(words=every)
        )
    return found
