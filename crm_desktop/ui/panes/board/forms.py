"""The forms of the board: a deal, the reason of a loss, and until when a deal is parked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.text import note


@dataclass(frozen=True)
class DealAnswer:
    """What the form says of a deal."""

    title: str
    stage_id: int
    account_id: int | None
    amount_cents: int
    expected_close: date | None
    note: str


class DealForm(Form):
    """A deal, new or known. Signal: `filled(DealAnswer)`."""

    filled = Signal(object)

    def __init__(
        self, desk: Desk, stages: Sequence[StageRow], *, stage_id: int, deal: DealRow | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Deal “{title}”").format(title=deal.title) if deal else _("New deal"), parent)
        self.title_field = LineField(_("What it is about"), value=deal.title if deal else "")
        self.account = ContactField(_("Customer"), desk)
        if deal and deal.account_id:
            self.account.show_contact(deal.account_id, deal.account)
        self.amount = MoneyField(_("Value"), cents=deal.amount_cents if deal else None)
        self.close_on = DateField(_("Expected close"), value=deal.expected_close if deal else None)
        choices = [Choice(str(stage.id), stage.name) for stage in stages]
        self.stage = ComboField(_("Stage"), choices, value=str(stage_id))
        self.note = LineField(_("Note"), value=deal.note if deal else "")
        self.fields = {
            "title": self.title_field, "account_id": self.account, "amount_cents": self.amount,
            "expected_close": self.close_on, "stage_id": self.stage, "note": self.note,
        }  # fmt: skip
        self.line(self.title_field)
        self.line(self.account, self.stage)
        self.line(self.amount, self.close_on)
        self.line(self.note)
        self.buttons(_("Save") if deal else _("Add deal"))

    def submit(self) -> None:
        """Hand over the deal; a customer nobody knows is asked about first."""
        for field in self.fields.values():
            field.set_error("")
        if self.account.value().strip() and not self.account.contact_id():
            self.account.set_error(_("Nobody is called that yet. Choose somebody, or add the contact first."))
        self.amount.check()
        self.close_on.check()
        wrong = next((field for field in self.fields.values() if field.error()), None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.filled.emit(
            DealAnswer(
                self.title_field.value(),
                int(self.stage.value()),
                self.account.contact_id() or None,
                self.amount.cents() or 0,
                self.close_on.value(),
                self.note.value(),
            )
        )


class LossForm(Form):
    """Why a deal was lost: one key from 1 to 6, or words of one's own. Signal: `filled(str)`."""

    filled = Signal(str)

    def __init__(self, name: str, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Why was “{title}” lost?").format(title=name), parent)
        self._reasons = reasons
        for place, reason in enumerate(reasons, 1):
            button = Button(reason, "row", key=str(place), on=partial(self.filled.emit, reason))
            self.body.addWidget(button)
        self.other = LineField(_("Another reason"))
        self.fields = {"reason": self.other}
        self.line(self.other)
        self.body.addWidget(note(_("The reasons of lost deals are what there is to learn from them.")))
        self.buttons(_("Lost"))

    def submit(self) -> None:
        """Hand over one's own words."""
        self.filled.emit(self.other.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its number."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._reasons) and not self.other.editor.hasFocus():
            self.filled.emit(self._reasons[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        """Let the numbers act at once."""
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        self.setFocus()


class ParkForm(Form):
    """Until when a deal is parked. Signal: `filled(date or None)`."""

    filled = Signal(object)

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Park “{title}”").format(title=name), parent)
        self.until = DateField(_("Take it up again on"), value=today + timedelta(days=30))
        self.fields = {"until": self.until}
        self.line(self.until)
        self.buttons(_("Park"))

    def submit(self) -> None:
        """Hand over the day."""
        if self.until.check():
            self.filled.emit(self.until.value())


def usual_reasons() -> list[str]:
    """Return the reasons offered by number until the firm has its own."""
    return [_("Price"), _("Date"), _("Competitor"), _("Project cancelled"), _("No answer"), _("Not our trade")]
