"""How to reach a contact: phone numbers, e-mail addresses, links and postal addresses.

What cannot be right is refused where it is typed; what another program brought stays as it is until it is changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.phones import e164
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import Address, AddressKind, Contact, ContactKind, ContactPoint, PointKind
from crm_desktop.operations import stamps
from crm_desktop.operations.contact_words import point_word
from crm_desktop.operations.letters import postal_lines
from crm_desktop.store.queries import contact_keys

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Work, Writer

PHONES = frozenset({PointKind.PHONE, PointKind.MOBILE, PointKind.FAX})
LONGEST = 500
#: Signs of the shortest phone number in its normal form that can be dialled from elsewhere.
_SHORTEST = 8

_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\.]+(\.[^@\s<>,;:\"()\[\]\\.]+)+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LINK = re.compile(r"(https?://)?[^\s/.:@]+(\.[^\s/.:@]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_LINK_START = re.compile(r"^(https?://)?(www\.)?")


class Reach(NamedTuple):
    """One way to reach somebody as it is typed in; `id` is that of the one it replaces."""

    kind: PointKind
    value: str
    label: str = ""
    is_primary: bool = False
    id: int | None = None


class PostalLines(NamedTuple):
    """A postal address as it is typed in; `id` is that of the one it replaces."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "DE"
    extra: str = ""
    region: str = ""
    kind: AddressKind = AddressKind.BUSINESS
    is_primary: bool = True
    id: int | None = None


def is_email(text: str) -> bool:
    """Whether a text has the form of an e-mail address; whether it exists, only a mail can tell."""
    return _EMAIL.fullmatch(text) is not None and len(text) <= 254


def normal_form(kind: PointKind, value: str, country: str = "DE") -> str:
    """Return the form under which equal phone numbers, e-mail addresses and links meet; "" where there is none."""
    if kind in PHONES:
        return e164(value, country)
    if kind is PointKind.EMAIL:
        return value.lower()
    if kind is PointKind.WEB:
        return _LINK_START.sub("", value.lower()).rstrip("/")
    return ""


def add(work: Work, contact_id: int, reach: Reach) -> ContactPoint:
    """Add a way to reach a contact inside the step of another operation. Raises BadInput for one that cannot be."""
    point = ContactPoint(contact_id=contact_id, kind=reach.kind, value="")
    fill(work, point, reach)
    return work.add(point)


def add_address(work: Work, contact_id: int, lines: PostalLines) -> Address:
    """Add a postal address inside the step of another operation."""
    address = Address(contact_id=contact_id)
    _fill_address(address, lines)
    return work.add(address)


def add_address_text(work: Work, contact: Contact, text: str) -> Address:
    """Add a postal address typed in one line inside the step of another operation."""
    return add_address(work, contact.id, _lines(work, contact, text, None, None))


def set_point(writer: Writer, *, contact_id: int, reach: Reach) -> Outcome[int | None]:
    """Add a way to reach a contact, change the one with its id, or delete that one where the value is empty.

    The value is the id of the point, None when it was deleted. Raises BadInput, the field named for the kind.
    """
    with writer.step(_("Change contact details")) as work:
        contact = work.get(Contact, contact_id)
        stamps.changed(work, contact, parts=True)
        work.label = _named(point_word(reach.kind), contact, removes=not clean(reach.value))
        point_id = _set_point(work, contact_id, reach)
    return work.outcome(point_id)


def prefer_point(writer: Writer, *, point_id: int) -> Outcome[None]:
    """Let a way to reach a contact be the first choice among those of its kind."""
    with writer.step(_("Change contact details")) as work:
        point = work.get(ContactPoint, point_id)
        contact = work.get(Contact, point.contact_id)
        stamps.changed(work, contact, parts=True)
        point.is_primary = True
        _be_the_only_primary(work, point)
        work.label = _("First choice for “{name}”: {value}").format(name=contact.name, value=point.value)
    return work.outcome(None)


def prefer_address(writer: Writer, *, address_id: int) -> Outcome[None]:
    """Let an address of a contact be the one letters go to."""
    with writer.step(_("Change address")) as work:
        address = work.get(Address, address_id)
        contact = work.get(Contact, address.contact_id)
        stamps.changed(work, contact, parts=True)
        address.is_primary = True
        _be_the_only_address(work, address)
        work.label = _("Main address of “{name}”").format(name=contact.name)
    return work.outcome(None)


def write_address(
    writer: Writer, *, contact_id: int, text: str, address_id: int | None = None, kind: AddressKind | None = None
) -> Outcome[int | None]:
    """Keep an address typed in one line (`postal_lines`); an empty line removes it. `kind` None leaves it as it is.

    Raises BadInput where no town can be made out.
    """
    with writer.step(_("Change address")) as work:
        contact = work.get(Contact, contact_id)
        known = None if address_id is None else work.get(Address, address_id)
        lines = _lines(work, contact, text, known, kind)
        stamps.changed(work, contact, parts=True)
        work.label = _named(_("Address"), contact, removes=not clean(text))
        kept = _set_address(work, contact_id, lines)
    return work.outcome(kept)


def set_address(writer: Writer, *, contact_id: int, lines: PostalLines) -> Outcome[int | None]:
    """Add an address to a contact, change the one with its id, or delete that one where every line is empty."""
    with writer.step(_("Change address")) as work:
        contact = work.get(Contact, contact_id)
        stamps.changed(work, contact, parts=True)
        work.label = _named(_("Address"), contact)
        address_id = _set_address(work, contact_id, lines)
    return work.outcome(address_id)


def _set_point(work: Work, contact_id: int, reach: Reach) -> int | None:
    if reach.id is None:
        if not clean(reach.value):
            return None
        point = add(work, contact_id, reach)
        work.flush()
        return point.id
    point = work.get(ContactPoint, reach.id)
    if not clean(reach.value):
        work.delete(point)
        return None
    fill(work, point, reach)
    return point.id


def fill(work: Work, point: ContactPoint, reach: Reach) -> None:
    """Take over what was typed, and its normal form. What stays as it was is not judged again."""
    value = clean(reach.value)
    if not value or len(value) > LONGEST:
        raise BadInput(_("Enter between 1 and {most} characters.").format(most=LONGEST), field=reach.kind.value)
    normal = normal_form(reach.kind, value, contact_keys.country_of_firm(work.read))
    if (reach.kind, value) != (point.kind, point.value):
        _judge(reach.kind, value, normal)
    point.kind, point.value, point.label, point.is_primary = reach.kind, value, clean(reach.label), reach.is_primary
    point.normal = normal
    if reach.is_primary:
        _be_the_only_primary(work, point)


def check(kind: PointKind, value: str, country: str = "DE") -> None:
    """Raise BadInput for what can be no phone number, e-mail address or link, also for none at all."""
    if not clean(value):
        raise BadInput(_("Enter between 1 and {most} characters.").format(most=LONGEST), field=kind.value)
    _judge(kind, value, normal_form(kind, value, country or "DE"))


def _judge(kind: PointKind, value: str, normal: str) -> None:
    """Raise BadInput for what can be no phone number, e-mail address or link."""
    if kind in PHONES and len(normal) < _SHORTEST:
        raise BadInput(
            _("“{value}” is not a phone number.").format(value=value[:60]),
            _("Write it like 04131 228714, or with the country: +49 4131 228714."),
            field=kind.value,
        )
    if kind is PointKind.EMAIL and not is_email(value):
        raise BadInput(
            _("“{value}” is not an e-mail address.").format(value=value[:60]),
            _("Write it like name@firm.example."),
            field="email",
        )
    if kind is PointKind.WEB and not _LINK.fullmatch(value):
        raise BadInput(
            _("“{value}” is not the address of a website.").format(value=value[:60]),
            _("Write it like www.firm.example."),
            field="web",
        )


def _named(field: str, contact: Contact, *, removes: bool = False) -> str:
    """Return the name of a step that changes or removes a detail of a contact."""
    form = _("Remove “{field}” of “{name}”") if removes else _("Change “{field}” of “{name}”")
    return form.format(field=field, name=contact.name)


def _lines(work: Work, contact: Contact, text: str, known: Address | None, kind: AddressKind | None) -> PostalLines:
    """Return an address typed in one line with what the line does not say: its kind, its region."""
    usual = (
        AddressKind.PRIVATE
        if contact.kind is ContactKind.PERSON and contact.company_id is None
        else AddressKind.BUSINESS
    )
    lines = PostalLines(
        kind=kind or (known.kind if known else usual),
        is_primary=known.is_primary if known else not contact_keys.addresses_of(work.read, contact.id),
        id=known.id if known else None,
    )
    if not clean(text):
        return lines
    home = contact_keys.country_of_firm(work.read)
    found = postal_lines.read(text, home)
    same_place = known is not None and (known.city, known.country) == (found.city, found.country)
    return lines._replace(**found._asdict(), region=known.region if known and same_place else "")


def _be_the_only_address(work: Work, address: Address) -> None:
    for other_id in contact_keys.addresses_of(work.read, address.contact_id):
        other = work.get(Address, other_id)
        if other is not address:
            other.is_primary = False


def _be_the_only_primary(work: Work, point: ContactPoint) -> None:
    for other_id in contact_keys.points_of(work.read, point.contact_id, point.kind):
        other = work.get(ContactPoint, other_id)
        if other is not point:
            other.is_primary = False


def _set_address(work: Work, contact_id: int, lines: PostalLines) -> int | None:
    empty = not any(map(clean, (lines.street, lines.postal_code, lines.city, lines.extra, lines.region)))
    if lines.id is None:
        if empty:
            return None
        address = add_address(work, contact_id, lines)
        work.flush()
        return address.id
    address = work.get(Address, lines.id)
    if empty:
        work.delete(address)
        return None
    _fill_address(address, lines)
    return address.id


def _fill_address(address: Address, lines: PostalLines) -> None:
    country = clean(lines.country).upper()
    if country and not _COUNTRY.fullmatch(country):
        raise BadInput(
            _("“{value}” is not the code of a country.").format(value=country),
            _("Use two letters, like DE, AT or CH."),
            field="country",
        )
    for name in ("street", "postal_code", "city", "extra", "region"):
        text = clean(getattr(lines, name))
        if len(text) > LONGEST:
            raise BadInput(_("Enter at most {most} characters.").format(most=LONGEST), field=name)
        setattr(address, name, text)
    address.country, address.kind, address.is_primary = country, lines.kind, lines.is_primary
