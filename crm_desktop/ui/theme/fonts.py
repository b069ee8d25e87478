"""Type: the shipped Inter in the steps of LOOK 2.3, sized by the text size in force."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from crm_desktop.base.paths import resources
from crm_desktop.ui.theme.look import look

FAMILY = "Inter"
_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Italic.ttf", "Inter-Bold.ttf")
_TABULAR = QFont.Tag("tnum")

Step = Literal["caption", "small", "body", "medium", "strong", "card", "value", "h2", "title", "person", "kpi"]


class Type(NamedTuple):
    """A step of the type scale: size in pixels at 100 %, and weight from 400 to 700."""

    size: int
    weight: int


STEPS: dict[Step, Type] = {
    "caption": Type(11, 500),
    "small": Type(12, 400),
    "body": Type(13, 400),
    "medium": Type(13, 500),
    "strong": Type(13, 600),
    "card": Type(14, 600),
    "value": Type(16, 600),
    "h2": Type(16, 600),
    "title": Type(20, 600),
    "person": Type(22, 600),
    "kpi": Type(26, 600),
}


def load_fonts() -> list[str]:
    """Make the shipped fonts known to Qt, before the first widget; return the files that could not be loaded."""
    folder = resources() / "fonts"
    return [name for name in _FILES if QFontDatabase.addApplicationFont(str(folder / name)) < 0]


def font(size: int = 13, weight: int = 400, *, tabular: bool = False, italic: bool = False) -> QFont:
    """Return a font by its size at 100 %; `tabular` gives digits of equal width (amounts, dates, counts in columns).

    Fonts are shared: copy one before changing it.
    """
    return _font(look().px(size), weight, tabular, italic)


def step(name: Step, *, tabular: bool = False) -> QFont:
    """Return the font of a step of the type scale."""
    size, weight = STEPS[name]
    return font(size, weight, tabular=tabular)


@cache
def _font(pixels: int, weight: int, tabular: bool, italic: bool) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(max(9, pixels))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _tracking(pixels))
    if tabular:
        made.setFeature(_TABULAR, 1)
    return made


def _tracking(pixels: int) -> float:
    """Return the letter spacing in pixels: larger type is set tighter."""
    if pixels >= 26:
        return -0.6
    if pixels >= 20:
        return -0.3
    return -0.15 if pixels >= 16 else 0.0
