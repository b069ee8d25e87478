"""A list of any length: the ids are all here, the rows come page by page as they are painted."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: Rows fetched together: more than a screen shows, and few enough to be read between two frames.
PAGE = 60
#: Rows kept beyond this number are let go, those asked for longest ago first.
KEPT = 20 * PAGE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

#: The role under which the row of the query itself is handed out.
RECORD_ROLE = ROW_ROLE + 1
#: The role of the record's id.
ID_ROLE = ROW_ROLE + 2


class HasId(Protocol):
    """A row of a query that says which record it is of."""

    @property
    def id(self) -> int:
        """The record's id."""
        ...


R = TypeVar("R", bound=HasId)


class RowsModel(QAbstractListModel, Generic[R]):
    """Holds ids in order and hands out rows for painting; a row not read yet is None and announced when it is there.

    `fetch` is a query `(reader, *, ids) -> list of rows`; `draw` turns a row into what the delegate draws; `say` into a
    sentence for screen readers. Nothing here raises from `data`, and a changed row keeps its old face until the new one
    has been read.
    """

    #: Rows have arrived: carries their ids as a set.
    arrived = Signal(object)

    def __init__(
        self,
        desk: Desk,
        fetch: Callable[..., Sequence[R]],
        draw: Callable[[R], object],
        say: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._fetch, self._draw, self._say = desk, fetch, draw, say
        self._ids: Sequence[int] = array("q")
        #: Where records stand, of those that were painted or looked for; -1 for one that is not in the list.
        self._places: dict[int, int] = {}
        self._rows: dict[int, R] = {}
        self._drawn: dict[int, object] = {}
        self._asked: set[int] = set()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many records the list holds."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a screen reader or a command needs of a row; None while it is not read yet."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        record_id = self._ids[index.row()]
        if role == ID_ROLE:
            return record_id
        self._places[record_id] = index.row()
        row = self._rows.get(record_id)
        if row is None:
            self._ask_for(index.row())
            return None
        return self._of_row(record_id, row, role)

    def show_ids(self, ids: Sequence[int], first: Iterable[R] = ()) -> None:
        """Show another list; rows that came with it need not be read again."""
        self.beginResetModel()
        self._ids, self._places, self._asked = ids, {}, set()
        for row in first:
            self._keep(row)
        self.endResetModel()

    def extend_ids(self, ids: Sequence[int]) -> None:
        """Take the whole list where only its beginning was shown so far; without one change nothing flickers."""
        shown = len(self._ids)
        if ids[:shown] != self._ids and list(ids[:shown]) != list(self._ids):
            self.show_ids(ids)
            return
        if len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self._places = {record_id: place for record_id, place in self._places.items() if place >= 0}
            self.endInsertRows()

    def refresh(self, ids: frozenset[int] | None) -> None:
        """Read these rows again (None: all that were read); they keep their old face meanwhile."""
        wanted = [record_id for record_id in self._rows if ids is None or record_id in ids]
        if wanted:
            self._desk.ask(self._fetch, ids=wanted[-KEPT:], then=self._take, asker=self, topic=f"again {wanted[0]}")

    def redraw(self) -> None:
        """Draw every row anew from what was read: the day or the language changed."""
        self._drawn.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [ROW_ROLE])

    def id_at(self, row: int) -> int | None:
        """Return the id of a row, None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int | None:
        """Return where a record stands in the list, None where it is not in it."""
        place = self._places.get(record_id)
        if place is None:
            try:
                place = self._ids.index(record_id)
            except ValueError:
                place = -1
            self._places[record_id] = place
        return place if place >= 0 else None

    def record(self, record_id: int) -> R | None:
        """Return the row of a record, None while it is not read."""
        return self._rows.get(record_id)

    def _of_row(self, record_id: int, row: R, role: int) -> Any:
        if role == ROW_ROLE:
            if record_id not in self._drawn:
                self._drawn[record_id] = self._draw(row)
            return self._drawn[record_id]
        if role == RECORD_ROLE:
            return row
        return self._say(row) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _ask_for(self, row: int) -> None:
        page = row // PAGE
        if page in self._asked:
            return
        self._asked.add(page)
        ids = list(self._ids[page * PAGE : (page + 1) * PAGE])
        self._desk.ask(self._fetch, ids=ids, then=self._take, failed=lambda _error: self._asked.discard(page))

    def _take(self, rows: Sequence[R]) -> None:
        for row in rows:
            self._keep(row)
        self._let_go()
        # What was never painted need not be painted again; a table of all places would take 80 MB for a million.
        places = sorted(place for row in rows if (place := self._places.get(row.id, -1)) >= 0)
        if places:
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]))
        self.arrived.emit({row.id for row in rows})

    def _keep(self, row: R) -> None:
        self._rows.pop(row.id, None)
        self._rows[row.id] = row
        self._drawn.pop(row.id, None)

    def _let_go(self) -> None:
        surplus = len(self._rows) - KEPT
        if surplus > 0:
            for record_id in list(self._rows)[:surplus]:
                del self._rows[record_id]
                self._drawn.pop(record_id, None)
            # Pages of what was let go may be asked for again.
            self._asked.clear()
