"""Questions about the PDF files that follow an offer: its own, and those that go along with every offer."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class EnclosureRow(NamedTuple):
    """One enclosure; without an offer it goes along with each."""

    id: int
    offer_id: int | None
    title: str
    pages: int
    sha256: str


_ENCLOSURES = "select id, offer_id, title, pages, sha256 from enclosure"


def of_firm(reader: Reader) -> list[EnclosureRow]:
    """Return what goes along with every offer, in its order."""
    return reader.rows(EnclosureRow, f"{_ENCLOSURES} where offer_id is null order by position, id")


def of_offer(reader: Reader, *, offer_id: int) -> list[EnclosureRow]:
    """Return what goes along with one offer alone, in its order."""
    return reader.rows(EnclosureRow, f"{_ENCLOSURES} where offer_id = ? order by position, id", (offer_id,))


def contents(reader: Reader, *, offer_id: int) -> list[tuple[str, bytes]]:
    """Return title and file of what follows an offer: first its own, then what goes along with every offer."""
    rows = reader.rows(
        _content,
        """select e.title, b.content from enclosure e join blob b on b.sha256 = e.sha256
           where e.offer_id = :offer or e.offer_id is null
           order by e.offer_id is null, e.position, e.id""",
        {"offer": offer_id},
    )
    return list(rows)


def _content(title: str, content: bytes) -> tuple[str, bytes]:
    return title, bytes(content)
