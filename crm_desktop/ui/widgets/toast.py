"""Toasts: what was just done and how to take it back, at the bottom of the window for eight seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, shadow, square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QPaintEvent

_STAYS = 8000
_SHADOW = 14
_MOST = 2
_GAP = 14
_RISE = 10


class Toast(QFrame):
    """One message. Made by `Toasts.show`; signal `gone` when it was taken away."""

    gone = Signal()

    def __init__(
        self, words: str, *, icon: str, action: str, key: str, on: Callable[[], object] | None,
        also: tuple[str, Callable[[], object]] | None, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon = icon
        self._hovered = False
        self._timer = QTimer(self)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self.expire)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self.setAccessibleName(words)
        side = look().px(metrics.ICON)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SHADOW + 16 + side + 8, _SHADOW, _SHADOW + 16, _SHADOW)
        layout.setSpacing(14)
        self.words = Text(words, 13, 400, "inverted", elide=False)
        layout.addWidget(self.words)
        if also is not None:
            layout.addSpacing(14)
            self.other = Button(also[0], "toast")
            self.other.clicked.connect(lambda _checked=False: self._act(also[1]))
            layout.addWidget(self.other)
        if on is not None:
            layout.addSpacing(14)
            self.button = Button(action, "toast", key=key)
            self.button.clicked.connect(lambda _checked=False: self._act(on))
            layout.addWidget(self.button)
        self.setFixedHeight(look().px(42) + 2 * _SHADOW)
        self.setMaximumWidth(parent.width())
        self._timer.start()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def settle(self, place: QPoint, duration: int = 0) -> None:
        """Stand at a place; with a duration in milliseconds, rise to it."""
        self._slide.stop()
        if duration:
            self.move(place + QPoint(0, _RISE))
            self._slide.setDuration(duration)
            self._slide.setStartValue(self.pos())
            self._slide.setEndValue(place)
            self._slide.start()
        else:
            self.move(place)

    def _act(self, on: Callable[[], object]) -> None:
        self.leave()
        on()

    def expire(self) -> None:
        """Leave, unless the pointer is over the message or its button has the focus; then stay as long again."""
        if self._hovered or any(child.hasFocus() for child in self.findChildren(QWidget)):
            self._timer.start()
        else:
            self.leave()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over it."""
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count anew when the pointer has left."""
        self._hovered = False
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the inverted ground with its shadow, and the icon."""
        now = look()
        area = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW - 3, -_SHADOW, -_SHADOW + 3)
        side = now.px(metrics.ICON)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shadow(painter, area, metrics.RADIUS_CARD, 2)
            box(painter, area, metrics.RADIUS_CARD, now.colour("text"))
            draw_icon(painter, self._icon, square(area.x() + 16, area.center().y(), side), now.colour("canvas"))


class Toasts(QObject):
    """`toasts = Toasts(window)`, then `toasts.show(_("Deal moved"), action=_("Undo"), key="Ctrl Z", on=undo)`.

    At most two are seen at once, the newest lowest; they never take the focus. `set_lift` raises them above something
    that must stay in sight, such as the closed row of the board.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toasts: list[Toast] = []
        self._lift = 16
        window.installEventFilter(self)

    def show(
        self, words: str, *, action: str = "", key: str = "", icon: str = "check",
        on: Callable[[], object] | None = None, also: tuple[str, Callable[[], object]] | None = None,
    ) -> Toast:  # fmt: skip
        """Show a message, with something to press where `on` or `also` is given; screen readers hear it."""
        while len(self._toasts) >= _MOST:
            self._toasts[0].leave()
        toast = Toast(words, icon=icon, action=action, key=key, on=on, also=also, parent=self._window)
        toast.gone.connect(lambda: self._forget(toast))
        self._toasts.append(toast)
        toast.adjustSize()
        toast.show()
        toast.raise_()
        self._place(rising=toast)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, words))
        return toast

    def clear(self) -> None:
        """Take all messages away."""
        for toast in tuple(self._toasts):
            toast.leave()

    def any(self) -> bool:
        """Whether a message is seen."""
        return bool(self._toasts)

    def set_lift(self, pixels: int) -> None:
        """Keep the messages so far above the lower edge of the window."""
        self._lift = pixels
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
        self._place()

    def _place(self, rising: Toast | None = None) -> None:
        """Stack the messages from the bottom up; a new one rises to its place."""
        bottom = self._window.height() - self._lift + _SHADOW
        for toast in reversed(self._toasts):
            bottom -= toast.height()
            place = QPoint((self._window.width() - toast.width()) // 2, bottom)
            toast.settle(place, look().duration(metrics.POP) if toast is rising else 0)
            # Shadows overlap; the messages themselves stay apart.
            bottom += 2 * _SHADOW - _GAP
