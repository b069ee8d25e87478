"""The line below the cards of a lane: a title, a value, Enter, and the deal is there, in this stage."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.panes import column, row


class QuickAdd(QStackedWidget):
    """Signals: `added(title, cents)` on Enter, the line stays for the next one; `form_asked()` for the whole form."""

    added = Signal(str, int)
    form_asked = Signal()

    def __init__(self, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self.button = Button(_("Deal"), "ghost", icon="plus", on=self.open)
        self.button.setAccessibleName(_("New deal in {stage}").format(stage=stage))
        self._closed, self._opened = QWidget(), QWidget()
        row(self._closed, self.button, None)
        self.title: LineField | None = None
        self.amount: MoneyField | None = None
        self.addWidget(self._closed)
        self.addWidget(self._opened)
        self._follow(opened=False)

    def open(self) -> None:
        """Show the line and put the cursor into it."""
        if self.title is None:
            self._make()
        self._follow(opened=True)
        if self.title is not None:
            self.title.setFocus()

    def close_(self) -> None:
        """Show the button again."""
        self._follow(opened=False)
        self.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Enter, close by Esc."""
        if self.currentWidget() is not self._opened or self.title is None or self.amount is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save(self.title, self.amount)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_()
        else:
            super().keyPressEvent(event)

    def _save(self, title: LineField, amount: MoneyField) -> None:
        if not title.value().strip():
            title.set_error(_("A deal needs a title."))
            title.setFocus()
        elif amount.check():
            self.added.emit(title.value(), amount.cents() or 0)
            title.set_value("")
            amount.set_cents(None)
            title.setFocus()

    def _make(self) -> None:
        self.title = LineField(hint=_("What it is about"), name=_("New deal in {stage}").format(stage=self._stage))
        self.amount = MoneyField(_("Value"))
        self.amount.label.hide()
        self.amount.line.setPlaceholderText(_("Value"))
        more = IconButton("square-pen", _("More fields"), on=self.form_asked.emit, small=True)
        cancel = IconButton("x", _("Close"), on=self.close_, small=True)
        below = row(None, self.amount, more, cancel, gap=4)
        below.setStretch(0, 1)
        column(self._opened, self.title, below, gap=6, margins=(2, 4, 2, 4))

    def _follow(self, *, opened: bool) -> None:
        shown, other = (self._opened, self._closed) if opened else (self._closed, self._opened)
        shown.setSizePolicy(shown.sizePolicy().Policy.Preferred, shown.sizePolicy().Policy.Preferred)
        other.setSizePolicy(other.sizePolicy().Policy.Ignored, other.sizePolicy().Policy.Ignored)
        self.setCurrentWidget(shown)
        self.setFixedHeight(shown.sizeHint().height())
