"""Prepares a PDF file for the archive (PDF/A-3b): colours, metadata, its own data inside, the same bytes every time.

"Prepared", because no validator is at hand that could confirm the conformance. Source: ISO 19005-3.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import pikepdf
from PIL import ImageCms

from crm_desktop.documents.binding import append, lacks, lay_under
from crm_desktop.documents.sheets import Enclosure


class Keeping(NamedTuple):
    """What the archive is told about a file."""

    made_at: datetime
    #: The document's own data, and the name it is attached under; empty for none.
    data: bytes
    data_name: str
    data_title: str
    #: The firm's own paper, and what follows the document.
    background: bytes = b""
    enclosures: tuple[Enclosure, ...] = ()
    #: The pages, from 0, that letters begin on.
    firsts: frozenset[int] = frozenset({0})


def archived(pdf: bytes, keeping: Keeping) -> bytes:
    """Return the file with output intent, XMP metadata that agree with its properties, and its data attached.

    A file whose enclosures an archive would not take says nothing of an archive. Raises Refused for a background or
    enclosure that cannot be read.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        made = keeping.made_at.astimezone(UTC)
        file.docinfo[pikepdf.Name.CreationDate] = file.docinfo[pikepdf.Name.ModDate] = f"D:{made:%Y%m%d%H%M%S}Z"
        for empty in (pikepdf.Name.Trapped, pikepdf.Name.Keywords):
            if empty in file.docinfo:
                del file.docinfo[empty]
        if keeping.background:
            lay_under(file, keeping.background, keeping.firsts)
        if keeping.enclosures:
            append(file, keeping.enclosures)
        _tell_colours(file)
        if keeping.data:
            _attach(file, keeping)
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about.load_from_docinfo(file.docinfo)
            if not lacks(keeping.enclosures):
                about["pdfaid:part"] = "3"
                about["pdfaid:conformance"] = "B"
        done = io.BytesIO()
        file.save(done, deterministic_id=True, force_version="1.7", fix_metadata_version=False)
        return done.getvalue()


def _tell_colours(file: pikepdf.Pdf) -> None:
    """Say that the colours of the file are those of sRGB."""
    profile = file.make_stream(_srgb(), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB IEC61966-2.1",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=profile,
    )
    file.Root.OutputIntents = pikepdf.Array([file.make_indirect(intent)])


def _attach(file: pikepdf.Pdf, keeping: Keeping) -> None:
    stamp = f"D:{keeping.made_at.astimezone(UTC):%Y%m%d%H%M%S}Z"
    attached = pikepdf.AttachedFileSpec(
        file,
        keeping.data,
        filename=keeping.data_name,
        description=keeping.data_title,
        mime_type="application/json",
        creation_date=stamp,
        mod_date=stamp,
    )
    attached.relationship = pikepdf.Name.Data
    file.attachments[keeping.data_name] = attached
    file.Root.AF = pikepdf.Array([attached.obj])


@cache
def _srgb() -> bytes:
    """Return the sRGB profile with a fixed date in its header, where the library writes the time of day."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    return bytes(profile)
