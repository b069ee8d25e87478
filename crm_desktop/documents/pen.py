"""Draws marks on the pages of a PDF file; the only module that writes page operators.

Text is written by operators of its own instead of reportlab's `drawString`: kerned, with the state of font and ink kept
across lines, and each text encoded once a document. On a long offer that is most of the time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.base.paths import APP
from crm_desktop.documents.faces import face
from crm_desktop.documents.paper import HEIGHT, MM, WIDTH, rgb
from crm_desktop.documents.pictures import Picture
from crm_desktop.documents.shapes import rounded_path
from crm_desktop.documents.strips import Frame, Glyphs, Image, Mark, Rule, Shape

#: The face a page names before anything is written on it; without it reportlab would refer to Helvetica.
_FIRST_FACE = "InterText-Regular"
#: Texts whose operators are kept.
_MOST_ENCODED = 5_000
# Pages are compressed as they are; as text in base 85 they would be a quarter larger and take as long as all drawing.
rl_config.useA85 = 0


class Pen:
    """Draws on one page after another; places are mm from the top left."""

    def __init__(self, *, lang: str, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        """Begin a file in a language on sheets of a size (mm)."""
        face(_FIRST_FACE)
        self._file = io.BytesIO()
        self._height = size[1]
        named: dict[str, Any] = {"initialFontName": _FIRST_FACE}  # whose declared type is wrong
        self._canvas = Canvas(
            self._file,
            pagesize=(size[0] * MM, size[1] * MM),
            pageCompression=1,
            invariant=1,
            lang=lang,
            **named,
        )
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._readers: dict[int, ImageReader] = {}
        self._operators: list[str] = []
        self._font = self._fill = self._stroke = ""
        self._bookmarks, self._depth = 0, -1

    def draw(self, marks: Iterable[Mark], top: float = 0.0) -> None:
        """Draw marks whose y counts from `top`."""
        for mark in marks:
            match mark:
                case Glyphs():
                    self._text(mark, top)
                case Rule():
                    self._rule(mark, top)
                case Frame():
                    self._frame(mark, top)
                case Image():
                    self._image(mark, top)
                case Shape():
                    self._operators.append(_painted(mark, (self._height - top - mark.y) * MM))

    def describe(self, *, title: str, author: str, subject: str) -> None:
        """Write what the file is into its properties; viewers then show the title instead of the file's name."""
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator(APP)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the file's outline that leads to this height of this page.

        One that would lie more than a level below the entry before it lies right below that.
        """
        self._bookmarks += 1
        self._depth = min(level, self._depth + 1)
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", top=(self._height - top) * MM, left=0)
        self._canvas.addOutlineEntry(title, key, self._depth)

    def end_page(self) -> None:
        """Finish this page and begin the next."""
        self._flush()
        self._canvas.showPage()
        self._font = self._fill = self._stroke = ""

    def finish(self) -> bytes:
        """Return the file."""
        self._canvas.save()
        return self._file.getvalue()

    def _flush(self) -> None:
        if self._operators:
            self._canvas.addLiteral("\n".join(self._operators))
            self._operators = []

    def _text(self, mark: Glyphs, top: float) -> None:
        text, style, _width = mark.line
        if not text:
            return
        write = self._operators.append
        self._use_fill(style.ink)
        write(f"BT {mark.x * MM:.2f} {(self._height - top - mark.y) * MM:.2f} Td")
        for font, shown in self._encode(style.face, text):
            setting = f"{font} {style.size:g} Tf"
            if setting != self._font:
                self._font = setting
                write(setting)
            write(shown)
        write("ET")

    def _encode(self, name: str, text: str) -> list[tuple[str, str]]:
        """Return the operators that show a text, one pair of font and operator for each subset it needs."""
        key = (name, text)
        known = self._encoded.get(key)
        if known is None:
            used = face(name)
            document: Any = vars(self._canvas)["_doc"]  # reportlab's fonts ask for it; the canvas shows it to nobody
            moves = used.kerning(text)
            known, start = [], 0
            for subset, codes in used.font.splitString(text, document):
                font = used.font.getSubsetInternalName(subset, document)
                known.append((font, _shown(codes, moves[start : start + len(codes)])))
                start += len(codes)
            # A file for a thousand readers holds each of their lines once: what is kept must not grow with it.
            if len(self._encoded) >= _MOST_ENCODED:
                self._encoded.clear()
            self._encoded[key] = known
        return known

    def _rule(self, mark: Rule, top: float) -> None:
        y = (self._height - top - mark.y) * MM
        self._use_stroke(mark.weight, mark.ink)
        self._operators.append(f"{mark.x0 * MM:.2f} {y:.2f} m {mark.x1 * MM:.2f} {y:.2f} l S")

    def _frame(self, mark: Frame, top: float) -> None:
        self._use_stroke(mark.weight, mark.ink)
        left, low = mark.x * MM, (self._height - top - mark.y - mark.height) * MM
        wide, high = mark.width * MM, mark.height * MM
        if not mark.radius:
            self._operators.append(f"{left:.2f} {low:.2f} {wide:.2f} {high:.2f} re S")
            return
        self._operators.append(f"{rounded_path(left, low, left + wide, low + high, mark.radius * MM)} S")

    def _image(self, mark: Image, top: float) -> None:
        left, low, wide, high = (
            mark.x * MM,
            (self._height - top - mark.y - mark.height) * MM,
            mark.width * MM,
            mark.height * MM,
        )
        if mark.radius:
            self._operators.append(f"q {rounded_path(left, low, left + wide, low + high, mark.radius * MM)} W n")
        self._flush()
        self._canvas.drawImage(self._reader(mark.picture), left, low, wide, high)
        if mark.radius:
            self._operators.append("Q")

    def _reader(self, shown: Picture) -> ImageReader:
        key = id(shown.image)
        if key not in self._readers:
            self._readers[key] = ImageReader(shown.image)
        return self._readers[key]

    def _use_fill(self, ink: str) -> None:
        if ink != self._fill:
            self._fill = ink
            self._operators.append(f"{_colour(ink)} rg")

    def _use_stroke(self, weight: float, ink: str) -> None:
        setting = f"{weight:g} w {_colour(ink)} RG"
        if setting != self._stroke:
            self._stroke = setting
            self._operators.append(setting)


def _shown(codes: bytes, moves: list[int]) -> str:
    """Return the operator that shows some codes, with kerning where there is any."""
    if not any(moves):
        return f"<{codes.hex()}> Tj"
    pieces, start = [], 0
    for place, move in enumerate(moves, 1):
        if move and place < len(codes):
            pieces.append(f"<{codes[start:place].hex()}>{-move}")
            start = place
    pieces.append(f"<{codes[start:].hex()}>")
    return f"[{''.join(pieces)}] TJ"


def _painted(mark: Shape, low: float) -> str:
    """Return the operators that paint a shape and leave fill, stroke and origin as they were."""
    parts = [f"q 1 0 0 1 {mark.x * MM:.2f} {low:.2f} cm"]
    if mark.fill:
        parts.append(f"{_colour(mark.fill)} rg")
    if mark.ink:
        dashes = " ".join(f"{length:.2f}" for length in mark.dashes)
        parts.append(f"{_colour(mark.ink)} RG {mark.weight:g} w [{dashes}] 0 d")
        if mark.round:
            parts.append("1 J 1 j")
    paint = "B" if mark.fill and mark.ink else "f" if mark.fill else "S"
    return " ".join((*parts, mark.path, paint, "Q"))


@lru_cache(maxsize=64)
def _colour(ink: str) -> str:
    return " ".join(f"{part:.3g}" for part in rgb(ink))
