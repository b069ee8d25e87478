"""The form of a task: what, when, for whom, how urgent, when to remind of it, and whether it comes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.natural_days import Moment
from crm_desktop.domain import recurrence
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.record_field import Record, RecordField
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.moment_field import MomentField

#: When to remind, in minutes before; on a day without a time, before nine in the morning.
_BEFORE = (0, 10, 60, 1440)
_MORNING = "09:00"


@dataclass(frozen=True)
class TaskAnswer:
    """What the form says: the plan, and the record it belongs to."""

    plan: Plan
    record: Record


class TaskForm(Form):
    """A task, new or known. Signal: `filled(TaskAnswer)`.

    `known` is what stands in the fields at first; `whole` shows the fields for kind, priority, reminder, repetition.
    """

    filled = Signal(object)

    def __init__(
        self, desk: Desk, today: Callable[[], date], *, known: Plan | None = None, record: Record | None = None,
        changing: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Change task") if changing else meant("task", "Follow-up"), parent)
        self._known = known
        self.subject = LineField(_("What is to be done"), value=known.subject if known else "")
        when = Moment(known.due_on, known.due_time) if known else Moment(today() + timedelta(days=1))
        self.when = MomentField(_("When"), today, value=when)
        self.kind = ComboField(_("Kind"), _kinds(), value=known.kind if known else ActivityKind.TASK)
        self.record = RecordField(_("Belongs to"), desk, hint=_("Contact, deal or offer"))
        if record is not None and record.ref:
            self.record.show_record(record)
        self.priority = ComboField(_("Priority"), _priorities(), value=known.priority if known else Priority.NORMAL)
        self.reminder = ComboField(_("Reminder"), _reminders(), value=_reminder_key(known))
        self.again = ComboField(
            _("Repeat"), repetitions(known.recurrence if known else ""), value=known.recurrence if known else ""
        )
        self.note = LineField(_("Note"), value=known.body if known else "")
        self.fields = {
            "subject": self.subject, "due_on": self.when, "due_time": self.when, "kind": self.kind,
            "contacts": self.record, "reminder_at": self.reminder, "recurrence": self.again,
        }  # fmt: skip
        self.line(self.subject)
        self.line(self.when, self.kind)
        self.line(self.record)
        self.line(self.priority, self.reminder, self.again)
        self.line(self.note)
        self.record.setDisabled(changing)
        self.buttons(_("Save") if changing else _("Add task"))
        self.finished.connect(lambda _result: self.record.leave())

    def submit(self) -> None:
        """Hand over the task; what is no day, or names nothing that is known, is said first."""
        for field in self.fields.values():
            field.set_error("")
        if not self.subject.value().strip():
            self.subject.set_error(_("Say what is to be done."))
        self.when.check()
        if self.record.isEnabled() and self.record.value().strip() and not self.record.record().ref:
            self.record.set_error(_("Nothing is called that yet. Choose from the list, or leave it empty."))
        wrong = next((field for field in self.fields.values() if field.error()), None)
        moment = self.when.moment()
        if wrong is not None or moment is None:
            (wrong or self.when).setFocus()
            return
        self.filled.emit(TaskAnswer(self._plan(moment), self.record.record()))

    def _plan(self, moment: Moment) -> Plan:
        return Plan(
            subject=self.subject.value(),
            due_on=moment.day,
            kind=ActivityKind(self.kind.value()),
            due_time=moment.time,
            body=self.note.value(),
            priority=Priority(self.priority.value()),
            reminder_at=self._reminder_at(moment),
            recurrence=self.again.value(),
        )

    def _reminder_at(self, moment: Moment) -> datetime | None:
        key = self.reminder.value()
        if key == "as it is":
            return self._known.reminder_at if self._known else None
        return reminder_at(moment, int(key)) if key else None


def reminder_at(moment: Moment, minutes: int) -> datetime:
    """Return the instant so many minutes before something is due."""
    local = datetime.fromisoformat(f"{moment.day.isoformat()}T{moment.time or _MORNING}")
    return (local - timedelta(minutes=minutes)).astimezone(UTC)


def _reminder_key(known: Plan | None) -> str:
    """Return the choice that says when a known task reminds."""
    if known is None or known.reminder_at is None:
        return ""
    moment = Moment(known.due_on, known.due_time)
    return next((str(before) for before in _BEFORE if reminder_at(moment, before) == known.reminder_at), "as it is")


def _kinds() -> list[Choice]:
    return [
        Choice(ActivityKind.TASK, _("Task"), "list-checks"),
        Choice(ActivityKind.CALL, _("Call"), "phone"),
        Choice(ActivityKind.MEETING, _("Meeting"), "users"),
        Choice(ActivityKind.VISIT, _("Visit"), "map-pin"),
        Choice(ActivityKind.EMAIL, _("E-mail"), "mail"),
        Choice(ActivityKind.LETTER, _("Letter"), "send"),
    ]


def _priorities() -> list[Choice]:
    return [
        Choice(Priority.NORMAL, meant("priority", "Normal")),
        Choice(Priority.HIGH, meant("priority", "High"), "flag"),
        Choice(Priority.LOW, meant("priority", "Low")),
    ]


def _reminders() -> list[Choice]:
    return [
        Choice("", meant("reminder", "None")),
        Choice("0", meant("reminder", "When it is due")),
        Choice("10", _("10 minutes before")),
        Choice("60", _("1 hour before")),
        Choice("1440", _("1 day before")),
        Choice("as it is", meant("reminder", "As it is")),
    ]


def repetitions(now: str) -> list[Choice]:
    """Return the repetitions offered wherever something is planned; one that is in use and not among them is last."""
    choices = [
        Choice("", meant("repeat", "Once")),
        Choice("FREQ=DAILY", _("Every day")),
        Choice("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", _("Every working day")),
        Choice("FREQ=WEEKLY", _("Every week")),
        Choice("FREQ=WEEKLY;INTERVAL=2", _("Every 2 weeks")),
        Choice("FREQ=MONTHLY", _("Every month")),
        Choice("FREQ=MONTHLY;INTERVAL=3", _("Every quarter")),
        Choice("FREQ=YEARLY", _("Every year")),
    ]
    if now not in {choice.key for choice in choices}:
        choices.append(Choice(now, repetition_words(now)))
    return choices


def repetition_words(rule: str) -> str:
    """Return a repetition that is not among those offered in words; what cannot be read stands for itself."""
    try:
        found = recurrence.parse(rule)
    except BadInput:
        return rule
    units = {
        recurrence.Every.DAY: (_("Every day"), _("Every {n} days")),
        recurrence.Every.WEEK: (_("Every week"), _("Every {n} weeks")),
        recurrence.Every.MONTH: (_("Every month"), _("Every {n} months")),
        recurrence.Every.YEAR: (_("Every year"), _("Every {n} years")),
    }
    words = units[found.every][found.interval > 1].format(n=found.interval)
    days = ", ".join(_weekday(one) for one in found.days)
    if found.month_day is not None:
        days = _("on day {n}").format(n=found.month_day)
    words = f"{words}: {days}" if days else words
    if found.until is not None:
        return _("{repetition}, until {day}").format(repetition=words, day=day(found.until))
    return words if found.count is None else _("{repetition}, {n} more times").format(repetition=words, n=found.count)


def _weekday(one: recurrence.Weekday) -> str:
    name = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[one.day]
    which = {
        0: "{day}", 1: _("first {day}"), 2: _("second {day}"), 3: _("third {day}"), 4: _("fourth {day}"),
        -1: _("last {day}"),
    }  # fmt: skip
    return which.get(one.nth, f"{one.nth}. {{day}}").format(day=name)
