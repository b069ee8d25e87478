"""The sheet below the filter button: the filter's fields, and what to do with the result."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.contacts.filter_form import FilterChoices, FilterForm, choices
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.popover import Popover

#: The sheet's width at 100 % text, and what its frame takes of it.
_WIDTH, _EDGES = 400, 16


class FilterSheet(QObject):
    """Signals: `clear_asked()`, `save_asked()`; the form tells of each change itself."""

    clear_asked = Signal()
    save_asked = Signal()

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._known = False
        self.form = FilterForm()
        foot = QWidget()
        clear = Button(_("Clear filter"), "ghost", icon="funnel-x", on=self.clear_asked.emit)
        save = Button(_("Save as a view …"), "secondary", icon="bookmark", on=self.save_asked.emit)
        row(foot, clear, None, save, margins=(10, 8, 14, 12))
        # As wide as its two buttons ask for: in other languages their words are longer.
        needed = round((foot.sizeHint().width() + _EDGES) / look().scale)
        self.popover = Popover(host, self.form, foot=foot, width=max(_WIDTH, needed))
        self.popover.setAccessibleName(_("Filter by …"))

    def open(self, where: ContactFilter, button: QWidget) -> None:
        """Show the sheet with a filter: at once where it was open before, else when it is known what to choose from."""
        self.form.show_filter(where)
        known = self._known
        if known:
            self.popover.open_below(button)

        def show(found: FilterChoices) -> None:
            self._known = True
            self.form.take_choices(found)
            if not known:
                self.popover.open_below(button)

        self._workplace.desk.ask(choices, then=show, asker=self, topic="choices")
