"""The timeline as a list: days and what happened on them, fetched in pages, heights remembered by entry and width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import clock_time, long_day, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.store.queries.timeline import Group, Place, Scope, TimelineEntry, entries
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: The first page is what a screen shows; the following ones are fetched while the user scrolls.
FIRST_PAGE, PAGE = 60, 200
#: Qt lays out all rows at each insertion: beyond this many loaded entries the list asks for a narrower question.
MOST = 1500

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day over its entries."""

    words: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry, ready to be drawn. `chips` are files; `linked` joins it with the entry below by a line."""

    entry: TimelineEntry
    icon: str
    title: str
    time: str
    body: str
    chips: tuple[str, ...]
    linked: bool
    faint: bool


TimelineRow = DayRow | EntryRow


class TimelineModel(QAbstractListModel):
    """Rows of one timeline. `show(scope, group)` asks anew; older pages follow through fetchMore."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope, self._group = Scope(), Group.ALL
        self._entries: list[TimelineEntry] = []
        self._rows: list[TimelineRow] = []
        self._more = False
        self._fetching = False
        self._today = date.min

    def show(self, scope: Scope, group: Group, today: date) -> None:
        """Show a timeline from its newest entry on."""
        self._scope, self._group, self._today = scope, group, today
        self._fetching = True
        self._desk.ask(
            entries, scope=scope, group=group, limit=FIRST_PAGE, then=self._begin, asker=self, topic="entries",
            lane="timeline",
        )  # fmt: skip

    def clear(self) -> None:
        """Show nothing."""
        self._begin([])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are loaded, days counted."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the delegate, or what a screen reader says of it."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be chosen, days not."""
        if isinstance(index.data(ROW_ROLE), EntryRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether older entries may follow."""
        return not parent.isValid() and self._more and not self._fetching and len(self._entries) < MOST

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next page of older entries."""
        if not self.canFetchMore(parent):
            return
        self._fetching = True
        last = self._entries[-1]
        self._desk.ask(
            entries, scope=self._scope, group=self._group, after=Place(last.at, last.id), limit=PAGE, then=self._append,
            asker=self, topic="entries", lane="timeline",
        )  # fmt: skip

    def entry_at(self, index: Index) -> TimelineEntry | None:
        """Return the entry of a row, None for a day."""
        row = index.data(ROW_ROLE)
        return row.entry if isinstance(row, EntryRow) else None

    def _begin(self, found: Sequence[TimelineEntry]) -> None:
        self.beginResetModel()
        self._entries = list(found)
        self._rows = rows(self._entries, self._today)
        self._more, self._fetching = len(found) == FIRST_PAGE, False
        self.endResetModel()

    def _append(self, found: Sequence[TimelineEntry]) -> None:
        self._fetching = False
        self._more = len(found) == PAGE
        if not found:
            return
        before = len(self._rows)
        added = rows(found, self._today, after=self._entries[-1])
        self.beginInsertRows(QModelIndex(), before, before + len(added) - 1)
        self._entries += found
        self._rows += added
        self.endInsertRows()


def rows(found: Sequence[TimelineEntry], today: date, after: TimelineEntry | None = None) -> list[TimelineRow]:
    """Return entries, newest first, with a row before the first of each day (of each month, before this year)."""
    made: list[TimelineRow] = []
    day = day_words(local_day(after.at), today) if after else ""
    for place, entry in enumerate(found):
        words = day_words(local_day(entry.at), today)
        if words != day:
            made.append(DayRow(words))
            day = words
        below = found[place + 1] if place + 1 < len(found) else None
        linked = below is not None and day_words(local_day(below.at), today) == words
        made.append(entry_row(entry, linked=linked))
    return made


def day_words(day: date, today: date) -> str:
    """Return the day as the heading over its entries."""
    if abs((day - today).days) <= 1:
        return near_day(day, today)
    return long_day(day) if day.year != today.year else long_day(day).rsplit(" ", 1)[0]


def entry_row(entry: TimelineEntry, *, linked: bool) -> EntryRow:
    """Return an entry ready to be drawn."""
    return EntryRow(
        entry=entry,
        icon=icon_of(entry),
        title=title_of(entry),
        time=clock_time(entry.at),
        body="\n".join(part for part in (entry.body, entry.result) if part),
        chips=tuple(f"{file.name} · {size_words(file.size)}" for file in entry.files),
        linked=linked,
        faint=entry.kind is ActivityKind.SYSTEM,
    )


def title_of(entry: TimelineEntry) -> str:
    """Return the line that says what kind of entry it is: the subject, with how long a call or meeting took."""
    kind = {
        ActivityKind.CALL: _("Call"), ActivityKind.EMAIL: _("E-mail"), ActivityKind.MEETING: _("Meeting"),
        ActivityKind.NOTE: _("Note"), ActivityKind.LETTER: _("Letter"), ActivityKind.TASK: _("Task"),
        ActivityKind.VISIT: _("Visit"), ActivityKind.DOCUMENT: _("Document"), ActivityKind.SYSTEM: _("Change"),
    }[entry.kind]  # fmt: skip
    if entry.kind is ActivityKind.EMAIL and entry.direction is not Direction.NONE:
        kind = _("E-mail received") if entry.direction is Direction.IN else _("E-mail sent")
    title = entry.subject or kind
    return f"{title}, {plural('{n} min', '{n} min', entry.minutes)}" if entry.minutes else title


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


def spoken(row: TimelineRow) -> str:
    """Return a row as a screen reader says it."""
    if isinstance(row, DayRow):
        return row.words
    return ", ".join(part for part in (row.title, row.time, row.body, *row.chips) if part)
