"""Fields of the user's own: making, naming, ordering and deleting them, and keeping what stands in them.

A field keeps its key for life, so a new name loses nothing. Deleting a field leaves its values in the records: they are
out of sight, Undo brings the field back with everything in it, and so does a new field of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import Separators
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.firm import CustomField, FieldKind
from crm_desktop.domain.products import Product
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import own_values
from crm_desktop.store.queries.custom_fields import PROGRAM_KEYS, OwnField, own_fields

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Writer

LONGEST_LABEL = 60
MOST_CHOICES = 100
#: By kind, the records whose own fields are typed one by one.
_MADE: Mapping[str, type[Contact | Deal | Product]] = MappingProxyType(
    {"contact": Contact, "deal": Deal, "product": Product}
)


def add_field(
    writer: Writer,
    *,
    label: str,
    kind: FieldKind = FieldKind.TEXT,
    choices: Sequence[str] = (),
    record: str = "contact",
) -> Outcome[int]:
    """Add a field to a kind of record; the value is its id. Raises BadInput for a name that is empty or taken."""
    with writer.step(_("Add own field")) as work:
        there = own_fields(work.read, record=record)
        name = _label(label, there)
        field = CustomField(
            record=record,
            key=_key(name, there),
            label=name,
            kind=kind,
            choices=_choices(kind, choices),
            position=max((one.position for one in there), default=-1) + 1,
        )
        work.add(field)
        work.flush()
        work.label = _("Add own field “{field}”").format(field=name)
        field_id = field.id
    return work.outcome(field_id)


def rename_field(writer: Writer, *, field_id: int, label: str) -> Outcome[None]:
    """Give a field another name; its values stay."""
    with writer.step(_("Rename own field")) as work:
        field = work.get(CustomField, field_id)
        before = field.label
        field.label = _label(label, own_fields(work.read, record=field.record), but=field_id)
        work.label = _("Rename own field “{before}” to “{after}”").format(before=before, after=field.label)
    return work.outcome(None)


def change_choices(writer: Writer, *, field_id: int, choices: Sequence[str]) -> Outcome[None]:
    """Offer other choices in a field; records keep what they have, also what is no longer offered."""
    with writer.step(_("Change choices")) as work:
        field = work.get(CustomField, field_id)
        field.choices = _choices(field.kind, choices)
        work.label = _("Change the choices of “{field}”").format(field=field.label)
    return work.outcome(None)


def move_field(writer: Writer, *, field_id: int, position: int) -> Outcome[None]:
    """Put a field at another place among those of its record, counted from 0."""
    with writer.step(_("Move own field")) as work:
        field = work.get(CustomField, field_id)
        order = [one.id for one in own_fields(work.read, record=field.record) if one.id != field_id]
        order.insert(max(0, position), field_id)
        for place, one in enumerate(order):
            work.get(CustomField, one).position = place
        work.label = _("Move own field “{field}”").format(field=field.label)
    return work.outcome(None)


def delete_field(writer: Writer, *, field_id: int) -> Outcome[None]:
    """Delete a field from all cards; what stood in it stays with the records, out of sight."""
    with writer.step(_("Delete own field")) as work:
        field = work.get(CustomField, field_id)
        work.label = _("Delete own field “{field}”").format(field=field.label)
        work.delete(field)
    return work.outcome(None)


def set_value(writer: Writer, *, contact_id: int, key: str, text: str) -> Outcome[None]:
    """Keep what was typed into an own field of a contact. Raises BadInput, with the key, for what it cannot hold."""
    return set_value_of(writer, record="contact", ref=contact_id, key=key, text=text)


def set_value_of(writer: Writer, *, record: str, ref: int, key: str, text: str) -> Outcome[None]:
    """Keep what was typed into an own field of a contact, deal or product, as `set_value` does."""
    with writer.step(_("Change own field")) as work:
        found: Contact | Deal | Product = work.get(_MADE[record], ref)
        field = next((one for one in own_fields(work.read, record=record) if one.key == key), None)
        if field is None:
            raise BadInput(_("There is no own field “{field}” any more.").format(field=key), field=key)
        found.custom = with_values(found.custom, [field], {key: text})
        stamps.changed(work, found)
        name = found.title if isinstance(found, Deal) else found.name
        work.label = _("Change “{field}” of “{name}”").format(field=field.label, name=name)
    return work.outcome(None)


def with_values(custom: Mapping[str, Any], fields: Sequence[OwnField], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return a record's own values with those typed put in; an empty text takes its value out."""
    kept, signs = dict(custom), Separators("," if spoken() == "de" else ".")
    for field in fields:
        if field.key not in texts:
            continue
        try:
            value = own_values.read(field.kind, texts[field.key], field.choices, signs)
        except BadInput as error:
            raise BadInput(error.message, error.advice, field=field.key) from error
        if value is None:
            kept.pop(field.key, None)
        else:
            kept[field.key] = value
    return kept


def _label(label: str, there: Sequence[OwnField], but: int = 0) -> str:
    name = clean(label)
    if not 0 < len(name) <= LONGEST_LABEL:
        raise BadInput(_("Enter between 1 and {most} characters.").format(most=LONGEST_LABEL), field="label")
    if any(fold(name) == fold(one.label) and one.id != but for one in there):
        raise BadInput(_("There is a field “{field}” already.").format(field=name), field="label")
    return name


def _key(name: str, there: Sequence[OwnField]) -> str:
    """Return the key of a new field: its name, or one made different from keys that are taken."""
    taken = {one.key for one in there} | PROGRAM_KEYS
    key, number = name, 1
    while key in taken or key.casefold() in PROGRAM_KEYS:
        number += 1
        key = f"{name} {number}"
    return key


def _choices(kind: FieldKind, choices: Sequence[str]) -> list[str]:
    if kind is not FieldKind.CHOICE:
        return []
    found = list({fold(choice): choice for choice in map(clean, choices) if choice}.values())
    if not 0 < len(found) <= MOST_CHOICES:
        raise BadInput(
            _("A choice needs something to choose from."), _("Enter the choices, separated by commas."), field="choices"
        )
    return found
