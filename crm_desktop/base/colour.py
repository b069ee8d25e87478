"""Arithmetic of colours: between them in OKLCH, and how well one is read on another.

Sources: OKLab (Björn Ottosson, 2020), contrast of WCAG 2.x. Colours are texts of the form #RRGGBB.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Oklch(NamedTuple):
    """A colour as the eye orders it: lightness 0 to 1, chroma from 0 (grey), hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a colour, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart in brightness, 1 (equal) to 21 (black on white), after WCAG 2.x."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def over(colour: str, ground: str, alpha: float) -> str:
    """Return the solid colour that one at an opacity of `alpha` makes over a ground."""
    parts = zip(rgb(colour), rgb(ground), strict=True)
    return _text(*(alpha * a + (1 - alpha) * b for a, b in parts))


def to_oklch(colour: str) -> Oklch:
    """Return a colour in OKLCH."""
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def from_oklch(colour: Oklch) -> str:
    """Return the colour of OKLCH values; what a screen cannot show is cut to the nearest red, green and blue."""
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return _text(
        255 * _curved(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        255 * _curved(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        255 * _curved(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def ramp(steps: Sequence[str], number: int) -> tuple[str, ...]:
    """Return `number` colours spread evenly along a ramp of given steps, its ends included, between them in OKLCH."""
    if number <= 1:
        return tuple(steps[:number])
    colours = [to_oklch(step) for step in steps]
    return tuple(_along(colours, place * (len(steps) - 1) / (number - 1)) for place in range(number))


def _along(colours: Sequence[Oklch], place: float) -> str:
    """Return the colour at a place between two steps; hues of one ramp lie close, so they are mixed plainly."""
    start = min(int(place), len(colours) - 2)
    share = place - start
    pairs = zip(colours[start], colours[start + 1], strict=True)
    return from_oklch(Oklch(*((1 - share) * a + share * b for a, b in pairs)))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Undo the curve of sRGB."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    """Apply the curve of sRGB."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _text(*parts: float) -> str:
    return "#" + "".join(f"{min(255, max(0, round(part))):02X}" for part in parts)
