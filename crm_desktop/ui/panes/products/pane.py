"""The products pane: the catalogue as a table, and beside it the product in view."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.product_card import Catalogue, catalogue
from crm_desktop.store.queries.products import STEP
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.product_facts import unit_words
from crm_desktop.ui.models.products import ID_ROLE, Column, ProductsModel
from crm_desktop.ui.panes.products.card import ProductCard
from crm_desktop.ui.panes.products.commands import Abilities, commands
from crm_desktop.ui.panes.products.table import ProductTable
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.pictures import Pictures
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Ground
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.text import Text, title

_PAUSE = 60
_KINDS = ("product", "product_category", "price_tier", "product_part", "sale", "offer", "firm")
_SHOWN = {"active": True, "inactive": False, "all": None}


class ProductsPane(Pane):
    """Where the catalogue is kept."""

    name = "products"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._found: Catalogue | None = None
        self._wanted = 0
        self._wanted_group = ""
        self.model = ProductsModel(workplace.today, self)
        self._pictures = Pictures(workplace.desk, self)
        self.table = ProductTable(self.model, self._pictures)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.opened.connect(self._edit)
        self.card = ProductCard(workplace, self._pictures, turn=self.turn, bin_=self.bin)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._narrow)
        self._build()
        self._ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a product, or begin one."""
        if place.kind == "product" and place.ref:
            self.chips.choose("all")
            self.field.set_value("")
            self._choose_path("")
            self._narrow()
            self._pick(place.ref)
        elif place.intent == "new":
            self.add()
        else:
            self.table.setFocus()

    def refresh(self, told: Told) -> None:
        """Read the catalogue again when something in it changed."""
        if told.outcome.changes.touch(*_KINDS):
            self._ask()

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
        if not self.field.value() and self.chips.value() == "active" and not self.group():
            return False
        self.release()
        return True

    def keep(self) -> dict[str, Any]:
        """Settle open edits; keep which product is in view and what is searched for."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return {
            "picked": self.picked_id(), "chip": self.chips.value(), "text": self.field.value(), "group": self.group(),
        }  # fmt: skip

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""
        self.chips.choose(kept.get("chip", "active"))
        self.field.set_value(kept.get("text", ""))
        self._wanted_group = kept.get("group", "")
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
                new=self.add, turn=self.turn, bin=self.bin, filter=self.field.setFocus, step=self.table.step,
                write=self.write, take_in=self.take_in, has_product=lambda: bool(self.picked_id()),
                prices=self.change_prices, tiers=self.card.change_tiers, parts=self.card.change_parts,
                picture=self.card.picture.choose, group=self._choose_group, rename_group=self.rename_group,
                has_rows=lambda: bool(self.model.rowCount()),
            )
        )  # fmt: skip

    # What the user does

    def add(self) -> None:
        """Open the form for a new product."""
        from crm_desktop.operations import products  # noqa: PLC0415 - after the table
        from crm_desktop.ui.panes.products.form import NewProductForm  # noqa: PLC0415

        known = self._found
        groups = [one.path for one in known.categories] if known else []
        form = NewProductForm(unit_words(known) if known else (), groups, group=self.group(), parent=self)

        def save(given: dict[str, Any]) -> None:
            self.workplace.desk.do(products.add_product, failed=form.fail, then=added, **given)

        def added(outcome: Outcome[int]) -> None:
            form.accept()
            self._wanted = outcome.value
            self.release()
            self._tell(outcome)

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def turn(self) -> None:
        """Take the product in view out of use, or into use again."""
        from crm_desktop.operations import products  # noqa: PLC0415 - after the table

        found = self.model.product(self.picked_id())
        if found is None:
            return
        if found.active:
            self.workplace.desk.do(products.deactivate_product, product_id=found.id, then=self._tell)
        else:
            self.workplace.desk.do(products.change_product, product_id=found.id, active=True, then=self._tell)

    def bin(self) -> None:
        """Move the selected products to the bin."""
        from crm_desktop.operations import products  # noqa: PLC0415 - after the table

        chosen = self.selected_ids()
        if chosen:
            self.workplace.desk.do(products.delete_products, product_ids=chosen, then=self._tell)

    def change_prices(self) -> None:
        """Open the form that changes prices: of the products chosen, or of all that are listed."""
        from crm_desktop.operations import product_prices  # noqa: PLC0415 - rarely needed
        from crm_desktop.ui.panes.products.prices_form import PricesForm  # noqa: PLC0415

        chosen = self.selected_ids()
        ids = chosen if len(chosen) > 1 else self.model.ids()
        if not ids:
            return
        form = PricesForm(self.workplace, ids, self)

        def done(outcome: Outcome[int]) -> None:
            form.accept()
            self._tell(outcome)

        form.filled.connect(
            lambda rule: self.workplace.desk.do(
                product_prices.change_prices, product_ids=ids, rule=rule, failed=form.fail, then=done
            )
        )
        form.finished.connect(form.leave)
        form.finished.connect(form.deleteLater)
        form.open()

    def rename_group(self) -> None:
        """Open the form that gives a group another name or place, or dissolves it."""
        from crm_desktop.ui.panes.products.group_form import GroupForm  # noqa: PLC0415 - rarely needed

        if self._found is None or not self._found.categories:
            return
        form = GroupForm(self.workplace.desk, self._found.categories, self.group(), self._tell, self)
        form.finished.connect(form.deleteLater)
        form.open()

    def print_view(self) -> None:
        """Print the products that are listed, with the columns of the table."""
        from crm_desktop.ui.commands.printing import print_list  # noqa: PLC0415 - rarely needed
        from crm_desktop.ui.models import printed  # noqa: PLC0415 - rarely needed

        typed = self.field.value().strip()
        words = (self.chips.button(self.chips.value()).text(), _("with “{text}”").format(text=typed) if typed else "")
        found = printed.table_printed(
            self.model, title=_("Products"), words=printed.subtitle(words, printed.entries(self.model.rowCount())),
            strong=(Column.NAME, Column.PRICE),
        )  # fmt: skip
        print_list(self.workplace, self, _("Products"), lambda _reader: found)

    def write(self) -> None:
        """Ask for a file and write the whole catalogue to it."""
        kinds = _("Table for Excel (*.csv)")
        target = where_to_save(self, _("Export products"), _("Products.csv"), kinds, ".csv")
        if target is not None:
            self.write_to(target)

    def write_to(self, target: Path) -> None:
        """Write the whole catalogue to a file."""

        def tell(_written: None) -> None:
            self.workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name)))

        self.workplace.desk.ask(_write_products, target=target, then=tell, lane="export")

    def take_in(self) -> None:
        """Ask for a file of products and take it in."""
        importing.choose_and_import(self.workplace, self)

    def release(self) -> None:
        """Show what is in use."""
        self.chips.choose("active")
        self.field.set_value("")
        self._choose_path("")
        self._narrow()
        self.table.setFocus()

    def group(self) -> str:
        """Return the path of the group that is shown, "" for all."""
        return str(self.groups.currentData() or self._wanted_group)

    def picked_id(self) -> int:
        """Return the product in view, 0 for none."""
        return int(self.table.currentIndex().data(ID_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return every selected product."""
        return [int(index.data(ID_ROLE)) for index in self.table.selectionModel().selectedRows()]

    # Inside

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        self.field = SearchField(_("Find a product …"), small=True)
        self.field.setMinimumWidth(look().px(96))
        self.field.setMaximumWidth(look().px(260))
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(self.table.setFocus)
        self.field.entered.connect(self.table.setFocus)
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
        self.chips = Chips(
            [
                Choice("active", meant("of products", "In use")),
                Choice("inactive", _("Out of use")),
                Choice("all", _("All")),
            ],
            name=_("Show"),
        )
        self.chips.chosen.connect(lambda _key: self._narrow())
        # The other two give way: a second line of chips would cost the table one.
        self.chips.setMinimumWidth(self.chips.sizeHint().width())
        self.groups = ComboBox(name=_("Product group"), small=True)
        self.groups.setMaximumWidth(look().px(220))
        self.groups.activated.connect(lambda _place: self._narrow())
        bar = row(None, self.chips, self.groups, None, self.field, gap=10, margins=(24, 0, 20, 12))
        bar.setStretch(3, 1)
        self._stack = QStackedWidget()
        self._stack.setContentsMargins(15, 0, 11, 0)
        self._stack.addWidget(self.table)
        self._empty: QWidget | None = None
        left = Ground("surface")
        column(left, head, bar, Line(), self._stack, gap=0).setStretch(3, 1)
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
        self._show_groups(found)
        self.model.show(found)
        self.model.narrow(_SHOWN[self.chips.value()], self.field.value(), self.group())
        counts = self.model.counts()
        self._count.setText(number(counts["active"]))
        self.chips.button("inactive").set_count(number(counts["inactive"]) if counts["inactive"] else "")
        self._arrange(held)

    def _show_groups(self, found: Catalogue) -> None:
        held = self.group()
        deep = {one.path: one.path.count(STEP) for one in found.categories}
        every = [Choice("", _("All groups"))]
        every += [Choice(one.path, "    " * deep[one.path] + one.name) for one in found.categories]
        self.groups.fill(every, held if held in deep else "")
        self._wanted_group = ""
        self.groups.setVisible(bool(found.categories))

    def _choose_path(self, path: str) -> None:
        self._wanted_group = ""
        self.groups.setCurrentIndex(max(0, self.groups.findData(path)))

    def _choose_group(self) -> None:
        self.groups.setFocus()
        self.groups.showPopup()

    def _narrow(self) -> None:
        held = self._wanted or self.picked_id()
        self.model.narrow(_SHOWN[self.chips.value()], self.field.value(), self.group())
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
        typed = self.field.value().strip()
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
        self.table.follow_width(self.width() - look().px(340))


def _write_products(reader: Reader, *, target: Path) -> None:
    from crm_desktop.base.files import write_whole  # noqa: PLC0415 - rarely needed
    from crm_desktop.operations.exports import export  # noqa: PLC0415 - rarely needed

    write_whole(target, export(reader, "products", target.suffix, for_excel=True))
