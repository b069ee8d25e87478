"""Avatars: initials on a tint that a name always gets again; people are discs, companies rounded squares."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.colour import over
from crm_desktop.base.text import initials
from crm_desktop.ui.theme.drawing import CENTRE, box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look

AvatarKind = Literal["person", "company"]
#: Writing and ground of each tint; violet comes from the fourth category, the last is plain ink.
_TINTS: tuple[tuple[Role, Role], ...] = (
    ("accent", "selected"),
    ("info", "info_tint"),
    ("warning", "warning_tint"),
    ("danger", "danger_tint"),
    ("text2", "nav"),
)
_VIOLET = 3
_VIOLET_SHARE, _VIOLET_INK = 0.16, 0.7


def tint_of(name: str, now: Look) -> tuple[QColor, QColor]:
    """Return writing and ground for a name, the same at every start and on every machine."""
    place = zlib.crc32(name.encode()) % (len(_TINTS) + 1)
    if place == len(_TINTS):
        violet = now.tokens.categories[_VIOLET]
        return QColor(over(violet, now.tokens.text, _VIOLET_INK)), QColor(
            over(violet, now.tokens.surface, _VIOLET_SHARE)
        )
    ink, ground = _TINTS[place]
    return now.colour(ink), now.colour(ground)


def paint_avatar(
    painter: QPainter, rect: QRectF, name: str, kind: AvatarKind = "person", *, selected: bool = False
) -> None:
    """Draw an avatar; on a selected row it stands on the surface instead of its tint."""
    device, side = painter.device(), round(rect.width())
    ratio = device.devicePixelRatio() if device else 1.0
    now, letters = look(), initials(name)
    ink, ground = tint_of(name, now)
    if selected:
        ground = now.colour("surface")
    key = f"crm-avatar:{letters}:{kind}:{side}:{ratio:.2f}:{ink.rgba():x}:{ground.rgba():x}:{selected:d}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as inner:
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw(inner, QRectF(0, 0, side, side), letters, kind, (ink, ground), selected=selected)
        QPixmapCache.insert(key, made)
    painter.drawPixmap(QRectF(round(rect.x()), round(rect.y()), side, side), made, QRectF(made.rect()))


def _draw(
    painter: QPainter, rect: QRectF, letters: str, kind: AvatarKind, tint: tuple[QColor, QColor], *, selected: bool
) -> None:
    now, (ink, ground) = look(), tint
    # With strong contrast there are no tints, so a line shows the shape.
    edge = now.colour("control") if ground == now.colour("surface") and not selected else None
    box(painter, rect, _radius(rect, kind), ground, edge)
    size = rect.width() * (0.4 if rect.width() < 30 else 0.36) / now.scale
    text(painter, rect, letters, font(max(8, round(size)), 600), ink, align=CENTRE)


def _radius(rect: QRectF, kind: AvatarKind) -> float:
    return rect.width() / 2 if kind == "person" else max(4.0, rect.width() * 0.22)


class Avatar(Painted):
    """`Avatar("Miriam Kessler", size=60)`; with a picture, that is shown in the same shape."""

    def __init__(
        self, name: str = "", kind: AvatarKind = "person", size: int = 36, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._kind, self._size = name, kind, size
        self._picture = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, kind: AvatarKind = "person", picture: QPixmap | None = None) -> None:
        """Stand for somebody else."""
        self._name, self._kind = name, kind
        self._picture = picture if picture is not None else QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, _now: Look) -> None:
        """Draw the picture, or the initials."""
        if self._picture.isNull():
            paint_avatar(painter, area, self._name, self._kind)
            return
        path, radius = QPainterPath(), _radius(area, self._kind)
        path.addRoundedRect(area, radius, radius)
        painter.setClipPath(path)
        whole = self._picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left, top = (area.width() - whole.width()) / 2, (area.height() - whole.height()) / 2
        painter.drawPixmap(QRectF(left, top, whole.width(), whole.height()), self._picture, self._picture.rect())
