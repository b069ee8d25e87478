"""What is done to the chosen entry: moved, made longer, done, thrown away, written to a file; each one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import trash
from crm_desktop.operations.planning import calendar as operations
from crm_desktop.operations.planning import tasks
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.calendar import Face
from crm_desktop.ui.panes.calendar import saving
from crm_desktop.ui.panes.calendar.layout import DAY, SNAP, clock


class Deeds:
    """`chosen` returns the chosen entry; `expect(ref, day)` is told which entry will stand where, or that none will."""

    def __init__(
        self,
        workplace: Workplace,
        pane: QWidget,
        chosen: Callable[[], Face | None],
        expect: Callable[[int, date | None], None],
    ) -> None:
        self._workplace, self._pane, self._chosen, self._expect = workplace, pane, chosen, expect

    def has_entry(self) -> bool:
        """Whether an entry is chosen."""
        return self._chosen() is not None

    def has_chosen(self) -> bool:
        """Whether an entry that can be changed is chosen."""
        return self._movable() is not None

    def place(self, ref: int, on: date, minute: int, minutes: int) -> None:
        """Give an entry a day and a minute (-1 for none), and a length unless it is 0."""

        def fail(error: CrmError) -> None:
            self._workplace.notify(Notice(str(error), tone="danger"))
            self._expect(0, None)

        self._workplace.desk.do(
            operations.place, activity_id=ref, on=on, time=clock(minute) if minute >= 0 else "",
            minutes=minutes or None, then=self.tell, failed=fail,
        )  # fmt: skip
        self._expect(ref, on)

    def nudge(self, minutes: int = 0, days: int = 0) -> None:
        """Move the chosen entry by minutes or days."""
        face = self._movable()
        if face is None or (minutes and face.start is None):
            return
        start = -1 if face.start is None else min(max(face.start + minutes, 0), DAY - SNAP)
        self.place(face.ref, face.on + timedelta(days=days), start, 0)

    def stretch(self, minutes: int) -> None:
        """Make the chosen entry longer or shorter."""
        face = self._movable()
        if face is not None and face.start is not None:
            self.place(face.ref, face.on, face.start, min(max(face.minutes + minutes, SNAP), DAY - face.start))

    def take_time_away(self) -> None:
        """Let the chosen entry be due without a time."""
        face = self._movable()
        if face is not None and face.start is not None:
            self.place(face.ref, face.on, -1, 0)

    def complete(self) -> None:
        """Say that the chosen entry is done."""
        face = self._movable()
        if face is not None:
            self._workplace.desk.do(tasks.complete_task, activity_id=face.ref, then=self.tell)

    def bin(self) -> None:
        """Put the chosen entry into the bin."""
        face = self._movable()
        if face is not None:
            self._workplace.desk.do(trash.delete_activities, activity_ids=[face.ref], then=self.tell)

    def save_chosen(self) -> None:
        """Write the chosen entry to a file."""
        face = self._chosen()
        if face is not None and face.kind == "activity":
            saving.save_one(self._workplace, self._pane, face.ref, face.title)

    def save_all(self) -> None:
        """Write the whole calendar to a file."""
        saving.save_all(self._workplace, self._pane)

    def tell(self, outcome: Outcome[Any]) -> None:
        """Say what was done, also to screen readers."""
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, outcome.label))

    def _movable(self) -> Face | None:
        face = self._chosen()
        return face if face is not None and face.movable else None
