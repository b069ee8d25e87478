"""The form of an appointment or a task: what, when, how long, with whom, and whether it comes again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.operations.planning.calendar import Appointment
from crm_desktop.store.queries.calendar import CalendarRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.task_form import repetitions
from crm_desktop.ui.models.calendar import ICONS
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.text_area import TextArea

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")
_LAST_HOUR, _LAST_MINUTE = 23, 59


@dataclass(frozen=True)
class AppointmentAnswer:
    """What the form says."""

    appointment: Appointment
    #: None where whom it concerns was not changed.
    contacts: tuple[int, ...] | None


class AppointmentForm(Form):
    """An appointment, new or known. Signal: `filled(AppointmentAnswer)`."""

    filled = Signal(object)

    def __init__(
        self, desk: Desk, *, on: date, time: str = "", row: CalendarRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Appointment “{title}”").format(title=row.subject) if row else _("New appointment"), parent)
        self._desk, self._row = desk, row
        self.subject = LineField(_("What it is about"), value=row.subject if row else "")
        kinds = [Choice(kind.value, words, ICONS[kind]) for kind, words in kind_words().items()]
        self.kind = ComboField(_("Kind"), kinds, value=(row.kind if row else ActivityKind.MEETING).value)
        self.contact = ContactField(_("With"), desk)
        self._shown_contact = 0
        if row and row.contacts:
            self._shown_contact, name, _firm = row.contacts[0]
            self.contact.show_contact(self._shown_contact, name)
        self.on = DateField(_("Day"), value=row.on if row else on)
        self.time = LineField(_("Time"), value=row.time if row else time, hint=_("all day"))
        given = row.minutes if row else 60 if time else None
        self.minutes = NumberField(_("Minutes"), None if given is None else Decimal(given))
        self.again = ComboField(
            _("Repeat"), repetitions(row.recurrence if row else ""), value=row.recurrence if row else ""
        )
        self.note = TextArea(_("Note"), value=row.body if row else "", lines=3)
        self.fields = {
            "subject": self.subject, "kind": self.kind, "contacts": self.contact, "due_on": self.on, "time": self.time,
            "due_time": self.time, "minutes": self.minutes, "recurrence": self.again, "body": self.note,
        }  # fmt: skip
        self.line(self.subject)
        self.line(self.kind, self.contact)
        self.line(self.on, self.time, self.minutes)
        self.line(self.again)
        self.line(self.note)
        self.buttons(_("Save") if row else _("Add appointment"))

    def submit(self) -> None:
        """Hand over what was filled in; what cannot be read is said at its field."""
        for field in self.fields.values():
            field.set_error("")
        self.on.check()
        self.minutes.check()
        on = self.on.value()
        if on is None and not self.on.error():
            self.on.set_error(_("Say on which day."))
        time = read_time(self.time.value())
        if time is None:
            self.time.set_error(_("Write it like 14:30."))
        if self.contact.value().strip() and not self.contact.contact_id():
            self.contact.set_error(_("Nobody is called that yet. Choose somebody, or add the contact first."))
        wrong = next((field for field in self.fields.values() if field.error()), None)
        if wrong is not None or on is None or time is None:
            (wrong or self.on).setFocus()
            return
        self.filled.emit(AppointmentAnswer(self._appointment(on, time), self._contacts()))

    def reject(self) -> None:
        """Go away, and let open questions be dropped."""
        self._desk.forget(self.contact)
        super().reject()

    def accept(self) -> None:
        """Go away when everything is done."""
        self._desk.forget(self.contact)
        super().accept()

    def _appointment(self, on: date, time: str) -> Appointment:
        minutes = self.minutes.value()
        row = self._row
        return Appointment(
            subject=self.subject.value(),
            on=on,
            time=time,
            minutes=int(minutes) if minutes is not None else None,
            kind=ActivityKind(self.kind.value()),
            body=self.note.value(),
            recurrence=self.again.value(),
            priority=row.priority if row else Priority.NORMAL,
            reminder_at=row.reminder_at if row else None,
        )

    def _contacts(self) -> tuple[int, ...] | None:
        """Return whom it concerns; others than the first stay."""
        chosen = self.contact.contact_id()
        if self._row is None:
            return (chosen,) if chosen else ()
        if chosen == self._shown_contact:
            return None
        others = [ref for ref, _name, _firm in self._row.contacts if ref != self._shown_contact]
        return tuple(dict.fromkeys([*([chosen] if chosen else []), *others]))


def read_time(words: str) -> str | None:
    """Read a time of day as people type it: 9, 930, 9.30, 9:30; "" for the whole day, None for none."""
    if not words.strip():
        return ""
    match = _TIME.fullmatch(words.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None


def kind_words() -> dict[ActivityKind, str]:
    """Return what can be planned, in words."""
    return {
        ActivityKind.MEETING: _("Meeting"), ActivityKind.VISIT: _("Visit"), ActivityKind.CALL: _("Call"),
        ActivityKind.TASK: _("Task"), ActivityKind.EMAIL: _("E-mail"), ActivityKind.LETTER: _("Letter"),
    }  # fmt: skip
