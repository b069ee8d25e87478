"""Pictures of products: made small and flat once, so that lists, cards and paper show them without effort."""

from __future__ import annotations

import io

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.products import Product
from crm_desktop.operations import stamps
from crm_desktop.store.bulk import blobs
from crm_desktop.store.unit_of_work import Writer

#: The longer side that is kept, in dots: 100 mm at 400 dpi.
_LONGEST = 1_600
_MOST_BYTES = 50_000_000
_MOST_DOTS = 120_000_000


def set_picture(writer: Writer, *, product_id: int, content: bytes | None) -> Outcome[None]:
    """Give a product a picture (PNG, JPEG, WebP …) or, with None, take it away. Raises Refused for what is none."""
    kept = None if content is None else flat(content)
    with writer.step(_("Change picture")) as work:
        found = work.get(Product, product_id)
        words = _("Take the picture off “{name}”") if kept is None else _("Change the picture of “{name}”")
        work.label = words.format(name=found.name)
        found.picture_sha256 = None if kept is None else blobs.put(work, kept)
        stamps.changed(work, found)
    return work.outcome(None)


def flat(content: bytes) -> bytes:
    """Return a picture as a JPEG on white, turned upright and no larger than paper shows. Raises Refused, BadInput."""
    if len(content) > _MOST_BYTES:
        raise BadInput(_("This picture is too large."), _("Choose one below 50 MB."), field="picture")
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - heavy, and seldom needed

    try:
        source = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
        if source.width * source.height > _MOST_DOTS:
            raise _unusable()
        source.draft("RGB", (_LONGEST, _LONGEST))
        upright = ImageOps.exif_transpose(source).convert("RGBA")
        upright.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unusable() from error
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    kept = io.BytesIO()
    ground.convert("RGB").save(kept, "JPEG", quality=88, optimize=True)
    return kept.getvalue()


def _unusable() -> Refused:
    return Refused(_("This is no picture that can be read."), _("Choose a PNG or JPEG file."))
