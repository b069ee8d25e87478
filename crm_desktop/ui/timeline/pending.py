"""Files that wait to be kept with what is being written: dropped, pasted or chosen, and shown as chips."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.history.files import LARGEST
from crm_desktop.ui.models.timeline import size_words
from crm_desktop.ui.timeline.people import removable
from crm_desktop.ui.widgets.flow import FlowLayout


@dataclass(frozen=True)
class PendingFile:
    """A file that lies somewhere, or bytes that lie nowhere yet (a picture from the clipboard)."""

    name: str
    size: int
    path: str = ""
    #: Bytes as base64: what is half written is remembered as text.
    data: str = ""


def carries_files(data: QMimeData) -> bool:
    """Whether something dragged or copied holds files or a picture."""
    return any(url.isLocalFile() for url in data.urls()) or (data.hasImage() and not data.hasText())


def files_of(data: QMimeData) -> list[PendingFile]:
    """Return the files of something dragged or copied; a copied picture becomes a PNG.

    Raises BadInput for one that is too large, empty, or a folder.
    """
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return [file_at(path) for path in paths]
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        picture = _png(image)
        return [PendingFile(_("Picture.png"), len(picture), data=base64.b64encode(picture).decode())]
    return []


def file_at(path: Path) -> PendingFile:
    """Return a file by its place. Raises BadInput as `files_of` does."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(_("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))) from error
    if path.is_dir():
        raise BadInput(_("“{name}” is a folder.").format(name=path.name), _("Take the files in it."))
    if not size:
        raise BadInput(_("“{name}” is empty.").format(name=path.name))
    if size > LARGEST:
        raise BadInput(
            _("“{name}” is too large: {size}.").format(name=path.name, size=size_words(size)),
            _("Files up to {most} can be kept here; note where it lies instead.").format(most=size_words(LARGEST)),
        )
    return PendingFile(path.name, size, str(path))


def read_all(files: Sequence[PendingFile]) -> tuple[NewFile, ...]:
    """Return the files with their bytes; raises BadInput for one that has gone meanwhile."""
    return tuple(
        NewFile(file.name, base64.b64decode(file.data) if file.data else _bytes(Path(file.path))) for file in files
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(_("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))) from error


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    buffer.close()
    return bytes(data.data())


class PendingFiles(QWidget):
    """The chips of files that wait. Signal: `changed`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[PendingFile, ...] = ()
        self._flow = FlowLayout(self, gap=6)
        self.setVisible(False)

    def files(self) -> tuple[PendingFile, ...]:
        """Return what waits."""
        return self._files

    def add(self, files: Sequence[PendingFile]) -> None:
        """Take more files; the same one twice counts once."""
        self.set_files((*self._files, *(file for file in files if file not in self._files)))

    def set_files(self, files: Sequence[PendingFile]) -> None:
        """Show these files."""
        self._files = tuple(files)
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, file in enumerate(self._files):
            self._flow.addWidget(removable(f"{file.name} · {size_words(file.size)}", partial(self._remove, place)))
        self.setVisible(bool(self._files))
        self.updateGeometry()
        self.changed.emit()

    def _remove(self, place: int) -> None:
        self.set_files((*self._files[:place], *self._files[place + 1 :]))
