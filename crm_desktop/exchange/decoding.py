"""From bytes to text: which encoding a file is in, and reading it as a stream of lines.

Detectors guess German files wrong; three facts in this order do not: a byte order mark, zero bytes in every other place
(UTF-16 without a mark), valid UTF-8. What is left was written by Windows: cp1252. Nothing here ever fails on a byte.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What archives (XLSX, ODS), PDF, old Office files, pictures and databases begin with.
_NO_TEXT = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    b"\x1f\x8b",
)
_CONTROL = bytes(range(9)) + bytes(range(14, 32))
_AS_WINDOWS = "crm-desktop-as-cp1252"


class Encoding(NamedTuple):
    """How to decode a file: a codec of Python and the name of its error handler."""

    codec: str
    errors: str = "strict"

    @property
    def name(self) -> str:
        """What to show the user."""
        return f"{self.codec} + cp1252" if self.errors == _AS_WINDOWS else self.codec


@dataclass(frozen=True)
class Source:
    """A file as bytes in memory, or a path that is read piece by piece, however large it is."""

    content: bytes | Path

    def open(self) -> BinaryIO:
        """Open it from the beginning; raises Refused, with the system's reason, when that is impossible."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        try:
            # Opening a pipe would wait for somebody to write into it.
            if self.content.exists() and not self.content.is_file():
                raise Refused(_("“{name}” is not a file.").format(name=self.content.name))
            return self.content.open("rb")
        except OSError as error:
            raise Refused(
                _("“{name}” could not be read: {reason}.").format(name=self.content.name, reason=why_not(error))
            ) from error

    def beginning(self, size: int = 4096) -> bytes:
        """Return its first bytes."""
        with self.open() as file:
            return file.read(size)

    def chunks(self) -> Iterator[bytes]:
        """Return its bytes in pieces of a megabyte."""
        with self.open() as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def named_encoding(name: str) -> Encoding:
    """Return the encoding a user asked for by name ("mac_roman", "cp850"); raises BadInput for an unknown one."""
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec)
    except (LookupError, UnicodeDecodeError):
        raise BadInput(
            _("“{name}” is not the name of a text encoding.").format(name=name[:40]),
            _("Use utf-8, cp1252, utf-16, mac_roman or cp850."),
            field="encoding",
        ) from None
    return Encoding(codec, "replace")


def detect(source: Source) -> Encoding:
    """Find the encoding of a whole file, read once."""
    head = source.beginning()
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, "replace")
    if wide := _wide(head):
        return Encoding(wide, "replace")
    if _is_utf8(source):
        return Encoding("utf-8")
    if _is_mostly_utf8(source):
        codecs.register_error(_AS_WINDOWS, _as_windows)
        return Encoding("utf-8", _AS_WINDOWS)
    return Encoding("cp1252", "replace")


def is_text(source: Source, encoding: Encoding) -> bool:
    """Whether a file can be text at all: no archive, document or picture, and not mostly control signs."""
    head = source.beginning()
    if head.startswith(_NO_TEXT):
        return False
    if encoding.codec.startswith(("utf-16", "utf-32")):
        return True
    return len(head) - len(head.translate(None, _CONTROL)) <= 0.3 * len(head)


def open_text(source: Source, encoding: Encoding) -> io.TextIOWrapper:
    """Open a file as text with its line ends as they are; close it after use."""
    return io.TextIOWrapper(source.open(), encoding=encoding.codec, errors=encoding.errors, newline="")


def _wide(head: bytes) -> str:
    """Return the UTF-16 without a mark that the zero bytes speak for, or ""."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd >= 0.4 * pairs and even <= 0.1 * pairs:
        return "utf-16-le"
    if even >= 0.4 * pairs and odd <= 0.1 * pairs:
        return "utf-16-be"
    return ""


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in source.chunks():
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(source: Source) -> bool:
    """Whether a file that is not UTF-8 as a whole has more letters in UTF-8 than stray bytes.

    Such files come from joining two; in cp1252 alone, sequences that are valid UTF-8 hardly occur.
    """
    letters = strays = 0
    for chunk in source.chunks():
        plain = len(chunk) - len(chunk.translate(None, bytes(range(128))))
        text = chunk.decode("utf-8", "ignore")
        letters += len(text) - plain
        strays += len(chunk) - len(text.encode())
    return letters > strays


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Take the bytes that are not UTF-8 as cp1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end
