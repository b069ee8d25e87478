"""Files of a contact as rows ready to be drawn: their kind, how large, of which day, and what they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.ui.models.timeline import size_words

_TABLES = ("spreadsheet", "excel", "csv", "opendocument.spreadsheet")
_TEXTS = ("pdf", "word", "opendocument.text", "text/", "rtf")
_ARCHIVES = ("zip", "x-tar", "x-7z", "rar", "gzip")


@dataclass(frozen=True, slots=True)
class FileFace:
    """One file as the list draws it."""

    file: FileRow
    icon: str
    detail: str
    when: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.file.name}, {self.detail}, {self.when}"


def file_face(row: AttachedFile, today: date, *, whose: int = 0) -> FileFace:
    """Return a file as the list draws it; a file of the contact `whose` itself need not say so."""
    of = "" if row.contact_id == whose else belongs_to(row)
    return FileFace(
        file=FileRow(row.id, row.name, row.media_type, row.size, row.sha256),
        icon=file_icon(row.media_type),
        detail=" · ".join(part for part in (size_words(row.size), of, _also(row.places)) if part),
        when=near_day(local_day(row.added_at), today),
    )


def _also(places: int) -> str:
    """Say that the same file hangs somewhere else as well."""
    return plural("also at {n} other place", "also at {n} other places", places - 1) if places > 1 else ""


def belongs_to(row: AttachedFile) -> str:
    """Return what a file belongs to, in words."""
    if row.kind is not None:
        word = kind_word(row.kind, row.direction)
        return _("{kind} “{subject}”").format(kind=word, subject=row.subject) if row.subject else word
    if row.deal_id is not None:
        return _("Deal “{name}”").format(name=row.deal)
    if row.offer_id is not None:
        return _("Offer {number}").format(number=row.offer or _("Draft"))
    return row.contact


def file_icon(media_type: str) -> str:
    """Return the icon of a kind of file."""
    if media_type.startswith("image/"):
        return "file-image"
    for names, icon in ((_TABLES, "file-spreadsheet"), (_TEXTS, "file-text"), (_ARCHIVES, "file-archive")):
        if any(name in media_type for name in names):
            return icon
    return "mail" if media_type == "message/rfc822" else "file"
