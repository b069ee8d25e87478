"""How a deal ends: what decided it, why it was lost, or until when it is parked; asked in one step with the move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import note


@dataclass(frozen=True)
class Loss:
    """Why a deal was lost, and what there is to say beside."""

    reason: str
    note: str = ""
    competitor: str = ""
    ask_again_on: date | None = None


@dataclass(frozen=True)
class Win:
    """What decided a deal, and what was ordered in the end; the amount is None where it stays."""

    argument: str = ""
    amount_cents: int | None = None


class LossForm(Form):
    """Why a deal was lost: one key from 1 to 6 is enough; the last reason asks for words. Signal: `filled(Loss)`."""

    filled = Signal(object)

    def __init__(self, name: str, reasons: Sequence[str], parent: QWidget | None = None, *, count: int = 1) -> None:
        words = _("Why was “{title}” lost?").format(title=name) if count == 1 else _("Why were these deals lost?")
        super().__init__(words, parent)
        self._reasons = tuple(reasons)
        self.buttons_: list[Button] = []
        for place, reason in enumerate(reasons, 1):
            button = Button(reason, "row", key=str(place), on=partial(self.choose, place - 1), exclusive=True)
            self.buttons_.append(button)
        self.body.addLayout(column(None, *self.buttons_, gap=0))
        self.note_field = LineField(_("What there is to say"))
        self.competitor = LineField(_("Who got the order"))
        self.again = DateField(_("Ask again on"))
        self.fields = {"note": self.note_field, "competitor": self.competitor, "ask_again_on": self.again}
        self.line(self.note_field)
        self.line(self.competitor, self.again)
        self.body.addWidget(note(_("The reasons of lost deals are what there is to learn from them.")))
        self.buttons(_("Mark as lost"))

    def choose(self, place: int) -> None:
        """Choose a reason; it is saved with Enter or by its key."""
        self.buttons_[place].setChecked(True)
        if place == len(self._reasons) - 1:
            self.note_field.setFocus()

    def submit(self) -> None:
        """Hand over reason and words; no reason, or the last one without words, is asked for."""
        place = next((place for place, button in enumerate(self.buttons_) if button.isChecked()), None)
        words = self.note_field.value().strip()
        if place is None and words:
            place = len(self._reasons) - 1
        if place is None:
            self.note_field.set_error(_("Choose a reason, or say it in your own words."))
        elif place == len(self._reasons) - 1 and not words:
            self.note_field.set_error(_("Say it in a few words: “{reason}” alone teaches nothing.")
                                      .format(reason=self._reasons[place]))  # fmt: skip
        elif self.again.check():
            self.filled.emit(Loss(self._reasons[place], words, self.competitor.value().strip(), self.again.value()))
            return
        (self.again if self.again.error() else self.note_field).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its number and be done with it."""
        place = event.key() - Qt.Key.Key_1
        typing = any(field.editor.hasFocus() for field in self.fields.values())
        if (
            0 <= place < len(self._reasons)
            and not typing
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.choose(place)
            if place < len(self._reasons) - 1 or self.note_field.value().strip():
                self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the numbers act at once."""
        super().showEvent(event)
        if self.buttons_:
            self.buttons_[0].setFocus()


class WinForm(Form):
    """What decided a deal: an argument that was named before by its number, or words. Signal: `filled(Win)`."""

    filled = Signal(object)

    def __init__(
        self, name: str, arguments: Sequence[str], amount_cents: int | None, parent: QWidget | None = None,
        *, count: int = 1,
    ) -> None:  # fmt: skip
        words = _("“{title}” is won").format(title=name) if count == 1 else _("These deals are won")
        super().__init__(words, parent)
        self._amount = amount_cents
        self.argument = LineField(_("What convinced them? (may stay empty)"))
        self.amount = MoneyField(_("Ordered for"), cents=amount_cents)
        if amount_cents is None:
            self.amount.hide()
        self.fields = {"argument": self.argument, "amount_cents": self.amount}
        self.line(self.argument)
        self.buttons_: list[Button] = []
        for place, argument in enumerate(arguments, 1):
            button = Button(argument, "row", key=str(place), on=partial(self._take, argument))
            self.buttons_.append(button)
        self.body.addLayout(column(None, *self.buttons_, gap=0))
        self._arguments = tuple(arguments)
        self.line(self.amount)
        self.body.addWidget(note(_("Arguments that win are offered again, and counted in the reports.")))
        self.buttons(_("Mark as won"), icon="trophy")

    def submit(self) -> None:
        """Hand over what was said; nothing at all is good, too."""
        if not self.amount.check():
            self.amount.setFocus()
            return
        cents = self.amount.cents()
        self.filled.emit(Win(self.argument.value().strip(), cents if cents != self._amount else None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an argument by its number while nothing has been typed."""
        place = event.key() - Qt.Key.Key_1
        typing = any(field.editor.hasFocus() for field in self.fields.values())
        if 0 <= place < len(self._arguments) and not typing:
            self._take(self._arguments[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the numbers act at once where there are any, else begin with the words."""
        super().showEvent(event)
        (self.buttons_[0] if self.buttons_ else self.argument).setFocus()

    def _take(self, argument: str) -> None:
        self.argument.set_value(argument)
        self.submit()


class ParkForm(Form):
    """Until when a deal is parked. Signal: `filled(date or None)`."""

    filled = Signal(object)

    def __init__(self, name: str, today: date, parent: QWidget | None = None, *, count: int = 1) -> None:
        words = _("Until when is “{title}” to rest?").format(title=name)
        super().__init__(words if count == 1 else _("Until when are these deals to rest?"), parent)
        self.until = DateField(_("Take it up again on"), value=today + timedelta(days=30))
        self.fields = {"until": self.until}
        self.line(self.until)
        self.buttons(_("Park until then"), icon="moon")

    def submit(self) -> None:
        """Hand over the day."""
        if self.until.check():
            self.filled.emit(self.until.value())


def usual_reasons() -> list[str]:
    """Return the reasons offered by number; the last one asks for words."""
    return [
        _("Price"),
        _("Delivery date"),
        _("Competitor"),
        _("Project cancelled"),
        _("No answer"),
        _("Another reason"),
    ]
