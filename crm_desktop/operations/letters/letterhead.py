"""The firm's own paper and the hand that signs: PDF and picture kept with the firm, and read for everything printed."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.documents.foreign import checked_background
from crm_desktop.documents.pictures import picture
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import Firm
from crm_desktop.store.bulk import blobs
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.unit_of_work import Writer

#: Paper larger than this would make every offer too large to be sent.
MOST_BYTES = 5_000_000


def set_letterhead(writer: Writer, *, content: bytes | None) -> Outcome[None]:
    """Let a PDF lie under everything printed or, with None, take it away.

    Its first page lies under first pages, a second one under all others. Raises Refused for what is no upright A4 or
    lacks its fonts, BadInput for a file too large.
    """
    if content is not None:
        _check_size(content, "letterhead")
        checked_background(content)
    with writer.step(_("Change letter paper")) as work:
        firm = work.get(Firm, queries.the_firm(work.read).id)
        firm.letterhead_sha256 = None if content is None else blobs.put(work, content)
    return work.outcome(None)


def set_signature(writer: Writer, *, content: bytes | None) -> Outcome[None]:
    """Print a picture of the own hand above the name that signs or, with None, leave room for a pen.

    Raises Refused for what is no picture, BadInput for a file too large.
    """
    if content is not None:
        _check_size(content, "signature")
        picture(content, 42.0, 11.0)  # refuses what could not be printed
    with writer.step(_("Change signature")) as work:
        firm = work.get(Firm, queries.the_firm(work.read).id)
        firm.signature_sha256 = None if content is None else blobs.put(work, content)
    return work.outcome(None)


def _check_size(content: bytes, field: str) -> None:
    if len(content) > MOST_BYTES:
        raise BadInput(_("This file is too large for letters."), _("Choose one below 5 MB."), field=field)
