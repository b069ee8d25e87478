"""Logos and signatures: bytes of the user's become flat pictures fit for paper, or a message that says why not."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _

#: Finer than any office printer shows.
_DOTS_PER_MM = 600 / 25.4
#: A picture with more dots than this is no logo, and opening it could fill the memory.
_MOST_DOTS = 60_000_000


class Picture(NamedTuple):
    """An RGB picture without transparency, ready to be embedded, and its size in mm as it will be printed."""

    image: Image.Image
    width: float
    height: float


@lru_cache(maxsize=16)
def picture(data: bytes, most_width: float, most_height: float) -> Picture:
    """Return the picture in some bytes, as large as fits into a rectangle (mm), flattened on white.

    Raises Refused when the bytes are no picture that can be read.
    """
    try:
        source = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
        if source.width * source.height > _MOST_DOTS:
            raise _unusable()
        flat = _on_white(source.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unusable() from error
    scale = min(most_width / flat.width, most_height / flat.height)
    width, height = flat.width * scale, flat.height * scale
    fine = (max(1, round(width * _DOTS_PER_MM)), max(1, round(height * _DOTS_PER_MM)))
    if fine[0] < flat.width:
        flat = flat.resize(fine, Image.Resampling.LANCZOS)
    return Picture(flat, width, height)


def _on_white(source: Image.Image) -> Image.Image:
    """Transparency would need a soft mask, which archives and some printers do not take."""
    ground = Image.new("RGBA", source.size, "white")
    ground.alpha_composite(source)
    return ground.convert("RGB")


def _unusable() -> Refused:
    return Refused(
        _("The logo or signature is no picture that can be printed."), _("Choose a PNG or JPEG file in the settings.")
    )
