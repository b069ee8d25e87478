"""Making and changing appointments in their form, and opening whatever stands on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.planning import calendar as operations
from crm_desktop.store.queries import calendar as queries
from crm_desktop.store.queries.calendar import CalendarRow
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models.calendar import Face
from crm_desktop.ui.panes.calendar.form import AppointmentAnswer, AppointmentForm

#: Told when an entry was saved: its id, its day, and what was done.
Saved = Callable[[int, date, Outcome[Any]], None]


class Editing:
    """Opens forms over a pane; `saved` is called when one has done its work."""

    def __init__(self, workplace: Workplace, pane: QWidget, saved: Saved) -> None:
        self._workplace, self._pane, self._saved = workplace, pane, saved

    def add(self, on: date, time: str) -> None:
        """Begin an appointment."""
        form = AppointmentForm(self._workplace.desk, on=on, time=time, parent=self._pane)

        def save(answer: AppointmentAnswer) -> None:
            self._workplace.desk.do(
                operations.add_appointment, new=answer.appointment, contacts=answer.contacts or (), failed=form.fail,
                then=partial(done, answer.appointment.on),
            )  # fmt: skip

        def done(on: date, outcome: Outcome[int]) -> None:
            form.accept()
            self._saved(outcome.value, on, outcome)

        self._open_form(form, save)

    def open(self, face: Face) -> None:
        """Open what an entry stands for: its form, the offer that expires, the person whose birthday it is."""
        if face.kind == "offer":
            self._workplace.go(Place("offers", "offer", face.ref))
        elif face.kind == "birthday":
            self._workplace.go(Place("contacts", "contact", face.ref))
        else:
            self.open_entry(face.ref)

    def open_entry(self, ref: int) -> None:
        """Open an entry; what is over opens whom it concerned, with the history."""
        self._workplace.desk.ask(
            queries.entry, activity_id=ref, then=self._edit, asker=self, topic="entry", lane="board"
        )

    def leave(self) -> None:
        """Drop open questions."""
        self._workplace.desk.forget(self)

    def _edit(self, found: CalendarRow | None) -> None:
        if found is None:
            return
        if found.planned:
            self._change(found)
        elif found.contacts:
            self._workplace.go(Place("contacts", "contact", found.contacts[0][0]))

    def _change(self, found: CalendarRow) -> None:
        form = AppointmentForm(self._workplace.desk, on=found.on, row=found, parent=self._pane)

        def save(answer: AppointmentAnswer) -> None:
            self._workplace.desk.do(
                operations.change_appointment, activity_id=found.id, new=answer.appointment, contacts=answer.contacts,
                version=found.version, failed=form.fail, then=partial(done, answer.appointment.on),
            )  # fmt: skip

        def done(on: date, outcome: Outcome[None]) -> None:
            form.accept()
            self._saved(found.id, on, outcome)

        self._open_form(form, save)

    def _open_form(self, form: AppointmentForm, save: Callable[[AppointmentAnswer], None]) -> None:
        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()
