"""The head of a table in which each column says what it is for: its words, a list to choose from, a remark below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.ui.theme.drawing import square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.combo_field import ComboBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent

    from crm_desktop.ui.widgets.chips import Choice

_TOP, _CHOOSER, _BELOW = 24, 32, 24
_ICON = 13
_PAD = 6


class Head(NamedTuple):
    """What stands over a column: its words, what is chosen, and a remark with its icon."""

    words: str
    chosen: str
    remark: str
    icon: str = "check"
    tone: Role = "text3"


class ChooserHeader(QHeaderView):
    """`header.offer(choices)`, then `header.show_heads(heads)`; signal `chosen(section, key)` by the user's hand.

    The first `skipped` sections have none.
    """

    chosen = Signal(int, str)

    def __init__(self, *, skipped: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._guard = Guard()
        self._skipped = skipped
        self._heads: Sequence[Head] = ()
        self._titles: Sequence[str] = ()
        self._choices: Sequence[Choice] = ()
        self.choosers: list[ComboBox] = []
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(look().px(40))
        self.sectionResized.connect(lambda *_a: self._place())
        self.geometriesChanged.connect(self._place)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Let the columns choose among these."""
        self._choices = choices
        for chooser in self.choosers:
            chooser.fill(choices, str(chooser.currentData() or ""))

    def show_heads(self, heads: Sequence[Head]) -> None:
        """Show what stands over the columns, the first one behind those that have none."""
        self._heads, self._titles = heads, ()
        while len(self.choosers) > len(heads):
            gone = self.choosers.pop()
            gone.hide()
            gone.deleteLater()
        for place in range(len(self.choosers), len(heads)):
            self._add(place)
        for chooser, head in zip(self.choosers, heads, strict=True):
            chooser.setAccessibleName(head.words)
            chooser.setAccessibleDescription(head.remark)
            chooser.blockSignals(True)
            chooser.setCurrentIndex(chooser.findData(head.chosen))
            chooser.blockSignals(False)
        self._place()
        self.viewport().update()

    def show_titles(self, titles: Sequence[str]) -> None:
        """Show words alone over columns that say themselves what they are."""
        self.show_heads([])
        self._titles = titles
        self.updateGeometry()

    def follow(self) -> None:
        """Move the lists along with the columns after the table was scrolled."""
        self._place()

    def sizeHint(self) -> QSize:
        """Have room for words, list and remark."""
        height = _CHOOSER if self._titles else _TOP + _CHOOSER + _BELOW
        return QSize(super().sizeHint().width(), look().px(height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lists over their columns."""
        super().resizeEvent(event)
        self._place()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the words above and the remark below the list."""
        self._guard.run(painter, self._draw, painter, QRectF(rect), section - self._skipped)

    def _draw(self, painter: QPainter, area: QRectF, place: int) -> None:
        now = look()
        painter.fillRect(area, now.colour("surface"))
        if 0 <= place < len(self._titles):
            text(painter, area.adjusted(_PAD + 4, 0, -_PAD, 0), self._titles[place], font(12, 500), now.colour("text2"))
        if not 0 <= place < len(self._heads):
            return
        head = self._heads[place]
        inner = area.adjusted(_PAD + 4, 0, -_PAD, 0)
        above = QRectF(inner.x(), inner.y(), inner.width(), now.px(_TOP))
        text(painter, above, head.words, font(11, 500), now.colour("text3"))
        below = QRectF(inner.x(), area.bottom() - now.px(_BELOW), inner.width(), now.px(_BELOW))
        side, colour = now.px(_ICON), now.colour(head.tone)
        draw_icon(painter, head.icon, square(below.x(), below.center().y(), side), colour)
        text(painter, below.adjusted(side + 5, 0, 0, 0), head.remark, font(11, 500), colour)

    def _add(self, place: int) -> None:
        chooser = ComboBox(small=True, parent=self.viewport())
        chooser.fill(self._choices)
        chooser.activated.connect(lambda _index: self.chosen.emit(place, str(chooser.currentData() or "")))
        chooser.show()
        self.choosers.append(chooser)

    def _place(self) -> None:
        top, height = look().px(_TOP), look().px(_CHOOSER)
        for place, chooser in enumerate(self.choosers):
            section = place + self._skipped
            if section >= self.count():
                continue
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            # Fixed: the list would take the room of its longest words.
            chooser.setFixedSize(max(0, width - 2 * _PAD), height)
            chooser.move(left + _PAD, top)
