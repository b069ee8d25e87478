"""Products that fit what is being typed, below the cell: chosen by arrows and Enter, or by a click.

Each says what this customer was asked for it last and what became of that; Shift+Enter takes that price over.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.models.offer_faces import price_text
from crm_desktop.ui.models.offer_proposals import Proposal, fate_face, last_words, tier_words
from crm_desktop.ui.models.short_rows import ShortRows
from crm_desktop.ui.theme.drawing import RIGHT, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_ROW, _EDGE, _FOOT = 50, 4, 30
_NARROWEST = 520
_MARGIN, _PAD, _GAP = 8, 10, 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOOSE = (*_ENTER, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class ProposalsModel(ShortRows[Proposal]):
    """The products found."""

    def spoken(self, row: Proposal) -> str:
        """Return a product as a screen reader says it."""
        said = (row.product.name, about(row), price_of(row), last_words(row))
        return ", ".join(part for part in said if part)


class ProposalDelegate(DelegateBase):
    """Draws a product in two lines: what it is and costs, and below what is known of its price."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(_ROW))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one product."""
        draw_ground(painter, row, inset=_MARGIN)
        found = index.data(ROW_ROLE)
        if not isinstance(found, Proposal):
            return
        now, area = row.look, row.area.adjusted(_MARGIN + _PAD, 0, -_MARGIN - _PAD, 0)
        icon = "layers" if found.product.is_set else "package"
        draw_icon(painter, icon, square(area.x(), area.center().y(), now.px(16)), now.colour("text2"))
        x, high, low = area.x() + now.px(16) + _GAP, now.px(20), now.px(17)
        top = area.center().y() - (high + low) / 2
        first, second = QRectF(x, top, area.right() - x, high), QRectF(x, top + high, area.right() - x, low)
        price, strong = price_of(found), font(13, 600, tabular=True)
        taken = text_width(price, strong) + _GAP
        text(painter, first, price, strong, now.colour("text"), align=RIGHT)
        text(painter, first.adjusted(0, 0, -taken, 0), found.product.name, font(13, 600), now.colour("text"))
        known = self._draw_last(painter, row, found, second)
        quiet = now.colour("text2" if row.selected else "text3")
        text(painter, second.adjusted(0, 0, -known, 0), about(found), font(12), quiet)

    def _draw_last(self, painter: QPainter, row: Row, found: Proposal, area: QRectF) -> float:
        """Draw what the customer was asked last; return the room it takes."""
        said = last_words(found)
        if not said or found.last is None:
            return 0.0
        icon, tone = fate_face(found.last.fate)
        side, type_ = row.look.px(14), font(12, 500, tabular=True)
        width = min(text_width(said, type_), area.width() * 0.7)
        text(painter, area, said, type_, row.look.colour("text2"), align=RIGHT)
        draw_icon(
            painter, icon, square(area.right() - width - side - 6, area.center().y(), side), row.look.colour(tone)
        )
        return width + side + 6 + _GAP


def about(found: Proposal) -> str:
    """Return number, group and tiers of a product, or what a set is made of."""
    row = found.product
    inside = plural("{n} position", "{n} positions", len(found.lines)) if len(found.lines) > 1 else ""
    return " · ".join(part for part in (row.number, tier_words(found), inside, row.category) if part)


def price_of(found: Proposal) -> str:
    """Return what it costs, and for how much of it."""
    one = len(found.lines) == 1
    return price_text(found.price) + (f" / {found.line.unit}" if one and found.line.unit else "")


class Proposals(Card):
    """A list that floats below an editor and never takes the focus. Signal: `chosen(Proposal)`.

    `eventFilter` is offered the keys of the editor first; it returns whether it took one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(padding=_EDGE, ground="raised", parent=parent)
        self._room = parent
        self._model = ProposalsModel(self)
        self.view = RowListView(self._model, ProposalDelegate(), name=_("Products"), ground="raised")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(lambda index: self._choose(index.row()))
        self.body.addWidget(self.view)
        usual = [("↑↓", _("choose")), (_("Enter"), _("take over"))]
        last = (_("Shift Enter"), _("with the last price and discount"))
        self._hints, self._all_hints = KeyHints(usual), KeyHints([*usual, last])
        for hints in (self._hints, self._all_hints):
            hints.setContentsMargins(8, 0, 8, 0)
            self.body.addWidget(hints)
        self.hide()

    def offer(self, found: Sequence[Proposal], editor: QWidget) -> None:
        """Show products below an editor, above it where there is no room; none hide the list."""
        self._model.replace(found)
        if not found:
            self.hide()
            return
        room = self._room
        width = min(max(editor.width(), look().px(_NARROWEST)), room.width() - 16)
        height = look().px(_ROW) * len(found) + 2 * _EDGE + look().px(_FOOT)
        remembers = any(one.last is not None for one in found)
        self._hints.setVisible(not remembers)
        self._all_hints.setVisible(remembers)
        corner = editor.mapTo(room, QPoint(0, editor.height() + 2))
        if corner.y() + height > room.height():
            corner.setY(editor.mapTo(room, QPoint(0, 0)).y() - height - 2)
        self.setGeometry(min(corner.x(), room.width() - width - 8), max(0, corner.y()), width, height)
        self.show()
        self.raise_()

    def eventFilter(self, _editor: QObject, event: QEvent) -> bool:
        """Move by arrows, choose by Enter, Tab or (at the last price) Shift+Enter, close by Esc; all else is typing."""
        if not self.isVisible() or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, row = Qt.Key(event.key()), self.view.currentIndex().row()
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.view.step(_STEPS[key])
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._choose(max(row, 0), with_last_price=True)
        elif key in _CHOOSE and row >= 0:
            self._choose(row)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self, row: int, *, with_last_price: bool = False) -> None:
        found = self._model.rows()[row]
        found = (found.at_last_price() or found) if with_last_price else found
        self.hide()
        self.chosen.emit(found)
