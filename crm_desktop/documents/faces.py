"""The type faces of paper: loaded once, measured and kerned here, known to reportlab under their file names.

reportlab keeps fonts in a table of the process; this module is the only one that fills it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from crm_desktop.base.paths import resources

#: What a character map ends with; it stands for no character.
_END = 0xFFFF
#: Units of TrueType metrics as reportlab gives them, and as a page counts kerning.
EM = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the font that is embedded, and its widths.

    `widths` are in thousandths of the size, one a character the face has.
    """

    name: str
    font: TTFont
    widths: dict[str, float]
    shaper: uharfbuzz.Font
    units: int
    kerns: bool

    def width(self, text: str, size: float) -> float:
        """Return the width in points without kerning, which only ever matters by a hair; each sign must be known."""
        return sum(map(self.widths.__getitem__, text)) * size / EM

    def kerning(self, text: str) -> list[int]:
        """Return what is added to the advance of each character, in thousandths of the size; empty for nothing."""
        if not self.kerns:
            return []
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.shaper, buffer, {})
        places = buffer.glyph_positions
        if places is None or len(places) != len(text):
            return []
        scale = EM / self.units
        widths = self.widths
        moves = [round(place.x_advance * scale - widths[sign]) for place, sign in zip(places, text, strict=True)]
        return moves if any(moves) else []


@cache
def face(name: str) -> Face:
    """Return a face by the name of its file (InterText-Regular); loading takes some milliseconds once."""
    path = resources() / "fonts" / f"{name}.ttf"
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    metrics = font.face
    blob = uharfbuzz.Face(path.read_bytes())
    return Face(
        name=name,
        font=font,
        widths={
            chr(code): metrics.charWidths.get(code, metrics.defaultWidth)
            for code in metrics.charToGlyph
            if code != _END
        },
        shaper=uharfbuzz.Font(blob),
        units=blob.upem,
        kerns=name.startswith("InterText"),
    )


@cache
def coverage() -> frozenset[str]:
    """Return the characters the faces have; all were made with the same ones."""
    return frozenset(face("InterText-Regular").widths)
