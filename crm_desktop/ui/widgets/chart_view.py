"""A place for a chart that was drawn elsewhere: shows the picture, asks for another when size or colours change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import CENTRE, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent

    from crm_desktop.ui.theme.look import Look

#: A resize asks for one picture when it has come to rest.
_REST = 90
#: Milliseconds after which a picture that has not come is said to be on its way; and the least height for saying so.
_LATE, _ROOM = 300, 90


class ChartView(Painted):
    """`view.wanted.connect(draw)`, and when the picture is there `view.set_image(image, summary)`.

    Signals: `wanted(size, ratio)` when a picture of that many points at that device pixel ratio is needed (first show,
    size at rest, other colours); `clicked(x, y)` in shares of width and height from the upper left; `opened()`: Enter.
    `summary` says in words what the chart shows, for screen readers and as the description of the picture.
    """

    wanted = Signal(QSize, float)
    clicked = Signal(float, float)
    opened = Signal()

    def __init__(self, name: str, *, least: QSize | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._least = least or QSize(120, 80)
        self._image = QImage()
        self._asked: tuple[QSize, float] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._tell)
        # A picture that is long in coming is said to be: none is no answer.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage, summary: str = "") -> None:
        """Show a picture; its device pixel ratio should be the one asked for."""
        self._image = image
        self.setAccessibleDescription(summary)
        self.update()

    def has_image(self) -> bool:
        """Say whether a picture is there."""
        return not self._image.isNull()

    def ask(self) -> None:
        """Ask for a picture again: the data changed."""
        self._asked = None
        self._tell()

    def sizeHint(self) -> QSize:
        """Ask for a picture of the usual shape."""
        return QSize(look().px(320), look().px(180))

    def minimumSizeHint(self) -> QSize:
        """Allow a small picture."""
        return self._least

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the first picture."""
        super().showEvent(event)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another picture when the size has come to rest."""
        super().resizeEvent(event)
        if self._asked is not None:
            self._rest.start()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another picture when the colours changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._asked is not None:
            self.ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the picture was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self.has_image():
            at = event.position()
            self.clicked.emit(at.x() / max(1, self.width()), at.y() / max(1, self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what the chart counts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the picture; one of another size is stretched until the right one comes."""
        if self.has_image():
            if self._image.deviceIndependentSize().toSize() == self.size():
                painter.drawImage(area.topLeft(), self._image)
            else:
                painter.drawImage(area, self._image)
        elif self._asked is not None and not self._late.isActive() and area.height() > now.px(_ROOM):
            text(painter, area, _("Being worked out …"), font(13), now.colour("text3"), align=CENTRE)
        if self.shows_focus():
            focus_ring(painter, area, 6)

    def _tell(self) -> None:
        now = (self.size(), self.devicePixelRatioF())
        if self.isVisible() and now != self._asked and not self.size().isEmpty():
            self._asked = now
            self._late.start()
            self.wanted.emit(*now)
