"""What a user does with the profile of the own firm: fill it in, with mistakes caught, and give it a logo."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.money import MOST_CENTS
from crm_desktop.base.text import clean
from crm_desktop.documents.pictures import picture
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import Firm
from crm_desktop.operations.firm.checks import LEGAL_FORMS, checked_iban, checked_vat_id
from crm_desktop.store.bulk import blobs
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.unit_of_work import Writer

#: A logo larger than this is a photograph by mistake.
MOST_LOGO_BYTES = 10_000_000


_MAIL = r"([^@\s]+@[^@\s]+\.[^@\s]+)?"


class FirmFields(TypedDict, total=False):
    """What can be said of the firm; what is absent stays as it is. See `domain.firm.Firm` for the meaning."""

    name: str
    trade: str
    legal_name: str
    legal_form: str
    directors: str
    supervisor: str
    general_partner: str
    register_court: str
    register_number: str
    street: str
    postal_code: str
    city: str
    country: str
    phone: str
    email: str
    website: str
    vat_id: str
    tax_number: str
    bank: str
    iban: str
    bic: str
    contact_name: str
    contact_phone: str
    contact_email: str
    accent: str
    layout: str
    letter_form: str
    language: str
    currency: str
    small_business: bool
    vat_percent: Decimal
    valid_days: int
    follow_up_days: int
    skonto_percent: Decimal
    least_margin_percent: Decimal
    skonto_days: int
    payment_terms: str
    usual_cycle_days: int | None
    year_target_cents: int | None
    answer_days: int


#: Whole numbers of the profile, each with the least and the most it can be.
_LIMITS = {
    "valid_days": (0, 3650),
    "follow_up_days": (0, 3650),
    "skonto_days": (0, 365),
    "usual_cycle_days": (1, 3650),
    "year_target_cents": (0, MOST_CENTS),
    "answer_days": (0, 30),
}


def change_firm(writer: Writer, *, version: int | None = None, **fields: Unpack[FirmFields]) -> Outcome[None]:
    """Change the profile of the firm. Raises BadInput, naming the field, for a value that must be a mistake.

    Raises Conflict when the profile no longer has the version that was shown.
    """
    with writer.step(_("Change firm")) as work:
        firm = work.get(Firm, queries.the_firm(work.read).id, version=version)
        for name, value in fields.items():
            setattr(firm, name, _checked(name, value))
    return work.outcome(None)


def set_logo(writer: Writer, *, content: bytes | None) -> Outcome[None]:
    """Give the firm a logo (PNG, JPEG ...) or, with None, take it away. Raises Refused for what is no picture."""
    with writer.step(_("Change logo")) as work:
        firm_id = queries.the_firm(work.read).id
        digest = None
        if content is not None:
            if len(content) > MOST_LOGO_BYTES:
                raise BadInput(_("This picture is too large for a logo."), _("Choose one below 10 MB."), field="logo")
            picture(content, 40.0, 20.0)  # refuses what could not be printed
            digest = blobs.put(work, content)
        work.get(Firm, firm_id).logo_sha256 = digest
    return work.outcome(None)


def _checked(name: str, value: object) -> object:
    """Return a value fit to be stored in a field of the profile."""
    if isinstance(value, str):
        return _checked_text(name, clean(value, lines=name == "payment_terms"))
    if value is None and name.endswith("_percent"):
        return Decimal(0)
    if isinstance(value, Decimal):
        if not (value.is_finite() and 0 <= value <= 100):
            raise BadInput(_("A percentage lies between 0 and 100."), field=name)
    elif isinstance(value, int) and name in _LIMITS and not _LIMITS[name][0] <= value <= _LIMITS[name][1]:
        message = _("This must lie between {least} and {most}.")
        raise BadInput(message.format(least=_LIMITS[name][0], most=_LIMITS[name][1]), field=name)
    return value


def _checked_text(name: str, text: str) -> str:
    """Return a text fit to be stored in a field of the profile; fields with a form of their own are checked by it."""
    checks = {"iban": checked_iban, "vat_id": checked_vat_id}
    if name in checks:
        return checks[name](text)
    forms = {
        "country": (r"[A-Za-z]{2}", _("A country has two letters, like DE.")),
        "currency": (r"[A-Za-z]{3}", _("A currency has three letters, like EUR.")),
        "accent": (r"(#[0-9A-Fa-f]{6})?", _("A colour is written like #0B666C.")),
        "layout": (r"(classic|modern|plain)?", _("There are the layouts Classic, Modern and Plain.")),
        "letter_form": (r"(A|B|CH)?", _("Letters have form A, form B or the Swiss window.")),
        "bic": (r"([A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?)?", _("“{text}” is no BIC.").format(text=text[:40])),
        "email": (_MAIL, _("“{text}” is no e-mail address.").format(text=text[:40])),
        "contact_email": (_MAIL, _("“{text}” is no e-mail address.").format(text=text[:40])),
        "language": ("|".join(LANGUAGES), _("Offers can be written in German and English.")),
        "legal_form": ("|".join(LEGAL_FORMS), _("This legal form is not known.")),
    }
    form, message = forms.get(name, (r"(?s).*", ""))
    if not re.fullmatch(form, text):
        raise BadInput(message, field=name)
    return text.upper() if name in {"country", "currency", "bic"} else text
