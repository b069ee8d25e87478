"""What is known of a product beside its fields: price tiers, what belongs to it, who bought it, and what with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.formats import amount, day, number
from crm_desktop.base.i18n import _
from crm_desktop.domain.prices import Tier
from crm_desktop.domain.products import SetForm
from crm_desktop.operations.products.lines import sum_of
from crm_desktop.store.queries.prices import PartRow
from crm_desktop.store.queries.product_card import ProductDetails, ProductUse
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.products import price_words
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.short_list import ShortList, ShortRow
from crm_desktop.ui.widgets.text import Text


class Section(QWidget):
    """A title with what can be done at its right, and below it a list that hides while it is empty."""

    def __init__(
        self, words: str, *, act: str = "", on: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = ShortList(words, two_lines=False)
        self.note = Text("", 12, 400, "text3", wrap=True)
        self.link = Link(act or words, on=on)
        self.link.setAccessibleName(f"{words}: {act}" if act else words)
        if not act:
            # Shown without a parent, it would be a window for a moment.
            self.link.hide()
        head = row(None, SectionTitle(words), None, self.link, gap=6)
        column(self, head, self.list, self.note, gap=2)

    def show_rows(self, rows: Iterable[ShortRow], note: str = "") -> None:
        """Show rows, and a note below them."""
        shown = list(rows)
        self.list.show_rows(shown)
        self.list.setVisible(bool(shown))
        self.note.setText(note)
        self.note.setVisible(bool(note))


class Sections(QWidget):
    """All sections of the card."""

    def __init__(
        self, *, tiers: Callable[[], None], parts: Callable[[], None], go: Callable[[Place], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.tiers = Section(_("Price tiers"), act=_("Change …"), on=tiers)
        self.tiers.list.opened.connect(lambda _ref: tiers())
        self.parts = Section(_("Set"), act=_("Change …"), on=parts)
        self.buyers = Section(_("Bought by"))
        self.together = Section(_("Ordered together with"))
        for one in (self.parts, self.together):
            one.list.opened.connect(lambda ref: go(Place("products", "product", ref)))
        self.buyers.list.opened.connect(lambda ref: go(Place("contacts", "contact", ref)))
        self._used = QWidget()
        self._figures = QGridLayout(self._used)
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._figures.setColumnStretch(0, 1)
        column(
            self, self.tiers, self.parts, SectionTitle(_("Used so far")), self._used, self.buyers, self.together,
            gap=12, margins=(0, 0, 0, 0),
        )  # fmt: skip

    def show_details(self, product: ProductRow, found: ProductDetails) -> None:
        """Show what is known of a product."""
        none = _("The price is the same for everybody and every quantity.")
        self.tiers.show_rows([_tier_row(tier, product) for tier in found.tiers], "" if found.tiers else none)
        self.parts.show_rows([_part_row(part) for part in found.parts], _parts_note(product, found))
        self._show_use(found.use, product.currency)
        self.buyers.setVisible(bool(found.buyers))
        self.buyers.show_rows(
            ShortRow(
                one.id, one.name, day(one.last), amount(one.net_cents, product.currency, whole=True), avatar=one.name,
                kind="company" if one.is_company else "person",
            )
            for one in found.buyers
        )  # fmt: skip
        self.together.setVisible(bool(found.companions))
        self.together.show_rows(
            ShortRow(
                one.id, one.name, "", _("{n} of {all} orders").format(n=one.orders, all=found.use.orders),
                icon="package", right_strong=False,
            )
            for one in found.companions
        )  # fmt: skip

    def figures(self) -> list[str]:
        """Return the words of the figures, for tests."""
        items = (self._figures.itemAt(place) for place in range(self._figures.count()))
        return [part.text() for item in items if item and isinstance(part := item.widget(), Text)]

    def _show_use(self, used: ProductUse, currency: str) -> None:
        clear(self._figures)
        lines = [
            (_("Offers with it"), str(used.offers)),
            (_("Orders with it"), str(used.orders)),
            (_("Revenue of 12 months"), amount(used.last_12_months_cents, currency, whole=True)),
            (_("Revenue in all"), amount(used.revenue_cents, currency, whole=True)),
        ]
        if used.last is not None:
            lines.append((_("Sold last"), day(used.last)))
        for place, (label, value) in enumerate(lines):
            self._figures.addWidget(Text(label, 12, 400, "text3"), place, 0)
            self._figures.addWidget(Text(value, 13, 600, tabular=True, right=True, elide=False), place, 1)


def _tier_row(tier: Tier, product: ProductRow) -> ShortRow:
    quantity = f"{number(tier.from_quantity)} {product.unit}".strip()
    off = (product.price - tier.price) / product.price * 100 if product.price else Decimal(0)
    detail = tier.group or _("everybody")
    if off > 0:
        detail += f" · −{number(round(off, 1))} %"
    return ShortRow(1, _("from {quantity}").format(quantity=quantity), detail, price_words(tier.price), icon="layers")


def _part_row(part: PartRow) -> ShortRow:
    quantity = f"{number(part.quantity)} {part.unit}".strip()
    return ShortRow(
        part.product_id, part.name, quantity, price_words((part.price * part.quantity).quantize(Decimal("0.01"))),
        icon="package",
    )  # fmt: skip


def _parts_note(product: ProductRow, found: ProductDetails) -> str:
    """Return what a set comes to, or to which sets a product belongs."""
    if found.parts:
        whole = price_words(sum_of(found.parts).quantize(Decimal("0.01")))
        if product.set_form is SetForm.ONE:
            return _("One line for {price}; one by one the parts cost {sum}.").format(
                price=price_words(product.price), sum=whole
            )
        return _("Comes as single lines, together {sum}.").format(sum=whole)
    if found.sets:
        names = ", ".join(name for _ref, name in found.sets)
        return _("Part of the set {names}.").format(names=names)
    return _("A single product. With parts it becomes a set, which is put into offers in one go.")
