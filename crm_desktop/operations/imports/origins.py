"""Where the people of a file come from (Art. 14 GDPR): noted for all who are new, in the step that takes them in."""

from __future__ import annotations

from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.privacy import Origin
from crm_desktop.exchange.looked import FileFormat, Look
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.bulk import privacy as bulk
from crm_desktop.store.unit_of_work import Work

#: Letters of the words; they are kept with each person.
_LONGEST = 200


def note_origin(work: Work, looked: Look, wishes: Wishes, *, after: int) -> None:
    """Note for everybody added behind this id where their data came from; nothing where the user wants none noted."""
    words = clean(origin_words(looked) if wishes.origin is None else wishes.origin)[:_LONGEST]
    if not words:
        return
    # Whoever wrote an e-mail gave the data away.
    kind = Origin.PERSON if looked.format is FileFormat.MAIL else wishes.origin_kind
    bulk.set_origin_of_new(work, after=after, origin=kind, detail=words, obtained_on=work.today)


def origin_words(looked: Look) -> str:
    """Return what is said of the origin of a file's people where nobody says it better."""
    if not looked.name:
        return _("Import")
    if looked.origin:
        return _("Export of {program}, file “{name}”").format(program=looked.origin, name=looked.name)
    return _("File “{name}”").format(name=looked.name)
