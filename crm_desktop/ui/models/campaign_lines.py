"""Short lists of the campaigns pane: people, due steps, surveys, each as a row of two lines that knows its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

#: The roles of the record's id and of the whole line.
ID_ROLE = ROW_ROLE + 1
LINE_ROLE = ROW_ROLE + 2


class Line(NamedTuple):
    """One row: the record it is about, what is drawn, and what a screen reader says."""

    ref: int
    face: TwoLine
    sentence: str = ""
    #: What belongs to the row and is needed when it is worked on.
    about: Any = None


class LinesModel(QAbstractListModel):
    """`model.show(lines)`: the same records in the same order are only drawn anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        before, self._lines = self._lines, tuple(lines)
        if [line.ref for line in before] == [line.ref for line in self._lines]:
            changed = [place for place, line in enumerate(self._lines) if line != before[place]]
            for place in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            return
        self._lines = before
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """Return what is shown."""
        return self._lines

    def row_of(self, ref: int) -> int:
        """Return the place of a record, -1 where it is not shown."""
        return next((place for place, line in enumerate(self._lines) if line.ref == ref), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a screen reader or a command needs of a line."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (line.face.title, line.face.detail, line.face.right)
            return line.sentence or ", ".join(part for part in words if part)
        held = {
            ROW_ROLE: line.face, ID_ROLE: line.ref, LINE_ROLE: line, Qt.ItemDataRole.DisplayRole: line.face.title
        }  # fmt: skip
        return held.get(role)
