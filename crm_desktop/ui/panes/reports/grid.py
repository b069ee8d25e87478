"""How cards lie on the dashboard: rows of twelve columns where there is room, one below the other where not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

_COLUMNS, _GAP = 12, 16
#: From these widths at 100 % text on cards stand beside each other, key figures four or two in a row.
_WIDE, _MIDDLE = 860, 460
_LEAST_ROW = 250


class _DropMark(Painted):
    """Where a card that is carried would stand."""

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw a line."""
        painter.fillRect(area, now.colour("accent"))


class CardGrid(QWidget):
    """`grid.show_cards(keys, cards, spans)`: key figures in the first row, then cards by their spans of twelve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[QWidget] = ()
        self._cards: Sequence[QWidget] = ()
        self._spans: Sequence[int] = ()
        self._room = 0
        self._mark = _DropMark(self)
        self._mark.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_cards(self, keys: Sequence[QWidget], cards: Sequence[QWidget], spans: Sequence[int]) -> None:
        """Lay other cards out; those no longer shown are their owner's business."""
        self._keys, self._cards, self._spans = keys, cards, spans
        for card in (*keys, *cards):
            card.setParent(self)
            card.show()
        self._order_tab()
        self.arrange()

    def give_height(self, room: int) -> None:
        """Fill a height where the cards need less."""
        self._room = room
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give every card its place."""
        width = self.width()
        if not self._keys or width < 50:
            return
        shown = width / look().scale
        tall = max(card.minimumSizeHint().height() for card in self._keys)
        tall = max(tall, *(card.minimumHeight() for card in self._keys))
        number = 4 if shown >= _WIDE else 2 if shown >= _MIDDLE else 1
        y = self._row_of(self._keys, [_COLUMNS // number] * len(self._keys), 0, tall)
        rows = self._rows(wide=shown >= _WIDE)
        least = look().px(_LEAST_ROW)
        spare = self._room - y - (len(rows) - 1) * _GAP
        each = max(least, spare // max(len(rows), 1)) if len(rows) <= 2 else max(least, look().px(330))
        for cards, spans in rows:
            y = self._row_of(cards, spans, y, each)
        wanted = max(0, y - _GAP)
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)

    def place_at(self, at: QPoint) -> int:
        """Return before which card, counted from 0, something let go at a point would stand."""
        for place, card in enumerate(self._cards):
            area = card.geometry()
            if at.y() < area.bottom() + _GAP and at.x() < area.right() + _GAP and at.y() >= area.top() - _GAP:
                return place + (at.x() > area.center().x())
        return 0 if self._cards and at.y() < self._cards[0].geometry().top() else len(self._cards)

    def mark(self, place: int) -> None:
        """Show where something let go would stand; -1 shows nothing."""
        if place < 0 or not self._cards:
            self._mark.hide()
            return
        before = place < len(self._cards)
        area = self._cards[place if before else -1].geometry()
        x = area.left() - _GAP // 2 - 1 if before else area.right() + _GAP // 2 - 1
        self._mark.setGeometry(max(0, min(x, self.width() - 3)), area.top(), 3, area.height())
        self._mark.show()
        self._mark.raise_()

    def _rows(self, *, wide: bool) -> list[tuple[list[QWidget], list[int]]]:
        """Return the cards row by row; the last card of a row takes what is left of it."""
        rows: list[tuple[list[QWidget], list[int]]] = []
        taken = _COLUMNS
        for card, span in zip(self._cards, self._spans, strict=True):
            own = min(span, _COLUMNS) if wide else _COLUMNS
            if taken + own > _COLUMNS:
                rows.append(([], []))
                taken = 0
            rows[-1][0].append(card)
            rows[-1][1].append(own)
            taken += own
        for _cards, spans in rows:
            spans[-1] += _COLUMNS - sum(spans)
        return rows

    def _row_of(self, cards: Sequence[QWidget], spans: Sequence[int], y: int, tall: int) -> int:
        """Place cards in as many rows as they need; return where the next row begins."""
        one = (self.width() + _GAP) / _COLUMNS
        column = 0
        for card, span in zip(cards, spans, strict=True):
            if column + span > _COLUMNS:
                column, y = 0, y + tall + _GAP
            left, right = round(one * column), round(one * (column + span)) - _GAP
            card.setGeometry(QRect(left, y, right - left, tall))
            column += span
        return y + tall + _GAP if cards else y

    def _order_tab(self) -> None:
        cards = [*self._keys, *self._cards]
        for before, after in pairwise(cards):
            QWidget.setTabOrder(before, after)
