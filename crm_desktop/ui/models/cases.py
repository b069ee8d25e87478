"""The table of service cases: what each is about, whose it is, by when it is to be solved or how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority
from crm_desktop.operations.history.case_words import due_words, kind_word, status_word, time_taken
from crm_desktop.store.queries.cases import CaseRow
from crm_desktop.ui.models.case_rows import ICONS
from crm_desktop.ui.widgets.two_line import ROW_ROLE

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Role
    from crm_desktop.ui.widgets.pill import PillTone

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

#: The role of the case's id.
ID_ROLE = ROW_ROLE + 1


class Column(IntEnum):
    """Columns of the list."""

    TITLE = 0
    CUSTOMER = 1
    STATUS = 2
    DUE = 3
    OPENED = 4


class CaseFace(NamedTuple):
    """One case as it is drawn."""

    row: CaseRow
    icon: str
    tone: Role
    detail: str
    mark: tuple[str, str, PillTone]
    cells: tuple[str, ...]
    late: bool

    def spoken(self) -> str:
        """Return the case as a screen reader says it."""
        heads = column_words()
        said = (f"{heads[place]}: {self.cells[place]}" for place in range(1, len(self.cells)) if self.cells[place])
        return ", ".join((self.row.title, self.detail, *said))


class CasesModel(QAbstractTableModel):
    """`model.show(rows, today)`; the same cases in the same order are only drawn anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[CaseFace, ...] = ()

    def ids(self) -> list[int]:
        """Return the ids of the cases, in their order."""
        return [face.row.id for face in self._faces]

    def show(self, rows: Sequence[CaseRow], today: date) -> None:
        """Show other cases."""
        faces = tuple(face_of(row, today) for row in rows)
        if [one.row.id for one in faces] == [one.row.id for one in self._faces]:
            self._faces = faces
            if faces:
                self.dataChanged.emit(self.index(0, 0), self.index(len(faces) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._faces = faces
        self.endResetModel()

    def at(self, place: int) -> CaseRow | None:
        """Return the case at a place, None outside the list."""
        return self._faces[place].row if 0 <= place < len(self._faces) else None

    def row_of(self, case_id: int) -> int:
        """Return the place of a case, -1 where it is not listed."""
        return next((place for place, face in enumerate(self._faces) if face.row.id == case_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many cases are listed."""
        return 0 if parent.isValid() else len(self._faces)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate, a screen reader or a command needs."""
        if not index.isValid() or not 0 <= index.row() < len(self._faces):
            return None
        face, place = self._faces[index.row()], index.column()
        held = {
            ROW_ROLE: face, ID_ROLE: face.row.id, Qt.ItemDataRole.DisplayRole: face.cells[place],
            Qt.ItemDataRole.AccessibleTextRole: face.spoken() if place == Column.TITLE else face.cells[place],
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if place == Column.OPENED else _LEFT,
        }  # fmt: skip
        return held.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a column is called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Column.OPENED else _LEFT
        return column_words()[section] if role == Qt.ItemDataRole.DisplayRole else None


def column_words() -> tuple[str, ...]:
    """Return what the columns are called."""
    return _("What it is about"), _("Customer"), _("State"), _("To be solved by"), meant("service cases", "Came in")


def face_of(row: CaseRow, today: date) -> CaseFace:
    """Return a case as it is drawn: what is late in red, what is solved with the time it took."""
    late = row.is_late(today)
    due = time_taken(row.opened_at, row.solved_at) if row.solved_at is not None else due_words(row.due_on, today)
    who = ", ".join(part for part in (row.contact, row.company) if part)
    detail = " · ".join(part for part in (kind_word(row.kind), row.product) if part)
    mark = _mark(row)
    complains = row.kind is CaseKind.COMPLAINT and row.is_open
    return CaseFace(
        row, ICONS[row.kind], "danger" if complains else "text2", detail, mark,
        (row.title, who, mark[0], due, day(local_day(row.opened_at))), late,
    )  # fmt: skip


def _mark(row: CaseRow) -> tuple[str, str, PillTone]:
    """Return the pill of a case: its state, and that it is urgent."""
    if row.status is CaseStatus.SOLVED:
        return status_word(row.status), "circle-check", "success"
    if row.priority is Priority.HIGH:
        return _("urgent"), "flag", "danger"
    waits = row.status is CaseStatus.WAITING
    return status_word(row.status), "clock" if waits else "circle-dot", "neutral" if waits else "info"
