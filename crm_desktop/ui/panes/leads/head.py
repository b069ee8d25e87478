"""The head of the inbox: which inquiries, and the ways in which new ones come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.store.queries.leads import LeadCounts, LeadTab
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, title

#: Widths at 100 % text below which buttons leave their words, the count goes, and the last button its words.
_COMPACT, _NARROW, _LITTLE = 980, 860, 700


class Head(Pane):
    """Signals: `tab_chosen(LeadTab)`, and one for each thing a button asks for."""

    tab_chosen = Signal(object)
    file_asked = Signal()
    paste_asked = Signal()
    new_asked = Signal()
    print_asked = Signal()
    table_asked = Signal()
    report_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.count = Text("", 13, 400, "text2", tabular=True, elide=False)
        self.tabs = Segmented(
            [
                Choice(LeadTab.OPEN, meant("inquiries", "Open")),
                Choice(LeadTab.CONVERTED, meant("inquiries", "Taken on")),
                Choice(LeadTab.DISQUALIFIED, meant("inquiries", "Declined")),
            ],
            name=_("Show"),
        )
        self.tabs.chosen.connect(lambda key: self.tab_chosen.emit(LeadTab(key)))
        self.file = Button(_("From a file …"), "secondary", icon="mail", on=self.file_asked.emit)
        self.new = Button(_("By hand"), "secondary", icon="plus", key="N", on=self.new_asked.emit)
        self.paste = Button(
            _("Paste text"), "secondary", icon="clipboard-paste", key=native_text("Ctrl+V"), on=self.paste_asked.emit
        )
        self.more = Button(_("More"), "ghost", icon="ellipsis")
        menu = Menu(self.more)
        menu.entry(_("Print this view …"), "printer", on=self.print_asked.emit, key=native_text("Ctrl+P"))
        menu.entry(_("Save as a table …"), "file-spreadsheet", on=self.table_asked.emit)
        menu.addSeparator()
        menu.entry(_("Report: inquiries by source"), "chart-column", on=self.report_asked.emit)
        self.more.set_menu(menu)
        row(self, title(_("Inquiries")), self.count, None, self.tabs, self.file, self.new, self.paste, self.more,
            gap=8, margins=(24, 14, 20, 14))  # fmt: skip

    def show_counts(self, counts: LeadCounts) -> None:
        """Show how many there are."""
        words = plural("{n} new", "{n} new", counts.new)
        due = plural("{n} to be answered today", "{n} to be answered today", counts.due) if counts.due else ""
        self.count.setText(" · ".join(filter(None, (words, due))))
        found = {
            LeadTab.OPEN: counts.open,
            LeadTab.CONVERTED: counts.converted,
            LeadTab.DISQUALIFIED: counts.disqualified,
        }
        for tab, number_of in found.items():
            button = self.tabs.button(tab)
            button.setToolTip(number(number_of))
            button.setAccessibleName(f"{button.text()}, {number(number_of)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words away where there is little room."""
        super().resizeEvent(event)
        room = self.width() / look().scale
        for button in (self.file, self.new, self.more):
            button.set_compact(room < _COMPACT or button is self.more)
        self.paste.set_compact(room < _LITTLE)
        self.count.setVisible(room >= _NARROW)
