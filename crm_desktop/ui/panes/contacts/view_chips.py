"""Saved views above the list: one click, or Alt and a figure, shows the list as it was kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.models.contact_setup import ListSetup, setup_from
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import clear

#: Views that have a key.
KEYS = 9


class ViewChips(QWidget):
    """Signals: `chosen(SavedViewRow)`, `rename_asked(row)`, `delete_asked(row)`, `keep_asked(row)`: as it is now."""

    chosen = Signal(object)
    rename_asked = Signal(object)
    delete_asked = Signal(object)
    keep_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Saved views"))
        self._flow = FlowLayout(self, gap=6, row_gap=6)
        self._flow.setContentsMargins(20, 0, 16, 10)
        self.views: Sequence[SavedViewRow] = ()
        self._buttons: list[Button] = []
        self.setVisible(False)

    def show_views(self, found: Sequence[SavedViewRow]) -> None:
        """Show these views; with none the row goes away."""
        self.views = found
        clear(self._flow)
        self._buttons = []
        for place, view in enumerate(found):
            button = Button(view.name, "chip", icon="bookmark", checkable=True, on=partial(self.chosen.emit, view))
            button.setToolTip(
                _("Show this view ({key})").format(key=native_text(f"Alt+{place + 1}")) if place < KEYS else ""
            )
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(partial(self._show_menu, button, view))
            self._flow.addWidget(button)
            self._buttons.append(button)
        self.setVisible(bool(found))
        self.updateGeometry()

    def mark(self, setup: ListSetup) -> SavedViewRow | None:
        """Mark the view the list is set up as; return it, None where it is set up as none of them."""
        found = next((view for view in self.views if setup_from(view.view).same_list(setup)), None)
        for view, button in zip(self.views, self._buttons, strict=True):
            button.setChecked(view is found)
        return found

    def button(self, place: int) -> Button:
        """Return the chip of a view by its place."""
        return self._buttons[place]

    def fill_menu(self, menu: Menu, view: SavedViewRow) -> None:
        """Add to a menu what can be done with a view."""
        entries: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (_("Rename “{name}” …"), "pencil", partial(self.rename_asked.emit, view)),
            (_("Let “{name}” be as the list is now"), "save", partial(self.keep_asked.emit, view)),
            (_("Delete “{name}”"), "trash-2", partial(self.delete_asked.emit, view)),
        )
        for words, icon, on in entries:
            menu.entry(words.format(name=view.name), icon, on=on)

    def _show_menu(self, button: Button, view: SavedViewRow, at: QPoint) -> None:
        menu = Menu(self)
        self.fill_menu(menu, view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(at))
