"""What happened lately, and a line to write down what happened now."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.models.company_rows import entry_short
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.short_list import ShortList
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextEdit

_MOST_LINES = 8


class RecentPart(Part):
    """Signals: `written(text)`, `history_asked()`."""

    written = Signal(str)
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Lately"), "", _("Whole history"), on=self._ask_history, parent=parent)
        self.composer = NoteLine()
        self.composer.written.connect(self.written)
        self.list = ShortList(_("Lately"), two_lines=True)
        self.list.opened.connect(lambda _ref: self.history_asked.emit())
        self._nothing_yet = note(_("Calls, visits, mails and notes will stand here, newest first."), "text3")
        column(self.inside, self.composer, self.list, self._nothing_yet, gap=8)

    def show_card(self, card: CompanyCard, today: date) -> None:
        """Show the newest entries."""
        self.list.show_rows([entry_short(entry, today) for entry in card.recent])
        self.list.setVisible(bool(card.recent))
        self._nothing_yet.setVisible(not card.recent)
        self.fill(str(card.counts.entries) if card.counts.entries else "")

    def _ask_history(self) -> None:
        self.history_asked.emit()


class NoteLine(Painted):
    """A text that grows, and a button once something stands in it. Signal: `written(text)` on Ctrl+Enter or Save."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ringed = False
        self.edit = TextEdit(_("What happened?"), lines=1, name=_("Write a note"), framed=False)
        self.edit.submitted.connect(self.submit)
        self.edit.focused.connect(self._show_ring)
        self.edit.textChanged.connect(self._grow)
        self.save = Button(_("Save"), "secondary", on=self.submit)
        self.save.setToolTip(native_text("Ctrl+Return"))
        column(self, self.edit, row(None, None, self.save), gap=4, margins=(10, 8, 8, 6))
        self._grow()

    def submit(self) -> None:
        """Hand over what was written; with nothing written, nothing happens."""
        text = self.edit.toPlainText().strip()
        if text:
            # Let go of at once: the step may have to wait, and the next note is begun meanwhile.
            self.edit.setPlainText("")
            self.written.emit(text)
        else:
            self.edit.setFocus()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the ground round text and button; it shows the ring for the text inside."""
        box(painter, area, metrics.RADIUS_FIELD, now.colour("field"), now.colour("line_strong"))
        if self._ringed:
            focus_ring(painter, area, metrics.RADIUS_FIELD)

    def _show_ring(self, focused: bool) -> None:
        self._ringed = focused
        self.update()

    def _grow(self) -> None:
        self.save.setVisible(bool(self.edit.toPlainText().strip()))
        lines = min(_MOST_LINES, max(1, self.edit.document().blockCount()))
        self.edit.setFixedHeight(look().px(20) * lines + 6)
