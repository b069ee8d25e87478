"""Steps of the user grouped by day, ready to be drawn and said, and what each did in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import clock_time, long_day, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.store.queries.steps import Counted, StepLine
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

#: The role of the step itself.
STEP_ROLE = ROW_ROLE + 1
#: So many kinds are named in one line.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day above its steps."""

    words: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step ready to be drawn."""

    title: str
    detail: str
    time: str
    icon: str
    #: Undone: it can be done again, and is drawn in weaker ink.
    undone: bool
    #: It can no longer be undone.
    locked: bool

    def spoken(self) -> str:
        """Return the step as a screen reader says it."""
        state = _("undone") if self.undone else _("cannot be undone any more") if self.locked else ""
        return ", ".join(part for part in (self.time, self.title, self.detail, state) if part)


class StepsModel(QAbstractListModel):
    """Days and their steps, newest first; older ones are appended with `go_on`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DayRow | StepRow] = []
        self._lines: list[StepLine | None] = []
        self._today = date.min

    def show(self, lines: Sequence[StepLine], today: date) -> None:
        """Show these steps; rows that stay are only drawn anew."""
        self._today = today
        rows, kept = _with_days(lines, today, before=None)
        if [type(row) for row in rows] == [type(row) for row in self._rows] and _ids(kept) == _ids(self._lines):
            self._rows, self._lines = rows, kept
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows, self._lines = rows, kept
        self.endResetModel()

    def go_on(self, lines: Sequence[StepLine]) -> None:
        """Append older steps."""
        last = next((line for line in reversed(self._lines) if line is not None), None)
        rows, kept = _with_days(lines, self._today, before=last)
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self._lines += kept
            self.endInsertRows()

    def line(self, row: int) -> StepLine | None:
        """Return the step of a row, None for a day."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def lines(self) -> list[StepLine]:
        """Return all steps read so far."""
        return [line for line in self._lines if line is not None]

    def row_of(self, step_id: int) -> int | None:
        """Return where a step stands."""
        return next((at for at, line in enumerate(self._lines) if line is not None and line.step.id == step_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the delegate, its step, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == STEP_ROLE:
            return self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken() if isinstance(row, StepRow) else row.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let steps be chosen, and days not."""
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def row_of(line: StepLine) -> StepRow:
    """Return a step as the list shows it."""
    step = line.step
    locked = step.closed or bool(line.blocked_by)
    return StepRow(
        title=step.label,
        detail=", ".join(said(line.counted)[:_NAMED]),
        time=clock_time(step.at),
        icon="redo-2" if step.undone else "lock" if locked else "undo-2",
        undone=step.undone,
        locked=locked and not step.undone,
    )


def said(counted: Sequence[Counted]) -> list[str]:
    """Return in words what a step did, one kind of record a sentence; parts of records are summed up."""
    found: list[str] = []
    for one in sorted(counted, key=lambda one: (_rank(one.kind), one.kind)):
        name = _NAMES.get(one.kind)
        if name is None:
            continue
        found += [
            text.format(records=name(n))
            for text, n in (
                (_("{records} added"), one.added),
                (_("{records} changed"), one.changed),
                (_("{records} moved to the bin"), one.binned),
                (_("{records} taken out of the bin"), one.restored),
                (_("{records} deleted"), one.deleted),
            )
            if n
        ]
    if not found and counted:
        many = sum(sum(one[1:]) for one in counted)
        found = [plural("{n} detail changed", "{n} details changed", many)]
    return found


#: What a count of each kind is called; kinds that are not here are parts nobody asks for.
_NAMES = {
    "contact": lambda n: plural("{n} contact", "{n} contacts", n),
    "deal": lambda n: plural("{n} deal", "{n} deals", n),
    "offer": lambda n: plural("{n} offer", "{n} offers", n),
    "sale": lambda n: plural("{n} order", "{n} orders", n),
    "activity": lambda n: plural("{n} entry", "{n} entries", n),
    "product": lambda n: plural("{n} product", "{n} products", n),
    "lead": lambda n: plural("{n} inquiry", "{n} inquiries", n),
    "service_case": lambda n: plural("{n} service case", "{n} service cases", n),
    "campaign": lambda n: plural("{n} campaign", "{n} campaigns", n),
    "stage": lambda n: plural("{n} stage", "{n} stages", n),
    "pipeline": lambda n: plural("{n} process", "{n} processes", n),
    "activity_comment": lambda n: plural("{n} comment", "{n} comments", n),
    "attachment": lambda n: plural("{n} file", "{n} files", n),
    "offer_line": lambda n: plural("{n} line of an offer", "{n} lines of offers", n),
    "contact_point": lambda n: plural("{n} phone number or e-mail", "{n} phone numbers and e-mails", n),
    "address": lambda n: plural("{n} address", "{n} addresses", n),
    "firm": lambda n: plural("{n} detail of the firm", "{n} details of the firm", n),
    "tag": lambda n: plural("{n} tag", "{n} tags", n),
}


def _rank(kind: str) -> int:
    names = list(_NAMES)
    return names.index(kind) if kind in names else len(names)


def _with_days(
    lines: Sequence[StepLine], today: date, *, before: StepLine | None
) -> tuple[list[DayRow | StepRow], list[StepLine | None]]:
    rows: list[DayRow | StepRow] = []
    kept: list[StepLine | None] = []
    day = None if before is None else local_day(before.step.at)
    for line in lines:
        on = local_day(line.step.at)
        if on != day:
            day = on
            near = near_day(on, today)
            rows.append(DayRow(long_day(on) if abs((today - on).days) > 1 else f"{near}, {long_day(on)}"))
            kept.append(None)
        rows.append(row_of(line))
        kept.append(line)
    return rows, kept


def _ids(lines: Sequence[StepLine | None]) -> list[int]:
    return [0 if line is None else line.step.id for line in lines]
