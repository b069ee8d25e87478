"""Builds the shipped font files from the Inter release on npm; run by hand when a newer Inter is taken.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python resources/fonts/build_fonts.py package

Three sets come out, all static TrueType, because matplotlib and reportlab take neither variable nor CFF outlines:

- `Inter-*`: for the window and for charts, every letter of the release, with tabular figures as the feature `tnum`.
- `InterText-*`: for running text on paper. Latin, Greek, Cyrillic and signs; of all features only kerning, since each
  other one would put glyphs without a code point on the page and spoil searching in the file.
- `InterTab-*`: the same for columns of figures. reportlab applies no features, so the digits, plus and true minus are
  mapped to their tabular glyphs for good.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
#: Without `calt`: it would show an arrow where someone typed "->".
WINDOW_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "case", "tnum")
PAPER_FEATURES = ("kern",)
#: First and last code point of what paper needs: alphabets, then punctuation, currencies, arrows, signs, boxes.
PAPER_RANGES = ((0x20, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x23FF), (0x25A0, 0x27BF), (0xFFFD, 0xFFFD))
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "plus", "minus")
TABULAR = dict(zip("0123456789+−", NAMES, strict=True))


def reduced(source: Path, unicodes: set[int] | None, features: tuple[str, ...]) -> TTFont:
    """Return a release font with only these code points (None: all of them) and features."""
    options = subset.Options(
        layout_features=list(features),
        layout_closure=bool(unicodes is None),
        name_IDs=["*"],
        name_languages=["*"],
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["DSIG"],
    )
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap() if unicodes is None else unicodes)
    subsetter.subset(font)
    font.flavor = None
    return font


def rename(font: TTFont, family: str) -> None:
    """Give a font another family name, so that it can live beside the set it was made from."""
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = str(record).replace("Inter", family)


def with_tabular_figures(source: Path, unicodes: set[int]) -> TTFont:
    """Return a paper font whose figures all have one width; the tabular glyphs take the code points."""
    font = TTFont(source, recalcTimestamp=False)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({ord(sign): f"{name}.tf" for sign, name in TABULAR.items() if ord(sign) in table.cmap})
    baked = source.with_suffix(".baked.ttf")
    font.save(baked)
    try:
        return reduced(baked, unicodes, PAPER_FEATURES)
    finally:
        baked.unlink()


def build(release: Path, target: Path) -> None:
    """Write all sets and the licence into a folder; `release` is the unpacked npm package."""
    unicodes = {code for first, last in PAPER_RANGES for code in range(first, last + 1)}
    for face in FACES:
        source = release / "web" / f"Inter-{face}.woff2"
        reduced(source, None, WINDOW_FEATURES).save(target / f"Inter-{face}.ttf")
        text = reduced(source, unicodes, PAPER_FEATURES)
        rename(text, "InterText")
        text.save(target / f"InterText-{face}.ttf")
        if face in {"Bold", "Italic"}:
            continue  # columns of figures are set in the other three
        tabular = with_tabular_figures(source, unicodes)
        rename(tabular, "InterTab")
        tabular.save(target / f"InterTab-{face}.ttf")
    shutil.copy(release / "LICENSE.txt", target / "LICENSE.txt")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).parent)
