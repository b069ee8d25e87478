"""What can be done with several inquiries at once: shown in the place of the one in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text, h2, note


class BulkPage(Pane):
    """Signals: `decline_asked()`, `bin_asked()`, `all_asked()`, `one_asked()`."""

    decline_asked = Signal()
    bin_asked = Signal()
    all_asked = Signal()
    one_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setAccessibleName(_("What is done with all selected inquiries"))
        self._count: Text = h2("")
        self.decline = Button(_("Decline all …"), "primary", icon="x", key="X", on=self.decline_asked.emit)
        self.bin = Button(_("Move to the bin"), "secondary", icon="trash-2", key="Del", on=self.bin_asked.emit)
        words = note(_("One reason for all of them, in one step that can be taken back."))
        every, single = (
            Link(_("Select all"), on=self.all_asked.emit),
            Link(_("Select one only"), on=self.one_asked.emit),
        )
        links = row(None, every, single, None, gap=14)
        column(
            self, self._count, words, row(None, self.decline, self.bin, None, gap=8), links, None, gap=12,
            margins=(22, 22, 20, 16),
        )  # fmt: skip
        for label in (self._count, words):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_count(self, count: int) -> None:
        """Show how many are selected."""
        words = plural("{n} inquiry selected", "{n} inquiries selected", count)
        self._count.setText(words.replace(str(count), number(count)))
