"""The lines of a day ready to be drawn: what to do, what would be left lying, what comes; and the model they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt

from crm_desktop.base.formats import amount, near_day, percent
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.kinds import ActivityKind, Priority
from crm_desktop.operations.planning.today import Hint, HintKind, Stake, Todo
from crm_desktop.store.queries.today import DueRow
from crm_desktop.ui.models.short_rows import ShortRows
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: The role under which the line itself is handed out.
LINE_ROLE = ROW_ROLE + 1

KIND_ICONS = {
    ActivityKind.CALL: "phone", ActivityKind.MEETING: "users", ActivityKind.EMAIL: "mail", ActivityKind.LETTER: "send",
    ActivityKind.VISIT: "map-pin", ActivityKind.TASK: "list-checks",
}  # fmt: skip
_HINT_ICONS = {
    HintKind.EXPIRING: "hourglass", HintKind.EXPIRED: "file-clock", HintKind.UNANSWERED: "file-clock",
    HintKind.STALE: "clock-alert", HintKind.NO_STEP: "route", HintKind.LATE_CUSTOMER: "user-x",
    HintKind.BIRTHDAY: "cake", HintKind.LEADS: "inbox", HintKind.ANSWER: "mail-open", HintKind.CASE: "life-buoy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TodoFace:
    """Something to do."""

    icon: str
    title: str
    detail: str
    when: str
    when_icon: str
    when_tone: Role
    value: str
    #: Value times chance, written out; "" where nothing is at stake.
    formula: str
    urgent: bool
    again: bool

    def spoken(self) -> str:
        """Return the line as a screen reader says it."""
        parts = (self.title, self.detail, self.when, self.value, self.formula, _("urgent") if self.urgent else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class HintFace:
    """Something nobody has planned, with the one thing to do about it."""

    icon: str
    title: str
    note: str
    action: str
    value: str
    formula: str = ""

    def spoken(self) -> str:
        """Return the line as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.note, self.value, self.action) if part)


@dataclass(frozen=True, slots=True)
class ComingFace:
    """Something planned for one of the next days."""

    day: str
    title: str
    detail: str
    value: str

    def spoken(self) -> str:
        """Return the line as a screen reader says it."""
        return ", ".join(part for part in (self.day, self.title, self.detail, self.value) if part)


Face = TodoFace | HintFace | ComingFace


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is of, and its face."""

    of: Todo | Hint
    face: Face

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other line."""
        return ("task", self.of.row.id) if isinstance(self.of, Todo) else (self.of.kind.value, self.of.ref)


def todo_line(todo: Todo, today: date) -> Line:
    """Return something to do as the list shows it."""
    row = todo.row
    words, icon, tone = when_words(row, today)
    face = TodoFace(
        icon=KIND_ICONS.get(row.kind, "list-checks"),
        title=subject_with_deal(row),
        detail=whom(row),
        when=words,
        when_icon=icon,
        when_tone=tone,
        value=stake_words(todo.stake),
        formula=formula(todo.stake),
        urgent=row.priority is Priority.HIGH,
        again=bool(row.recurrence),
    )
    return Line(todo, face)


def coming_line(todo: Todo, today: date) -> Line:
    """Return something planned for one of the next days."""
    row = todo.row
    on = near_day(row.due_on, today)
    return Line(todo, ComingFace(on, subject_with_deal(row), row.due_time or whom(row), stake_words(todo.stake)))


def hint_line(hint: Hint, today: date) -> Line:
    """Return something nobody has planned, as a sentence with the one thing to do about it."""
    title, note, action = _hint_words(hint, today)
    value = stake_words(hint.stake)
    estimate = hint.kind is HintKind.LATE_CUSTOMER and value
    return Line(
        hint,
        HintFace(_HINT_ICONS[hint.kind], title, note, action, f"≈ {value}" if estimate else value, formula(hint.stake)),
    )


def subject_with_deal(row: DueRow) -> str:
    """Return what is to be done, and for which deal unless the words say so already."""
    if not row.deal or row.deal.casefold() in row.subject.casefold():
        return row.subject
    return _("{subject}: {deal}").format(subject=row.subject, deal=row.deal)


def whom(row: DueRow) -> str:
    """Return the person and the company it concerns."""
    return ", ".join(dict.fromkeys(part for part in (row.person, row.account) if part))


def when_words(row: DueRow, today: date) -> tuple[str, str, Role]:
    """Return when something is due in words, with icon and tone: late is never said by colour alone."""
    late = (today - row.due_on).days
    if late > 0:
        return plural("{n} day overdue", "{n} days overdue", late), "clock-alert", "danger"
    day = meant("due", "today") if late == 0 else near_day(row.due_on, today)
    words = f"{day}, {row.due_time}" if row.due_time else day
    return words, "circle-dot" if late == 0 else "calendar", "text2"


def stake_words(stake: Stake) -> str:
    """Return the money at stake, "" where there is none."""
    return amount(stake.at_stake, stake.currency, whole=True) if stake.at_stake else ""


def formula(stake: Stake) -> str:
    """Return how the money at stake comes about: 53,232 € × 71 %."""
    if not stake.at_stake or stake.chance is None:
        return ""
    return f"{amount(stake.cents, stake.currency, whole=True)} × {percent(stake.chance)}"


def _hint_words(hint: Hint, today: date) -> tuple[str, str, str]:
    """Return sentence, note and action of a hint."""
    if hint.kind in (HintKind.EXPIRING, HintKind.EXPIRED, HintKind.UNANSWERED):
        return _offer_words(hint, today)
    if hint.kind in (HintKind.STALE, HintKind.NO_STEP):
        return _deal_words(hint, today)
    return _people_words(hint, today)


def _offer_words(hint: Hint, today: date) -> tuple[str, str, str]:
    offer = hint.title or hint.whom
    if hint.kind is HintKind.EXPIRING:
        on = _day_in_a_sentence(hint.on, today)
        return _("Offer {number} expires {day}").format(number=offer, day=on), hint.whom, _("Extend")
    if hint.kind is HintKind.EXPIRED:
        return _("Offer {number} has expired").format(number=offer), hint.whom, _("Extend")
    note = ", ".join(part for part in (for_days(hint.days), hint.whom) if part)
    return _("Offer {number} has had no answer").format(number=offer), note, _("Plan a call")


def _deal_words(hint: Hint, _today: date) -> tuple[str, str, str]:
    if hint.kind is HintKind.STALE:
        usual = plural("{n} day at most is usual", "{n} days at most are usual", hint.usual)
        note = _("{since}; in “{stage}” {usual}").format(since=for_days(hint.days), stage=hint.whom, usual=usual)
        return _("{deal} stands still").format(deal=hint.title), note, _("Plan a step")
    return _("{deal} has no next step").format(deal=hint.title), for_days(hint.days) or hint.whom, _("Plan a step")


def for_days(days: int) -> str:
    """Return how long something has been so: for 3 days; "" for no day."""
    return plural("for {n} day", "for {n} days", days) if days else ""


def _people_words(hint: Hint, today: date) -> tuple[str, str, str]:
    if hint.kind is HintKind.LATE_CUSTOMER:
        words = _("{customer} usually orders {every}").format(customer=hint.title, every=_every(hint.usual))
        return words, _("the last time {ago}").format(ago=_ago(hint.days)), _("Plan a call")
    if hint.kind is HintKind.BIRTHDAY:
        on = _day_in_a_sentence(hint.on, today)
        return _("{name} has a birthday {day}").format(name=hint.title, day=on), hint.whom, _("Plan a call")
    if hint.kind is HintKind.CASE:
        due = plural("{n} day overdue", "{n} days overdue", hint.days) if hint.days > 0 else ""
        due = due or (_("due today") if hint.days == 0 else _("due tomorrow"))
        return hint.title, ", ".join(part for part in (due, hint.whom) if part), _("Open the case")
    if hint.kind is HintKind.ANSWER:
        words = _("The inquiry from {name} waits for an answer").format(name=hint.title or _("unknown"))
        due = plural("{n} day overdue", "{n} days overdue", hint.days) if hint.days > 0 else _("due today")
        return words, ", ".join(part for part in (due, hint.whom) if part), _("Answer")
    waits = plural("{n} inquiry is waiting", "{n} inquiries are waiting", hint.usual)
    oldest = plural("the oldest for {n} day", "the oldest for {n} days", hint.days) if hint.days else ""
    return waits, oldest, _("Look at them")


def _day_in_a_sentence(on: date | None, today: date) -> str:
    """Return a day as it stands within a sentence: today, tomorrow, on Friday."""
    if on is None:
        return ""
    near = {today: meant("due", "today"), today + timedelta(days=1): meant("due", "tomorrow")}
    return near.get(on) or weekday_in_a_sentence(on)


def weekday_in_a_sentence(on: date) -> str:
    """Return “on Friday”."""
    return (
        _("on Monday"), _("on Tuesday"), _("on Wednesday"), _("on Thursday"), _("on Friday"), _("on Saturday"),
        _("on Sunday"),
    )[on.weekday()]  # fmt: skip


def _every(days: int) -> str:
    """Return an interval in words: every 8 months, every 6 weeks."""
    if days >= 60:
        return _("every {n} months").format(n=round(days / 30.4))
    return _("every {n} weeks").format(n=round(days / 7))


def _ago(days: int) -> str:
    """Return how long ago something was: 8 months ago, 6 weeks ago."""
    if days >= 60:
        return _("{n} months ago").format(n=round(days / 30.4))
    return _("{n} weeks ago").format(n=round(days / 7))


class DayModel(ShortRows[Line]):
    """Lines in order. What is done is taken out at once; what stays keeps its place under the cursor."""

    def key(self, row: Line) -> object:
        """Return what tells a line from every other."""
        return row.key

    def spoken(self, row: Line) -> str:
        """Return a line as a screen reader says it."""
        return row.face.spoken()

    def handed(self, row: Line, role: int) -> Any:
        """Return a face for the delegate, the line itself, how its money comes about, or its sentence."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return getattr(row.face, "formula", "") or None
        held = {ROW_ROLE: row.face, LINE_ROLE: row}
        return held[role] if role in held else super().handed(row, role)
