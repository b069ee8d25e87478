"""Icons: Lucide's outlines from resources/icons, tinted while painting by state and scheme."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.base.paths import resources
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Role

log = logging.getLogger(__name__)

#: Lucide draws with 2; from 16 pixels up a little less sits better beside the weight of the text.
_STROKE = 'stroke-width="1.75"'
_LUCIDE_STROKE = 'stroke-width="2"'
_SMALL = 14


def icon(name: str, role: Role = "text2") -> QIcon:
    """Return an icon by its Lucide name, empty for an empty name; `role` is its colour where no style decides.

    Buttons and menus read the name back and tint it themselves.
    """
    return QIcon(_Engine(name, role)) if name else QIcon()


def draw_icon(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Draw an icon in a square (`drawing.square`); nothing for an empty name."""
    if name:
        device, side = painter.device(), round(place.width())
        pixels = pixmap(name, colour, side, device.devicePixelRatio() if device else 1.0)
        painter.drawPixmap(QRectF(round(place.x()), round(place.y()), side, side), pixels, QRectF(pixels.rect()))


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as pixels for a screen of the given device pixel ratio; kept in Qt's own cache."""
    key = f"crm:{name}:{colour.rgba():x}:{size}:{ratio:.2f}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _rendered(name, colour, size, ratio)
        made.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, made)
    return made


def _rendered(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Draw an icon's outlines; a name that is not shipped gives nothing, and a line in the log."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    path = resources() / "icons" / f"{name}.svg"
    if path.is_file():
        drawing = path.read_text(encoding="utf-8").replace("currentColor", colour.name())
        if size > _SMALL:
            drawing = drawing.replace(_LUCIDE_STROKE, _STROKE)
        with QPainter(made) as painter:
            QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    else:
        log.error("There is no icon named %s", name)
    return made


class _Engine(QIconEngine):
    """Draws one icon in the colour the look gives it at that moment."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        """Return a copy, which Qt asks for when an icon is changed."""
        return _Engine(self._name, self._role)

    def iconName(self) -> str:
        """Return the Lucide name; the style reads it to tint the icon itself."""
        return self._name

    def isNull(self) -> bool:
        """Say that there is something to draw."""
        return False

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the icon in the middle of a rectangle."""
        size = min(rect.width(), rect.height())
        x, y = rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2
        draw_icon(painter, self._name, QRectF(x, y, size, size), self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a screen of one pixel a point."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon; `size` counts device pixels, `scale` says how many make one point."""
        side = min(size.width(), size.height())
        return pixmap(self._name, self._colour(mode), max(1, round(side / scale)), scale)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        return look().colour("disabled" if mode == QIcon.Mode.Disabled else self._role)
