"""How charts look: colours and sizes for the screen in either scheme, and for paper.

All lengths are units: a pixel at 100 % on the screen, a point on paper. Values come from the tokens, none from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, get_font

from crm_desktop.base.colour import over
from crm_desktop.base.paths import resources
from crm_desktop.base.tokens import LIGHT, PRINT, Tokens

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

#: Opacity of the ranges of a forecast: the wide one, and what the narrow one adds on it.
_BAND_80, _BAND_50 = 0.13, 0.20


@dataclass(frozen=True)
class ChartStyle:
    """Colours as #RRGGBB and sizes in units."""

    text: str
    text2: str
    text3: str
    #: Lines of the grid, the base line, and what separates bars: the colour of the ground.
    grid: str
    base: str
    ground: str
    #: Thin marks: where today is, what a label belongs to.
    mark: str
    #: What has happened, what is expected, and its ranges (solid colours, so that print and screen agree).
    history: str
    expected: str
    band_80: str
    band_50: str
    #: Ground of the chosen period, and of bars that show a share.
    period: str
    track: str
    #: One quiet colour for bars, the one that carries the message, groups, and ordered stages.
    quiet: str
    strong: str
    categories: tuple[str, ...]
    stages: tuple[str, ...]
    what_if: str
    missed: str
    #: Sizes of writing: ticks, and direct labels.
    small: float
    label: float
    history_width: float
    expected_width: float
    grid_width: float

    @property
    def room(self) -> float:
        """How much larger writing is than usual: room around it grows alike."""
        return self.small / 11.0


def screen_style(tokens: Tokens, scale: float = 1.0) -> ChartStyle:
    """Return the style of a chart on a card of the window; `scale` is the user's text size (1.0 = 100 %)."""
    return ChartStyle(
        text=tokens.text,
        text2=tokens.text2,
        text3=tokens.text3,
        grid=tokens.line,
        base=tokens.line_strong,
        ground=tokens.surface,
        mark=tokens.control,
        history=tokens.text3,
        expected=tokens.accent,
        band_80=over(tokens.accent, tokens.surface, _BAND_80),
        band_50=over(tokens.accent, over(tokens.accent, tokens.surface, _BAND_80), _BAND_50),
        period=tokens.hover,
        track=tokens.hover,
        quiet=tokens.stages[1] if tokens.dark else tokens.stages[0],
        strong=tokens.accent,
        categories=tokens.categories,
        stages=tokens.stages,
        what_if=tokens.warning,
        missed=tokens.danger,
        small=11.0 * scale,
        label=11.0 * scale,
        history_width=1.8,
        expected_width=2.2,
        grid_width=1.0,
    )


def print_style() -> ChartStyle:
    """Return the style of a chart on paper: always light, black history, no transparency."""
    return ChartStyle(
        text=PRINT.text,
        text2=PRINT.text2,
        text3=PRINT.text3,
        grid=LIGHT.line,
        base=PRINT.section_rule,
        ground=PRINT.paper,
        mark=PRINT.text3,
        history=PRINT.text,
        expected=PRINT.accent,
        band_80=PRINT.band_80,
        band_50=PRINT.band_50,
        period=LIGHT.sunken,
        track=LIGHT.hover,
        quiet=LIGHT.stages[0],
        strong=PRINT.accent,
        categories=LIGHT.categories,
        stages=LIGHT.stages,
        what_if=LIGHT.warning,
        missed=PRINT.danger,
        small=7.5,
        label=8.0,
        history_width=1.5,
        expected_width=2.0,
        grid_width=0.5,
    )


@cache
def face(name: str) -> FontProperties:
    """Return one of the shipped faces by its file name: "InterText-Regular"."""
    return FontProperties(fname=str(resources() / "fonts" / f"{name}.ttf"))


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return the face of chart writing at a size in units; figures are of equal width."""
    sized = face("InterTab-SemiBold" if bold else "InterTab-Regular").copy()
    sized.set_size(size)
    return sized


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in units at a size."""
    loaded: FT2Font = get_font(str(face("InterTab-SemiBold" if bold else "InterTab-Regular").get_file()))
    loaded.set_size(size, 72 * 64)
    loaded.set_text(text, 0.0)
    width: float = loaded.get_width_height()[0] / 64 / 64
    return width
