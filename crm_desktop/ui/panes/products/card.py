"""The product in view: its fields edited where they stand, the text offers begin with, and where it was used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _
from crm_desktop.operations import products
from crm_desktop.store.queries.product_card import Catalogue, ProductUse, use
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.product_facts import product_facts
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.inline import InlineRows
from crm_desktop.ui.widgets.panes import Pane, clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text import Text, styled
from crm_desktop.ui.widgets.text_area import TextArea


class ProductCard(QScrollArea):
    """Fields in which somebody types keep what is typed while the catalogue is read again."""

    def __init__(
        self, workplace: Workplace, *, turn: Callable[[], None], bin_: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Product"))
        self._workplace = workplace
        self._id = 0
        self._name, self._pill = styled("", "h2"), Pill("", "")
        self.rows = InlineRows(_("Product"))
        self.words = TextArea(_("Text in offers"), lines=4)
        self.words.left.connect(self._save_words)
        self._used = QWidget()
        self._figures = QGridLayout(self._used)
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._figures.setColumnStretch(0, 1)
        self.turn = Button("", "secondary", on=turn)
        self.bin = Button(_("Move to the bin"), "ghost", icon="trash-2", on=bin_)
        deeds = QWidget()
        flow = FlowLayout(deeds)
        flow.addWidget(self.turn)
        flow.addWidget(self.bin)
        head = row(None, self._name, self._pill, gap=10)
        head.setStretch(0, 1)
        body = Pane("surface")
        column(
            body, head, 4, self.rows, 4, self.words, 6, SectionTitle(_("Used so far")), self._used, 8,
            deeds, None, gap=6, margins=(24, 18, 20, 24),
        )  # fmt: skip
        self.setWidget(body)

    def show_product(self, found: ProductRow, catalogue: Catalogue) -> None:
        """Show a product."""
        other = found.id != self._id
        self._id = found.id
        if other:
            self.rows.show_facts([])
        self._name.setText(found.name)
        self._pill.show_state("" if found.active else _("out of use"), "" if found.active else "ban", "neutral")
        self.rows.show_facts(product_facts(found, catalogue, self._workplace.desk))
        if other or not self.words.text.hasFocus():
            self.words.set_value(found.text)
        self.turn.setText(_("Take out of use") if found.active else _("Take into use again"))
        self.turn.set_icon("ban" if found.active else "rotate-ccw")
        self._workplace.desk.ask(
            use, product_id=found.id, today=self._workplace.today(), asker=self, topic="use", lane="card",
            then=lambda used: self._show_use(used, found.currency),
        )  # fmt: skip

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

    def _save_words(self) -> None:
        def failed(error: CrmError) -> None:
            self.words.set_error(str(error))

        self._workplace.desk.do(
            products.change_product, product_id=self._id, text=self.words.value(), failed=failed
        )  # fmt: skip
