"""A calm notice at the lower right of a window that stays until it is answered: what, when, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QFrame, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, shadow
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

_SHADOW, _WIDTH, _MARGIN = 16, 380, 6


class NoticeCard(QFrame):
    """`NoticeCard("bell", title, detail, [button, …], parent=window)`: a child of the window, never a popup.

    It takes no focus away; F6 and Tab reach it, Esc closes it while it has the focus. Signal: `closed` by the cross.
    """

    closed = Signal()

    def __init__(
        self, icon: str, words: str, detail: str, buttons: Sequence[Button], *, more: str = "", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._icon, self._home = icon, parent
        self.setAccessibleName(", ".join(part for part in (words, detail, more) if part))
        self.title = Text(words, 14, 600)
        detail_text, more_text = Text(detail, 12, 400, "text2"), Text(more, 12, 400, "text3", elide=False)
        detail_text.setVisible(bool(detail))
        more_text.setVisible(bool(more))
        close = IconButton("x", _("Close"), on=self.closed.emit, small=True)
        words_part = column(None, self.title, detail_text, gap=1)
        head = row(None, words_part, close, gap=8)
        head.setStretch(0, 1)
        foot = row(None, *buttons, None, more_text, gap=6)
        side = look().px(metrics.ICON_LARGE)
        margins = (_SHADOW + 16 + side + 10, _SHADOW + 12, _SHADOW + 12, _SHADOW + 12)
        column(self, head, foot, gap=10, margins=margins)
        parent.installEventFilter(self)
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def leave(self) -> None:
        """Go away."""
        self._home.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc while something in it has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised ground with its shadow, and the icon."""
        now = look()
        area = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW - 4, -_SHADOW, -_SHADOW + 4)
        side = now.px(metrics.ICON_LARGE)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shadow(painter, area, metrics.RADIUS_OVERLAY, 2)
            box(painter, area, metrics.RADIUS_OVERLAY, now.colour("raised"), now.colour("line_strong"))
            draw_icon(painter, self._icon, QRectF(area.x() + 16, area.y() + 17, side, side), now.colour("accent"))

    def _place(self) -> None:
        window = self._home
        self.setFixedWidth(min(look().px(_WIDTH) + 2 * _SHADOW, window.width()))
        self.adjustSize()
        self.move(window.width() - self.width() - _MARGIN, window.height() - self.height() - _MARGIN)
