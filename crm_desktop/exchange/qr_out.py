"""Texts as QR codes: their squares for a window, or a picture as a file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    import segno

#: Empty squares around a code, without which readers do not find it.
QUIET = 4
#: Pixels a square of a picture.
_SCALE = 10


class Squares(NamedTuple):
    """A code as rows of squares, True for the dark ones, without the empty edge."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """How many squares a side has."""
        return len(self.rows)


def squares(text: str) -> Squares:
    """Return a text as a code that can still be read with a seventh of it covered."""
    return Squares(tuple(tuple(bool(one) for one in row) for row in _code(text).matrix))


def picture(text: str, ending: str) -> bytes:
    """Return a text as a picture of its code. Raises BadInput for another ending than .png and .svg."""
    kind = ending.lower().removeprefix(".")
    if kind not in ("png", "svg"):
        raise BadInput(
            _("A code cannot be written as “{ending}”.").format(ending=ending), _("Use .png or .svg."), field="file"
        )
    stream = BytesIO()
    _code(text).save(stream, kind=kind, scale=_SCALE, border=QUIET, light="white")
    return stream.getvalue()


def _code(text: str) -> segno.QRCode:
    import segno  # noqa: PLC0415 - rarely needed

    return segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
