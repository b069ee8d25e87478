"""Small forms over the inbox: why an inquiry is declined, until when it waits, and a new one entered by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.operations.leads.channels import reasons, usual_channels, usual_sources
from crm_desktop.store.queries.lead_matches import Match, Wanted
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.lead_fields import specs, typed
from crm_desktop.ui.models.lead_in_hand import matches_of
from crm_desktop.ui.panes.leads.known import KnownCard
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea


class Decline(NamedTuple):
    """Why inquiries are declined, and what there is to say beside."""

    reason: str
    note: str = ""


class DeclineForm(Form):
    """Why inquiries are declined: one key is enough, other words may be typed. Signal: `filled(Decline)`."""

    filled = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, count: int = 1) -> None:
        words = _("Why is the inquiry from “{name}” declined?").format(name=name)
        super().__init__(words if count == 1 else _("Why are these inquiries declined?"), parent)
        self._reasons = reasons()
        self.buttons_: list[Button] = []
        for place, reason in enumerate(self._reasons, 1):
            button = Button(reason, "row", key=str(place), on=partial(self._choose, place - 1), exclusive=True)
            self.buttons_.append(button)
        self.body.addLayout(column(None, *self.buttons_, gap=0))
        self.other = LineField(_("Another reason"))
        self.note_field = LineField(_("What there is to say"))
        self.fields = {"reason": self.other, "note": self.note_field}
        self.line(self.other, self.note_field)
        self.body.addWidget(note(_("The reasons show in the reports which sources bring inquiries that fit.")))
        self.buttons(_("Decline"), icon="x")

    def submit(self) -> None:
        """Hand over reason and words; no reason is asked for."""
        place = next((place for place, button in enumerate(self.buttons_) if button.isChecked()), None)
        words = self.other.value().strip()
        reason = words or (self._reasons[place] if place is not None else "")
        if reason:
            self.filled.emit(Decline(reason, self.note_field.value().strip()))
        else:
            self.other.set_error(_("Choose a reason, or say it in your own words."))
            self.other.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its number and be done with it."""
        place = event.key() - Qt.Key.Key_1
        typing = any(field.editor.hasFocus() for field in self.fields.values())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if 0 <= place < len(self._reasons) and plain and not typing:
            self._choose(place)
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the numbers act at once."""
        super().showEvent(event)
        self.buttons_[0].setFocus()

    def _choose(self, place: int) -> None:
        self.buttons_[place].setChecked(True)


class LaterForm(Form):
    """Until when an inquiry waits. Signal: `filled(date or None)`."""

    filled = Signal(object)

    def __init__(
        self, name: str, today: Callable[[], date], parent: QWidget | None = None, *, until: date | None = None
    ) -> None:
        super().__init__(_("Until when does the inquiry from “{name}” wait?").format(name=name), parent)
        self.until = DateField(_("Take it up again on"), value=until or today() + timedelta(days=1), today=today)
        self.fields = {"until": self.until}
        self.line(self.until)
        self.body.addWidget(note(_("It stands at the end of the list until then, and is not counted as waiting.")))
        self.buttons(_("Put off"), icon="clock")

    def submit(self) -> None:
        """Hand over the day."""
        if self.until.check():
            self.filled.emit(self.until.value())

    def showEvent(self, event: QShowEvent) -> None:
        """Let a day be typed at once."""
        super().showEvent(event)
        self.until.setFocus()
        self.until.line.selectAll()


class NewLead(NamedTuple):
    """An inquiry entered by hand, by the fields of an inquiry, and the text of what was said."""

    fields: dict[str, Any]
    raw_text: str


_ASKED = ("person", "company", "phone", "email", "title")
_WIDE = 660


class NewLeadForm(Form):
    """An inquiry by hand: a call, a visit, a card from a fair. Signals: `filled(NewLead)`, `opened(contact id)`.

    While one types, it says who is known already, and assigns the inquiry to that one where the user wants it.
    """

    filled = Signal(object)
    opened = Signal(int)

    def __init__(
        self, desk: Desk, channels: Sequence[str] = (), sources: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New inquiry"), parent)
        self.setMinimumWidth(look().px(_WIDE))
        self._desk, self._specs = desk, {spec.key: spec for spec in specs()}
        made = {key: LineField(self._specs[key].words, icon=self._specs[key].icon) for key in _ASKED}
        self.lines = made
        self.budget, self.wanted_on = MoneyField(_("Estimated value")), DateField(_("Expected by"))
        channels_ = [Choice("", "–"), *(Choice(one, one) for one in dict.fromkeys((*usual_channels(), *channels)))]
        sources_ = [Choice("", "–"), *(Choice(one, one) for one in dict.fromkeys((*usual_sources(), *sources)))]
        self.channel = ComboField(_("Channel"), channels_, value=_("Phone call"))
        self.source = ComboField(_("Source"), sources_)
        self.words = TextArea(_("What was said or written"), lines=3)
        self.known = KnownCard()
        self._assigned: Match | None = None
        self.fields: dict[str, Field] = {
            **made, "family_name": made["person"], "budget_cents": self.budget, "wanted_on": self.wanted_on,
            "channel": self.channel, "source": self.source, "raw_text": self.words,
        }  # fmt: skip
        self.line(made["person"], made["company"])
        self.line(made["phone"], made["email"])
        self.body.addWidget(self.known)
        self.line(made["title"])
        self.line(self.budget, self.wanted_on, self.channel, self.source)
        self.line(self.words)
        self.buttons(_("Add inquiry"))
        for key in ("person", "company", "phone", "email"):
            made[key].edited.connect(self._look)
        self.known.assign_asked.connect(self._assign)
        self.known.release_asked.connect(self._release)
        self.known.new_asked.connect(lambda: self.known.show_matches(()))
        self.known.compare_asked.connect(lambda match: self._open(match.id))
        self.known.open_asked.connect(self._open)
        made["person"].setFocus()

    def typed(self) -> dict[str, Any]:
        """Return what was filled in so far, by the fields of an inquiry."""
        fields: dict[str, Any] = {}
        for key, line in self.lines.items():
            fields |= typed(self._specs[key], line.value())
        said = {"channel": self.channel.value(), "source": self.source.value()}
        return fields | said | {"budget_cents": self.budget.cents() or 0, "wanted_on": self.wanted_on.value()}

    def submit(self) -> None:
        """Hand over the inquiry."""
        for field in self.fields.values():
            field.set_error("")
        if not (self.budget.check() and self.wanted_on.check()):
            return
        said = {name: value for name, value in self.typed().items() if value} | self._owner()
        if set(said) <= {"channel", "source"} and not self.words.value().strip():
            self.lines["person"].set_error(_("Say who asks, or what is wanted."))
            self.lines["person"].setFocus()
        else:
            self.filled.emit(NewLead(said, self.words.value()))

    def done(self, result: int) -> None:
        """Drop the open question with the form."""
        self._desk.forget(self)
        super().done(result)

    def _look(self) -> None:
        """Ask who is known by what has been typed."""
        if self._assigned is not None:
            return
        said = self.typed()
        wanted = Wanted(
            said["given_name"], said["family_name"], said["company"], tuple(filter(None, (said["email"],))),
            tuple(filter(None, (said["phone"],))),
        )  # fmt: skip
        self._desk.ask(
            matches_of, typed=wanted, then=self.known.show_matches, asker=self, topic="matches", lane="similar"
        )  # fmt: skip

    def _owner(self) -> dict[str, Any]:
        """Return to whom it belongs, by the fields of an inquiry."""
        one = self._assigned
        if one is None:
            return {}
        if one.kind is ContactKind.COMPANY:
            return {"company_id": one.id}
        return {"contact_id": one.id, "company_id": one.company_id}

    def _assign(self, contact_id: int) -> None:
        self._assigned = next((one for one in self.known.found if one.id == contact_id), None)
        if self._assigned is not None:
            self.known.show_owner(contact_id, self._assigned.name, open_=True)

    def _release(self) -> None:
        self._assigned = None
        self.known.show_matches(())
        self._look()

    def _open(self, contact_id: int) -> None:
        self.reject()
        self.opened.emit(contact_id)
