"""The words for fields of a contact and their values, where the timeline says what was changed."""

from __future__ import annotations

from typing import Any

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.contacts import Standing
from crm_desktop.store.queries.field_history import FieldChange

#: Letters of a value that are shown.
_LONGEST = 60


def change_line(change: FieldChange) -> str:
    """Return one field with its old and new value."""
    return _("{field}: {old} → {new}").format(
        field=_field(change), old=_value(change.column, change.old), new=_value(change.column, change.new)
    )


def _field(change: FieldChange) -> str:
    if change.kind == "contact_point":
        return {
            "phone": _("Phone"), "mobile": _("Mobile"), "fax": _("Fax"), "email": _("E-mail"), "web": _("Website"),
        }.get(change.sort, _("Contact data"))  # fmt: skip
    return _words().get(change.column, change.column)


def _words() -> dict[str, str]:
    return {
        "name": _("Name"), "standing": _("Standing"), "company_id": _("Company"), "job_title": _("Role"),
        "buying_role": _("Role in buying"), "birthday": _("Birthday"), "category": _("Category"),
        "industry": _("Industry"), "employees": _("Employees"), "founded": _("Founded"),
        "legal_form": _("Legal form"), "vat_id": _("VAT id"), "customer_number": _("Customer number"),
        "source": _("Source"), "referred_by_id": _("Referred by"), "language": _("Language"),
        "payment_terms": _("Payment terms"), "note": _("Note"), "salutation": _("Salutation"),
        "title": meant("before a name", "Title"), "letter_salutation": _("Letter salutation"), "street": _("Street"),
        "extra": _("Addition"), "postal_code": _("Postcode"), "city": _("Town"), "region": _("Region"),
        "country": _("Country"), "label": _("Label"),
    }  # fmt: skip


def _value(column: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if column == "standing" and value in [one.value for one in Standing]:
        return _standings()[Standing(value)]
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _standings() -> dict[Standing, str]:
    from crm_desktop.ui.models.contacts import standing_word  # noqa: PLC0415 - only where a standing changed

    return {one: standing_word(one) for one in Standing}
