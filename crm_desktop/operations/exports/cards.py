"""One contact as a card: a file other programs take in, or a code a telephone reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _
from crm_desktop.domain.records import NOTHING_FURTHER, ContactRecord
from crm_desktop.exchange.vcard_out import card
from crm_desktop.operations.privacy_use import demand_usable
from crm_desktop.store.queries import export_records
from crm_desktop.store.reading import Reader

#: More octets make a code so fine that telephones fail on it, held before a screen.
MOST_OCTETS = 560
#: More cards than these go into one file.
MOST_FILES = 200


class CardFile(NamedTuple):
    """A card under the name its file gets."""

    name: str
    data: bytes


class Code(NamedTuple):
    """A contact as a code: the name, and the card that is in it; `short` where something had to be left out."""

    title: str
    text: str
    short: bool


def card_files(reader: Reader, *, ids: Sequence[int]) -> list[CardFile]:
    """Return contacts as cards with everything known, one file each; of very many, one file with all of them.

    Whoever is restricted is left out. Raises NotFound where none of them is there any more, Refused where all are.
    """
    found = list(export_records.contacts(reader, photos=True, ids=ids))
    if not found:
        demand_usable(reader, ids)
        raise NotFound(_("This contact is not there any more."))
    if len(found) > MOST_FILES:
        return [CardFile(safe_name(_("Contacts"), ".vcf"), "".join(map(card, found)).encode())]
    taken: set[str] = set()
    return [CardFile(_free(title_of(one), taken), card(one).encode()) for one in found]


def code_of(reader: Reader, *, contact_id: int) -> Code:
    """Return a contact as it goes into a code: version 3.0, which every telephone reads, and no more than needed.

    Raises NotFound, and Refused where even name and numbers are too long or the data may only be kept.
    """
    found = next(iter(export_records.contacts(reader, ids=[contact_id])), None)
    if found is None:
        demand_usable(reader, [contact_id])
        raise NotFound(_("This contact is not there any more."))
    whole = _plain(found)
    fewer = whole._replace(job_title="", title="", website="")
    for shorter in (whole, fewer, fewer._replace(street="", postal_code="", city="", country="")):
        text = card(shorter, "3.0")
        if len(text.encode()) <= MOST_OCTETS:
            return Code(title_of(found), text, shorter != whole)
    raise Refused(_("This contact is too long for a code."), _("Save it as a card file instead."))


def title_of(record: ContactRecord) -> str:
    """Return what a contact is called."""
    name = f"{record.given_name} {record.family_name}".strip() if record.kind == "person" else record.company
    return name or record.company or _("Contact")


def _plain(record: ContactRecord) -> ContactRecord:
    """Return what somebody wants in a telephone: no notes, nothing of the firm's own book-keeping."""
    return ContactRecord(
        kind=record.kind,
        company=record.company,
        title=record.title,
        given_name=record.given_name,
        family_name=record.family_name,
        job_title=record.job_title,
        email=record.email,
        phone=record.phone,
        mobile=record.mobile,
        street=record.street,
        postal_code=record.postal_code,
        city=record.city,
        country=record.country,
        website=record.website,
        further=NOTHING_FURTHER,
    )


def _free(title: str, taken: set[str]) -> str:
    """Return a file name nobody has yet."""
    name, number = safe_name(title, ".vcf"), 1
    while name.casefold() in taken:
        number += 1
        name = safe_name(f"{title} {number}", ".vcf")
    taken.add(name.casefold())
    return name
