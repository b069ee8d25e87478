"""A table before it is taken in: its first rows, what fills which field, and what is wrong where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.errors import Problem
from crm_desktop.base.i18n import _, plural
from crm_desktop.exchange.column import Column, Confidence
from crm_desktop.exchange.headings import tells_of_others
from crm_desktop.exchange.intake import CsvOptions, FileFormat, Look, first_rows, look, with_mapping, with_shapes
from crm_desktop.exchange.shaping import Shape, shaper
from crm_desktop.exchange.titles import field_titles

Index = QModelIndex | QPersistentModelIndex
#: Carries what is wrong with a cell, "" for nothing; and whether its column waits for a field.
WRONG_ROLE = int(Qt.ItemDataRole.UserRole) + 1
OPEN_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class Preview:
    """A table that was looked at, with its first rows by their number in the file."""

    looked: Look
    rows: Sequence[tuple[int, Sequence[str]]]
    #: The columns of a file that is no table, which are given.
    given: Sequence[Column] = ()

    @property
    def is_table(self) -> bool:
        """Whether there are columns whose fields can be chosen."""
        return self.looked.format is FileFormat.CSV

    @property
    def columns(self) -> Sequence[Column]:
        """The columns with the fields they fill."""
        return self.looked.columns if self.is_table else self.given

    def mapping(self) -> dict[str, str]:
        """Return which heading fills which field, "" for none; nothing where there is nothing to choose."""
        return {column.heading: column.field for column in self.columns} if self.is_table else {}

    @property
    def headings(self) -> list[str]:
        """The headings of the file itself, without those of columns that were made."""
        return [one.heading for one in self.columns if one.place < self.looked.width]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What was split and joined by hand."""
        return self.looked.shapes

    def shaped(self, shapes: Sequence[Shape]) -> Preview:
        """Return the same file with columns split and joined so; what was chosen of columns that stay, stays."""
        if not self.is_table:
            return self
        said = {one.heading: one.field for one in self.columns if one.confidence is Confidence.CHOSEN}
        looked = with_shapes(self.looked, shapes)
        made = {one.heading for one in looked.columns if one.place >= looked.width}
        make = shaper(shapes, looked.layout.headings) if looked.layout else list
        rows = [(number, (*cells[: looked.width], *make(cells[: looked.width]))) for number, cells in self.rows]
        kept = {name: field for name, field in said.items() if name in made}
        return Preview(looked, rows).with_all(kept) if kept else Preview(looked, rows)

    def chosen(self, heading: str, field: str) -> Preview:
        """Return the same rows where a column fills another field; whatever filled it before gives it up."""
        said = {one.heading: one.field for one in self.columns if one.confidence is Confidence.CHOSEN}
        taken = [one for one in said if said[one] == field and one != heading]
        return self.with_all({**{one: kept for one, kept in said.items() if one not in taken}, heading: field})

    def with_all(self, mapping: Mapping[str, str]) -> Preview:
        """Return the same rows with these fields chosen; headings the file does not have are left out."""
        if not self.is_table:
            return self
        there = {one.heading for one in self.columns}
        return Preview(
            with_mapping(self.looked, {name: field for name, field in mapping.items() if name in there}), self.rows
        )


def preview(file: Any, name: str, options: CsvOptions, kind: Any = None) -> Preview:
    """Look at a file and read its first rows. Raises BadInput and Refused as `look` does."""
    looked = look(file, name, options=options, kind=kind)
    if looked.format is FileFormat.CSV:
        return Preview(looked, first_rows(looked))
    from crm_desktop.ui.models.import_entries import entries  # tables do without it

    given, rows = entries(looked)
    return Preview(looked, rows, given)


class Trouble(NamedTuple):
    """Problems of one kind: of which field ("" for the row itself), how many rows, the first one, and in its words."""

    field: str
    rows: int
    first: Problem
    rejected: bool


def troubles(problems: Iterable[Problem], remarks: Iterable[Problem]) -> list[Trouble]:
    """Return what is wrong by field, what keeps rows out first, then by the number of rows."""
    groups: dict[tuple[bool, str], list[Problem]] = {}
    for rejected, found in ((True, problems), (False, remarks)):
        for one in found:
            groups.setdefault((rejected, one.field), []).append(one)
    parts = [
        Trouble(field, len({one.row for one in found}), found[0], rejected)
        for (rejected, field), found in groups.items()
    ]
    return sorted(parts, key=lambda one: (not one.rejected, -one.rows, one.field))


def trouble_words(trouble: Trouble, titles: Mapping[str, str]) -> str:
    """Return how many rows have a problem and where: “14 rows: E-mail”."""
    rows = plural("{n} row", "{n} rows", trouble.rows)
    return f"{rows}: {titles.get(trouble.field, trouble.field)}" if trouble.field else rows


class PreviewModel(QAbstractTableModel):
    """The first rows of a file; the first column is the number of the row in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[int, Sequence[str]]] = ()
        self._columns: Sequence[Column] = ()
        self._wrong: dict[tuple[int, str], str] = {}

    def show(self, shown: Preview) -> None:
        """Show other rows, or the same ones under other fields."""
        same = len(shown.columns) == len(self._columns) and shown.rows == self._rows
        if same:
            self._columns = shown.columns
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns)))
            return
        self.beginResetModel()
        self._rows, self._columns, self._wrong = shown.rows, shown.columns, {}
        self.endResetModel()

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the cells these are about; whatever was marked before is good again."""
        self._wrong = {(one.row, one.field): one.message for one in problems}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns)))

    def next_wrong(self, after: Index) -> QModelIndex:
        """Return the next marked cell in reading order, round the end; none where nothing is marked."""
        width = len(self._columns) + 1
        begin = after.row() * width + after.column() if after.isValid() else -1
        cells = len(self._rows) * width
        for step in range(1, cells + 1):
            place = (begin + step) % cells
            index = self.index(*divmod(place, width))
            if index.data(WRONG_ROLE):
                return index
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns with that of the row's number."""
        return 0 if parent is not None and parent.isValid() else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings as the file has them."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section - 1].heading if 0 < section <= len(self._columns) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, what is wrong with it, or its sentence for screen readers."""
        if not index.isValid():
            return None
        number, cells = self._rows[index.row()]
        if index.column() == 0:
            return str(number) if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        column = self._columns[index.column() - 1]
        words = " ".join(cells[column.place].split())
        wrong = self._wrong.get((number, column.field), "") if column.field else ""
        answers = {
            int(Qt.ItemDataRole.DisplayRole): words,
            int(Qt.ItemDataRole.ToolTipRole): wrong or words,
            int(Qt.ItemDataRole.AccessibleTextRole): _spoken(column.heading, words, wrong),
            WRONG_ROLE: wrong,
            OPEN_ROLE: waits(column),
        }
        return answers.get(role)


def waits(column: Column) -> bool:
    """Whether a column says something and nobody knows yet what."""
    said = any(one.strip() for one in column.samples)
    return column.confidence is Confidence.OPEN and said and not tells_of_others(column.heading)


def _spoken(heading: str, words: str, wrong: str) -> str:
    said = _("{column}: {value}").format(column=heading, value=words)
    return f"{said}. {wrong}" if wrong else said


def titles_of(shown: Preview) -> dict[str, str]:
    """Return the titles of the fields that columns of this file can fill."""
    return field_titles(shown.looked.kind)
