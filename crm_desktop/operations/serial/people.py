"""Whom a serial letter or e-mail goes to: what their texts may say, read for many at once.

Who cannot be written to is left out with the reason; who may not be written to was left out by whoever chose the
recipients (consents are the campaign's business), except that nobody whose data are restricted gets anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.money import to_decimal
from crm_desktop.base.period import add_months
from crm_desktop.base.times import local_day
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.domain.template_filling import Value
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers.words import signature_of
from crm_desktop.operations.serial import template_fields
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import serial as queries
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.recipients import Recipient
from crm_desktop.store.queries.serial import Bought, SerialRow
from crm_desktop.store.reading import Reader


class Person(NamedTuple):
    """One recipient: the company written to and the person there, or the private person as the account."""

    target: Target
    account: Recipient
    person: Recipient | None
    row: SerialRow
    bought: Bought | None

    @property
    def name(self) -> str:
        """What the recipient is called in lists."""
        return self.account.name if self.person is None else f"{self.person.name}, {self.account.name}"

    @property
    def where(self) -> Recipient:
        """Whose address is written on the letter."""
        return self.account if self.account.has_address or self.person is None else self.person

    def language(self, usual: str) -> str:
        """Return the language to write in."""
        return self.row.language if self.row.language in LANGUAGES else usual


class Surroundings(NamedTuple):
    """What is the same for all recipients."""

    firm: FirmRow
    own: Sequence[OwnField]
    day: date


def surroundings(reader: Reader, day: date) -> Surroundings:
    """Return what all texts of a day share."""
    return Surroundings(firm_queries.the_firm(reader), own_fields(reader), day)


def people(reader: Reader, targets: Sequence[Target], day: date) -> Iterator[Person | LeftOut]:
    """Yield each target as a text needs it, or that it is left out; contacts are read in portions."""
    for start in range(0, len(targets), queries.PORTION):
        some = targets[start : start + queries.PORTION]
        rows = queries.serial_rows(reader, ids=[one.contact_id for one in some])
        companies = [row.company_id for row in rows.values() if row.company_id is not None]
        named = queries.recipients(reader, ids=[*rows, *companies])
        accounts = [row.company_id or row.id for row in rows.values()]
        sold = queries.bought(reader, account_ids=accounts, since=add_months(day, -12))
        for target in some:
            yield _person(target, rows.get(target.contact_id), named, sold)


def _person(
    target: Target, row: SerialRow | None, named: Mapping[int, Recipient], sold: Mapping[int, Bought]
) -> Person | LeftOut:
    own = named.get(target.contact_id)
    if row is None or own is None:
        return LeftOut(target.contact_id, "", _("This contact is not there any more."))
    if row.is_restricted:
        return LeftOut(target.contact_id, own.name, _("The data of this contact are restricted."))
    company = named.get(row.company_id) if row.company_id is not None else None
    at_company = own.kind is ContactKind.PERSON and company is not None
    account, person = (company, own) if at_company and company is not None else (own, None)
    return Person(target, account, person, row, sold.get(account.id))


def values(person: Person, around: Surroundings, language: str) -> dict[str, Value]:
    """Return what all fields hold for somebody, in the language of the text, by the keys of their names."""
    found = {
        **_about(person, around, language),
        **_where(person, around, language),
        **_business(person, around, language),
        **_ours(around, language),
    }
    custom = person.row.custom
    own = {field.label: own_value(field, custom.get(field.key), around.firm.currency, language) for field in around.own}
    return template_fields.by_name(found, own, person.target.extra)


def _about(person: Person, around: Surroundings, language: str) -> dict[str, Value]:
    account, row = person.account, person.row
    whom = person.person or (account if account.kind is ContactKind.PERSON else None)
    greeting = letters.first_line(account, person.person, language=language, country=around.firm.country)
    family = whom.family_name or ("" if whom.given_name else whom.name) if whom else ""
    form = letters.form_of_address(whom.salutation) if whom else ""
    said = {"de": {"ms": "Frau", "mr": "Herr"}, "en": {"ms": "Ms", "mr": "Mr"}}.get(language, {})
    return {
        "greeting": Value(greeting),
        "salutation": Value(said.get(form, whom.salutation if whom else "")),
        "title": Value(whom.title if whom else ""),
        "given_name": Value(whom.given_name if whom else ""),
        "family_name": Value(family),
        "name": Value((whom or account).name),
        "company": Value(account.name if account.kind is ContactKind.COMPANY else ""),
        "job_title": Value(row.job_title),
        "email": Value(row.email),
        "phone": Value(row.phone),
        "birthday": _day(row.birthday, language),
        "language": Value(language),
    }


def _where(person: Person, around: Surroundings, language: str) -> dict[str, Value]:
    where = person.where
    return {
        "street": Value(where.street),
        "postal_code": Value(where.postal_code),
        "city": Value(where.city),
        "country": Value(letters.country_name(where.country or around.firm.country, language)),
    }


def _business(person: Person, around: Surroundings, language: str) -> dict[str, Value]:
    row, bought = person.row, person.bought
    last = local_day(row.last_activity_at) if row.last_activity_at else None
    return {
        "customer_number": Value(person.account.customer_number),
        "category": Value(row.category),
        "industry": Value(row.industry),
        "since": _day(bought.first_day if bought else None, language),
        "last_order": _day(bought.last_day if bought else None, language),
        "last_article": Value(bought.last_article if bought else ""),
        "orders": Value(str(bought.orders if bought else 0), amount=Decimal(bought.orders if bought else 0)),
        "revenue": _money(bought.cents if bought else 0, around, language),
        "revenue_year": _money(bought.lately_cents if bought else 0, around, language),
        "last_contact": _day(last, language),
    }


def _ours(around: Surroundings, language: str) -> dict[str, Value]:
    firm = around.firm
    return {
        "day": _day(around.day, language),
        "firm": Value(firm.name or firm.legal_name),
        "adviser": Value(firm.contact_name),
        "adviser_phone": Value(firm.contact_phone or firm.phone),
        "adviser_email": Value(firm.contact_email or firm.email),
        "website": Value(firm.website),
        "signature": Value(signature_of(firm)),
    }


def own_value(field: OwnField, raw: Any, currency: str, language: str) -> Value:
    """Return what a field of the user's own holds, in a language; what another program wrote is taken as words."""
    if raw is None:
        return Value()
    match field.kind, raw:
        case FieldKind.CHECK, bool():
            yes, no = ("Ja", "Nein") if language == "de" else ("Yes", "No")
            found = Value(yes if raw else no, truth=raw)
        case FieldKind.MONEY, int():
            found = Value(formats.amount(raw, currency, language=language), amount=to_decimal(raw))
        case FieldKind.NUMBER, int() | float():
            found = Value(formats.number(Decimal(str(raw)), language=language), amount=Decimal(str(raw)))
        case FieldKind.DATE, str():
            found = _day(_iso(raw), language) if _iso(raw) else Value(raw)
        case _:
            found = Value(str(raw))
    return found


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day(day: date | None, language: str) -> Value:
    return Value() if day is None else Value(formats.long_day(day, language=language), day=day)


def _money(cents: int, around: Surroundings, language: str) -> Value:
    return Value(formats.amount(cents, around.firm.currency, language=language), amount=to_decimal(cents))
