"""What a record an entry is begun about is called."""

from __future__ import annotations

from crm_desktop.store.reading import Reader
from crm_desktop.store.search_titles import hits


def subject_of(reader: Reader, *, kind: str, ref: int) -> str:
    """Return the name of a contact, deal or offer; "" where there is none."""
    found = hits(reader, kind, [ref])
    return found[0].title if found else ""
