"""The text of Office files (DOCX, XLSX, PPTX, ODT, ODS, ODP), which are ZIP archives of XML.

The XML is read as a stream, with what hostile files work with switched off: a document type (entities that grow, files
of the disk) is refused, and the unpacked bytes are counted as they come, whatever the archive says of itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from crm_desktop.exchange.file_text.gathering import Gathering, NotReadable

#: Unpacked bytes of one file that are looked at, and entries its archive may have.
_UNPACKED = 80_000_000
_ENTRIES = 10_000
_PIECE = 1 << 16
#: How deep elements may lie in each other; real documents stay below a hundred.
_DEEPEST = 2_000


class Shape(NamedTuple):
    """How a kind of file keeps its text: the parts of the archive, and elements by their name without prefix."""

    parts: re.Pattern[str]
    #: Elements whose letters are text; what lies in them counts as well.
    holds: frozenset[str]
    #: Elements that end a line, and those that stand for a blank.
    lines: frozenset[str]
    blanks: frozenset[str]
    #: Elements that are passed over with all they hold.
    skips: frozenset[str] = frozenset()


_WORD = Shape(
    re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    frozenset({"t"}), frozenset({"p", "br", "cr"}), frozenset({"tab"}),
)  # fmt: skip
_SLIDES = Shape(
    re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"), frozenset({"t"}), frozenset({"p", "br"}), frozenset({"tab"})
)
_SHEETS = Shape(
    re.compile(r"xl/(sharedStrings|comments\d*|worksheets/[^/]+)\.xml"),
    frozenset({"t"}), frozenset({"si", "is"}), frozenset(),
)  # fmt: skip
_OPEN = Shape(
    re.compile(r"content\.xml"), frozenset({"p", "h"}), frozenset({"p", "h", "line-break"}),
    frozenset({"s", "tab"}), frozenset({"tracked-changes"}),
)  # fmt: skip
#: A part that is in every file of a kind, and the shape of that kind.
_SHAPES = (("word/document.xml", _WORD), ("ppt/presentation.xml", _SLIDES), ("xl/workbook.xml", _SHEETS),
           ("content.xml", _OPEN))  # fmt: skip

_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, RuntimeError, NotImplementedError, OSError,
           ValueError, LookupError)  # fmt: skip


def gather(data: bytes, into: Gathering) -> None:
    """Gather the text of an Office file, nothing of any other archive; raises NotReadable for what is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _ENTRIES:
                raise NotReadable("too many entries")
            shape = next((shape for part, shape in _SHAPES if part in names), None)
            if shape is not None:
                _gather_parts(archive, sorted(filter(shape.parts.fullmatch, set(names))), shape, into)
    except _BROKEN as error:
        raise NotReadable(str(error)) from error


def _gather_parts(archive: zipfile.ZipFile, names: list[str], shape: Shape, into: Gathering) -> None:
    left = _UNPACKED
    for name in names:
        parser = _parser(shape, into)
        for piece in _pieces(archive, name):
            left -= len(piece)
            if left < 0:
                raise NotReadable("larger inside than a document is")
            if into.full:
                return
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            yield piece


def _parser(shape: Shape, into: Gathering) -> expat.XMLParserType:
    """Return a parser that hands text over and knows no entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    reading = _Reading(shape, into.add)
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.letters
    return parser


def _refuse(*_declared: object) -> None:
    raise NotReadable("a document type is not read")


class _Reading:
    """Where in a part the reader stands."""

    def __init__(self, shape: Shape, add: Callable[[str], None]) -> None:
        self._shape, self._add = shape, add
        self._deep = self._holding = self._skipping = 0

    def start(self, name: str, _attributes: object) -> None:
        """Go into an element."""
        self._deep += 1
        if self._deep > _DEEPEST:
            raise NotReadable("deeper than a document is")
        local = name.rpartition(":")[2]
        self._skipping += local in self._shape.skips
        self._holding += local in self._shape.holds

    def end(self, name: str) -> None:
        """Come out of an element."""
        self._deep -= 1
        local = name.rpartition(":")[2]
        self._skipping -= local in self._shape.skips
        self._holding -= local in self._shape.holds
        if self._skipping:
            return
        if local in self._shape.lines:
            self._add("\n")
        elif local in self._shape.blanks:
            self._add(" ")

    def letters(self, text: str) -> None:
        """Take text where it counts."""
        if self._holding and not self._skipping:
            self._add(text)
