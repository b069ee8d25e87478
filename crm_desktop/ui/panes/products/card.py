"""The product in view: its picture and fields edited where they stand, tiers, parts, and where it was used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.products import SetForm
from crm_desktop.store.queries.product_card import Catalogue, ProductDetails, details
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.own_facts import of_record
from crm_desktop.ui.models.product_facts import product_facts
from crm_desktop.ui.panes.products.picture import PictureField
from crm_desktop.ui.panes.products.sections import Sections
from crm_desktop.ui.timeline.pictures import Pictures, small_of
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.inline import InlineRows
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.rich_area import RichArea
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text import styled


class ProductCard(QScrollArea):
    """Fields in which somebody types keep what is typed while the catalogue is read again."""

    def __init__(
        self, workplace: Workplace, pictures: Pictures, *, turn: Callable[[], None], bin_: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Product"))
        self._workplace, self._pictures = workplace, pictures
        self._product: ProductRow | None = None
        self._details: ProductDetails | None = None
        pictures.came.connect(self._show_picture)
        self._name, self._pill = styled("", "h2"), Pill("", "")
        self._name.setWordWrap(True)
        self.picture = PictureField(self._give_picture)
        self.rows = InlineRows(_("Product"))
        self.own_title, self.own = SectionTitle(_("Own fields")), InlineRows(_("Own fields"))
        self.own_title.hide()
        self.words = RichArea(_("Text in offers"), hint=_("What the customer reads below the name"), lines=4)
        self.words.left.connect(self._save_words)
        self.sections = Sections(tiers=self.change_tiers, parts=self.change_parts, go=workplace.go)
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
            body, head, 2, self.picture, 4, self.rows, self.own_title, self.own, 4, self.words, 8, self.sections, 10,
            deeds, None, gap=6, margins=(24, 18, 20, 24),
        )  # fmt: skip
        self.setWidget(body)

    def show_product(self, found: ProductRow, catalogue: Catalogue) -> None:
        """Show a product."""
        other = self._product is None or found.id != self._product.id
        self._product = found
        if other:
            self.rows.show_facts([])
            self.own.show_facts([])
            self.own_title.hide()
        self._name.setText(found.name)
        state = _state(found)
        self._pill.show_state(state[0], state[1], "neutral")
        self.rows.show_facts(product_facts(found, catalogue, self._workplace.desk))
        if other or not self.words.text.hasFocus():
            self.words.set_value(found.text)
        self.turn.setText(_("Take out of use") if found.active else _("Take into use again"))
        self.turn.set_icon("ban" if found.active else "rotate-ccw")
        self._show_picture()
        self._workplace.desk.ask(
            details, product_id=found.id, today=self._workplace.today(), asker=self, topic="details", lane="card",
            then=self._show_details,
        )  # fmt: skip

    def change_tiers(self) -> None:
        """Open the form for price tiers."""
        from crm_desktop.operations.products import prices as product_prices  # after the table
        from crm_desktop.ui.panes.products.tiers_form import TiersForm

        found, known = self._product, self._details
        if found is None or known is None or known.product_id != found.id:
            return
        form = TiersForm(found, known.tiers, known.groups, self.window())
        form.filled.connect(
            lambda tiers: self._workplace.desk.do(
                product_prices.set_tiers, product_id=found.id, tiers=tiers, failed=form.fail,
                then=lambda _done: form.accept(),
            )
        )  # fmt: skip
        form.finished.connect(form.deleteLater)
        form.open()

    def change_parts(self) -> None:
        """Open the form for what belongs to a set."""
        from crm_desktop.operations.products import sets as product_sets  # after the table
        from crm_desktop.ui.panes.products.parts_form import PartsForm

        found, known = self._product, self._details
        if found is None or known is None or known.product_id != found.id:
            return
        form = PartsForm(found, known.parts, self._workplace.desk, self.window())

        def save(given: tuple[list[product_sets.Portion], SetForm]) -> None:
            self._workplace.desk.do(
                product_sets.set_parts, product_id=found.id, parts=given[0], form=given[1], failed=form.fail,
                then=lambda _done: form.accept(),
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.leave)
        form.finished.connect(form.deleteLater)
        form.open()

    def _show_details(self, found: ProductDetails) -> None:
        if self._product is None or found.product_id != self._product.id:
            return
        self._details = found
        own = of_record(self._workplace.desk, "product", found.product_id, found.own, self._product.currency)
        self.own_title.setVisible(bool(own))
        self.own.show_facts(own)
        self.sections.show_details(self._product, found)

    def _show_picture(self) -> None:
        digest = self._product.picture if self._product else None
        shown: QPixmap | None = small_of(self._pictures, digest) if digest else None
        self.picture.show_picture(shown, coming=digest is not None)

    def _give_picture(self, content: bytes | None) -> None:
        from crm_desktop.operations.products import pictures as product_pictures  # rarely needed

        if self._product is not None:
            self._workplace.desk.do(product_pictures.set_picture, product_id=self._product.id, content=content)

    def _save_words(self) -> None:
        from crm_desktop.operations.products import products  # after the table

        def failed(error: CrmError) -> None:
            self.words.set_error(str(error))

        if self._product is not None:
            self._workplace.desk.do(
                products.change_product, product_id=self._product.id, text=self.words.value(), failed=failed
            )


def _state(found: ProductRow) -> tuple[str, str]:
    """Return what is special about a product, and the icon for it."""
    if not found.active:
        return _("out of use"), "ban"
    return (_("Set"), "layers") if found.is_set else ("", "")
