"""Rows of an open offer that come, go and are dragged under a view, each with its face; the view keeps its editor."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from crm_desktop.ui.models import offer_editing as editing
from crm_desktop.ui.models.offer_editing import Column, Entry
from crm_desktop.ui.models.offer_table import ROOT, Index, LineTable

MIME = "application/x-crm-offer-line"


class LineRows(LineTable):
    """The lines of one offer, row by row and never by a reset."""

    # Dragging

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dragged here."""
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Lines are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the lines that are dragged, by their keys."""
        data = QMimeData()
        data.setData(MIME, json.dumps([self._entries[index.row()].key for index in indexes]).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Take lines of this offer only."""
        return not self._frozen and bool(data.hasFormat(MIME))

    # Rows

    def _put_in(self, at: int, new: Sequence[Entry]) -> None:
        self.beginInsertRows(ROOT, at, at + len(new) - 1)
        self._rearrange(editing.inserted(self._entries, at, new))
        self.endInsertRows()
        self.recount()

    def _take_out(self, rows: range) -> None:
        self.beginRemoveRows(ROOT, rows.start, rows.stop - 1)
        self._rearrange(editing.removed(self._entries, rows))
        self.endRemoveRows()

    def _bring(self, row: int, entry: Entry) -> None:
        """Have the row of an entry at its place: it is there, comes from further down, or is new."""
        known = [place for place in range(row, len(self._entries)) if self._entries[place].key == entry.key]
        if known == [row]:
            return
        if known:
            self.beginMoveRows(ROOT, known[0], known[0], ROOT, row)
            self._rearrange(editing.moved(self._entries, range(known[0], known[0] + 1), row))
            self.endMoveRows()
        else:
            self._put_in(row, [entry])

    def _tell_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
