"""Which program a file comes from, told by headings only its exports have; nothing but its name depends on it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from crm_desktop.base.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: By program, groups of headings; all of one group are in its exports.
_SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Outlook": (
            "business street|e-mail address|other street", "straße geschäftlich|e-mail-adresse|ort geschäftlich",
            "business street|business phone|home street",
        ),
        "Google": ("e-mail 1 - value|labels", "group membership|family name", "phone 1 - value|labels"),
        "Thunderbird": (
            "primary email|screen name|display name", "primäre e-mail-adresse|anzeigename",
        ),
        "Apple": ("first name|email (work)|phone (mobile)", "vorname|e-mail (arbeit)|telefon (mobil)"),
        "HubSpot": (
            "record id|company domain name", "record id|lifecycle stage", "record id|deal stage|deal owner",
            "datensatz-id|deal-name|deal-phase", "datensatz-id|lifecycle-phase", "datensatz-id|name des unternehmens",
            "datensatz-id|für kontakt zuständiger mitarbeiter",
            "record id|contact owner|associated company", "record id|company owner", "record id|deal name",
        ),
        "Pipedrive": (
            "person - name|person - owner", "organization - name|organization - owner", "deal - title|deal - value",
            "deal - titel|deal - wert", "lead - title|lead - owner", "activity - subject|activity - type",
            "product - name|product - product code", "person - name|person - telefon", "lead - titel|lead - besitzer",
            "person - name|person - phone", "organisation - name", "organization - name|organization - address",
        ),
        "Zoho": (
            "record id|lead owner.id|lead owner|lead source", "record id|lead owner|lead source|lead status|lead owner",
            "record id|account owner|account name|billing street",
            "record id|contact owner.id", "record id|deal owner|deal name|closing date", "record id|lead owner",
            "record id|account owner|account name", "record id|contact owner|account name",
        ),
        "Salesforce": (
            "account name|mailing street|contact owner", "account name|account owner|billing street",
            "opportunity name|stage|opportunity owner", "lead source|lead status|lead owner",
            "account id|account name|type", "accountname|accountinhaber", "accountname|kontaktinhaber",
            "opportunityname|phase|opportunityinhaber", "leadinhaber|leadstatus",
            "opportunity id|opportunity name", "contact id|account name",
        ),
        "EspoCRM": (
            "created by id|assigned user id", "account id|account name|amount weighted",
            "assigned user name|created at", "assigned user|created at|do not call",
            "zugewiesener benutzer|bearbeitet am",
            "rechnungsadresse straße|zugewiesener benutzer|bearbeitet am", "billing address street|assigned user",
        ),
        "Odoo": (
            "external id|is a company", "externe id|ist ein unternehmen", "external id|salesperson",
            "external id|internal reference", "externe id|interne referenz", "external id|sales price",
            "related company|is a company",
            "invoice partner display name|payment status", "externe id|verkaufschance|verkäufer",
            "id|name|is_company", "opportunity|expected revenue|salesperson",
        ),
        "sevDesk": ("kunden-nr.|adress-kategorie|e-mail-kategorie", "rechnungstyp|rechnungsnummer|summe netto",
            "rechnungstyp|rechnungsnr.",
        ),
        "lexoffice": (
            "kundennummer|umsatzsteuer id|firmenname", "belegart|rechnungsnummer|leistungsdatum|bruttobetrag",
            "kundennummer|lieferantennummer|firmenname",
        ),
    }
)  # fmt: skip
#: What the maker of a card or calendar calls itself, and what people call it.
_MAKERS = MappingProxyType(
    {
        "google": "Google", "apple": "Apple", "ical": "Apple", "outlook": "Outlook", "microsoft": "Outlook",
        "mozilla": "Thunderbird", "thunderbird": "Thunderbird", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
        "evolution": "Evolution", "ximian": "Evolution", "crm desktop": "CRM Desktop", "lotus": "Lotus Notes",
        "kaddressbook": "Kontact", "sabre": "Nextcloud",
    }
)  # fmt: skip
_MAKER = re.compile(
    r"^[ \t]*(?:PRODID|X-MAILER|X-MS-OL-DESIGN|X-EVOLUTION-[A-Z-]+|X-ABUID|X-APPLE-[A-Z-]+)[:;].*$",
    re.IGNORECASE | re.MULTILINE,
)


def origin_of(headings: Iterable[str]) -> str:
    """Return the program a table with these headings was written by, "" where they do not tell."""
    there = {fold(heading.strip().rstrip("*")) for heading in headings}
    fits = {
        program: max((len(group) for group in groups if group <= there), default=0)
        for program, groups in _GROUPS.items()
    }
    best = max(fits, key=lambda program: fits[program])
    return best if fits[best] else ""


def maker_of(head: str) -> str:
    """Return the program that wrote a card or a calendar, by the beginning of the text; "" where it does not say."""
    for line in _MAKER.findall(head[:20_000]):
        name = line.casefold().replace("-", " ")
        for sign, program in _MAKERS.items():
            if sign in name:
                return program
        if name.startswith(("x ms ol", "x evolution", "x abuid", "x apple")):
            return "Outlook" if "x ms" in name else "Evolution" if "evolution" in name else "Apple"
    return ""


_GROUPS = {program: [frozenset(map(fold, group.split("|"))) for group in groups] for program, groups in _SIGNS.items()}
