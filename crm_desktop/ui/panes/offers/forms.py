"""What is asked when an offer is answered with no, or not in time: why it was declined, until when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.text import note


@dataclass(frozen=True)
class Refusal:
    """Why an offer was declined, and whether its deal is lost with it."""

    reason: str
    lose_deal: bool


class DeclineForm(Form):
    """Why an offer was declined: one key from 1 to 6, or words of one's own. Signal: `filled(Refusal)`."""

    filled = Signal(object)

    def __init__(self, reasons: Sequence[str], *, with_deal: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Why was the offer declined?"), parent)
        self._reasons = reasons
        for place, reason in enumerate(reasons, 1):
            self.body.addWidget(Button(reason, "row", key=str(place), on=partial(self._take, reason)))
        self.other = LineField(_("Another reason"))
        self.fields = {"reason": self.other}
        self.line(self.other)
        self.deal = QCheckBox(_("The deal is lost with it"))
        self.body.addWidget(self.deal)
        self.deal.setVisible(with_deal)
        self.body.addWidget(note(_("What offers are declined for is what there is to learn from them.")))
        self.buttons(_("Declined"))

    def submit(self) -> None:
        """Hand over one's own words."""
        self._take(self.other.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its number."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._reasons) and not self.other.editor.hasFocus():
            self._take(self._reasons[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the numbers act at once."""
        super().showEvent(event)
        self.setFocus()

    def _take(self, reason: str) -> None:
        self.filled.emit(Refusal(reason, self.deal.isChecked()))


class ExtendForm(Form):
    """Until when a sent offer holds now. Signal: `filled(date)`."""

    filled = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Let the offer hold longer"), parent)
        self.until = DateField(_("Valid until"), value=today + timedelta(days=14))
        self.fields = {"valid_until": self.until}
        self.line(self.until)
        self.buttons(_("Extend"))

    def submit(self) -> None:
        """Hand over the day."""
        if self.until.value() is None:
            self.fail(BadInput(_("Say until which day."), field="valid_until"))
        else:
            self.filled.emit(self.until.value())


def usual_reasons() -> list[str]:
    """Return the reasons offered by number."""
    return [_("Price"), _("Date"), _("Competitor"), _("Project cancelled"), _("No answer"), _("Not our trade")]
