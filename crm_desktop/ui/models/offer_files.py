"""PDF files that come to offers from elsewhere: enclosed with one, or read as one; read and written on the lane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from PySide6.QtCore import QMimeData

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.unit_of_work import Writer

#: What a dialog for files offers.
PDF = "PDF (*.pdf)"


def dropped_pdfs(data: QMimeData) -> list[Path]:
    """Return the PDF files of something dragged, if there is nothing else in it; else none."""
    files = [Path(url.toLocalFile()) for url in data.urls()]
    return files if files and all(file.suffix.lower() == ".pdf" for file in files) else []


def enclose(writer: Writer, *, offer_id: int, path: Path) -> Outcome[int]:
    """Let a PDF follow a draft; the value is the id of the enclosure. Raises Refused and BadInput."""
    from crm_desktop.operations.offers import enclosures  # brings what reads PDF along, on a lane

    return enclosures.add_enclosure(writer, title=path.stem, content=_content(path), offer_id=offer_id)


def read_in(writer: Writer, *, path: Path) -> Outcome[int]:
    """Make a draft of the offer that lies in a PDF; the value is its id. Raises Refused and BadInput."""
    from crm_desktop.operations.offers import exchange as offer_exchange  # brings what reads PDF along, on a lane

    return offer_exchange.import_offer(writer, pdf=_content(path))


def in_enclosures(pick: Callable[[ModuleType], Callable[..., Outcome[Any]]]) -> Callable[..., Outcome[Any]]:
    """Return an operation on enclosures: `in_enclosures(lambda on: on.remove_enclosure)`."""

    def run(writer: Writer, **arguments: Any) -> Outcome[Any]:
        from crm_desktop.operations.offers import enclosures  # brings what reads PDF along, on a lane

        return pick(enclosures)(writer, **arguments)

    return run


def _content(path: Path) -> bytes:
    """Return a file's bytes. Raises Refused where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        words = _("“{name}” cannot be read: {reason}.")
        raise Refused(words.format(name=path.name, reason=why_not(error))) from error
