"""Ways to reach a contact as facts that are edited in place: numbers, e-mail addresses, links, postal addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.links import to_dial, to_page, to_write
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.operations.contact_words import address_word, point_word
from crm_desktop.operations.contacts import points
from crm_desktop.operations.contacts.points import PHONES, Reach
from crm_desktop.operations.letters import postal_lines
from crm_desktop.store.queries.contact_card import AddressRow, ContactCard, PointRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.inline import Fact, Failed
from crm_desktop.ui.widgets.inline_edit import Act

ICONS: dict[PointKind, str] = {
    PointKind.PHONE: "phone", PointKind.MOBILE: "smartphone", PointKind.FAX: "printer", PointKind.EMAIL: "mail",
    PointKind.WEB: "globe", PointKind.OTHER: "at-sign",
}  # fmt: skip
_CALLS, _NUMBERS = (PointKind.PHONE, PointKind.MOBILE), (PointKind.PHONE, PointKind.MOBILE, PointKind.FAX)


class Hands(NamedTuple):
    """What a fact of a contact needs to act: the desk, whom it belongs to, and who asks for a label of one's own."""

    desk: Desk
    contact_id: int
    #: Asks for a label and hands it over.
    ask_label: Callable[[str, Callable[[str], None]], None]
    #: Told the kind and the text while a number or address is typed.
    typing: Callable[[PointKind, str], None]


def reach_facts(card: ContactCard, hands: Hands, asked: frozenset[str] = frozenset()) -> list[Fact]:
    """Return the facts in reading order; `asked` are the kinds of empty rows wanted beside the usual ones."""
    found = [_point(card, hands, point) for point in card.points]
    for kind in PointKind:
        usual = kind in (PointKind.PHONE, PointKind.EMAIL) and not _has(card, kind)
        if usual or f"add {kind.value}" in asked:
            found.append(_missing_point(card, hands, kind))
    found.sort(key=lambda fact: _ORDER.get(fact.icon, 9))
    found += [_address(card, hands, address) for address in card.addresses]
    if not card.addresses or "add address" in asked:
        found.append(_missing_address(card, hands))
    return found


_ORDER = {icon: place for place, icon in enumerate(ICONS.values())}


def _point(card: ContactCard, hands: Hands, point: PointRow) -> Fact:
    shown = point.shown or point.value

    def save(text: str, failed: Failed) -> None:
        """Keep the number or address as typed."""
        # What is only shown in other groups is not changed.
        reach = _reach(point)._replace(value=text)
        hands.desk.do(points.set_point, contact_id=hands.contact_id, reach=reach, failed=failed)

    several = sum(other.kind is point.kind for other in card.points) > 1
    # An address says itself that it is one of mail or of the web.
    label = point.label or ("" if point.kind in (PointKind.WEB, PointKind.EMAIL) else point_word(point.kind))
    return Fact(
        f"point {point.id}", ICONS[point.kind], point_word(point.kind), shown, label, save,
        tip=_tip(point, several=several), check=_doubt(point.kind), warning=_doubt(point.kind)(shown),
        acts=_point_acts(hands, point, several=several),
        typing=lambda text: hands.typing(point.kind, text),
    )  # fmt: skip


def _tip(point: PointRow, *, several: bool) -> str:
    first = _("First choice") if several and point.is_primary else ""
    return " · ".join(part for part in (point.abroad, first) if part)


def _missing_point(card: ContactCard, hands: Hands, kind: PointKind) -> Fact:
    def save(text: str, failed: Failed) -> None:
        """Add a way to reach the contact, the first of its kind preferred."""
        if text.strip():
            reach = Reach(kind, text, is_primary=all(point.kind is not kind for point in card.points))
            hands.desk.do(points.set_point, contact_id=hands.contact_id, reach=reach, failed=failed)

    hint = {
        PointKind.PHONE: _("Add phone"), PointKind.MOBILE: _("Add mobile"), PointKind.FAX: _("Add fax"),
        PointKind.EMAIL: _("Add e-mail"), PointKind.WEB: _("Add website"), PointKind.OTHER: _("Add another way"),
    }[kind]  # fmt: skip
    return Fact(
        f"add {kind.value}", ICONS[kind], point_word(kind), "", "", save, hint, check=_doubt(kind),
        typing=lambda text: hands.typing(kind, text),
    )  # fmt: skip


def _doubt(kind: PointKind) -> Callable[[str], str]:
    """Return what says whether a number was typed without the code of its town, which no machine can guess."""

    def check(text: str) -> str:
        """Say what a number lacks."""
        digits = sum(sign.isdigit() for sign in text)
        first = text.strip().lstrip("(")[:1]
        bare = kind in PHONES and digits > 2 and first.isdigit() and first != "0"
        return _("The area code seems to be missing.") if bare else ""

    return check


def _point_acts(hands: Hands, point: PointRow, *, several: bool) -> list[Act]:
    def change(**fields: object) -> None:
        """Change this way to reach the contact."""
        hands.desk.do(points.set_point, contact_id=hands.contact_id, reach=_reach(point)._replace(**fields))  # type: ignore[arg-type]  # fields of Reach

    acts = _open_acts(point)
    if several and not point.is_primary:
        acts.append(
            Act(_("Make it the first choice"), "pin", lambda: hands.desk.do(points.prefer_point, point_id=point.id))
        )
    if point.kind in _NUMBERS:
        acts += [
            Act(point_word(kind), ICONS[kind], lambda kind=kind: change(kind=kind), point.kind is kind)  # type: ignore[misc]
            for kind in _NUMBERS
        ]
    for label in _labels(point.kind):
        acts.append(Act(label, "", lambda label=label: change(label=label), point.label == label))  # type: ignore[misc]
    acts.append(
        Act(_("Another label …"), "tag", lambda: hands.ask_label(point.label, lambda label: change(label=label)))
    )
    if point.label:
        acts.append(Act(_("No label"), "", lambda: change(label="")))
    acts.append(Act(_("Remove"), "trash-2", lambda: change(value="")))
    return acts


def _open_acts(point: PointRow) -> list[Act]:
    if point.kind in _CALLS:
        return [Act(_("Call"), "phone", lambda: _open(to_dial(point.normal or point.value)))]
    if point.kind is PointKind.EMAIL:
        return [Act(_("Write an e-mail"), "mail", lambda: _open(to_write(point.value)))]
    if point.kind is PointKind.WEB:
        return [Act(_("Open the website"), "external-link", lambda: _open(to_page(point.value)))]
    return []


def _open(link: str) -> None:
    if link:
        QDesktopServices.openUrl(QUrl(link))


def _labels(kind: PointKind) -> tuple[str, ...]:
    if kind in _NUMBERS:
        return (_("Switchboard"), meant("label of a number", "Direct"), meant("label of a number", "Private"))
    if kind is PointKind.EMAIL:
        return (meant("label of a mail", "business"), meant("label of a mail", "private"))
    return ()


def _reach(point: PointRow) -> Reach:
    return Reach(point.kind, point.value, point.label, point.is_primary, point.id)


def _address(card: ContactCard, hands: Hands, address: AddressRow) -> Fact:
    lines = _lines(address)
    return Fact(
        f"address {address.id}", "map-pin", _("Address"), postal_lines.shown(lines, card.home),
        address_word(address.kind), _address_saver(hands, address.id),
        tip=_("Main address") if address.is_primary and len(card.addresses) > 1 else "",
        warning=postal_lines.doubts(lines, address.elsewhere),
        acts=_address_acts(card, hands, address),
    )  # fmt: skip


def _missing_address(card: ContactCard, hands: Hands) -> Fact:
    save, company = _address_saver(hands, None), card.company_address
    if company is not None and not card.addresses:
        hint = postal_lines.shown(_lines(company), card.home)
        return Fact("add address", "map-pin", _("Address"), "", _("Company"), save, hint)
    return Fact("add address", "map-pin", _("Address"), "", "", save, _("Add address: Street 1, 12345 Town"))


def _lines(address: AddressRow) -> postal_lines.Lines:
    return postal_lines.Lines(address.extra, address.street, address.postal_code, address.city, address.country)


def _address_saver(hands: Hands, address_id: int | None) -> Callable[[str, Failed], None]:
    def save(text: str, failed: Failed) -> None:
        """Keep the address as typed in one line."""
        hands.desk.do(
            points.write_address, contact_id=hands.contact_id, text=text, address_id=address_id, failed=failed
        )

    return save


def _address_acts(card: ContactCard, hands: Hands, address: AddressRow) -> list[Act]:
    text = postal_lines.shown(_lines(address), card.home)

    def write(text: str = text, kind: AddressKind | None = None) -> None:
        """Let the address be one of another kind."""
        hands.desk.do(points.write_address, contact_id=hands.contact_id, text=text, address_id=address.id, kind=kind)

    acts = []
    if len(card.addresses) > 1 and not address.is_primary:
        acts.append(
            Act(
                _("Make it the main address"),
                "pin",
                lambda: hands.desk.do(points.prefer_address, address_id=address.id),
            )
        )
    acts += [
        Act(address_word(kind), "", lambda kind=kind: write(kind=kind), address.kind is kind)  # type: ignore[misc]
        for kind in AddressKind
    ]
    acts.append(Act(_("Remove"), "trash-2", lambda: write("")))
    return acts


def _has(card: ContactCard, kind: PointKind) -> bool:
    wanted = set(_CALLS) if kind in _CALLS else {kind}
    return any(point.kind in wanted for point in card.points)
