"""Short lists of the campaigns pane: people, due steps, surveys, each as a row of two lines that knows its record."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt

from crm_desktop.ui.models.short_rows import ShortRows
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine

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


class LinesModel(ShortRows[Line]):
    """`model.show(lines)`: the same records in the same order are only drawn anew."""

    def key(self, row: Line) -> object:
        """Return the record it is about."""
        return row.ref

    def spoken(self, row: Line) -> str:
        """Return a line as a screen reader says it."""
        words = (row.face.title, row.face.detail, row.face.right)
        return row.sentence or ", ".join(part for part in words if part)

    def handed(self, row: Line, role: int) -> Any:
        """Return the face of a line, its record, the line itself, or its words."""
        held = {ROW_ROLE: row.face, ID_ROLE: row.ref, LINE_ROLE: row, Qt.ItemDataRole.DisplayRole: row.face.title}
        return held[role] if role in held else super().handed(row, role)
