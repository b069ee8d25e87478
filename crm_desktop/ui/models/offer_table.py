"""The lines of an open offer as a table to be read: what each cell shows and says, and all figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import Separators, parse_decimal
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_editing as editing
from crm_desktop.ui.models import offer_faces
from crm_desktop.ui.models.offer_editing import Column, Entry
from crm_desktop.ui.models.offer_faces import Inside, LineFace
from crm_desktop.ui.widgets.two_line import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

#: The running text of a line, written below its title.
TEXT_ROLE = ROW_ROLE + 1
#: The line itself.
LINE_ROLE = ROW_ROLE + 2
_FLAG = Qt.ItemFlag
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

#: Works out the figures of lines; raises BadInput for those no offer can have.
Price = Callable[[Sequence[Line]], PricedOffer]
#: Works out what lines leave after their costs, from the figures; None where that is not to be shown.
LookInside = Callable[[Sequence[Line], PricedOffer], Inside | None]


class LineTable(QAbstractTableModel):
    """The lines of one offer. Signal: `recounted` when figures changed, also by what is half typed."""

    recounted = Signal()

    def __init__(self, price: Price, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._price = price
        #: What lines leave, shown where somebody set this.
        self.look_inside: LookInside = lambda _lines, _totals: None
        self._entries: editing.Entries = ()
        #: The line that is being written in, with what is half typed.
        self._typed: Entry | None = None
        self._faces: list[LineFace] = []
        self._totals: PricedOffer | None = None
        self._frozen = True

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, what is edited in it, its line, or what a screen reader says."""
        row, column = index.row(), index.column()
        if not index.isValid() or not 0 <= row < len(self._entries):
            return None
        line, face = self._entries[row].line, self._faces[row]
        answer: Any = None
        if role == ROW_ROLE:
            answer = face
        elif role == Qt.ItemDataRole.DisplayRole:
            heads = {Column.HANDLE: face.number, Column.TITLE: face.title}
            answer = heads[Column(column)] if column in heads else self._cell(row, column)
        elif role == Qt.ItemDataRole.EditRole:
            answer = offer_faces.editing_text(line, column)
        elif role == Qt.ItemDataRole.AccessibleTextRole and column == Column.TITLE:
            answer = offer_faces.sentence(face, line, self._cents(row))
        elif role in (TEXT_ROLE, LINE_ROLE):
            answer = line.text if role == TEXT_ROLE else line
        elif role == Qt.ItemDataRole.ToolTipRole and column == Column.TITLE:
            answer = line.text or None
        return answer

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above a column and the side they stand at."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(Column):
            if role == Qt.ItemDataRole.DisplayRole:
                return offer_faces.heading_of(section)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if section in (Column.TITLE, Column.UNIT) else _RIGHT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be written in and dragged: nothing of an offer that was sent."""
        if not index.isValid():
            return _FLAG.NoItemFlags if self._frozen else _FLAG.ItemIsDropEnabled
        plain = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren
        if self._frozen:
            return plain
        if editing.is_editable(self._entries[index.row()].line, index.column()):
            plain |= _FLAG.ItemIsEditable
        return plain | _FLAG.ItemIsDragEnabled if index.column() == Column.HANDLE else plain

    @property
    def frozen(self) -> bool:
        """Whether nothing can be changed."""
        return self._frozen

    def freeze(self, *, frozen: bool) -> None:
        """Let lines be changed, or not any more."""
        self._frozen = frozen

    def lines(self) -> tuple[Line, ...]:
        """Return the lines to be stored."""
        return editing.stored(self._entries)

    def lines_as_typed(self) -> tuple[Line, ...]:
        """Return the lines with what stands half typed in an open cell."""
        return editing.stored(self._as_typed())

    def all_lines(self) -> tuple[Line, ...]:
        """Return a line for each row as typed, those that are begun and still empty too."""
        return tuple(entry.line for entry in self._as_typed())

    def faces(self) -> list[LineFace]:
        """Return how the lines look, one a row."""
        return list(self._faces)

    def totals(self) -> PricedOffer | None:
        """Return all figures with what is half typed; None where they cannot be worked out."""
        return self._totals

    def line_at(self, row: int) -> Line:
        """Return the line of a row."""
        return self._entries[row].line

    def is_fresh(self, row: int) -> bool:
        """Whether a line was begun and holds nothing yet."""
        return 0 <= row < len(self._entries) and self._entries[row].fresh

    def row_of_stored(self, place: int) -> int:
        """Return the row of the line that is stored or previewed at a place (from 0); -1 where there is none."""
        rows = [row for row, entry in enumerate(self._as_typed()) if not entry.fresh]
        return rows[place] if 0 <= place < len(rows) else -1

    def column_of(self, row: int, word: str, language: str) -> Column:
        """Return the column of a line in which a word of the page stands; the title where it is no figure of it."""
        if not 0 <= row < len(self._entries):
            return Column.TITLE
        line = self._entries[row].line
        if word and word == line.unit:
            return Column.UNIT
        try:
            value = abs(parse_decimal(word, Separators("," if language == "de" else ".")))
        except BadInput:
            return Column.TITLE
        figures = {
            Column.PRICE: line.unit_price,
            Column.QUANTITY: line.quantity,
            Column.DISCOUNT: line.discount_percent,
            Column.VAT: line.vat_percent,
        }
        return next((column for column, figure in figures.items() if figure == value), Column.TITLE)

    def stored_place(self, row: int) -> int:
        """Return at which place (from 0) the line of a row is stored or previewed; -1 for one that is not."""
        entries = self._as_typed()
        if not 0 <= row < len(entries) or entries[row].fresh:
            return -1
        return sum(not entry.fresh for entry in entries[:row])

    def has_discounts(self) -> bool:
        """Whether any line has a discount of its own."""
        return any(entry.line.discount_percent or entry.line.discount_cents for entry in self._entries)

    def has_mixed_vat(self) -> bool:
        """Whether lines have different rates of VAT."""
        return len({entry.line.vat_percent for entry in self._entries if offer_faces.is_taxed(entry.line)}) > 1

    def doubtful_rows(self) -> list[int]:
        """Return the rows that should be looked at before the offer is sent."""
        return [row for row, face in enumerate(self._faces) if face.doubtful and not self._entries[row].fresh]

    def recount(self, totals: PricedOffer | None = None) -> None:
        """Work faces and figures out anew, and have drawn what changed; only titles may have an editor.

        `totals` are the figures where they are known already.
        """
        looks, sums = self._faces, [self._cents(row) for row in range(len(self._entries))]
        self._work_out(totals)
        for row, face in enumerate(self._faces):
            # Cell by cell: for a range the view would draw itself whole, at each keystroke.
            if row >= len(looks) or face != looks[row]:
                self._tell_cells(row, Column.HANDLE, Column.TITLE, Column.TOTAL)
            elif self._cents(row) != sums[row]:
                self._tell_cells(row, Column.TOTAL)
        self.recounted.emit()

    def _tell_cells(self, row: int, *columns: Column) -> None:
        for column in columns:
            self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def _rearrange(self, entries: editing.Entries) -> None:
        """Hold other lines, each with the face it had; numbers follow with `recount`, when the rows lie right."""
        known = {entry.key: face for entry, face in zip(self._entries, self._faces, strict=True)}
        self._entries = entries
        self._faces = [
            known.get(entry.key) or LineFace(entry.line.kind, "", entry.line.title, empty=True, level=entry.line.level)
            for entry in entries
        ]

    def _work_out(self, totals: PricedOffer | None = None) -> None:
        lines = [entry.line for entry in self._as_typed()]
        try:
            self._totals = totals or self._price(lines)
        except BadInput:
            self._totals = None
        inside = None if self._totals is None else self.look_inside(lines, self._totals)
        self._faces = offer_faces.faces(lines, inside)

    def _as_typed(self) -> editing.Entries:
        return self._entries if self._typed is None else self._with(self._typed)

    def _with(self, new: Entry) -> editing.Entries:
        return tuple(new if entry.key == new.key else entry for entry in self._entries)

    def _cell(self, row: int, column: int) -> str:
        entry, typed = self._entries[row], self._typed
        line = typed.line if typed is not None and typed.key == entry.key else entry.line
        return offer_faces.cell_text(line, column, self._cents(row))

    def _cents(self, row: int) -> int:
        """Return what a row comes to; for a heading, its section."""
        if self._totals is None or row >= len(self._totals.lines_cents):
            return 0
        return self._totals.groups_cents.get(row, self._totals.lines_cents[row])
