"""What the text of an inquiry says, read again whenever it is shown: nothing of it is kept beside the fields."""

from __future__ import annotations

from datetime import date

from crm_desktop.exchange.inquiries.found import Inquiry
from crm_desktop.exchange.inquiries.reading import read
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.queries.lead_matches import Wanted
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.store.reading import Reader


def read_text(reader: Reader, *, text: str, today: date) -> Inquiry:
    """Return what a text says, before it is an inquiry."""
    return read(text, today=today, home=country_of_firm(reader))


def read_lead(reader: Reader, *, lead_id: int) -> Inquiry:
    """Return what the text of an inquiry says, with the places in `LeadDetail.raw_text`."""
    found = queries.lead(reader, lead_id=lead_id)
    if found is None:
        return Inquiry()
    return read(found.raw_text, today=found.arrived_at.astimezone().date(), home=country_of_firm(reader))


def wanted(lead: LeadDetail) -> Wanted:
    """Return by what known contacts are looked for (`lead_matches.matches`)."""
    return Wanted(
        lead.given_name,
        lead.family_name,
        lead.company,
        tuple(filter(None, (lead.email,))),
        tuple(filter(None, (lead.phone, lead.mobile))),
        lead.street,
        lead.postal_code,
        lead.city,
    )
