"""The products pane: the catalogue as a table, and beside it the product in view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.product_card import Catalogue, catalogue
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.shown import ShownList, columns_in_view
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.products import ID_ROLE, Column, ProductsModel
from crm_desktop.ui.panes.products.bar import FilterBar
from crm_desktop.ui.panes.products.card import ProductCard
from crm_desktop.ui.panes.products.commands import Abilities, commands
from crm_desktop.ui.panes.products.table import ProductTable
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.pictures import Pictures
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Ground
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.text import Text, title

_KINDS = ("product", "product_category", "price_tier", "product_part", "firm")


class ProductsPane(Pane):
    """Where the catalogue is kept."""

    name = "products"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._found: Catalogue | None = None
        self._wanted = 0
        self.model = ProductsModel(workplace.today, self)
        self._pictures = Pictures(workplace.desk, self)
        self.table = ProductTable(self.model, self._pictures)
        self.list_in_view = self._list_in_view
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.opened.connect(self._edit)
        self.card = ProductCard(workplace, self._pictures, turn=self.turn, bin_=self.bin)
        self.bar = FilterBar(self._narrow, self.table.setFocus)
        self._build()
        self._ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a product, or begin one."""
        if place.kind == "product" and place.ref:
            self.bar.open_up("all")
            self._narrow()
            self._pick(place.ref)
        elif place.intent == "new":
            self.add()
        else:
            self.table.setFocus()

    def refresh(self, told: Told) -> None:
        """Read the catalogue again when something in it changed; where a product was used stands on the card alone."""
        if told.outcome.changes.touch(*_KINDS):
            self._ask()
        elif told.outcome.changes.touch("sale", "offer", "custom_field"):
            self._show_current(self.table.currentIndex(), QModelIndex())

    def first_sight(self) -> QWidget:
        """Return the table."""
        return self.table.viewport()

    def is_filled(self) -> bool:
        """Whether the catalogue has come."""
        return self._found is not None

    def subject(self) -> Subject | None:
        """Return the product in view."""
        found = self.model.product(self.picked_id())
        return Subject("product", found.id, found.name) if found else None

    def escape(self) -> bool:
        """Release the filter."""
        if self.bar.is_open():
            return False
        self.release()
        return True

    def keep(self) -> dict[str, Any]:
        """Settle open edits; keep which product is in view and what is searched for."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return {"picked": self.picked_id(), **self.bar.keep()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""
        self.bar.restore(kept)
        self._narrow()
        self._pick(kept.get("picked", 0))

    def leave(self) -> None:
        """Drop all open questions."""
        for asker in (self, self.card, self._pictures):
            self.workplace.desk.forget(asker)

    def commands(self) -> list[Command]:
        """Return what can be done with products."""
        return commands(
            Abilities(
                new=self.add, turn=self.turn, bin=self.bin, filter=self.bar.field.setFocus, step=self.table.step,
                write=self.write, take_in=self.take_in, has_product=lambda: bool(self.picked_id()),
                prices=self.change_prices, tiers=self.card.change_tiers, parts=self.card.change_parts,
                picture=self.card.picture.choose, group=self.bar.choose_group, rename_group=self.rename_group,
                has_rows=lambda: bool(self.model.rowCount()),
            )
        )  # fmt: skip

    # What the user does

    def add(self) -> None:
        """Open the form for a new product."""
        from crm_desktop.ui.panes.products.deeds import new_product  # after the table

        def added(outcome: Outcome[int]) -> None:
            self._wanted = outcome.value
            self.release()
            self._tell(outcome)

        new_product(self.workplace, self, self._found, self.bar.group(), added)

    def turn(self) -> None:
        """Take the product in view out of use, or into use again."""
        from crm_desktop.operations.products import products  # after the table

        found = self.model.product(self.picked_id())
        if found is None:
            return
        if found.active:
            self.workplace.desk.do(products.deactivate_product, product_id=found.id, then=self._tell)
        else:
            self.workplace.desk.do(products.change_product, product_id=found.id, active=True, then=self._tell)

    def bin(self) -> None:
        """Move the selected products to the bin."""
        from crm_desktop.operations.products import products  # after the table

        chosen = self.selected_ids()
        if chosen:
            self.workplace.desk.do(products.delete_products, product_ids=chosen, then=self._tell)

    def change_prices(self) -> None:
        """Open the form that changes prices: of the products chosen, or of all that are listed."""
        from crm_desktop.ui.panes.products.deeds import change_prices  # rarely needed

        chosen = self.selected_ids()
        ids = chosen if len(chosen) > 1 else self.model.ids()
        if ids:
            change_prices(self.workplace, self, ids, self._tell)

    def rename_group(self) -> None:
        """Open the form that gives a group another name or place, or dissolves it."""
        from crm_desktop.ui.panes.products.deeds import change_group  # rarely needed

        if self._found is not None and self._found.categories:
            change_group(self.workplace, self, self._found, self.bar.group(), self._tell)

    def print_view(self) -> None:
        """Print the products that are listed, with the columns of the table."""
        from crm_desktop.ui.panes.products.deeds import print_products  # rarely needed

        state = self.bar.chips.button(self.bar.chips.value()).text()
        print_products(self.workplace, self, self.model, (state, self.bar.group(), self.bar.field.value().strip()))

    def _list_in_view(self) -> ShownList:
        """Return the products that are listed, or those selected, as a list that can be taken along."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        chosen, typed = self.selected_ids(), self.bar.field.value().strip()
        words = (self.bar.chips.button(self.bar.chips.value()).text(), self.bar.group(),
                 _("with “{text}”").format(text=typed) if typed else "")  # fmt: skip
        return ShownList(
            kind=ListKind.PRODUCTS, title=_("Products"), ids=self.model.ids(), words=words,
            selected=chosen if len(chosen) > 1 else (),
            columns=columns_in_view(self.table, [column.name.lower() for column in Column]),
        )  # fmt: skip

    def write(self) -> None:
        """Ask in which form the products that are listed are wanted, and write them."""
        from crm_desktop.ui.commands.exporting import export_list  # rarely needed

        export_list(self.workplace, self, self._list_in_view())

    def take_in(self) -> None:
        """Ask for a file of products and take it in."""
        importing.choose_and_import(self.workplace, self)

    def release(self) -> None:
        """Show what is in use."""
        self.bar.open_up()
        self._narrow()
        self.table.setFocus()

    def picked_id(self) -> int:
        """Return the product in view, 0 for none."""
        return int(self.table.currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every selected product."""
        return [int(index.data(ID_ROLE)) for index in self.table.selectionModel().selectedRows()]

    # Inside

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        add = Button(_("New product"), "primary", icon="plus", key="N", on=self.add)
        more = IconButton("ellipsis", _("More"))
        menu = Menu(more)
        menu.entry(_("Change prices …"), "badge-percent", on=self.change_prices, key="P")
        menu.entry(_("Rename or move a product group …"), "folder-input", on=self.rename_group)
        menu.addSeparator()
        menu.entry(_("Import products …"), "download", on=self.take_in)
        menu.entry(_("Export products …"), "upload", on=self.write)
        more.set_menu(menu)
        head = row(
            None, title(_("Products")), self._count, None, add, more, gap=10, margins=(24, 13, 18, 12)
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.setContentsMargins(15, 0, 11, 0)
        self._stack.addWidget(self.table)
        self._empty: QWidget | None = None
        left = Ground("surface")
        column(left, head, self.bar, Line(), self._stack, gap=0).setStretch(3, 1)
        self._splitter = Splitter("products")
        self._splitter.put(left, stretch=1)
        self._splitter.put(self.card, least=look().px(260), most=look().px(460), stretch=0)
        self._splitter.setSizes([10_000, look().px(340)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.card.hide()

    def _ask(self) -> None:
        self.workplace.desk.ask(catalogue, then=self._show, asker=self, topic="catalogue")

    def _show(self, found: Catalogue) -> None:
        held = self._wanted or self.picked_id()
        self._found = found
        self.bar.show_groups(found.categories)
        self.model.show(found)
        self.model.narrow(self.bar.state(), self.bar.field.value(), self.bar.group())
        counts = self.model.counts()
        self._count.setText(number(counts["active"]))
        self.bar.show_inactive(counts["inactive"])
        self._arrange(held)

    def _narrow(self) -> None:
        held = self._wanted or self.picked_id()
        self.model.narrow(self.bar.state(), self.bar.field.value(), self.bar.group())
        self._arrange(held)

    def _pick(self, product_id: int) -> None:
        self._wanted = product_id
        self._arrange(product_id)

    def _arrange(self, held: int) -> None:
        """Keep the product in view where it is still shown, else take the first one."""
        self._show_empty()
        place = self.model.row_of(held) if held else -1
        if place < 0 and self.model.rowCount():
            place = 0
        if place >= 0:
            index = self.model.index(place, Column.NAME)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            if self._wanted == self.picked_id():
                self._wanted = 0
        self._show_current(self.table.currentIndex(), QModelIndex())

    def _show_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        found = self.model.product(int(current.data(ID_ROLE) or 0)) if current.isValid() else None
        self.card.setVisible(found is not None)
        if found is not None and self._found is not None:
            self.card.show_product(found, self._found)

    def _edit(self) -> None:
        first = next(iter(self.card.rows.rows()), None)
        if first is not None:
            first.edit.setFocus()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if self.model.rowCount() or self._found is None:
            self._stack.setCurrentWidget(self.table)
            return
        self._empty = self._no_hits() if self._found.rows else self._nothing_yet()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _no_hits(self) -> EmptyState:
        typed = self.bar.field.value().strip()
        words = _("No product fits “{text}”.").format(text=typed) if typed else _("No products here.")
        return no_hits(words, _("Release the filter"), self.release)

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            "package",
            _("What you sell, at hand in every offer"),
            _("With price, cost and VAT; type three letters in an offer, and the line is written."),
            action=Button(_("New product"), "primary", icon="plus", key="N", on=self.add),
        )

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that do not fit."""
        super().resizeEvent(event)
        self.table.follow_width(self.width() / look().scale - 340)
