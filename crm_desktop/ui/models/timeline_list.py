"""The timeline as a list: its whole order is known, what rows say is fetched page by page before they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.text import words as words_of
from crm_desktop.store.queries import tasks
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.queries.timeline import EVERYTHING, Scope, TimelineEntry, pinned
from crm_desktop.store.queries.timeline_index import (
    ALL_WANTED,
    MOST,
    Source,
    TimelineIndex,
    Wanted,
    index,
    parted,
    ref_of,
)
from crm_desktop.store.queries.timeline_rows import TimelineItem, rows
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.timeline import Face, FoldRow, HeadRow, TimelineRow, face_of, pin_face, plan_face
from crm_desktop.ui.models.timeline_order import NOTHING, Order, changed_part, ordered
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Rows of the first answer, which is there at once however long the timeline is.
FIRST = 120
#: Rows fetched together, and how many are kept.
PAGE, KEPT = 60, 1500
#: The words looked for, folded; whether a text is shown whole; whether an entry follows right below.
MARKS_ROLE, WHOLE_ROLE, LINKED_ROLE = ROW_ROLE + 11, ROW_ROLE + 12, ROW_ROLE + 13

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Question:
    """What a timeline is asked for."""

    scope: Scope = EVERYTHING
    wanted: Wanted = ALL_WANTED
    today: date = date.min
    #: Contacts that need not be named in the rows: it is their timeline.
    leave_out: tuple[int, ...] = ()
    #: Whether what is planned and what is pinned stand on top.
    with_top: bool = True


class Answer(NamedTuple):
    """The order of a timeline, what its first rows say, and what stands on top."""

    found: TimelineIndex
    first: dict[int, TimelineItem]
    pins: list[TimelineEntry]
    plans: list[TaskRow]


def ask_timeline(reader: Reader, *, question: Question, limit: int) -> Answer:
    """Answer a question; a query for the desk."""
    with reader.snapshot():
        found = index(reader, scope=question.scope, wanted=question.wanted, limit=limit)
        first = rows(reader, refs=found.refs[:PAGE], scope=question.scope)
        pins, plans = list[TimelineEntry](), list[TaskRow]()
        if question.with_top and question.scope.contact_id is not None:
            pins = pinned(reader, scope=question.scope)
            plans = tasks.planned(reader, contact_id=question.scope.contact_id, limit=20)
    return Answer(found, first, pins, plans)


class TimelineModel(QAbstractListModel):
    """`show(question)` asks; rows are a HeadRow, a FoldRow, a Face, or None while they are fetched.

    Signals: `answered(entries)` when the order is known, `arrived(first, last)` when rows have been fetched.
    """

    answered = Signal(int)
    arrived = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question = Question()
        self._shown: Question | None = None
        self._found = TimelineIndex(NOTHING.rows, NOTHING.rows, b"")
        self._order = NOTHING
        self._top: list[TimelineRow] = []
        self._items: dict[int, TimelineItem] = {}
        self._plans: dict[int, TaskRow] = {}
        self._faces: dict[int, Face] = {}
        self._asked: set[int] = set()
        self._opened: set[int] = set()
        self._whole: set[int] = set()
        self.all_whole = False
        self._complete = True

    # Asking

    def show(self, question: Question) -> None:
        """Show a timeline; what is shown already is only brought up to date."""
        other = question != self.question
        self.question = question
        if other:
            self._opened.clear()
            self._whole.clear()
        limit = FIRST if other else MOST
        self._complete = False
        self._desk.ask(
            ask_timeline, question=question, limit=limit, then=lambda answer: self._take(question, answer, limit),
            asker=self, topic="order", lane="timeline",
        )  # fmt: skip

    def refresh(self, changed: Iterable[int] | None = None) -> None:
        """Ask again for the same, and read these entries anew (None: all)."""
        keys = list(self._items) if changed is None else [ref_of(Source.ENTRY, one) for one in changed]
        for ref in keys:
            self._items.pop(ref, None)
            self._asked.discard(ref)
        self.show(self.question)

    def clear(self) -> None:
        """Show nothing."""
        self._desk.forget(self)
        self.question = Question()
        self._place(NOTHING, [])

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are, heads counted."""
        return 0 if parent.isValid() else len(self._top) + len(self._order.rows)

    def data(self, at: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the delegate, or what a screen reader says of it."""
        if not at.isValid() or not 0 <= at.row() < self.rowCount():
            return None
        row = self.row_at(at.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if row is None else row.spoken if isinstance(row, Face) else row.words
        if role == LINKED_ROLE:
            after = at.row() + 1
            return after < self.rowCount() and self.is_entry(after)
        whole = self.all_whole or (isinstance(row, Face) and row.ref in self._whole)
        return {ROW_ROLE: row, MARKS_ROLE: self.marks(), WHOLE_ROLE: whole}.get(role)

    def flags(self, at: Index) -> Qt.ItemFlag:
        """Let entries and folds be chosen, days not."""
        if not at.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if isinstance(self.row_at(at.row()), HeadRow) else chosen

    # Rows

    def row_at(self, row: int) -> TimelineRow | None:
        """Return a row, None while it is fetched (asking does that)."""
        if row < len(self._top):
            return self._top[row]
        head = self._order.head(row - len(self._top))
        if head is not None:
            return head
        ref = self._order.rows[row - len(self._top)]
        face = self._faces.get(ref)
        if face is None and (item := self._items.get(ref)) is not None:
            face = face_of(item, today=self.question.today, leave_out=self.question.leave_out)
            self._faces[ref] = face
        if face is None:
            self.want(row, row)
        return face

    def is_entry(self, row: int) -> bool:
        """Whether a row is an entry and no head, without fetching it."""
        if row < len(self._top):
            return isinstance(self._top[row], Face)
        return self._order.rows[row - len(self._top)] >= 0

    def heading_over(self, row: int) -> str:
        """Return the head a row stands below."""
        for at in range(min(row, self.rowCount() - 1), -1, -1):
            head = self._top[at] if at < len(self._top) else self._order.head(at - len(self._top))
            if isinstance(head, HeadRow):
                return head.words
        return ""

    def want(self, first: int, last: int) -> None:
        """Have rows fetched that come into sight soon, those around them with them."""
        top = len(self._top)
        span = self._order.rows[max(0, first - top - PAGE // 4) : max(0, last - top) + PAGE]
        refs = [ref for ref in span if ref >= 0 and ref not in self._items and ref not in self._asked]
        if not refs:
            return
        self._asked.update(refs)
        self._desk.ask(rows, refs=refs, scope=self.question.scope, then=self._keep, lane="timeline rows")

    def item(self, at: Index) -> TimelineItem | TaskRow | None:
        """Return what a row is of; None for heads and rows not fetched."""
        row = self.row_at(at.row()) if at.isValid() else None
        if not isinstance(row, Face):
            return None
        return self._plans.get(-row.ref) if row.ref < 0 else self._items.get(row.ref)

    def entry_ids(self) -> list[int]:
        """Return every entry in its order, read or not; changes of deals and fields are none."""
        return [record for source, record in map(parted, self._found.refs) if source is Source.ENTRY]

    def entry_at(self, at: Index) -> TimelineEntry | None:
        """Return the entry of a row, None for anything else."""
        found = self.item(at)
        return found if isinstance(found, TimelineEntry) else None

    def row_of_day(self, day: date) -> int | None:
        """Return the row of the newest entry of a day or before it; None where all are later."""
        ordinal = day.toordinal()
        earlier = (ref for ref, at in zip(self._found.refs, self._found.days, strict=True) if at <= ordinal)
        # What is left out, as a doubled word of the program is, has no row: the next one below stands for the day.
        rows = (self.row_of(ref) for ref in earlier)
        return next((row for row in rows if row is not None), None)

    def row_of(self, ref: int) -> int | None:
        """Return the row of an entry, pinned ones on top, or of the fold it lies in."""
        pinned = next((row for row, face in enumerate(self._top) if isinstance(face, Face) and face.ref == ref), None)
        if pinned is not None:
            return pinned
        place = next((row for row, value in enumerate(self._order.rows) if value == ref), None)
        if place is None:
            place = self._row_of_fold(ref)
        return None if place is None else place + len(self._top)

    def marks(self) -> tuple[str, ...]:
        """Return the words looked for, folded."""
        return tuple(words_of(self.question.wanted.text))

    def toggle_fold(self, fold: FoldRow) -> None:
        """Open a fold or close it."""
        self._opened ^= {fold.ref}
        self._place(self._ordered(), self._top)

    def toggle_whole(self, face: Face) -> None:
        """Show the whole of a long text, or its beginning again."""
        self._whole ^= {face.ref}
        self._redraw(self.row_of(face.ref))

    def show_all_whole(self, *, whole: bool) -> None:
        """Show all texts whole and all folds open, or the opposite."""
        self.all_whole = whole
        self._opened.clear()
        self._whole.clear()
        self._place(self._ordered(), self._top)
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def is_complete(self) -> bool:
        """Whether the whole order is known."""
        return self._complete

    # Inside

    def _take(self, question: Question, answer: Answer, limit: int) -> None:
        if self._shown != question:
            self._items.clear()
            self._asked.clear()
        self._found = answer.found
        self._faces.clear()
        self._items |= answer.first
        top = self._top_of(answer)
        if self._shown == question:
            self._place(self._ordered(), top)
            if self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        else:
            self.beginResetModel()
            self._top, self._order, self._shown = top, self._ordered(), question
            self.endResetModel()
        self._complete = len(answer.found.refs) < limit or limit == MOST
        self.answered.emit(len(answer.found.refs) + len(answer.pins))
        if not self._complete:
            self.show(question)

    def _top_of(self, answer: Answer) -> list[TimelineRow]:
        question, top = self.question, list[TimelineRow]()
        self._plans = {task.id: task for task in answer.plans}
        self._items |= {ref_of(Source.ENTRY, entry.id): entry for entry in answer.pins}
        if answer.plans and not question.wanted.narrows:
            top += [
                HeadRow(_("Planned")),
                *(plan_face(task, question.today, question.leave_out) for task in answer.plans),
            ]
        if answer.pins and not question.wanted.narrows:
            top += [HeadRow(_("Pinned")), *(pin_face(pin, question.today, question.leave_out) for pin in answer.pins)]
        return top

    def _ordered(self) -> Order:
        return ordered(self._found, self.question.today, spoken(), self._opened, unfold=self.all_whole)

    def _place(self, order: Order, top: Sequence[TimelineRow]) -> None:
        """Show another order, row by row where most of it stays."""
        if list(top) != self._top:
            self.beginResetModel()
            self._top, self._order = list(top), order
            self.endResetModel()
            return
        start, gone, come = changed_part(self._order, order)
        first = start + len(self._top)
        if gone:
            self.beginRemoveRows(QModelIndex(), first, first + gone - 1)
            kept = self._order.rows[:start] + self._order.rows[start + gone :]
            self._order = replace(self._order, rows=kept)
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), first, first + come - 1)
            self._order = order
            self.endInsertRows()
        self._order = order

    def _keep(self, found: Mapping[int, TimelineItem]) -> None:
        for ref, item in found.items():
            self._items[ref] = item
            self._faces.pop(ref, None)
        self._asked -= found.keys()
        for ref in list(self._items)[: max(0, len(self._items) - KEPT)]:
            del self._items[ref]
            self._faces.pop(ref, None)
        places = [row for row, ref in enumerate(self._order.rows) if ref in found]
        if places:
            first, last = places[0] + len(self._top), places[-1] + len(self._top)
            self.arrived.emit(first, last)
            self.dataChanged.emit(self.index(first), self.index(last))

    def _row_of_fold(self, ref: int) -> int | None:
        at = next((place for place, one in enumerate(self._found.refs) if one == ref), None)
        if at is None:
            return None
        while at > 0 and self._found.automatic[at - 1] and self._order.rows.count(self._found.refs[at]) == 0:
            at -= 1
            folds = {head.ref: number for number, head in enumerate(self._order.heads) if isinstance(head, FoldRow)}
            if self._found.refs[at] in folds:
                return self._order.rows.index(-1 - folds[self._found.refs[at]])
        return None

    def _redraw(self, row: int | None) -> None:
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))
