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

from PySide6.QtCore import QMimeData, QObject, Qt, Signal

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind
from crm_desktop.domain.prices import Scale
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_editing as editing
from crm_desktop.ui.models.offer_editing import Column, Entry
from crm_desktop.ui.models.offer_rows import MIME, LineRows
from crm_desktop.ui.models.offer_table import ROOT, TEXT_ROLE, Index, Price

#: Kinds that are complete without a word from the user.
_COMPLETE = frozenset({LineKind.PAGE_BREAK, LineKind.SUBTOTAL})
#: Columns a pasted block is written over.
_WRITABLE = frozenset(
    {Column.TITLE, Column.QUANTITY, Column.UNIT, Column.PRICE, Column.DISCOUNT, Column.VAT, Column.COST}
)


class OfferLinesModel(LineRows):
    """The lines of one offer, to be written.

    Signals: `edited(group)` when the user changed something that is to be stored; changes of one group are undone
    together, "" stands alone. `refused(row, column, reason)` when what was typed cannot be taken.
    """

    edited = Signal(str)
    refused = Signal(int, int, str)

    def __init__(self, price: Price, parent: QObject | None = None) -> None:
        super().__init__(price, parent)
        self._keys = itertools.count(1)
        self._usual_vat = Decimal(0)
        #: The key of the line that was begun and not left yet: its cells are undone together.
        self._entering = 0
        #: What products cost by quantity.
        self._scales: dict[int, Scale] = {}

    # What is shown

    def show(self, lines: Sequence[Line], *, usual_vat: Decimal, frozen: bool) -> None:
        """Show another offer; `usual_vat` is given to its first line."""
        self.beginResetModel()
        self._entries = tuple(Entry(next(self._keys), line) for line in lines)
        self._typed, self._usual_vat, self._frozen = None, usual_vat, frozen
        self._entering = 0
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
                self._take_out(range(row, row + 1))
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
        self._entering = next(self._keys)
        self._put_in(at, [Entry(self._entering, line, fresh=kind not in _COMPLETE)])
        if kind in _COMPLETE:
            self._tell_edited(at)
        return at

    def is_entering(self, row: int) -> bool:
        """Whether a line was begun and not left yet."""
        return 0 <= row < len(self._entries) and self._entries[row].key == self._entering

    def leave(self) -> None:
        """Take the line that was begun for finished: what is written in it from now on is undone by itself."""
        self._entering = 0

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
            self._tell_edited(row)

    def know_scales(self, scales: Mapping[int, Scale]) -> None:
        """Let prices of these products follow their tiers when quantities change."""
        self._scales |= scales

    def _repriced(self, before: Line, after: Line) -> Line:
        """Return a line with the price of its quantity, unless somebody wrote a price of their own."""
        scale = self._scales.get(after.product_id or 0)
        if scale is None or before.quantity == after.quantity or before.unit_price != scale.at(before.quantity):
            return after
        return after._replace(unit_price=scale.at(after.quantity))

    def duplicate(self, rows: range) -> range:
        """Put copies of lines, with the sections of headings, below them; return the rows of the copies."""
        block = editing.blocks_of(self._entries, rows)
        return self.put_in(block.stop, editing.copies(self._entries, rows, self._keys))

    def paste(self, at: int, lines: Sequence[Line]) -> range:
        """Put lines from elsewhere before a row; return their rows. Raises BadInput for figures that cannot be."""
        at = min(max(at, 0), len(self._entries))
        return self.put_in(at, [Entry(next(self._keys), line._replace(id=None, chosen=False)) for line in lines])

    def put_in(self, at: int, new: Sequence[Entry]) -> range:
        """Put whole lines before a row and have them stored; return their rows. Raises BadInput."""
        self.leave()
        self._price([entry.line for entry in editing.inserted(self._entries, at, new)])
        self._put_in(at, new)
        self.edited.emit("")
        return range(at, at + len(new))

    def remove(self, rows: range) -> int:
        """Take lines out; return the row that is in their place now, -1 for none."""
        were_stored = any(not entry.fresh for entry in self._entries[rows.start : rows.stop])
        self._typed = None
        self._take_out(rows)
        self.recount()
        if were_stored:
            self.leave()
            self.edited.emit("")
        return min(rows.start, len(self._entries) - 1)

    def step(self, rows: range, by: int) -> range:
        """Move lines, with the sections of headings, one step up or down; return the rows then."""
        target = editing.step_target(self._entries, rows, by)
        if target is None:
            return rows
        start = self._move(editing.blocks_of(self._entries, rows), target)
        return range(start, start + len(rows))

    def relevel(self, row: int, by: int) -> bool:
        """Put a section, and all within it, deeper (1) or less deep (-1); return whether it could be."""
        after = editing.releveled(self._entries, row, by)
        if after is not None:
            self._take(after)
            self.edited.emit("")
        return after is not None

    def block_of(self, rows: range) -> range:
        """Return the rows that belong together with some: whole sections of the headings in them."""
        return editing.blocks_of(self._entries, rows)

    def vat_at(self, row: int) -> Decimal:
        """Return the VAT of lines that are put in below a row."""
        return editing.blank(self._entries, row + 1, LineKind.ARTICLE, self._usual_vat).vat_percent

    def retype(self, row: int, kind: LineKind) -> None:
        """Make a line one of another kind."""
        self._put(row, editing.retyped(self.line_at(row), kind))

    def change(self, row: int, **values: Any) -> None:
        """Give a line other values of its columns. Raises BadInput for figures that cannot be."""
        self._put(row, self.line_at(row)._replace(**values))

    def write_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> int:
        """Write a block of words over the cells from one on, as a spreadsheet does; return how many rows took part.

        Raises BadInput that says which line cannot take its figure; then nothing is written.
        """
        columns = [each for each in Column if each >= column and each in _WRITABLE]
        after = list(self._entries)
        for down, words in enumerate(block[: len(after) - row]):
            entry = after[row + down]
            for each, text in zip(columns, words, strict=False):
                if text.strip() and editing.is_editable(entry.line, each):
                    entry = replace(entry, line=editing.written(entry.line, each, text), fresh=False)
            after[row + down] = entry
        self._take(editing.arranged(self._entries, after))
        self.edited.emit("")
        return min(len(block), len(after) - row)

    # Dragging

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move the line to where it was let go; False, so that no view takes anything away."""
        if self.canDropMimeData(data, action, row, column, parent):
            keys = json.loads(bytes(data.data(MIME).data()).decode())
            held = [place for place, entry in enumerate(self._entries) if entry.key in keys]
            wanted = row if row >= 0 else parent.row() if parent.isValid() else len(self._entries)
            rows = range(held[0], held[-1] + 1) if held else range(0)
            target = editing.drop_target(self._entries, rows, wanted) if held else None
            if target is not None:
                self._move(editing.blocks_of(self._entries, rows), target)
        return False

    # Inside

    def _put(self, row: int, line: Line) -> None:
        """Take another line for a row if its figures can be. Raises BadInput."""
        entry = self._entries[row]
        if line == entry.line:
            return
        self._take(editing.put(self._entries, replace(entry, line=line, fresh=False)))
        self._tell_edited(row)

    def _take(self, now: editing.Entries) -> None:
        """Take other lines under the same keys if their figures can be. Raises BadInput."""
        totals = self._price([entry.line for entry in now])
        before, self._entries = self._entries, now
        self._typed = None
        for row, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self._tell_row(row)
        self.recount(totals)

    def _tell_edited(self, row: int) -> None:
        entry = self._entries[row]
        self.edited.emit(f"line {entry.key}" if entry.key == self._entering else "")

    def _move(self, block: range, target: int) -> int:
        self._typed = None
        self.leave()
        self.beginMoveRows(ROOT, block.start, block.stop - 1, ROOT, target)
        self._rearrange(editing.moved(self._entries, block, target))
        self.endMoveRows()
        self.recount()
        self.edited.emit("")
        return target if target <= block.start else target - len(block)


def _written(line: Line, index: Index, text: str, role: int) -> Line:
    """Return a line with what was typed into a cell, or into the text below its title. Raises BadInput."""
    return line._replace(text=text.strip()) if role == TEXT_ROLE else editing.written(line, index.column(), text)
