"""Finds the contact a command is about, named by number or by words."""

from __future__ import annotations

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.store import search as index
from crm_desktop.store.queries import contact_card
from crm_desktop.store.reading import Reader

#: No number of a contact is longer.
_MOST_DIGITS = 18


def contact_named(reader: Reader, text: str) -> int:
    """Return the contact named by number or by words; raises NotFound where nothing or nobody fits."""
    if text.isdecimal() and len(text) <= _MOST_DIGITS:
        known = contact_card.facts(reader, contact_id=int(text))
        if known is not None:
            return int(text)
    hits = index.find(reader, text=text, limit=1, kinds=("contact",))
    if not hits:
        raise NotFound(_("No contact fits “{text}”.").format(text=text))
    return hits[0].id
