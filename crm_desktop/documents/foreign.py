"""PDF files of others, before they become part of a document: read, made harmless, and judged.

What a file of ours may carry is what an archive takes (ISO 19005-3): no passwords, no actions, no forms still to be
filled in, and every font inside. The first three are taken out; a font that is not there can only be named.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Name

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.documents.paper import HEIGHT, MM, WIDTH

#: A sheet may be so many millimetres larger or smaller than A4.
_NEARLY = 3.0
#: What a page or a file does by itself when it is opened or clicked.
_ACTIONS = ("/AA", "/OpenAction", "/AcroForm", "/Names", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/OCProperties")
#: Inks of printing presses; an archive wants to be told what they look like.
_PRESS = frozenset({"/DeviceCMYK", "/Separation", "/DeviceN"})
#: Forms in forms deeper than this are nobody's drawing.
_DEEPEST = 8


class Foreign(NamedTuple):
    """A file made harmless: how many pages it has, and the names of fonts and inks an archive would miss."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


@lru_cache(maxsize=12)
def foreign(pdf: bytes) -> Foreign:
    """Return a file of somebody else's, ready to become part of ours. Raises Refused for what cannot be used."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            if not file.pages:
                raise _unusable()
            _freeze(file)
            missing = tuple(dict.fromkeys(lack for page in file.pages for lack in _missing(page.obj, _DEEPEST)))
            done = io.BytesIO()
            file.save(done, deterministic_id=True, encryption=False)
            return Foreign(done.getvalue(), len(file.pages), missing)
    except pikepdf.PasswordError as error:
        raise Refused(_("This PDF is protected by a password."), _("Save it once more without a password.")) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unusable() from error


def checked_background(pdf: bytes) -> Foreign:
    """Return a file as it can lie under our pages. Raises Refused where it is no sheet of A4 or lacks its fonts."""
    found = foreign(pdf)
    with pikepdf.open(io.BytesIO(found.pdf)) as file:
        for page in list(file.pages)[:2]:
            left, low, right, high = (float(edge) for edge in page.cropbox.as_list())
            wide, tall = (right - left) / MM, (high - low) / MM
            if int(page.rotation) % 180:
                wide, tall = tall, wide
            if abs(wide - WIDTH) > _NEARLY or abs(tall - HEIGHT) > _NEARLY:
                raise Refused(
                    _("This PDF is {wide} by {tall} mm; letter paper is 210 by 297 mm.").format(
                        wide=round(wide), tall=round(tall)
                    ),
                    _("Save it as upright A4."),
                )
    if found.missing:
        raise Refused(
            _("This PDF does not bring along: {names}.").format(names=", ".join(found.missing)),
            _("Save it once more with its fonts embedded and its colours in RGB."),
        )
    return found


def embedded(pdf: bytes, name: str) -> bytes | None:
    """Return the file of a name that lies in a PDF; None where there is none. Raises Refused for what is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            found = file.attachments.get(name)
            return None if found is None else found.get_file().read_bytes()
    except pikepdf.PasswordError as error:
        raise Refused(_("This PDF is protected by a password."), _("Save it once more without a password.")) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unusable() from error


def _freeze(file: pikepdf.Pdf) -> None:
    """Turn what can be filled in or clicked into what is printed."""
    if "/AcroForm" in file.Root:
        file.generate_appearance_streams()
    file.flatten_annotations("print")
    for page in file.pages:
        for wish in ("/AA", "/Annots", "/PresSteps", "/B"):
            if wish in page.obj:
                del page.obj[wish]
    for wish in _ACTIONS:
        if wish in file.Root:
            del file.Root[wish]


def _missing(holder: pikepdf.Object, deepest: int) -> Iterator[str]:
    """Yield the names of fonts without their outlines and of inks without a meaning, in a page and its forms."""
    resources: Any = holder.get(Name.Resources, None)
    if resources is None or deepest == 0:
        return
    for font in _values(resources, "/Font"):
        if not _embedded(font):
            yield str(font.get(Name.BaseFont, "/?")).removeprefix("/").rpartition("+")[2]
    for space in _values(resources, "/ColorSpace"):
        named = str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)
        if named in _PRESS:
            yield "CMYK"
    for form in _values(resources, "/XObject"):
        if form.get(Name.Subtype, "") == "/Form":
            yield from _missing(form, deepest - 1)
        elif str(form.get(Name.ColorSpace, "")) in _PRESS:
            yield "CMYK"


def _values(resources: Any, kind: str) -> Iterator[Any]:
    held = resources.get(kind, None)
    yield from held.values() if isinstance(held, pikepdf.Dictionary) else ()


def _embedded(font: Any) -> bool:
    """Whether the outlines of a font are in the file; those of type 3 are drawings anyhow."""
    kind = font.get(Name.Subtype, "")
    if kind == "/Type3":
        return True
    if kind == "/Type0":
        return all(_embedded(below) for below in font.get(Name.DescendantFonts, []))
    described = font.get(Name.FontDescriptor, {})
    return any(outlines in described for outlines in ("/FontFile", "/FontFile2", "/FontFile3"))


def _unusable() -> Refused:
    return Refused(_("This is no PDF that can be read."), _("Open it in a viewer and save it once more."))
