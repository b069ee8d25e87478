"""Small pictures of the image files in a timeline, made on a lane and kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from crm_desktop.store.queries import files
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk

_LONGEST = 264
_KEPT = 300
#: Pictures larger than this are not decoded for a view the size of a stamp.
_HEAVIEST = 40_000_000


class Pictures(QObject):
    """`small(file)` returns a picture or None; `came` is emitted when one that was missing is there."""

    came = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()

    def small(self, file: FileRow) -> QPixmap | None:
        """Return the small picture of a file, None while it is made or where it cannot be."""
        found = self._kept.get(file.sha256)
        if found is None and file.sha256 not in self._asked and file.size <= _HEAVIEST:
            self._asked.add(file.sha256)
            self._desk.ask(
                read_small, sha256=file.sha256, then=lambda image: self._keep(file.sha256, image), asker=self,
                topic=file.sha256, lane="pictures",
            )  # fmt: skip
        return found

    def _keep(self, sha256: str, image: QImage) -> None:
        if image.isNull():
            return
        self._kept[sha256] = QPixmap.fromImage(image)
        if len(self._kept) > _KEPT:
            gone, _pixmap = self._kept.popitem(last=False)
            self._asked.discard(gone)
        self.came.emit()


def small_of(pictures: Pictures, sha256: str) -> QPixmap | None:
    """Return the small picture kept under a SHA-256, None while it is made."""
    return pictures.small(FileRow(0, "", "image/jpeg", 0, sha256))


def read_small(reader: Reader, *, sha256: str) -> QImage:
    """Return a picture of a file no larger than needed; an empty one where it is no picture."""
    data = QByteArray(files.content(reader, sha256=sha256) or b"")
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    source = QImageReader(buffer)
    source.setAutoTransform(True)
    size = source.size()
    if size.isValid() and max(size.width(), size.height()) > _LONGEST:
        source.setScaledSize(size.scaled(QSize(_LONGEST, _LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return source.read()
