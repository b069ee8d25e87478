"""The picture of the product in view: shown, chosen from a file, dropped or pasted, and taken away."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, draw_covering, focus_ring, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

_HEIGHT, _EMPTY_HEIGHT = 168, 40
#: Endings of pictures that can be read, for the dialogue of files.
_ENDINGS = "*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff"


class PictureField(Painted):
    """`give(bytes)` is called with a new picture, `give(None)` when it is to go; a click or Enter chooses a file."""

    def __init__(self, give: Callable[[bytes | None], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._give = give
        self._picture: QPixmap | None = None
        self._waits = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_picture(None)

    def show_picture(self, picture: QPixmap | None, *, coming: bool = False) -> None:
        """Show a picture, or where one can be put; one that is `coming` keeps its room."""
        self._picture, self._waits = picture, coming and picture is None
        has = picture is not None or coming
        self.setAccessibleName(_("Picture of the product") if has else _("Add a picture"))
        self.setToolTip(
            _("Enter or a click changes it, Delete takes it away.") if has else _("Drop or paste one here.")
        )
        self.updateGeometry()
        self.update()

    def has_picture(self) -> bool:
        """Whether there is one."""
        return self._picture is not None or self._waits

    def choose(self) -> None:
        """Ask for a file."""
        kinds = _("Pictures ({endings})").format(endings=_ENDINGS)
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a picture"), "", kinds)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Take the picture of a file; what cannot be read is said by whoever keeps it."""
        data = b""
        with contextlib.suppress(OSError):
            data = path.read_bytes()
        self._give(data)

    def sizeHint(self) -> QSize:
        """Be as tall as a picture, or as a line that asks for one."""
        return QSize(look().px(200), look().px(_HEIGHT if self.has_picture() else _EMPTY_HEIGHT))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the picture on a quiet ground, or the words that ask for one."""
        inner = area.adjusted(1, 1, -1, -1)
        radius = metrics.RADIUS_ROW
        if self._picture is not None:
            shape = QPainterPath()
            shape.addRoundedRect(inner, radius, radius)
            painter.setClipPath(shape)
            box(painter, inner, radius, now.colour("sunken"))
            draw_covering(painter, inner, self._picture)
            painter.setClipping(False)
            box(painter, inner, radius, None, now.colour("line"))
        elif not self._waits:
            box(painter, inner, radius, now.colour("hover" if self.underMouse() else "sunken"), now.colour("line"))
            words, type_, side = _("Add a picture"), font(12, 500), now.px(16)
            x = area.center().x() - (text_width(words, type_) + side + 8) / 2
            draw_icon(painter, "image", square(x, area.center().y(), side), now.colour("text3"))
            text(painter, area.adjusted(x + side + 8, 0, 0, 0), words, type_, now.colour("text2"))
        if self.shows_focus():
            focus_ring(painter, inner, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter or Space, paste by Ctrl+V, take away by Delete."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.has_picture():
            self._give(None)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures and files."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, data: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        image = data.imageData()
        if paths:
            self.take_file(paths[0])
        elif isinstance(image, QImage) and not image.isNull():
            self._give(_png(image))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
