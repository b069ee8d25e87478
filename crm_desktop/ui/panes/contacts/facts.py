"""Which facts of a contact stand on its card to be edited in place, and which operation keeps each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import parse_day
from crm_desktop.domain.contacts import AddressKind, ContactKind, PointKind
from crm_desktop.operations import contacts as operations
from crm_desktop.operations import points
from crm_desktop.operations.points import PostalLines, Reach
from crm_desktop.store.queries.contact_card import AddressRow, ContactCard, PointRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.panes.contacts.inline import Fact

_POINTS: dict[PointKind, str] = {
    PointKind.PHONE: "phone", PointKind.MOBILE: "smartphone", PointKind.FAX: "printer", PointKind.EMAIL: "mail",
    PointKind.WEB: "globe", PointKind.OTHER: "at-sign",
}  # fmt: skip

Failed = Callable[[CrmError], None]


def facts_of(card: ContactCard, desk: Desk) -> list[Fact]:
    """Return the facts of a card in reading order: ways to reach somebody, addresses, then the rest."""
    contact_id = card.facts.id
    found = [_point(desk, contact_id, point) for point in card.points]
    found += [
        _missing_point(desk, contact_id, kind) for kind in (PointKind.PHONE, PointKind.EMAIL) if not _has(card, kind)
    ]
    found += [_address(desk, contact_id, address) for address in card.addresses] or [_missing_address(desk, contact_id)]
    if card.facts.kind is ContactKind.PERSON:
        found.append(_role(desk, card))
        found.append(_birthday(desk, card))
    else:
        found.append(_vat_id(desk, card))
    return found


def read_address(text: str) -> PostalLines:
    """Read “Street 1, 12345 Town” as an address. Raises BadInput for one that has no town."""
    street, mark, place = text.rpartition(",")
    code, _gap, city = place.strip().partition(" ")
    if not mark or not city or not any(sign.isdigit() for sign in code):
        raise BadInput(_("This is no address."), _("Write it like Street 1, 12345 Town."))
    return PostalLines(street=street.strip(), postal_code=code, city=city.strip())


def _point(desk: Desk, contact_id: int, point: PointRow) -> Fact:
    def save(text: str, failed: Failed) -> None:
        reach = Reach(point.kind, text, point.label, point.is_primary, point.id)
        desk.do(points.set_point, contact_id=contact_id, reach=reach, failed=failed)

    label = point.label or point_word(point.kind)
    return Fact(_POINTS[point.kind], point_word(point.kind), point.value, label, save)


def _missing_point(desk: Desk, contact_id: int, kind: PointKind) -> Fact:
    def save(text: str, failed: Failed) -> None:
        if text.strip():
            desk.do(points.set_point, contact_id=contact_id, reach=Reach(kind, text, is_primary=True), failed=failed)

    hint = _("Add phone") if kind is PointKind.PHONE else _("Add e-mail")
    return Fact(_POINTS[kind], point_word(kind), "", "", save, hint)


def _address(desk: Desk, contact_id: int, address: AddressRow) -> Fact:
    def save(text: str, failed: Failed) -> None:
        _save_address(desk, contact_id, text, failed, address)

    words = ", ".join(part for part in (address.street, f"{address.postal_code} {address.city}".strip()) if part)
    label = {
        AddressKind.BUSINESS: _("Office"), AddressKind.PRIVATE: _("Private"), AddressKind.BILLING: _("Billing"),
        AddressKind.DELIVERY: _("Delivery"), AddressKind.OTHER: _("Other"),
    }[address.kind]  # fmt: skip
    return Fact("map-pin", _("Address"), words, label, save)


def _missing_address(desk: Desk, contact_id: int) -> Fact:
    def save(text: str, failed: Failed) -> None:
        _save_address(desk, contact_id, text, failed, None)

    return Fact("map-pin", _("Address"), "", "", save, _("Add address: Street 1, 12345 Town"))


def _save_address(desk: Desk, contact_id: int, text: str, failed: Failed, known: AddressRow | None) -> None:
    try:
        lines = read_address(text) if text.strip() else PostalLines()
    except BadInput as error:
        failed(error)
        return
    if known is not None:
        lines = lines._replace(
            id=known.id,
            kind=known.kind,
            is_primary=known.is_primary,
            country=known.country,
            extra=known.extra,
            region=known.region,
        )
    desk.do(points.set_address, contact_id=contact_id, lines=lines, failed=failed)


def _role(desk: Desk, card: ContactCard) -> Fact:
    return Fact(
        "briefcase", _("Role"), card.facts.job_title, _("Role"), _field(desk, card.facts.id, "job_title"), _("Add role")
    )


def _vat_id(desk: Desk, card: ContactCard) -> Fact:
    return Fact(
        "landmark", _("VAT id"), card.facts.vat_id, _("VAT id"), _field(desk, card.facts.id, "vat_id"), _("Add VAT id")
    )


def _birthday(desk: Desk, card: ContactCard) -> Fact:
    born = card.facts.birthday
    save = _field(desk, card.facts.id, "birthday", lambda text: parse_day(text) if text.strip() else None)
    return Fact("cake", _("Birthday"), day(born) if born else "", _("Birthday"), save, _("Add birthday"))


def _field(
    desk: Desk, contact_id: int, name: str, read: Callable[[str], Any] = str.strip
) -> Callable[[str, Failed], None]:
    def save(text: str, failed: Failed) -> None:
        try:
            value = read(text)
        except BadInput as error:
            failed(error)
            return
        desk.do(operations.change_contact, contact_id=contact_id, fields={name: value}, failed=failed)

    return save


def _has(card: ContactCard, kind: PointKind) -> bool:
    phones = {PointKind.PHONE, PointKind.MOBILE}
    wanted = phones if kind in phones else {kind}
    return any(point.kind in wanted for point in card.points)


def point_word(kind: PointKind) -> str:
    """Return what the user calls a way to reach somebody."""
    return {
        PointKind.PHONE: _("Phone"), PointKind.MOBILE: _("Mobile"), PointKind.FAX: _("Fax"),
        PointKind.EMAIL: _("E-mail"), PointKind.WEB: _("Website"), PointKind.OTHER: _("Other"),
    }[kind]  # fmt: skip
