"""What fields, kinds of files and degrees of sureness are called on the screen, in the language in use."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.column import Confidence
from crm_desktop.exchange.fields import choices


def kind_title(kind: RecordKind) -> str:
    """Return what a kind of file is called."""
    return {
        RecordKind.CONTACTS: _("Contacts"),
        RecordKind.PRODUCTS: _("Products"),
        RecordKind.DEALS: _("Deals"),
        RecordKind.STAGES: _("Stage history"),
        RecordKind.SALES: _("Sales"),
        RecordKind.ACTIVITIES: _("History"),
        RecordKind.LEADS: _("Inquiries"),
    }[kind]


def confidence_title(confidence: Confidence) -> str:
    """Return the word under the chooser of a column that says how sure its field is."""
    return {
        Confidence.KNOWN: meant("column of a file", "known"),
        Confidence.RECOGNISED: meant("column of a file", "recognised"),
        Confidence.GUESSED: meant("column of a file", "guessed"),
        Confidence.OPEN: meant("column of a file", "open"),
        Confidence.CHOSEN: meant("column of a file", "chosen"),
    }[confidence]


def field_titles(kind: RecordKind) -> dict[str, str]:
    """Return the titles of all fields a column of a kind of file can fill, in the order to offer them."""
    titles = (
        _common()
        | {
            RecordKind.CONTACTS: _of_contacts,
            RecordKind.PRODUCTS: _of_products,
            RecordKind.DEALS: _of_deals,
            RecordKind.STAGES: _of_stages,
            RecordKind.SALES: _of_sales,
            RecordKind.ACTIVITIES: _of_activities,
            RecordKind.LEADS: _of_leads,
        }[kind]()
    )
    return {name: titles[name] for name in choices(kind)}


def _common() -> dict[str, str]:
    return {
        "external_id": _("ID in the other program"),
        "company": _("Company"),
        "currency": _("Currency"),
        "channel": _("Channel"),
        "campaign": _("Campaign"),
        "category": _("Category"),
        "quantity": _("Quantity"),
        "amount": _("Amount"),
        "keep": _("Keep as a field of your own"),
    }


def _of_contacts() -> dict[str, str]:
    address = {
        "street": _("Street"),
        "street_2": _("Address line 2"),
        "house_number": _("House number"),
        "postal_code": _("Postal code"),
        "city": _("City"),
        "region": _("Region"),
        "country": _("Country"),
    }
    return {
        "kind": _("Person or company"),
        "salutation": _("Salutation"),
        "title": _("Title"),
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "job_title": _("Position"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "mobile": _("Mobile"),
        **address,
        "website": _("Website"),
        "industry": _("Industry"),
        "employees": _("Employees"),
        "founded": _("Founded"),
        "source": _("Source"),
        "language": _("Language"),
        "tags": _("Tags"),
        "customer_number": _("Customer number"),
        "vat_id": _("VAT ID"),
        "birthday": _("Birthday"),
        "referred_by": _("Recommended by"),
        "note": _("Note"),
        "iban": _("IBAN"),
        "name": _("Whole name"),
        "middle_name": _("Middle name"),
        "suffix": _("Suffix"),
        "nickname": _("Nickname"),
        "department": _("Department"),
        "fax": _("Fax"),
        "full_address": _("Whole address"),
        "postal_city": _("Postal code and city"),
        "birth_year": _("Year of birth"),
        "birth_month": _("Month of birth"),
        "birth_day": _("Day of birth"),
        **{f"home_{part}": _("{part} (private)").format(part=title) for part, title in address.items()},
        **{f"other_{part}": _("{part} (further address)").format(part=title) for part, title in address.items()},
        "label": _("Name of the next column"),
    }


def _of_products() -> dict[str, str]:
    return {
        "number": _("Product number"),
        "name": _("Name"),
        "unit": _("Unit"),
        "price": _("Price"),
        "cost": _("Cost"),
        "vat": _("VAT in percent"),
        "text": _("Text in offers"),
        "tiers": _("Price tiers"),
        "tier_quantity": _("Quantity of a tier"),
        "tier_price": _("Price of a tier"),
        "parts": _("Parts of the set"),
        "active": meant("of products", "In use"),
    }


def _of_deals() -> dict[str, str]:
    return {
        "title": meant("deal", "Title"),
        "person": _("Person"),
        "pipeline": _("Pipeline"),
        "stage": _("Stage"),
        "status": _("State"),
        "opened": meant("deal", "Opened"),
        "closed": meant("deal", "Closed"),
        "expected_close": _("Expected close"),
        "lost_reason": _("Reason for the loss"),
        "product": _("Product"),
    }


def _of_stages() -> dict[str, str]:
    return {"deal": _("Deal"), "stage": _("Stage"), "entered": meant("stage", "Entered")}


def _of_sales() -> dict[str, str]:
    return {
        "order": _("Order"),
        "date": _("Date"),
        "customer": _("Customer"),
        "product": _("Product number"),
        "product_name": _("Product"),
        "unit_price": _("Unit price"),
        "customer_number": _("Customer number"),
        "gross": _("Amount with VAT"),
        "tax": _("VAT amount"),
        "vat": _("VAT in percent"),
        "state": _("State"),
    }


def _of_leads() -> dict[str, str]:
    return _of_contacts() | {
        "arrived": meant("inquiry", "Arrived"),
        "wish": meant("inquiry", "What is wanted"),
        "name": _("Whole name"),
        "status": _("State"),
        "closed": meant("inquiry", "Decided"),
        "disqualify_reason": _("Reason for declining"),
        "budget": _("Budget"),
        "wanted_on": meant("inquiry", "Wanted by"),
        "text": _("Text of the inquiry"),
    }


def _of_activities() -> dict[str, str]:
    return {
        "at": _("Date and time"),
        "kind": _("Kind"),
        "contact": _("Contact"),
        "deal": _("Deal"),
        "subject": _("Subject"),
        "text": _("Text"),
        "direction": _("Direction"),
        "minutes": _("Minutes"),
    }
