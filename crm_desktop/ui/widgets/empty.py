"""What stands where nothing is yet: an icon, a sentence of benefit, one thing to do, one link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme.drawing import box, square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from crm_desktop.ui.theme.look import Look

_DISC, _ICON = 64, 32
_WIDEST, _LEAST = 420, 180


class IconDisc(Painted):
    """An icon in a tinted circle: `IconDisc("inbox")`."""

    def __init__(self, icon: str, size: int = _DISC, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw disc and icon."""
        side, centre = now.px(self._size * _ICON / _DISC), area.center()
        box(painter, area, area.height() / 2, now.colour("nav"))
        draw_icon(painter, self._icon, square(centre.x() - side / 2, centre.y(), side), now.colour("text2"))


class EmptyState(QWidget):
    """`EmptyState("inbox", _("No inquiries yet"), _("Paste an e-mail …"), action=button, link=link)`.

    Stands in the middle of the room it is given. For a filter without hits use `no_hits`.
    """

    def __init__(
        self,
        icon: str,
        words: str,
        detail: str = "",
        *,
        action: Button | None = None,
        link: Link | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(2)
        layout.addWidget(IconDisc(icon), 0, middle)
        layout.addSpacing(8)
        self._labels = (Text(words, 16, 600, wrap=True), Text(detail, 13, 400, "text2", wrap=True))
        for label in self._labels:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(label, 0, middle)
            label.setVisible(bool(label.text()))
        layout.addSpacing(8)
        for widget in (action, link):
            if widget is not None:
                layout.addWidget(widget, 0, middle)
        layout.addStretch(3)

    def minimumSizeHint(self) -> QSize:
        """Give way: lines that were broken for a wide place must not keep it wide."""
        return QSize(look().px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines at a measure that reads well, or at the width there is."""
        super().resizeEvent(event)
        for label in self._labels:
            label.setFixedWidth(max(80, min(look().px(_WIDEST), self.width() - 48)))
            # The layout counts the lines at the width of all there is.
            label.setMinimumHeight(max(0, label.heightForWidth(label.width())))


def no_hits(words: str, release: str, on: Callable[[], object]) -> EmptyState:
    """Return what stands where a filter finds nothing: what was looked for, and a button that releases the filter."""
    return EmptyState("search", words, action=Button(release, on=on))
