"""Contacts the user wants at hand: a star that is put on and taken off."""

from __future__ import annotations

from collections.abc import Collection

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.store.bulk import contacts as bulk
from crm_desktop.store.unit_of_work import Writer


def set_favourite(writer: Writer, *, contact_ids: Collection[int], on: bool) -> Outcome[None]:
    """Put contacts among the favourites, or take them out; the contacts themselves do not change."""
    with writer.step(_("Change favourites")) as work:
        bulk.star(work, contact_ids, on=on)
        if len(contact_ids) == 1:
            words = _("Make “{name}” a favourite") if on else _("Take “{name}” out of the favourites")
            work.label = words.format(name=work.get(Contact, next(iter(contact_ids))).name)
        else:
            work.label = plural("Change favourites: {n} contact", "Change favourites: {n} contacts", len(contact_ids))
    return work.outcome(None)
