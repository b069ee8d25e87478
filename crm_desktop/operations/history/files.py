"""Files of any kind, kept inside the database beside what they belong to, each content once."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.history import Activity, Attachment
from crm_desktop.domain.offers import Offer
from crm_desktop.store.bulk import blobs
from crm_desktop.store.unit_of_work import Work, Writer

#: The largest file that is kept, in bytes; larger ones are better linked to.
LARGEST = 200_000_000

#: Endings of files that can run programs when they are opened.
_RUNNABLE = """
.exe .com .scr .pif .bat .cmd .msi .msp .mst .cpl .jar .js .jse .vbs .vbe .vb .ws .wsf .wsh .wsc
.hta .ps1 .psm1 .reg .lnk .url .scf .inf .gadget .application .appref-ms .chm .hlp .dll .sys .ade
.adp .mde .mdb .accde .docm .dotm .xlsm .xltm .xlam .xll .pptm .potm .ppam .ppsm .sldm .one .iso
.img .vhd .vhdx .sh .bash .command .app .pkg .dmg .workflow .desktop .run .appimage .deb .rpm .py
.pyw .pl .rb .php .html .htm .xhtml .svg .mht .mhtml"""
RISKY = frozenset(_RUNNABLE.split())


def attach_file(
    writer: Writer,
    *,
    data: bytes,
    name: str,
    activity_id: int | None = None,
    contact_id: int | None = None,
    deal_id: int | None = None,
    offer_id: int | None = None,
) -> Outcome[int]:
    """Keep a file with an entry, a contact, a deal or an offer; the value is its id.

    Raises BadInput for a file that is empty, too large or belongs to nothing, NotFound when its record is not there.
    """
    with writer.step(_("Attach file")) as work:
        work.label = _("Attach “{name}”").format(name=shown_name(name))
        check(data)
        _check_owner(work, activity_id, contact_id, deal_id, offer_id)
        attachment_id = keep(
            work,
            data=data,
            name=name,
            activity_id=activity_id,
            contact_id=contact_id,
            deal_id=deal_id,
            offer_id=offer_id,
        ).id
    return work.outcome(attachment_id)


def attach_files(writer: Writer, *, found: Sequence[tuple[str, bytes]], contact_id: int) -> Outcome[list[int]]:
    """Keep files with a contact, all in one step; the value are their ids.

    Raises BadInput for one that is empty or too large, NotFound when the contact is not there.
    """
    with writer.step(_("Attach file")) as work:
        if len(found) > 1:
            work.label = plural("Attach {n} file", "Attach {n} files", len(found))
        elif found:
            work.label = _("Attach “{name}”").format(name=shown_name(found[0][0]))
        for _name, data in found:
            check(data)
        _check_owner(work, None, contact_id, None, None)
        ids = [keep(work, data=data, name=name, contact_id=contact_id).id for name, data in found]
    return work.outcome(ids)


def keep(
    work: Work,
    *,
    data: bytes,
    name: str,
    activity_id: int | None = None,
    contact_id: int | None = None,
    deal_id: int | None = None,
    offer_id: int | None = None,
) -> Attachment:
    """Keep a file inside the step of another operation and return it, with its id; the same bytes lie there once."""
    shown = shown_name(name)
    attachment = Attachment(
        name=shown,
        media_type=mimetypes.guess_type(shown)[0] or "application/octet-stream",
        size=len(data),
        sha256=blobs.put(work, data),
        added_at=work.now,
        activity_id=activity_id,
        contact_id=contact_id,
        deal_id=deal_id,
        offer_id=offer_id,
    )
    work.add(attachment)
    work.flush()
    return attachment


def is_risky(name: str) -> bool:
    """Whether a file of this name can run programs when it is opened; systems leave dots and blanks at its end out."""
    plain = clean(name).lower().rstrip(". ")
    return "." in plain and f".{plain.rpartition('.')[2]}" in RISKY


def shown_name(name: str) -> str:
    """Return the name of a file without the folders it came from."""
    return clean(name.replace("\\", "/").rpartition("/")[2]) or _("file")


def rename_file(writer: Writer, *, attachment_id: int, name: str) -> Outcome[None]:
    """Give a file another name; raises BadInput for an empty one."""
    with writer.step(_("Rename file")) as work:
        if not clean(name):
            raise BadInput(_("A file needs a name."), field="name")
        work.get(Attachment, attachment_id).name = clean(name)
    return work.outcome(None)


def detach_file(writer: Writer, *, attachment_id: int) -> Outcome[None]:
    """Take a file off its record; its bytes go when nothing names them any more, undo included."""
    with writer.step(_("Remove file")) as work:
        attachment = work.get(Attachment, attachment_id)
        work.label = _("Remove “{name}”").format(name=attachment.name)
        work.delete(attachment)
    return work.outcome(None)


def check(data: bytes) -> None:
    """Raise BadInput for a file that is empty or too large."""
    if not data:
        raise BadInput(_("The file is empty."), field="file")
    if len(data) > LARGEST:
        raise BadInput(_("The file is too large to be kept in the database."), _("Note where it lies."), field="file")


def _check_owner(work: Work, *ids: int | None) -> None:
    """Raise unless the file belongs to exactly one record that is there."""
    owners = [(kind, one) for kind, one in zip((Activity, Contact, Deal, Offer), ids, strict=True) if one is not None]
    if len(owners) != 1:
        raise BadInput(_("Say which one record the file belongs to."), field="contact_id")
    work.get(*owners[0])
