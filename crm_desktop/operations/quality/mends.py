"""Writing the right value where a wrong one stands, or none: one field of a contact, one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Address, Contact, ContactPoint, PointKind
from crm_desktop.domain.deals import Deal
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.store.queries import contact_keys
from crm_desktop.store.unit_of_work import Work, Writer

#: Fields of the contact itself that hold text.
_LINES = frozenset({"category", "salutation", "given_name", "family_name", "vat_id", "iban"})


def mend(writer: Writer, *, contact_id: int, field: str, value: str, record: int = 0) -> Outcome[None]:
    """Write the right value into a field of a contact, an address in one line; an empty one empties the field.

    `record` is the phone number, address or deal it stands in, 0 for the main one. Raises BadInput for what cannot be
    right either.
    """
    with writer.step(_("Mend contact")) as work:
        contact = work.get(Contact, contact_id)
        _mend(work, contact, field, value, record)
        stamps.changed(work, contact, parts=True)
        work.label = _("Mend “{name}”").format(name=contact.name)
    return work.outcome(None)


def correct(writer: Writer, *, contact_id: int, values: Sequence[tuple[str, str, int]]) -> Outcome[None]:
    """Write what somebody said is different now (field, value, record), and note that all was confirmed today.

    Raises BadInput, with the field, for what cannot be right.
    """
    with writer.step(_("Confirm contact")) as work:
        contact = work.get(Contact, contact_id)
        for field, value, record in values:
            _mend(work, contact, field, value, record)
        contact.confirmed_on = work.today
        stamps.changed(work, contact, parts=True)
        work.label = _("Correct and confirm “{name}”").format(name=contact.name)
    return work.outcome(None)


def _mend(work: Work, contact: Contact, field: str, value: str, record: int) -> None:
    match field:
        case "email" | "phone" | "mobile":
            _mend_reach(work, contact.id, PointKind(field), value, record)
        case "address":
            points.add_address_text(work, contact, value)
        case "postal_code" | "city" | "street":
            _mend_place(work, contact.id, field, value, record)
        case "birthday":
            contacts.set_fields(work, contact, {field: _day(field, value)})
        case "founded":
            contacts.set_fields(work, contact, {field: _year(value)})
        case "deal_opened" | "deal_closed":
            _mend_deal(work, record, field, value)
        case _ if field in _LINES:
            contacts.set_fields(work, contact, {field: value})
        case _:
            raise BadInput(_("“{field}” cannot be mended here.").format(field=field), field=field)


def _mend_reach(work: Work, contact_id: int, kind: PointKind, value: str, record: int) -> None:
    """Correct a way to reach the contact, delete it where the value is empty, or add the first one."""
    there = [record] if record else contact_keys.points_of(work.read, contact_id, kind)
    if not there:
        points.add(work, contact_id, points.Reach(kind, value, is_primary=True))
        return
    point = work.get(ContactPoint, there[0])
    if clean(value):
        points.fill(work, point, points.Reach(point.kind, value, point.label, point.is_primary))
    else:
        work.delete(point)


def _mend_place(work: Work, contact_id: int, field: str, value: str, record: int) -> None:
    there = [record] if record else contact_keys.addresses_of(work.read, contact_id)
    if not there or not clean(value):
        named = {"postal_code": _("Enter the postal code."), "city": _("Enter the town.")}
        raise BadInput(named.get(field, _("Enter the street.")), field=field)
    setattr(work.get(Address, there[0]), field, clean(value))


def _mend_deal(work: Work, deal_id: int, field: str, value: str) -> None:
    """Move the day a deal was opened or closed; the time of day stays."""
    deal, day = work.get(Deal, deal_id), _day(field, value)
    if day is None or day > work.today or deal.closed_at is None:
        raise BadInput(_("Enter a past day."), field=field)
    if field == "deal_opened":
        opened = deal.opened_at + timedelta(days=(day - local_day(deal.opened_at)).days)
        deal.opened_at = min(opened, deal.closed_at)
    else:
        closed = deal.closed_at + timedelta(days=(day - local_day(deal.closed_at)).days)
        deal.closed_at = max(deal.opened_at, min(closed, work.now))
    stamps.changed(work, deal)


def _day(field: str, value: str) -> date | None:
    if not clean(value):
        return None
    try:
        return parse_day(clean(value))
    except BadInput as error:
        raise BadInput(str(error), field=field) from error


def _year(value: str) -> int | None:
    text = clean(value)
    if text and not text.isdecimal():
        raise BadInput(_("“{value}” is no year.").format(value=text), field="founded")
    return int(text) if text else None
