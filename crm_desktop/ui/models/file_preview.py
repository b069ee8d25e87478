"""What the preview of a file shows: pages of a PDF, a picture, or its text; drawn on a lane."""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QImageReader

from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.store.queries import file_texts, files
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.reading import Reader
from crm_desktop.ui.widgets.pdf_pages import PageSize

#: Seconds a page may take.
_PATIENCE = 10.0
#: Bytes of a file that are shown, and dots of a picture.
_HEAVIEST, _DOTS = 60_000_000, 24_000_000
#: What QImageReader reads here of files that strangers wrote.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")


class Shows(Enum):
    """What can be shown of a file."""

    PAGES = auto()
    PICTURE = auto()
    TEXT = auto()
    #: Nothing: of another kind, damaged, locked, or too large.
    NOTHING = auto()


class Content(NamedTuple):
    """A file as it is kept: its bytes, its text as far as it was read, and everything that has the same bytes."""

    data: bytes
    state: TextState | None
    text: str
    kept: list[AttachedFile]


class Laid(NamedTuple):
    """How a file is shown, the sizes of its pages, and the places of the words it was found by."""

    shows: Shows
    sizes: list[PageSize]
    places: list[tuple[int, QRectF]]


def read_content(reader: Reader, *, sha256: str) -> Content:
    """Return a file by the SHA-256 of its bytes; without its bytes where it is too large to be shown."""
    kept = files.with_content(reader, sha256=sha256)
    data = files.content(reader, sha256=sha256) if kept and kept[0].size <= _HEAVIEST else None
    read = file_texts.text(reader, sha256=sha256)
    return Content(data or b"", read and read.state, read.text if read else "", kept)


def laid_out(*, apart: Apart, content: Content, words: str = "") -> Laid:
    """Find out how a file is shown; `words` are what it was found by."""
    data = content.data
    if b"%PDF-" in data[:1024]:
        answer = apart.ask("sizes", data, patience=_PATIENCE)
        if answer is not None and answer.data:
            sizes = [PageSize(*size) for size in json.loads(answer.data)]
            return Laid(Shows.PAGES, sizes, _places(apart, data, words))
    elif data.startswith(_PICTURES) and (size := _reader(data).size()).isValid():
        return Laid(Shows.PICTURE, [PageSize(size.width(), size.height())], [])
    return Laid(Shows.TEXT if content.text else Shows.NOTHING, [], [])


def drawn(*, apart: Apart, shows: Shows, data: bytes, page: int, width: int, ratio: float) -> QImage:
    """Return a page or a picture so many points of the screen wide; an empty one where it cannot be drawn."""
    dots = max(1, round(width * ratio))
    image = _page(apart, data, page, dots) if shows is Shows.PAGES else _picture(data, dots)
    image.setDevicePixelRatio(ratio)
    return image


def _places(apart: Apart, data: bytes, words: str) -> list[tuple[int, QRectF]]:
    answer = apart.ask("places", data, patience=_PATIENCE, words=words) if words.strip() else None
    return [(page, QRectF(*place)) for page, *place in json.loads(answer.data)] if answer is not None else []


def _page(apart: Apart, data: bytes, page: int, dots: int) -> QImage:
    answer = apart.ask("page", data, patience=_PATIENCE, page=page, width=dots)
    if answer is None or len(answer.data) < 8:
        return QImage()
    wide, high = (int.from_bytes(answer.data[at : at + 4], "big") for at in (0, 4))
    # Copied, because the bytes die with the answer.
    return QImage(answer.data[8:], wide, high, 4 * wide, QImage.Format.Format_RGBX8888).copy()


def _picture(data: bytes, dots: int) -> QImage:
    source = _reader(data)
    size = source.size()
    high = max(1, round(dots * size.height() / max(1, size.width())))
    if size.width() > dots or size.width() * size.height() > _DOTS:
        source.setScaledSize(QSize(dots, high))
    return source.read()


class _Reader(QImageReader):
    """Reads a picture from bytes it keeps."""

    def __init__(self, data: bytes) -> None:
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        super().__init__(self._buffer)
        self.setAutoTransform(True)


def _reader(data: bytes) -> QImageReader:
    return _Reader(data)
