"""What may stand in the fields of a contact: each value cleaned, or refused with the field's name.

Pure: nothing is read or written here. References to other contacts are checked where they are set.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.base import check_digits
from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import ContactKind, Standing, display_name, sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.contacts import Contact

#: No line of a card is longer.
LONGEST_LINE = 300
LONGEST_TEXT = 100_000
MOST_EMPLOYEES = 10_000_000

_LINES = frozenset(
    {
        "name",
        "salutation",
        "title",
        "given_name",
        "family_name",
        "letter_salutation",
        "job_title",
        "buying_role",
        "category",
        "industry",
        "legal_form",
        "source",
        "payment_terms",
        "external_id",
        "customer_number",
    }
)
_OPTIONAL = frozenset({"external_id", "customer_number"})
_TEXTS = frozenset({"note"})
#: Fields that refer to another contact.
REFERENCES = frozenset({"company_id", "referred_by_id"})
_OTHERS = frozenset(
    {"standing", "birthday", "confirmed_on", "employees", "founded", "language", "vat_id", "iban", "custom"}
)

#: The fields of a contact a user may change; what follows from them, the program keeps.
FIELDS = _LINES | _TEXTS | REFERENCES | _OTHERS

_LANGUAGE = re.compile(r"[a-z]{2}")


def cleaned(fields: Mapping[str, object], today: date) -> dict[str, object]:
    """Return the values fit to be stored. Raises BadInput, with the field, for the first that is not."""
    return {name: clean_field(name, value, today) for name, value in fields.items()}


def clean_field(name: str, value: object, today: date) -> object:  # noqa: PLR0911 - one answer a kind of field
    """Return one value fit to be stored. Raises BadInput where it is not, or where there is no such field."""
    if name in _LINES or name in _TEXTS:
        text = _text(name, value)
        return (text or None) if name in _OPTIONAL else text
    if name in REFERENCES:
        return None if value is None else _whole(name, value, 1, 2**62)
    match name:
        case "standing":
            return _standing(value)
        case "birthday" | "confirmed_on":
            return _past_day(name, value, today)
        case "employees":
            return None if value is None else _whole(name, value, 0, MOST_EMPLOYEES)
        case "founded":
            return None if value is None else _whole(name, value, 800, today.year)
        case "language":
            return _language(value)
        case "vat_id":
            return _vat_id(value)
        case "iban":
            return _iban(value)
        case "custom":
            return value
    raise BadInput(_("A contact has no field “{name}”.").format(name=name), field=name)


def labels() -> dict[str, str]:
    """Return what the user calls the fields of a contact, in the order of a card."""
    return {
        "name": _("Company name"),
        "salutation": _("Salutation"),
        "title": _("Title"),
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "letter_salutation": _("Salutation in letters"),
        "job_title": _("Position"),
        "company_id": _("Company"),
        "buying_role": _("Role in buying"),
        "birthday": _("Birthday"),
        "standing": _("Standing"),
        "category": _("Category"),
        "industry": _("Industry"),
        "employees": _("Employees"),
        "founded": _("Founded"),
        "legal_form": _("Legal form"),
        "vat_id": _("VAT number"),
        "iban": _("IBAN"),
        "customer_number": _("Customer number"),
        "source": _("Source"),
        "referred_by_id": _("Recommended by"),
        "language": _("Language"),
        "payment_terms": _("Payment terms"),
        "confirmed_on": _("Confirmed on"),
        "note": _("Note"),
        "external_id": _("External id"),
        "custom": _("Own fields"),
    }


def set_name(contact: Contact) -> None:
    """Let the shown name and the sorting key follow from the names. Raises BadInput for a contact without a name."""
    if contact.kind is ContactKind.PERSON:
        contact.name = display_name(contact.kind, "", contact.given_name, contact.family_name)
    if not contact.name:
        field = "name" if contact.kind is ContactKind.COMPANY else "family_name"
        raise BadInput(_("A contact needs a name."), _("Enter at least one name."), field=field)
    contact.sort_key = sort_key(contact.kind, contact.name, contact.given_name, contact.family_name)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str | None):
        raise BadInput(_("This field holds text."), field=name)
    text = clean(value or "", lines=name in _TEXTS)
    longest = LONGEST_TEXT if name in _TEXTS else LONGEST_LINE
    if len(text) > longest:
        raise BadInput(
            _("This is too long: {length} characters, {longest} fit.").format(length=len(text), longest=longest),
            field=name,
        )
    return text


def _whole(name: str, value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadInput(
            _("“{value}” cannot be right here.").format(value=value),
            _("Enter a whole number from {least} to {most}.").format(least=least, most=most),
            field=name,
        )
    return value


def _standing(value: object) -> Standing:
    try:
        return Standing(str(value))
    except ValueError:
        raise BadInput(_("“{value}” is no standing of a contact.").format(value=value), field="standing") from None


def _past_day(name: str, value: object, today: date) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date) or not date(1880, 1, 1) <= value <= today:
        raise BadInput(_("“{value}” cannot be right here.").format(value=value), _("Enter a past day."), field=name)
    return value


def _language(value: object) -> str:
    text = _text("language", value).lower()
    if text and not _LANGUAGE.fullmatch(text):
        raise BadInput(
            _("“{value}” is not the code of a language.").format(value=text), _("Use de or en."), field="language"
        )
    return text


def _vat_id(value: object) -> str:
    text = check_digits.plain(_text("vat_id", value))
    if text and not check_digits.has_vat_form(text):
        raise BadInput(
            _("“{value}” is not a VAT number.").format(value=text),
            _("It begins with the two letters of the country, like DE136695976."),
            field="vat_id",
        )
    if text and not check_digits.is_vat_id(text):
        raise BadInput(
            _("There is a slip in the VAT number “{value}”.").format(value=text),
            _("Compare it with the letterhead: one digit is wrong, or two have changed places."),
            field="vat_id",
        )
    return text


def _iban(value: object) -> str:
    text = check_digits.plain(_text("iban", value))
    if text and not check_digits.is_iban(text):
        raise BadInput(
            _("There is a slip in the IBAN “{value}”.").format(value=text[:40]),
            _("Compare it digit by digit; a German one has 22 signs, like DE89 3704 0044 0532 0130 00."),
            field="iban",
        )
    return text
