"""Checks of the firm's own data: numbers that must be right, and what the law wants to see on its letters.

Sources: ISO 13616 and ISO 7064 (IBAN); §§ 35a GmbHG, 80 AktG, 25a GenG, 37a, 125a, 177a HGB, 7 PartGG (business letters
in Germany); § 14 UGB (Austria). Switzerland asks for the name of the firm alone (art. 954a OR).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.store.queries.firm import FirmRow

#: Length of an IBAN in the countries most of our users have accounts in; others are only checked by their digits.
_IBAN_LENGTHS = MappingProxyType(
    {"AT": 20, "BE": 16, "CH": 21, "DE": 22, "DK": 18, "FR": 27, "IT": 27, "LI": 21, "LU": 20, "NL": 18, "PL": 28}
)

_EVERY_FORM = ("legal_name", "street", "postal_code", "city")
_REGISTERED = ("register_court", "register_number")

#: What the letters of each legal form must show beside name and address, by country.
_DUTIES = MappingProxyType(
    {
        "DE": {
            "sole": ("directors",),
            "ek": _REGISTERED,
            "ohg": _REGISTERED,
            "kg": _REGISTERED,
            "gmbh_kg": (*_REGISTERED, "general_partner"),
            "partg": _REGISTERED,
            "gmbh": (*_REGISTERED, "directors"),
            "ug": (*_REGISTERED, "directors"),
            "ag": (*_REGISTERED, "directors", "supervisor"),
            "eg": (*_REGISTERED, "directors", "supervisor"),
        },
        "AT": {
            "sole": ("directors",),
            **dict.fromkeys(("ek", "ohg", "kg", "gmbh_kg", "gmbh", "ag", "eg"), _REGISTERED),
        },
    }
)

LEGAL_FORMS = ("sole", "ek", "gmbh", "ug", "gmbh_kg", "ag", "eg", "ohg", "kg", "partg", "gbr", "other")


class Missing(NamedTuple):
    """A field the law asks for that is still empty, and what the user calls it."""

    field: str
    label: str


def missing_duties(firm: FirmRow) -> list[Missing]:
    """Return what the law wants on a letter of this firm and is not filled in yet, in the order of the form."""
    required = (*_EVERY_FORM, *_DUTIES.get(firm.country, {}).get(firm.legal_form, ()))
    labels = _labels(firm.legal_form)
    said = {**firm._asdict(), "legal_name": firm.legal_name or firm.name}
    return [Missing(field, labels[field]) for field in required if not said[field]]


def checked_iban(text: str) -> str:
    """Return an IBAN without blanks, in capitals; "" stays. Raises BadInput when a digit must be wrong."""
    iban = re.sub(r"[\s.-]", "", text).upper()
    if not iban:
        return ""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", iban) or len(iban) != _IBAN_LENGTHS.get(iban[:2], len(iban)):
        raise BadInput(_("“{text}” is no IBAN.").format(text=text[:40]), field="iban")
    turned = iban[4:] + iban[:4]
    if int("".join(str(int(sign, 36)) for sign in turned)) % 97 != 1:
        raise BadInput(_("There is a mistake in the IBAN “{text}”.").format(text=text[:40]), field="iban")
    return iban


def checked_vat_id(text: str) -> str:
    """Return a VAT id without blanks, in capitals; "" stays. Raises BadInput for what can be none."""
    vat_id = re.sub(r"[\s.-]", "", text).upper()
    if not vat_id:
        return ""
    forms = {"DE": r"DE\d{9}", "AT": r"ATU\d{8}", "CH": r"CHE\d{9}(MWST|TVA|IVA)?"}
    if not re.fullmatch(forms.get(vat_id[:2], r"[A-Z]{2}[0-9A-Z+*]{2,13}"), vat_id):
        raise BadInput(_("“{text}” is no VAT ID.").format(text=text[:40]), field="vat_id")
    return vat_id


def _labels(legal_form: str) -> dict[str, str]:
    """Return what the user calls the fields a letter must show."""
    board = _("Members of the board")
    leaders = {"sole": _("Owner, with first and family name"), "ag": board, "eg": board}
    return {
        "legal_name": _("Name of the firm with its legal form"),
        "street": _("Street"),
        "postal_code": _("Postal code"),
        "city": _("City"),
        "register_court": _("Register court"),
        "register_number": _("Register number"),
        "supervisor": _("Chair of the supervisory board"),
        "general_partner": _("General partner with its register and directors"),
        "directors": leaders.get(legal_form, _("Managing directors")),
    }
