"""What the properties of a card say about a contact; what has no place in a contact is kept as it is."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, TypeAlias

from crm_desktop.base.errors import BadInput, Problem
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import NOTHING_FURTHER, ContactRecord, ContactWay, Further, Photo, PostalAddress
from crm_desktop.exchange import values, wording
from crm_desktop.exchange.addresses import split_address
from crm_desktop.exchange.card_facts import CardFacts
from crm_desktop.exchange.columns import link, mail
from crm_desktop.exchange.names import split_name, split_prefix

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.exchange.content_lines import Property

#: The main ways of a contact by field, what they are called, and the further ones.
_Ways: TypeAlias = "tuple[dict[str, str], dict[str, str], list[ContactWay]]"
#: The largest photo in bytes.
LARGEST_PHOTO = 10_000_000
#: The program's own properties, for fields that vCard has no property for.
OWN = {
    "X-CRM-CATEGORY": "category",
    "X-CRM-INDUSTRY": "industry",
    "X-CRM-EMPLOYEES": "employees",
    "X-CRM-FOUNDED": "founded",
    "X-CRM-SOURCE": "source",
    "X-CRM-LANGUAGE": "language",
    "X-CRM-CUSTOMER-NUMBER": "customer_number",
    "X-CRM-VAT-ID": "vat_id",
    "X-CRM-IBAN": "iban",
    "X-CRM-REFERRED-BY": "referred_by",
}
#: A column of a table that the user chose to keep: heading and text.
KEPT = "X-CRM-COLUMN"
_PICTURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"))


def contact_of(properties: Sequence[Property], number: int) -> tuple[ContactRecord | None, list[Problem]]:
    """Return the contact a card describes, None where it describes nobody, and what of it could not be taken."""
    card = CardFacts.of(properties, number)
    record = _ways(card, _addresses(card, _identity(card, _names(card))))
    record = _named_somehow(record)
    if not (record.company or record.family_name or record.given_name):
        return None, card.problems
    note = "\n\n".join(filter(None, [*(clean(p.text(), lines=True) for p in card.all("NOTE")), *card.noted]))
    columns = tuple((parts[0], clean(parts[1], lines=True)) for p in card.all(KEPT) if len(parts := p.parts()) == 2)
    further = record.further._replace(photo=_photo(card), columns=columns, unknown=card.unknown())
    return record._replace(note=note, further=further if further != Further() else NOTHING_FURTHER), card.problems


def _names(card: CardFacts) -> ContactRecord:
    """Return a contact with its names: N where it is filled, else what FN, NICKNAME or ORG say."""
    shown = card.text("FN")
    organisation = card.all("ORG")
    card.kept += organisation[1:]
    units = [clean(part) for part in organisation[0].parts()] if organisation else []
    company, department = (units[0] if units else ""), ", ".join(filter(None, units[1:]))
    structured = card.all("N")
    card.kept += structured[1:]
    parts = [clean(part) for part in structured[0].name_parts()] if structured else []
    family, given, middle, prefix, suffix = (parts + [""] * 5)[:5]
    salutation, title = split_prefix(prefix)
    nickname = card.text("NICKNAME")
    is_firm = _is_firm(card)
    if not (family or given or middle) and shown and shown != company and not is_firm:
        name = split_name(shown)
        salutation, title = salutation or name.salutation, title or name.title
        family, given, suffix = name.family, name.given, suffix or name.suffix
    person = bool(family or given or middle) and not is_firm
    return ContactRecord(
        kind="person" if person else "company",
        company=company or ("" if person else shown),
        salutation=wording.salutation(salutation) if salutation and person else "",
        title=title if person else "",
        given_name=f"{given} {middle}".strip() if person else "",
        family_name=family if person else "",
        further=Further(suffix if person else "", nickname, department),
    )


def _is_firm(card: CardFacts) -> bool:
    """Whether the card says that it is about an organisation or a group."""
    kinds = {prop.text().strip().lower() for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") for prop in card.all(name)}
    shows = {prop.text().strip().upper() for prop in card.all("X-ABSHOWAS")}
    return bool(kinds & {"org", "group"}) or "COMPANY" in shows


def _identity(card: CardFacts, record: ContactRecord) -> ContactRecord:
    """Add what a contact is beyond names and places."""
    own = {field: card.text(name) for name, field in OWN.items()}
    language = own.pop("language") or card.text("LANG")
    job = card.text("TITLE")
    role = card.by_name.get("ROLE")
    if role and not job:
        job = card.text("ROLE")
    tags = dict.fromkeys(clean(word) for prop in card.all("CATEGORIES") for word in prop.words())
    return record._replace(
        external_id=re.sub(r"^urn:uuid:", "", card.text("UID"), flags=re.IGNORECASE),
        job_title=job,
        tags=tuple(filter(None, tags)),
        birthday=_birthday(card),
        language=language[:2].lower() if re.fullmatch(r"[A-Za-z]{2}(-.*)?", language) else "",
        category=own["category"],
        industry=own["industry"],
        employees=int(own["employees"]) if own["employees"].isdecimal() else None,
        founded=int(own["founded"]) if own["founded"].isdecimal() else None,
        source=own["source"],
        customer_number=own["customer_number"],
        vat_id=own["vat_id"],
        iban=own["iban"],
        referred_by=own["referred_by"],
    )


def _birthday(card: CardFacts) -> date | None:
    """Return the day of birth; one without a year is kept as it is."""
    for prop in card.all("BDAY"):
        text = prop.text().strip()
        unknown_year = text.startswith("--") or "X-APPLE-OMIT-YEAR" in prop.params
        if not unknown_year and text:
            try:
                return values.birthday(text)
            except BadInput as error:
                card.complain(prop, error.message)
        if text:
            card.kept.append(prop)
    return None


def _addresses(card: CardFacts, record: ContactRecord) -> ContactRecord:
    """Add the addresses: the preferred one, else the first, is the main one."""
    found = [address for prop in card.all("ADR") if any((address := _address(card, prop))[1:])]
    if not found:
        return record
    main = found[0]
    return record._replace(
        street=main.street,
        postal_code=main.postal_code,
        city=main.city,
        region=main.region,
        country=main.country,
        further=record.further._replace(addresses=tuple(found[1:])),
    )


def _address(card: CardFacts, prop: Property) -> PostalAddress:
    """Return one address; one written into a single component is taken apart."""
    parts = [part.strip(" ,\n") for part in prop.parts()]
    box, extended, street, city, region, code, country = (parts + [""] * 7)[:7]
    kinds = {"work": AddressKind.BUSINESS, "home": AddressKind.PRIVATE}
    label = card.label(prop).lower()
    kind = kinds.get(label, AddressKind.OTHER if label else AddressKind.BUSINESS)
    lines = clean(", ".join(filter(None, (box, extended, street))).replace("\n", ", "))
    if not city and not code:
        whole = split_address("\n".join(filter(None, (extended, street))))
        if whole:
            return PostalAddress(kind, *whole)
    country = clean(country)
    return PostalAddress(
        kind, lines, clean(code), clean(city), clean(region), wording.country(country) if country else ""
    )


def _ways(card: CardFacts, record: ContactRecord) -> ContactRecord:
    """Add e-mails, phones and links: the first of each kind is the main one."""
    main = {"email": "", "phone": "", "mobile": "", "website": ""}
    labels: dict[str, str] = {}
    more: list[ContactWay] = []
    for prop in card.all("EMAIL"):
        _add_way((main, labels, more), "email", ContactWay(PointKind.EMAIL, _mail(card, prop), card.label(prop)))
    for prop in card.all("TEL"):
        types = prop.types
        kind = PointKind.MOBILE if types & {"cell", "iphone"} else PointKind.FAX if "fax" in types else PointKind.PHONE
        name = {PointKind.MOBILE: "mobile", PointKind.PHONE: "" if "pager" in types else "phone"}.get(kind, "")
        _add_way((main, labels, more), name, ContactWay(kind, _phone(prop), card.label(prop)))
    for prop in card.all("URL"):
        _add_way((main, labels, more), "website", ContactWay(PointKind.WEB, _link(card, prop), card.label(prop)))
    return record._replace(
        email=main["email"],
        phone=main["phone"],
        mobile=main["mobile"],
        website=main["website"],
        further=record.further._replace(ways=tuple(more), labels=tuple(sorted(labels.items()))),
    )


def _add_way(found: _Ways, name: str, way: ContactWay) -> None:
    """Make the first way of a name the main one; the others follow."""
    main, labels, more = found
    if way.value and name and not main[name]:
        main[name] = way.value
        if way.label:
            labels[name] = way.label
    elif way.value:
        more.append(way)


def _mail(card: CardFacts, prop: Property) -> str:
    """Return an e-mail address; what is none is kept in the note."""
    text = clean(prop.text())
    try:
        return mail(text) if text else ""
    except BadInput as error:
        card.complain(prop, error.message)
        card.noted.append(_("E-mail (not valid): {value}").format(value=text))
        return ""


def _phone(prop: Property) -> str:
    """Return a phone number as typed; of a tel: address number and extension."""
    text = clean(prop.text())
    if not text.lower().startswith("tel:"):
        return text
    number, _semicolon, rest = text[4:].partition(";")
    extension = re.search(r"(?:^|;)ext=([0-9]+)", rest, re.IGNORECASE)
    return f"{number} ext. {extension[1]}" if extension else number


def _link(card: CardFacts, prop: Property) -> str:
    """Return a web address; anything a browser would not open as a page is kept as it is."""
    text = clean(prop.text())
    try:
        return link(text) if text else ""
    except BadInput as error:
        card.complain(prop, error.message)
        card.kept.append(prop)
        return ""


def _photo(card: CardFacts) -> Photo | None:
    """Return the picture a card holds; one that lies elsewhere is never fetched, only kept as it is."""
    photos = card.all("PHOTO")
    card.kept += photos[1:]
    if not photos or not photos[0].value.strip():
        return None
    prop = photos[0]
    value = unquoted[1] if (unquoted := re.match(r"data:[^,]*base64,(.*)", prop.text(), re.DOTALL)) else prop.value
    if len(value) > LARGEST_PHOTO * 4 // 3:
        card.problems.append(Problem(card.number, "PHOTO", "", _("The photo is larger than 10 MB and was left out.")))
        return None
    try:
        packed = re.sub(r"[\s=]", "", value)
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        card.kept.append(prop)
        return None
    media = next((media for sign, media in _PICTURES if data.startswith(sign)), "")
    if not media and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        media = "image/webp"
    if media:
        return Photo(media, data)
    card.kept.append(prop)
    return None


def _named_somehow(record: ContactRecord) -> ContactRecord:
    """Name a contact without a name by its company, mail, link or phone, in this order."""
    if record.company or record.family_name or record.given_name:
        return record
    if record.further.nickname or record.email:
        return record._replace(kind="person", family_name=record.further.nickname or record.email)
    site = re.sub(r"^https?://(www\.)?|/.*$", "", record.website)
    phone = record.phone or record.mobile or next((way.value for way in record.further.ways), "")
    return record._replace(kind="company", company=site or phone)
