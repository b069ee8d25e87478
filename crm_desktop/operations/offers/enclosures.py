"""PDF files that follow an offer: data sheets with one of them, the firm's terms with all."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.documents.foreign import foreign
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import Enclosure, Offer, OfferStatus
from crm_desktop.store.bulk import blobs
from crm_desktop.store.queries import enclosures as queries
from crm_desktop.store.queries.enclosures import EnclosureRow
from crm_desktop.store.unit_of_work import Work, Writer

#: What is larger belongs on a server, not into a mail.
MOST_BYTES = 25_000_000


def add_enclosure(writer: Writer, *, title: str, content: bytes, offer_id: int | None = None) -> Outcome[int]:
    """Let a PDF follow a draft or, without an offer, every offer; the value is its id.

    Raises Refused for what is no PDF that can be read, or an offer that was sent; BadInput for a file too large.
    """
    if len(content) > MOST_BYTES:
        raise BadInput(_("This file is too large to be sent with offers."), _("Choose one below 25 MB."), field="file")
    pages = foreign(content).pages
    with writer.step(_("Enclose a file")) as work:
        if offer_id is not None:
            _check_draft(work, offer_id)
        named = clean(title) or _("Enclosure")
        work.label = _("Enclose “{title}”").format(title=named)
        row = Enclosure(
            offer_id=offer_id,
            position=len(_beside(work, offer_id)),
            title=named,
            pages=pages,
            sha256=blobs.put(work, content),
        )
        work.add(row)
        work.flush()
        enclosure_id = row.id
    return work.outcome(enclosure_id)


def rename_enclosure(writer: Writer, *, enclosure_id: int, title: str) -> Outcome[None]:
    """Give an enclosure another title, which stands in the outline of the file and among the terms."""
    with writer.step(_("Rename enclosure")) as work:
        row = _changeable(work, enclosure_id)
        row.title = clean(title) or row.title
        work.label = _("Rename enclosure “{title}”").format(title=row.title)
    return work.outcome(None)


def move_enclosure(writer: Writer, *, enclosure_id: int, place: int) -> Outcome[None]:
    """Put an enclosure at another place (from 0) among those beside it."""
    with writer.step(_("Move enclosure")) as work:
        row = _changeable(work, enclosure_id)
        others = [other.id for other in _beside(work, row.offer_id) if other.id != enclosure_id]
        others.insert(max(0, min(place, len(others))), enclosure_id)
        for position, found in enumerate(others):
            work.get(Enclosure, found).position = position
    return work.outcome(None)


def remove_enclosure(writer: Writer, *, enclosure_id: int) -> Outcome[None]:
    """Take an enclosure out again. Raises Refused where its offer was sent."""
    with writer.step(_("Remove enclosure")) as work:
        row = _changeable(work, enclosure_id)
        work.label = _("Remove enclosure “{title}”").format(title=row.title)
        work.delete(row)
    return work.outcome(None)


def copy_enclosures(work: Work, *, source_id: int, offer_id: int) -> None:
    """Let the files of one offer follow another as well, inside the step of another operation."""
    for position, row in enumerate(queries.of_offer(work.read, offer_id=source_id)):
        work.add(Enclosure(offer_id=offer_id, position=position, title=row.title, pages=row.pages, sha256=row.sha256))


def _changeable(work: Work, enclosure_id: int) -> Enclosure:
    row = work.get(Enclosure, enclosure_id)
    if row.offer_id is not None:
        _check_draft(work, row.offer_id)
    return row


def _check_draft(work: Work, offer_id: int) -> None:
    if work.get(Offer, offer_id).status is not OfferStatus.DRAFT:
        raise Refused(_("This offer was sent and stays as it is."), _("Make a new version of it."))


def _beside(work: Work, offer_id: int | None) -> list[EnclosureRow]:
    reader = work.read
    return queries.of_firm(reader) if offer_id is None else queries.of_offer(reader, offer_id=offer_id)
