"""The closed row below the lanes: won, lost and parked, which take cards that are dropped on them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount, number
from crm_desktop.store.queries.board import ClosedSum
from crm_desktop.ui.models.board import MIME, deals_of_mime
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, Role, look
from crm_desktop.ui.widgets.key_hints import KeyCap
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

_ICON = 18


class ClosedZone(Painted):
    """One of the three. Signals: `dropped(deal ids)`, `opened()` on a click or Enter."""

    dropped = Signal(object)
    opened = Signal()

    def __init__(
        self, words: str, *, key: str, icon: str, tone: Role, tint: Role, invitation: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._tint, self._invitation = icon, tone, tint, invitation
        self._waiting = self._lit = False
        self._words = self._first = ""
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self._sum = Text("", 13, 600, tabular=True, right=True)
        self._detail = Text("", 12, 400, "text2")
        self._period = Text("", 12, 400, "text2", right=True, elide=False)
        side = look().px(_ICON)
        self._name = words
        self._cap = KeyCap(key) if key else None
        self._title = Text(words, 13, 600, elide=False)
        top = row(None, self._title, *([self._cap] if self._cap else []), None, self._sum, gap=8)
        self._below = QWidget()
        row(self._below, self._detail, self._period).setStretch(0, 1)
        column(self, top, self._below, gap=3, margins=(16 + side + 10, 11, 16, 11))

    def show_first(self, words: str) -> None:
        """Say what the field is for, on a board that has no deals yet."""
        self._first = words
        self._sum.setText("")
        self._period.setText("")
        self._detail.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of the key to the sum where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._cap is not None:
            needed = self._title.sizeHint().width() + self._cap.sizeHint().width() + self._sum.sizeHint().width()
            margins = 16 + look().px(_ICON) + 10 + 16 + 4 * 8
            self._cap.setVisible(needed + margins <= self.width())

    def show_brief(self, brief: bool) -> None:
        """Show one line alone, where the window is low."""
        self._below.setVisible(not brief)

    def show_sum(self, found: ClosedSum, currency: str, detail: str, period: str) -> None:
        """Show number, sum, and what there is to say of them."""
        self._sum.setText(f"{number(found.deals)}  ·  {amount(found.cents, currency, whole=True)}")
        self.setAccessibleName(f"{self._name}: {self._sum.text()}")
        self._words = detail
        self._detail.setText(detail)
        self._period.setText(period)
        self._fit()

    def wait(self, waiting: bool) -> None:
        """Invite a card while one is being dragged."""
        self._waiting = waiting
        self._detail.setText(self._invitation if waiting else self._words or self._first)
        self._period.setVisible(not waiting)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for a deal."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self._lit = True
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Stop lighting up."""
        self._lit = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which deal was let go here."""
        self._lit = False
        event.acceptProposedAction()
        ids = deals_of_mime(event.mimeData())
        if ids:
            self.dropped.emit(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list behind the figures."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list behind the figures."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the card; dashed and tinted while a deal could be dropped."""
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
        side = now.px(_ICON)
        if self._waiting:
            box(painter, area, metrics.RADIUS_CARD, now.colour(self._tint))
            painter.setPen(QPen(now.colour(self._tone), 1.6 if self._lit else 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, metrics.RADIUS_CARD, metrics.RADIUS_CARD)
        else:
            box(painter, area, metrics.RADIUS_CARD, now.colour("surface"), now.colour("line_strong"))
        if self.shows_focus():
            focus_ring(painter, area, metrics.RADIUS_CARD)
        draw_icon(painter, self._icon, QRectF(16, 13, side, side), now.colour(self._tone))
