"""The PDF of an offer: seen while it is written, written to a file, and frozen when it is sent."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Unpack

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.documents.offer import RenderedPdf, render_offer
from crm_desktop.documents.sheets import Design, OfferSheet, Title
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.firm.checks import missing_duties
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import order_sheet
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader


class Paper(NamedTuple):
    """Which document is wanted: its kind, its layout ("" for that of the offer or the firm), its day (None: usual)."""

    kind: Title = Title.OFFER
    layout: str = ""
    day: date | None = None


#: The offer itself, as it was sent where it was.
THE_OFFER = Paper()


def preview_pdf(
    reader: Reader, *, offer_id: int, lines: Sequence[Line] | None = None, **fields: Unpack[OfferFields]
) -> RenderedPdf:
    """Return the PDF of an offer as it is, or as it would be with lines and fields that are not saved yet.

    A draft always has one, also without the firm's own data. Of an offer that was sent it is the very file that was
    sent. Raises BadInput for figures no offer can have, Refused where the paper does not hold an address or a logo.
    """
    offer = queries.the_offer(reader, offer_id=offer_id)
    if offer.status is not OfferStatus.DRAFT and offer.pdf_sha256 is not None:
        return _as_sent(reader, offer_id, offer.pdf_sha256)
    return render_offer(offer_sheet.sheet(reader, offer_drafts.with_changes(offer, lines, fields)))


def paper_pdf(reader: Reader, *, offer_id: int, paper: Paper = THE_OFFER) -> RenderedPdf:
    """Return the PDF of an offer as another kind of document or in another layout than it was sent in.

    Raises Refused for a confirmation or delivery note of what was not ordered, BadInput for a layout there is not.
    """
    if paper.layout not in {"", *Design}:
        raise BadInput(_("There are the layouts Classic, Modern and Plain."), field="layout")
    if paper == THE_OFFER:
        return preview_pdf(reader, offer_id=offer_id)
    return render_offer(_sheet(reader, queries.the_offer(reader, offer_id=offer_id), paper))


def export_pdf(reader: Reader, *, offer_id: int, path: Path, paper: Paper = THE_OFFER) -> None:
    """Write the PDF of an offer, or of another paper that belongs to it, to a file, whole or not at all.

    Raises Refused while something the law wants on a letter is missing, or when the file cannot be written, and as
    `paper_pdf` does.
    """
    offer = queries.the_offer(reader, offer_id=offer_id)
    if offer.pdf_sha256 is None or paper != THE_OFFER:
        demand_duties(reader)
    write_whole(path, paper_pdf(reader, offer_id=offer_id, paper=paper).pdf)


def pdf_name(offer: OfferDetail) -> str:
    """Return what the file of an offer is best called: its number, or its subject while it has none."""
    return safe_name(" ".join(part for part in (offer_sheet.full_number(offer), offer.subject) if part), ".pdf")


def _sheet(reader: Reader, offer: OfferDetail, paper: Paper) -> OfferSheet:
    if paper.kind is Title.CONFIRMATION:
        return order_sheet.confirmation(reader, offer, day=paper.day, layout=paper.layout)
    if paper.kind is Title.DELIVERY:
        return order_sheet.delivery(reader, offer, day=paper.day, layout=paper.layout)
    return offer_sheet.sheet(reader, offer, title=paper.kind, layout=paper.layout)


def demand_duties(reader: Reader) -> None:
    """Raise Refused, with the list, while something the law wants on a letter of the firm is not filled in."""
    missing = missing_duties(firm_queries.the_firm(reader))
    if missing:
        raise Refused(
            _("The law wants this on every offer: {fields}.").format(
                fields=", ".join(field.label for field in missing)
            ),
            _("Fill it in under Settings, Firm."),
        )


def frozen(sheet: OfferSheet, rendered: RenderedPdf) -> dict[str, Any]:
    """Return a sheet as plain data to be kept beside the PDF it was printed to; pictures are in the PDF."""
    return {"pages": rendered.pages, "sheet": _plain(sheet)}


def _as_sent(reader: Reader, offer_id: int, digest: str) -> RenderedPdf:
    """Return the very file that was sent: as long as it is there and its bytes are those that were noted then."""
    content = queries.stored_pdf(reader, offer_id=offer_id)
    if content is None:
        raise Refused(_("The file that was sent is not in the database any more."), _("Restore it from a backup."))
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused(_("The file that was sent has been damaged in the database."), _("Restore it from a backup."))
    pages = queries.stored_pages(reader, offer_id=offer_id)
    return RenderedPdf(pdf=content, pages=pages, missing_characters=(), line_boxes=())


def _plain(value: object) -> Any:
    """Return a value of a sheet as JSON can hold it: decimals as text, days and instants in ISO form, no bytes."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _plain(part) for name, part in parts if not isinstance(part, bytes)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date | datetime) else value
