"""What the rows of a timeline say: entries, what became of deals, changed fields, plans, each ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from crm_desktop.base.formats import clock_time, day, long_day, month, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.history.words import change_line, kind_word, state_note, state_title, title_of
from crm_desktop.store.queries.field_history import FieldStep
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.queries.timeline import FileRow, TimelineEntry
from crm_desktop.store.queries.timeline_index import Source, ref_of
from crm_desktop.store.queries.timeline_rows import StateChange, TimelineItem


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A day or a month over its rows, or the name of a part on top."""

    words: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What was added to an entry later; `when` is its day."""

    id: int
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class FoldRow:
    """Rows nobody wrote, folded into one line; `ref` is the first of them."""

    ref: int
    count: int
    is_open: bool

    @property
    def words(self) -> str:
        """What the line says."""
        return plural("{n} automatic entry", "{n} automatic entries", self.count)


@dataclass(frozen=True, slots=True)
class Face:
    """One row ready to be drawn. The `ref` says what it is of; plans have a negative one."""

    ref: int
    version: int
    icon: str
    title: str
    time: str
    body: str = ""
    #: Whom and what it concerns beside whose timeline it is.
    who: str = ""
    #: Files; pictures are shown small.
    files: tuple[FileRow, ...] = ()
    comments: tuple[Comment, ...] = ()
    #: That it was corrected, in a few words.
    trace: str = ""
    pinned: bool = False
    faint: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        names = (file.name for file in self.files)
        added = (_("Comment of {day}: {comment}").format(day=one.when, comment=one.words) for one in self.comments)
        parts = (self.title, self.time, self.who, self.body, *names, *added, self.trace)
        return ", ".join(part for part in parts if part)


TimelineRow = HeadRow | FoldRow | Face

__all__ = [
    "Face",
    "FoldRow",
    "HeadRow",
    "TimelineRow",
    "day_heading",
    "face_of",
    "icon_of",
    "kind_word",
    "pin_face",
    "plan_face",
    "size_words",
    "title_of",
    "when_words",
]


def face_of(item: TimelineItem, *, today: date, leave_out: Sequence[int] = ()) -> Face:
    """Return a row ready to be drawn; `leave_out` are contacts that need not be named: it is their timeline."""
    if isinstance(item, TimelineEntry):
        return _entry_face(item, today, leave_out)
    if isinstance(item, StateChange):
        return _state_face(item, today, leave_out)
    return _step_face(item, today)


def pin_face(entry: TimelineEntry, today: date, leave_out: Sequence[int] = ()) -> Face:
    """Return an entry that is kept on top: it stands below no day and says its own."""
    day_words = near_day(local_day(entry.at), today)
    return replace(_entry_face(entry, today, leave_out), time=f"{day_words} {clock_time(entry.at)}")


def plan_face(task: TaskRow, today: date, leave_out: Sequence[int] = ()) -> Face:
    """Return something planned."""
    late = task.due_on < today
    when = " ".join(part for part in (near_day(task.due_on, today), task.due_time) if part)
    who = ", ".join(name for contact_id, name in task.contacts if contact_id not in leave_out)
    return Face(
        ref=-task.id,
        version=task.version,
        icon="clock-alert" if late else "calendar-clock",
        title=task.subject,
        time=when,
        body=task.body,
        who=" · ".join(part for part in (who, task.deal) if part),
    )


@lru_cache(maxsize=4000)
def _heading(ordinal: int, today: date, language: str) -> str:
    del language  # part of the key: the words follow it
    at = date.fromordinal(ordinal)
    if abs((at - today).days) <= 1:
        return near_day(at, today)
    if at.year != today.year:
        return month(at, form="LLLL y")
    return long_day(at).rsplit(" ", 1)[0]


def day_heading(ordinal: int, today: date, language: str) -> str:
    """Return the words over a day of this year, over a month of an earlier one."""
    return _heading(ordinal, today, language)


def when_words(entry_day: date, time: str, today: date) -> str:
    """Return what stands at the right of a row: the time, below the name of a month with its day."""
    return time if entry_day.year == today.year else f"{day(entry_day)[:6].rstrip('/')} {time}"


def _entry_face(entry: TimelineEntry, today: date, leave_out: Sequence[int]) -> Face:
    names = ", ".join(name for contact_id, name in entry.contacts if contact_id not in leave_out)
    about = entry.offer or entry.deal
    trace = ""
    if entry.edited_at is not None:
        trace = _("Edited {day}").format(day=near_day(local_day(entry.edited_at), today))
    return Face(
        ref=ref_of(Source.ENTRY, entry.id),
        version=entry.version,
        icon=icon_of(entry),
        title=title_of(entry),
        time=when_words(local_day(entry.at), clock_time(entry.at), today),
        body="\n".join(part for part in (entry.body, _result(entry)) if part),
        who=" · ".join(part for part in (names, about if about not in entry.subject else "") if part),
        files=entry.files,
        comments=tuple(Comment(one.id, one.body, near_day(local_day(one.at), today)) for one in entry.comments),
        trace=trace,
        pinned=entry.pinned,
        faint=entry.kind is ActivityKind.SYSTEM,
    )


def _result(entry: TimelineEntry) -> str:
    return _("Result: {result}").format(result=entry.result) if entry.result else ""


def _state_face(state: StateChange, today: date, leave_out: Sequence[int]) -> Face:
    account = state.account if state.account_id not in leave_out else ""
    return Face(
        ref=ref_of(Source.STATE, state.id),
        version=0,
        icon=_STATE_ICONS.get(state.now.status, "arrow-left-right"),
        title=state_title(state),
        time=when_words(local_day(state.at), clock_time(state.at), today),
        body=state_note(state),
        who=" · ".join(part for part in (account, state.deal) if part),
        faint=True,
    )


_STATE_ICONS = {DealStatus.WON: "trophy", DealStatus.LOST: "circle-x"}


def _step_face(step: FieldStep, today: date) -> Face:
    lines = [change_line(change) for change in step.changes]
    title = lines[0] if len(lines) == 1 else _("Contact data changed")
    return Face(
        ref=ref_of(Source.FIELDS, step.id),
        version=len(lines),
        icon="pencil",
        title=title,
        time=when_words(local_day(step.at), clock_time(step.at), today),
        body="" if len(lines) == 1 else "\n".join(lines),
        faint=True,
    )


def icon_of(entry: TimelineEntry) -> str:
    """Return the icon of an entry; calls and mails show who turned to whom."""
    incoming = entry.direction is Direction.IN
    return {
        ActivityKind.CALL: "phone-incoming" if incoming else "phone-outgoing",
        ActivityKind.EMAIL: "mail-open" if incoming else "mail", ActivityKind.MEETING: "users",
        ActivityKind.NOTE: "sticky-note", ActivityKind.LETTER: "mail", ActivityKind.TASK: "circle-check",
        ActivityKind.VISIT: "footprints", ActivityKind.DOCUMENT: "file-text", ActivityKind.SYSTEM: "arrow-left-right",
    }[entry.kind]  # fmt: skip


def size_words(size: int) -> str:
    """Return the size of a file for reading."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
