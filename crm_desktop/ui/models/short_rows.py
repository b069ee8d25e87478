"""A list whose rows are all here: rows that stay are drawn anew under the cursor, others make another list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

R = TypeVar("R")


class Spoken(Protocol):
    """A row that says itself."""

    def spoken(self) -> str:
        """Return the row as a screen reader says it."""
        ...


S = TypeVar("S", bound=Spoken)


class ShortRows(QAbstractListModel, Generic[R]):
    """Holds rows in order. A list says what it is by `key` and `spoken`, and by `handed` what a delegate draws."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []

    def key(self, row: R) -> object:
        """Return what two rows have in common that are the same one at different times."""
        return row

    def spoken(self, row: R) -> str:
        """Return a row as a screen reader says it."""
        raise NotImplementedError

    def handed(self, row: R, role: int) -> Any:
        """Return what a row has under a role: itself for a delegate, its sentence for everybody else."""
        if role == ROW_ROLE:
            return row
        return self.spoken(row) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def show(self, rows: Iterable[R]) -> None:
        """Show these rows; the same ones in the same order keep their selection and are drawn where they changed."""
        new = list(rows)
        if list(map(self.key, new)) != list(map(self.key, self._rows)):
            self.replace(new)
            return
        changed = [at for at, (row, before) in enumerate(zip(new, self._rows, strict=True)) if row != before]
        self._rows = new
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def replace(self, rows: Iterable[R]) -> None:
        """Show these rows as another list, with nothing selected."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def take(self, at: int) -> None:
        """Take a row out at once, before the step that does it is done."""
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()

    def rows(self) -> Sequence[R]:
        """Return what is shown, in order."""
        return self._rows

    def at(self, row: int) -> R | None:
        """Return a row by its place, None outside the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: object) -> int | None:
        """Return where a row stands, None where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if self.key(row) == key), None)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a screen reader or a command needs of a row."""
        row = self.at(index.row()) if index.isValid() else None
        return None if row is None else self.handed(row, role)


class SpokenRows(ShortRows[S]):
    """Rows that say themselves."""

    def spoken(self, row: S) -> str:
        """Return a row as a screen reader says it."""
        return row.spoken()
