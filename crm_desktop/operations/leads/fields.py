"""What may stand in the fields of an inquiry: what arrived is kept, only cleaned; days and numbers must fit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import MOST_CENTS
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Campaign
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.leads import Lead
from crm_desktop.domain.products import Product

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.store.unit_of_work import Work

#: No line of a form is longer.
_LONGEST = 500
_LONGEST_NOTE = 20_000
_MOST_PIECES = 10_000_000

_LINES = (
    "title", "source", "channel", "salutation", "given_name", "family_name", "job_title", "company", "email", "phone",
    "mobile", "website", "street", "postal_code", "city", "country", "referred_by", "currency",
)  # fmt: skip
_REFERENCES = {"campaign_id": Campaign, "product_id": Product, "contact_id": Contact, "company_id": Contact}
#: What of a touch there is a first one of.
TOUCHES = {"source": "first_source", "channel": "first_channel", "campaign_id": "first_campaign_id"}


class LeadFields(TypedDict, total=False):
    """What can be said of an inquiry; what is absent stays as it is. See `domain.leads.Lead` for the meaning."""

    title: str
    source: str
    channel: str
    campaign_id: int | None
    salutation: str
    given_name: str
    family_name: str
    job_title: str
    company: str
    email: str
    phone: str
    mobile: str
    website: str
    street: str
    postal_code: str
    city: str
    country: str
    referred_by: str
    quantity: int | None
    budget_cents: int
    currency: str
    wanted_on: date | None
    note: str
    product_id: int | None
    contact_id: int | None
    company_id: int | None


def put(work: Work, lead: Lead, fields: Mapping[str, object], *, correcting: bool) -> None:
    """Give an inquiry other values. Raises BadInput with the field, NotFound for what is referred to and not there.

    `correcting` lets the first touch follow where it was the same until now: then a mistake is being put right.
    """
    for name, value in fields.items():
        new = _cleaned(work, name, value)
        first = TOUCHES.get(name)
        if first and correcting and getattr(lead, first) == getattr(lead, name):
            setattr(lead, first, new)
        setattr(lead, name, new)


def _cleaned(work: Work, name: str, value: object) -> object:
    if name in _LINES:
        text = clean(value) if isinstance(value, str) else ""
        return text.upper()[:3] if name in {"country", "currency"} else text[:_LONGEST]
    if name == "note":
        return clean(str(value or ""), lines=True)[:_LONGEST_NOTE]
    if name in _REFERENCES:
        if value is not None:
            work.get(_REFERENCES[name], int(str(value)))
        return value
    if name == "wanted_on":
        if value is not None and not isinstance(value, date):
            raise BadInput(_("This is no day."), field=name)
        return value
    if name in {"quantity", "budget_cents"}:
        return _number(name, value)
    raise BadInput(_("An inquiry has no field “{name}”.").format(name=name[:40]), field=name)


def _number(name: str, value: object) -> int | None:
    most = MOST_CENTS if name == "budget_cents" else _MOST_PIECES
    if value is None:
        return 0 if name == "budget_cents" else None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadInput(_("This number cannot be right."), field=name)
    return value


def name_of(lead: Lead) -> str:
    """Return what an inquiry is called in the undo menu and in messages."""
    person = f"{lead.given_name} {lead.family_name}".strip()
    first_line = clean(lead.raw_text[:200]).split(". ", maxsplit=1)[0][:60]
    return person or lead.company or lead.title or lead.email or lead.phone or first_line or _("unknown")
