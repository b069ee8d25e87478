"""What stands above the list of contacts: title, chips, saved views, the field that filters, and every condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries import saved_views as queries
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.contact_setup import (
    ListSetup,
    chip_of,
    conditions,
    order_word,
    orders,
    setup_from,
    with_chip,
)
from crm_desktop.ui.panes.contacts.filter_chips import FilterChips
from crm_desktop.ui.panes.contacts.view_chips import ViewChips
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text, title

if TYPE_CHECKING:
    from crm_desktop.store.queries.segments import SegmentRow
    from crm_desktop.store.reading import Reader
    from crm_desktop.ui.panes.contacts.filter_sheet import FilterSheet
    from crm_desktop.ui.panes.contacts.segment_sheet import SegmentSheet

PANE = "contacts"


class ListHead(QWidget):
    """Signals: `changed(ListSetup)` and `narrowed(ContactFilter)` by the user's hand, `typed(text)`, `release_asked()`.

    `left()` to the list; `columns_asked(menu)`: to be filled with the columns of the table; `own_found(fields)`.
    """

    changed = Signal(object)
    narrowed = Signal(object)
    own_found = Signal(object)
    typed = Signal(str)
    release_asked = Signal()
    left = Signal()
    columns_asked = Signal(object)

    def __init__(
        self, workplace: Workplace, host: QWidget, *, new: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace, self._host, self._new = workplace, host, new
        self._setup = ListSetup()
        self._own: Sequence[OwnField] = ()
        self._segments: Sequence[SegmentRow] = ()
        self._sheet: FilterSheet | None = None
        self._segment_sheet: SegmentSheet | None = None
        self._build()

    # Use

    def ask(self) -> None:
        """Read saved views, own fields and segments."""
        ask = self._workplace.desk.ask
        ask(queries.saved_views, pane=PANE, then=self._show_views, asker=self, topic="views")
        ask(own_fields, then=self._take_own, asker=self, topic="own")
        ask(_segments, then=self._take_segments, asker=self, topic="segments")

    def refresh(self, told: Told) -> None:
        """Read again what a step changed here."""
        if told.outcome.changes.touch("saved_view", "custom_field", "segment"):
            self.ask()

    def leave(self) -> None:
        """Drop open questions."""
        self._workplace.desk.forget(self)
        if self._sheet is not None:
            self._workplace.desk.forget(self._sheet)
        if self._segment_sheet is not None:
            self._workplace.desk.forget(self._segment_sheet)

    def show_count(self, count: str) -> None:
        """Show how many contacts the list holds."""
        self._count.setText(count)

    def show_setup(self, setup: ListSetup) -> None:
        """Show how the list is set up."""
        self.hold_setup(setup)
        chip = chip_of(setup.where)
        if chip:
            self.chips.choose(chip)
        if self.field.value() != setup.where.text:
            self.field.blockSignals(True)
            self.field.set_value(setup.where.text)
            self.field.blockSignals(False)
        self.field_row.setVisible(bool(setup.where.text) or self.field.hasFocus() or self.field.line.hasFocus())

    def hold_setup(self, setup: ListSetup) -> None:
        """Take note of a setup whose text is being typed."""
        self._setup = setup
        found = conditions(setup.where, self.labels(), {one.id: one.name for one in self._segments})
        self.filters.show_conditions(found)
        self.views.mark(setup)
        if self._sheet is not None:
            self._sheet.form.show_filter(setup.where)

    def labels(self) -> dict[str, str]:
        """Return the names of own fields by their keys."""
        return {one.key: one.label for one in self._own}

    def is_field_open(self) -> bool:
        """Whether the field that filters is in sight."""
        return self.field_row.isVisibleTo(self)

    def open_field(self) -> None:
        """Open the field that filters the list."""
        self.field_row.setVisible(True)
        self.field.setFocus()
        self.field.line.selectAll()

    def close_field(self) -> None:
        """Put the field away, empty."""
        self.field.set_value("")
        self.field_row.setVisible(False)

    def open_sheet(self) -> None:
        """Open the sheet with everything the list can be narrowed by."""
        if self._sheet is None:
            from crm_desktop.ui.panes.contacts.filter_sheet import FilterSheet  # on its first use

            self._sheet = FilterSheet(self._workplace, self._host)
            self._sheet.form.changed.connect(self.narrowed)
            self._sheet.clear_asked.connect(self.release_asked)
            self._sheet.save_asked.connect(self.save_view)
        self._sheet.open(self._setup.where, self.filter_button)

    def open_segments(self) -> None:
        """Open the sheet with all segments."""
        if self._segment_sheet is None:
            from crm_desktop.ui.panes.contacts.segment_sheet import SegmentSheet  # on its first use

            self._segment_sheet = SegmentSheet(self._workplace, self._host)
            self._segment_sheet.chosen.connect(self._choose_segment)
        self._segment_sheet.open(self.segment_button)

    def _choose_segment(self, segment_id: int) -> None:
        # A segment says itself whom it holds: companies and people.
        self.narrowed.emit(replace(with_chip(self._setup.where, "all"), segment_id=segment_id))

    # Views

    def show_view(self, place: int) -> None:
        """Show a saved view by its place, as Alt and a figure do."""
        if self.has_view(place):
            self._choose_view(self.views.views[place])

    def has_view(self, place: int) -> bool:
        """Whether there is a saved view at a place."""
        return place < len(self.views.views)

    def save_view(self) -> None:
        """Ask for a name and keep the list as it is under it."""
        from crm_desktop.ui.panes.contacts.view_keeper import save_view  # rarely needed

        proposed = ", ".join(one.words for one in conditions(self._setup.where, self.labels(), {}))
        save_view(self._workplace, self._host, pane=PANE, view=self._setup.to_plain(), proposed=proposed[:40])

    def words(self) -> list[str]:
        """Return in words what is listed: the chip, what was typed, every condition, and the order."""
        where = self._setup.where
        button = self.chips.button(chip_of(where)) if chip_of(where) else None
        typed = _("with “{text}”").format(text=where.text.strip()) if where.text.strip() else ""
        segments = {one.id: one.name for one in self._segments}
        asked = [one.words for one in conditions(where, self.labels(), segments)]
        return [button.text() if button else "", typed, *asked, order_word(self._setup.order)]

    def _rename_view(self, view: SavedViewRow) -> None:
        from crm_desktop.ui.panes.contacts.view_keeper import rename_view  # rarely needed

        rename_view(self._workplace, self._host, view)

    def _delete_view(self, view: SavedViewRow) -> None:
        from crm_desktop.ui.panes.contacts.view_keeper import delete_view  # rarely needed

        delete_view(self._workplace, view)

    def _keep_view(self, view: SavedViewRow) -> None:
        from crm_desktop.ui.panes.contacts.view_keeper import keep_view  # rarely needed

        keep_view(self._workplace, view, self._setup.to_plain())

    def _choose_view(self, view: SavedViewRow) -> None:
        self.changed.emit(setup_from(view.view))
        self.left.emit()

    # Building

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        self.spinner = Spinner()
        self.filter_button = IconButton("list-filter", _("Filter by … ({key})").format(key="F"), on=self.open_sheet)
        self.segment_button = IconButton("target", _("Segments ({key})").format(key="Shift+F"), on=self.open_segments)
        self.view_button = IconButton("sliders-horizontal", _("Order, columns and views"))
        menu = Menu(self.view_button)
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        self.view_button.set_menu(menu)
        add = IconButton("plus", _("New contact"), edged=True)
        new = Menu(add)
        new.entry(_("New person"), "user-plus", on=lambda: self._new("person"), key="N")
        new.entry(_("New company"), "building-2", on=lambda: self._new("company"))
        add.set_menu(new)
        head = row(
            None, title(_("Contacts")), self._count, self.spinner, None, self.filter_button, self.segment_button,
            self.view_button, 4, add,
            gap=4, margins=(20, 14, 18, 0),
        )  # fmt: skip
        self.chips = Chips(
            [
                Choice("people", _("People")),
                Choice("customers", _("Customers")),
                Choice("prospects", _("Prospects")),
                Choice("all", _("All")),
            ],
            name=_("Show"),
            gap=4,
        )
        self.chips.chosen.connect(self._choose_chip)
        self.views = ViewChips()
        self.views.chosen.connect(self._choose_view)
        self.views.rename_asked.connect(self._rename_view)
        self.views.delete_asked.connect(self._delete_view)
        self.views.keep_asked.connect(self._keep_view)
        self.field = SearchField(_("Name, company, town, phone …"))
        self.field.changed.connect(self.typed)
        self.field.moved_down.connect(self.left)
        self.field.entered.connect(self.left)
        self.field_row = QWidget()
        row(self.field_row, self.field, margins=(16, 0, 16, 8))
        self.field_row.setVisible(False)
        self.filters = FilterChips()
        self.filters.released.connect(self.narrowed)
        self.filters.clear_asked.connect(self.release_asked)
        chips = row(None, self.chips, margins=(20, 0, 6, 10))
        column(self, head, 8, chips, self.views, self.field_row, self.filters, gap=0)

    def _fill_menu(self, menu: Menu) -> None:
        """Offer orders, list or table, columns, and what can be done with views."""
        menu.clear()
        setup = self._setup
        for order in orders(in_bin=setup.where.in_bin):
            menu.entry(order_word(order), checked=order is setup.order, on=partial(self._emit, order=order))
        menu.addSeparator()
        menu.entry(_("As a list"), checked=not setup.table, on=partial(self._emit, table=False))
        menu.entry(_("As a table"), checked=setup.table, on=partial(self._emit, table=True), key="T")
        if setup.table:
            columns = Menu(menu, _("Columns"))
            self.columns_asked.emit(columns)
            menu.addMenu(columns)
        menu.addSeparator()
        menu.entry(_("Save as a view …"), "bookmark", on=self.save_view)
        marked = self.views.mark(setup)
        for view in self.views.views:
            if view is marked:
                self.views.fill_menu(menu, view)

    def _emit(self, **changes: object) -> None:
        self.changed.emit(replace(self._setup, **changes))  # type: ignore[arg-type]  # the names are the setup's own

    def switch_form(self) -> None:
        """Show the table instead of the list, or the list again."""
        self._emit(table=not self._setup.table)

    def toggle_favourites(self) -> None:
        """Show favourites alone, or everybody again."""
        where = self._setup.where
        self.narrowed.emit(replace(where, favourites=not where.favourites))

    def _choose_chip(self, key: str) -> None:
        self.narrowed.emit(with_chip(self._setup.where, key))

    # What the desk answers

    def _show_views(self, found: Sequence[SavedViewRow]) -> None:
        self.views.show_views(found)
        self.views.mark(self._setup)

    def _take_own(self, found: Sequence[OwnField]) -> None:
        self._own = found
        self.own_found.emit(found)
        self.hold_setup(self._setup)

    def _take_segments(self, found: Sequence[SegmentRow]) -> None:
        self._segments = found
        self.hold_setup(self._setup)


def _segments(reader: Reader) -> list[SegmentRow]:
    from crm_desktop.store.queries.segments import segments  # the first list is painted without them

    return segments(reader)
