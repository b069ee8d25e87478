"""A small sheet that stands below a button, above everything else in its pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, shadow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from crm_desktop.ui.theme.look import Look

_SHADOW, _EDGE = 16, 12


class Popover(Painted):
    """`sheet = Popover(pane, body, foot=buttons)`, then `open_below(button)`; signal `closed`.

    A child of its pane and no popup of the system, so that input methods and tests work. Esc closes it and gives the
    focus back; the focus going elsewhere closes it too. What does not fit scrolls, the foot stays in sight.
    """

    closed = Signal()

    def __init__(self, host: QWidget, body: QWidget, *, foot: QWidget | None = None, width: int = 340) -> None:
        super().__init__(host)
        self._host, self._body, self._foot, self._wide = host, body, foot, width
        self._before: QWidget | None = None
        self._button: QWidget | None = None
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (self._area.viewport(), body):
            ground.setBackgroundRole(GROUNDS["raised"])
            ground.setAutoFillBackground(True)
        self._area.setWidget(body)
        layout = QVBoxLayout(self)
        inset = _SHADOW + 6
        layout.setContentsMargins(inset, inset, inset, inset)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        if foot is not None:
            layout.addWidget(foot)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open_below(self, button: QWidget) -> None:
        """Show the sheet with its left edge at the button's, or as far to the left as it must be; give it the focus."""
        self._before = QApplication.focusWidget() or button
        self._button = button
        self._place(button)
        self.show()
        self.raise_()
        first = next((one for one in self._body.findChildren(QWidget) if _takes_tab(one)), self)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def fit(self) -> None:
        """Take the room the body asks for now; called after it has got more or less to show."""
        if self._button is not None and self.isVisible():
            self._place(self._button)

    def close_(self, *, give_back: bool = True) -> None:
        """Put the sheet away; with `give_back` the focus returns to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if give_back and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw shadow, ground and edge."""
        inner = area.adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shadow(painter, inner, metrics.RADIUS_OVERLAY, 2)
        box(painter, inner, metrics.RADIUS_OVERLAY, now.colour("raised"), now.colour("line_strong"))

    def _place(self, button: QWidget) -> None:
        width = min(look().px(self._wide) + 2 * _SHADOW, self._host.width())
        corner = button.mapTo(self._host, QPoint(0, button.height()))
        foot = self._foot.sizeHint().height() if self._foot is not None else 0
        inner = width - 2 * (_SHADOW + 6)
        body = self._body.layout()
        tall = body.totalHeightForWidth(inner) if body is not None and body.hasHeightForWidth() else 0
        wanted = max(tall, self._body.sizeHint().height()) + foot + 2 * (_SHADOW + 6)
        top = corner.y() - _SHADOW + 4
        height = min(wanted, self._host.height() - top - _EDGE + _SHADOW)
        left = min(max(corner.x() - _SHADOW, -_SHADOW + _EDGE), self._host.width() - width + _SHADOW - _EDGE)
        self.setGeometry(max(left, -_SHADOW), top, width, height)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        elsewhere = new is not None and new is not self and not self.isAncestorOf(new)
        # The list of a combo box is a window of its own; opening it is not leaving.
        if self.isVisible() and elsewhere and new is not None and new.window() is self.window():
            self.close_(give_back=False)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None
