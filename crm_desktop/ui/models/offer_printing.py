"""Operations on offers that print: imported on the lane they run on, since the printing of documents comes with them.

Importing them takes longer than building the whole editor, and nobody waits for it there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

if TYPE_CHECKING:
    from crm_desktop.documents.offer import RenderedPdf

Operation = Callable[..., Outcome[Any]]


def in_life(pick: Callable[[ModuleType], Operation]) -> Operation:
    """Return an operation of an offer's life: `in_life(lambda life: life.send_offer)`."""

    def run(writer: Writer, **arguments: Any) -> Outcome[Any]:
        from crm_desktop.operations.offers import life as offer_life

        return pick(offer_life)(writer, **arguments)

    return run


def printed(reader: Reader, *, offer_id: int, **unsaved: Any) -> RenderedPdf:
    """Return the file of an offer with what an editor holds and has not stored yet; raises as `preview_pdf`."""
    from crm_desktop.operations.offers import pdf as offer_pdf

    return offer_pdf.preview_pdf(reader, offer_id=offer_id, **unsaved)


def export(reader: Reader, *, offer_id: int, path: Path, kind: str = "offer", day: date | None = None) -> None:
    """Write the file of an offer, or of another kind of document that belongs to it; raises as `export_pdf`."""
    from crm_desktop.documents.sheets import Title
    from crm_desktop.operations.offers import pdf as offer_pdf

    offer_pdf.export_pdf(reader, offer_id=offer_id, path=path, paper=offer_pdf.Paper(Title(kind), day=day))


def sample(reader: Reader) -> bytes | None:
    """Return the newest offer as the firm's layout prints it today; None where there is no offer yet."""
    from crm_desktop.operations.offers import pdf as offer_pdf

    newest, firm = queries.newest(reader), firm_queries.firm(reader)
    if newest is None or firm is None:
        return None
    paper = offer_pdf.Paper(layout=firm.layout or "classic")
    return offer_pdf.paper_pdf(reader, offer_id=newest, paper=paper).pdf
