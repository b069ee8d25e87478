"""The user's own fields of a record as facts that are edited in place, the same on every kind of card."""

from __future__ import annotations

from crm_desktop.base.i18n import _
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.operations.contacts import custom_fields, own_values
from crm_desktop.store.queries.custom_fields import OwnField, OwnValues
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.inline import Fact, Failed
from crm_desktop.ui.widgets.inline_edit import choices

ICONS = {
    FieldKind.TEXT: "type", FieldKind.LONG: "sticky-note", FieldKind.NUMBER: "sigma", FieldKind.MONEY: "euro",
    FieldKind.DATE: "calendar", FieldKind.CHECK: "circle-check", FieldKind.CHOICE: "list",
}  # fmt: skip


def of_record(desk: Desk, record: str, ref: int, own: OwnValues, currency: str) -> list[Fact]:
    """Return the own fields of a contact, deal or product with what it says in them; what is typed is kept at once."""
    return [_fact(desk, record, ref, field, shown(field, own, currency)) for field in own.fields]


def shown(field: OwnField, own: OwnValues, currency: str) -> str:
    """Return what a record says in a field as it is read and typed."""
    return own_values.shown(field.kind, own.custom.get(field.key), currency)


def offered(field: OwnField) -> tuple[str, ...]:
    """Return what one chooses from in a field, nothing where one types."""
    match field.kind:
        case FieldKind.CHOICE:
            return field.choices
        case FieldKind.CHECK:
            return (_("Yes"), _("No"))
    return ()


def _fact(desk: Desk, record: str, ref: int, field: OwnField, value: str) -> Fact:
    def save(text: str, failed: Failed) -> None:
        """Keep the value of the own field."""
        desk.do(custom_fields.set_value_of, record=record, ref=ref, key=field.key, text=text, failed=failed)

    words = offered(field)
    return Fact(
        f"own {field.id}", ICONS[field.kind], field.label, value, field.label if value else "", save,
        _("Add: {field}").format(field=field.label), suggest=choices(words) if words else None,
        long=field.kind is FieldKind.LONG,
    )  # fmt: skip
