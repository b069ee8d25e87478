"""The lines of an open offer as a table that is written in like a sheet of paper with columns.

Everything a user does to the lines happens here at once; who stores it listens to `edited`. What the store answers is
taken over by `adopt`, row by row and never by a reset, so that an open editor keeps what is half typed.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind
from crm_desktop.domain.prices import Scale
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_editing as editing
from crm_desktop.ui.models.offer_editing import Column, Entry
from crm_desktop.ui.models.offer_table import ROOT, TEXT_ROLE, Index, LineTable, Price

MIME = "application/x-crm-offer-line"
#: Kinds that are complete without a word from the user.
_COMPLETE = frozenset({LineKind.PAGE_BREAK, LineKind.SUBTOTAL})


class OfferLinesModel(LineTable):
    """The lines of one offer, to be written.

    Signals: `edited` when the user changed something that is to be stored, `refused(row, column, reason)` when what was
    typed cannot be taken.
    """

    edited = Signal()
    refused = Signal(int, int, str)

    def __init__(self, price: Price, parent: QObject | None = None) -> None:
        super().__init__(price, parent)
        self._keys = itertools.count(1)
        self._usual_vat = Decimal(0)
        #: What products cost by quantity.
        self._scales: dict[int, Scale] = {}

    # What is shown

    def show(self, lines: Sequence[Line], *, usual_vat: Decimal, frozen: bool) -> None:
        """Show another offer; `usual_vat` is given to its first line."""
        self.beginResetModel()
        self._entries = tuple(Entry(next(self._keys), line) for line in lines)
        self._typed, self._usual_vat, self._frozen = None, usual_vat, frozen
        self._scales.clear()
        self._work_out()
        self.endResetModel()
        self.recounted.emit()

    def adopt(self, lines: Sequence[Line]) -> None:
        """Take over what is stored now, touching only what differs; lines begun and still empty stay."""
        wanted = editing.matched(self._entries, lines, self._keys)
        keys = {entry.key for entry in wanted}
        for row in reversed(range(len(self._entries))):
            if self._entries[row].key not in keys:
                self._take_out(row)
        for row, entry in enumerate(wanted):
            self._bring(row, entry)
        changed = [row for row, entry in enumerate(wanted) if self._entries[row].line != entry.line]
        self._entries = wanted
        for row in changed:
            self._tell_row(row)
        self.recount()

    # Typing

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell; what cannot be taken leaves the old value and is said through `refused`."""
        self.forget_typing()
        if not index.isValid() or self._frozen or role not in (Qt.ItemDataRole.EditRole, TEXT_ROLE):
            return False
        try:
            before = self.line_at(index.row())
            self._put(index.row(), self._repriced(before, _written(before, index, str(value), role)))
        except BadInput as bad:
            self.refused.emit(index.row(), index.column(), str(bad))
            return False
        return True

    def type_over(self, index: Index, text: str, role: int = Qt.ItemDataRole.EditRole) -> None:
        """Show figures and preview with what is half typed in a cell; what makes no sense yet changes nothing."""
        entry = self._entries[index.row()]
        try:
            line = _written(entry.line, index, text, role)
            typed = replace(entry, line=line, fresh=entry.fresh and line == entry.line)
            totals = self._price([other.line for other in self._with(typed)])
        except BadInput:
            return
        self._typed = typed
        self.recount(totals)

    def forget_typing(self) -> None:
        """Go back to what was taken: the editor was closed."""
        if self._typed is not None:
            self._typed = None
            self.recount()

    # What the user does to lines

    def insert(self, at: int, kind: LineKind = LineKind.ARTICLE) -> int:
        """Begin a line and return its row; one that says something by itself is kept at once."""
        at = min(max(at, 0), len(self._entries))
        line = editing.blank(self._entries, at, kind, self._usual_vat)
        self._put_in(at, [Entry(next(self._keys), line, fresh=kind not in _COMPLETE)])
        if kind in _COMPLETE:
            self.edited.emit()
        return at

    def fill(self, row: int, product: Line) -> None:
        """Make a line one of a product; its quantity, discount and kind stay. Raises BadInput."""
        taken = self.line_at(row)._replace(
            title=product.title, text=product.text, unit=product.unit, unit_price=product.unit_price,
            vat_percent=product.vat_percent, product_id=product.product_id, cost=product.cost,
        )  # fmt: skip
        self.forget_typing()
        self._put(row, taken)

    def fill_all(self, row: int, products: Sequence[Line], scale: Scale | None = None) -> None:
        """Make a line one of a product; further ones, the parts of a set, come below it. Raises BadInput.

        `scale` is what the product costs by quantity: the price follows it while nobody wrote another one.
        """
        first, *others = products
        times = self.line_at(row).quantity
        if first.product_id is not None and scale is not None:
            self._scales[first.product_id] = scale
            first = first._replace(unit_price=scale.at(times))
        self.fill(row, first)
        if others or first.discount_percent:
            taken = self.line_at(row)._replace(quantity=first.quantity * times)
            if first.discount_percent:
                taken = taken._replace(discount_percent=first.discount_percent)
            self._put(row, taken)
        if others:
            made = [Entry(next(self._keys), line._replace(quantity=line.quantity * times)) for line in others]
            self._put_in(row + 1, made)
            self.edited.emit()

    def know_scales(self, scales: Mapping[int, Scale]) -> None:
        """Let prices of these products follow their tiers when quantities change."""
        self._scales |= scales

    def _repriced(self, before: Line, after: Line) -> Line:
        """Return a line with the price of its quantity, unless somebody wrote a price of their own."""
        scale = self._scales.get(after.product_id or 0)
        if scale is None or before.quantity == after.quantity or before.unit_price != scale.at(before.quantity):
            return after
        return after._replace(unit_price=scale.at(after.quantity))

    def duplicate(self, row: int) -> int:
        """Put a copy of a line, or of a section, below it; return the row of the copy."""
        block = editing.block_of(self._entries, row)
        self._put_in(block.stop, editing.copies(self._entries, row, self._keys))
        self.edited.emit()
        return block.stop

    def remove(self, row: int) -> int:
        """Take a line out; return the row that is in its place now, -1 for none."""
        was_stored = not self._entries[row].fresh
        self._typed = None
        self._take_out(row)
        self.recount()
        if was_stored:
            self.edited.emit()
        return min(row, len(self._entries) - 1)

    def step(self, row: int, by: int) -> int:
        """Move a line, or a heading with its section, one step up or down; return its row then."""
        target = editing.step_target(self._entries, row, by)
        return row if target is None else self._move(row, target)

    def retype(self, row: int, kind: LineKind) -> None:
        """Make a line one of another kind."""
        self._put(row, editing.retyped(self.line_at(row), kind))

    def set_vat(self, row: int, percent: Decimal) -> None:
        """Give a line another rate of VAT."""
        self._put(row, self.line_at(row)._replace(vat_percent=percent))

    # Dragging

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dragged here."""
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Lines are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the line that is dragged, by its key."""
        data = QMimeData()
        data.setData(MIME, json.dumps([self._entries[index.row()].key for index in indexes[:1]]).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Take lines of this offer only."""
        return not self._frozen and bool(data.hasFormat(MIME))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move the line to where it was let go; False, so that no view takes anything away."""
        if self.canDropMimeData(data, action, row, column, parent):
            keys = json.loads(bytes(data.data(MIME).data()).decode())
            held = next((place for place, entry in enumerate(self._entries) if [entry.key] == keys), None)
            wanted = row if row >= 0 else parent.row() if parent.isValid() else len(self._entries)
            target = None if held is None else editing.drop_target(self._entries, held, wanted)
            if held is not None and target is not None:
                self._move(held, target)
        return False

    # Inside

    def _put(self, row: int, line: Line) -> None:
        """Take another line for a row if its figures can be. Raises BadInput."""
        entry = self._entries[row]
        if line == entry.line:
            return
        now = self._with(replace(entry, line=line, fresh=False))
        totals = self._price([other.line for other in now])
        self._entries = now
        self._tell_row(row)
        self.recount(totals)
        self.edited.emit()

    def _put_in(self, at: int, new: Sequence[Entry]) -> None:
        self.beginInsertRows(ROOT, at, at + len(new) - 1)
        self._rearrange(editing.inserted(self._entries, at, new))
        self.endInsertRows()
        self.recount()

    def _take_out(self, row: int) -> None:
        self.beginRemoveRows(ROOT, row, row)
        self._rearrange(editing.removed(self._entries, range(row, row + 1)))
        self.endRemoveRows()

    def _move(self, row: int, target: int) -> int:
        block = editing.block_of(self._entries, row)
        self._typed = None
        self.beginMoveRows(ROOT, block.start, block.stop - 1, ROOT, target)
        self._rearrange(editing.moved(self._entries, block, target))
        self.endMoveRows()
        self.recount()
        self.edited.emit()
        return target if target <= block.start else target - len(block)

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


def _written(line: Line, index: Index, text: str, role: int) -> Line:
    """Return a line with what was typed into a cell, or into the text below its title. Raises BadInput."""
    return line._replace(text=text.strip()) if role == TEXT_ROLE else editing.written(line, index.column(), text)
