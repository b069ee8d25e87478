"""Contacts and companies as lists to be taken along, with the columns of their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.listed import ListedTable, Money, Value
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.operations.contacts.own_values import shown
from crm_desktop.operations.exports.listing import Asked, Listed, Spec, in_pages, made
from crm_desktop.store.queries import company_list, contact_table, contacts
from crm_desktop.store.queries.company_list import CompanyListRow
from crm_desktop.store.queries.contact_table import ContactTableRow
from crm_desktop.store.queries.contacts import ContactFilter, ContactOrder
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.reading import Reader

#: Own fields are columns under their key behind this.
OWN = "own:"
_RIGHT = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE})


def contact_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return contacts; own fields are columns of their own, the last ones."""
    ids = contacts.ids(reader, where=ContactFilter(), order=ContactOrder.NAME) if asked.ids is None else asked.ids

    def read(page: Sequence[int]) -> list[ContactTableRow]:
        found = contact_table.table_rows(reader, ids=page)
        if not (asked.on_paper and asked.lettered):
            return found
        # On paper people are looked up as in a telephone book, under the letter that stands in the margin.
        names = contact_table.family_names_first(reader, ids=page)
        return [row._replace(name=names.get(row.id, row.name), title="") for row in found]

    rows = in_pages(ids, read)
    called = Listed(_("Contacts"), _("Nobody is in this list."), personal=True)
    return made(asked, called, [*_contact_columns(), *map(_own, own_fields(reader))], rows, len(ids))


def company_table(reader: Reader, asked: Asked) -> ListedTable:
    """Return companies, with what they bought in twelve months and what is open."""
    today = asked.today
    ids = (
        company_list.ids(reader, today=today, order=company_list.CompanyOrder.NAME) if asked.ids is None else asked.ids
    )
    rows = in_pages(ids, lambda page: company_list.rows(reader, ids=page, today=today))
    return made(asked, Listed(_("Companies"), _("No company is in this list.")), _company_columns(), rows, len(ids))


def _contact_columns() -> list[Spec[ContactTableRow]]:
    return [
        Spec("name", _("Name"), lambda row: f"{row.title} {row.name}".strip(), strong=True, paper=True),
        Spec("job_title", _("Position"), lambda row: row.job_title, paper=True, below=True),
        Spec("company", _("Company"), lambda row: row.company, paper=True, below=True),
        Spec("phone", _("Phone"), lambda row: row.phone, paper=True),
        Spec("email", _("E-mail"), lambda row: row.email, paper=True),
        Spec("street", _("Street"), lambda row: row.street),
        Spec("postal_code", _("Postcode"), lambda row: row.postal_code),
        Spec("city", _("Town"), lambda row: row.city, paper=True),
        Spec("standing", _("Standing"), lambda row: standing_word(row.standing)),
        Spec("category", _("Category"), lambda row: row.category),
        Spec("industry", _("Industry"), lambda row: row.industry),
        Spec("source", _("Source"), lambda row: row.source),
        Spec("tags", _("Tags"), lambda row: ", ".join(row.tags)),
        Spec("customer_number", _("Customer number"), lambda row: row.customer_number),
        Spec(
            "last", _("Last contact"), lambda row: row.last_activity_at and local_day(row.last_activity_at), right=True
        ),
        Spec("next", _("Next step"), lambda row: row.next_due, right=True),
        Spec("created", _("Added"), lambda row: row.created_at and local_day(row.created_at), right=True),
        # A company's purchases count for each of its people: a sum of them would be none.
        Spec("value", _("Value"), lambda row: _money(row.value_cents, row.currency), right=True, paper=True),
    ]


def _company_columns() -> list[Spec[CompanyListRow]]:
    return [
        Spec("name", _("Company"), lambda row: row.name, strong=True, paper=True),
        Spec("city", _("Town"), lambda row: row.city, paper=True, below=True),
        Spec("industry", _("Industry"), lambda row: row.industry, paper=True),
        Spec("standing", _("Standing"), lambda row: standing_word(row.standing)),
        Spec("employees", _("Staff"), lambda row: row.employees, right=True, paper=True),
        Spec("founded", _("Founded"), lambda row: row.founded, right=True),
        Spec("people", _("People"), lambda row: row.people, right=True),
        Spec("revenue", _("12 months"), lambda row: _money(row.revenue_cents, row.currency), right=True, paper=True,
             summed=True),
        Spec("open", meant("column of a printed list", "Open"), lambda row: _money(row.open_cents, row.currency),
             right=True, paper=True, summed=True),
        Spec("last", _("Last contact"), lambda row: row.last_activity_at and local_day(row.last_activity_at),
             right=True),
        Spec("next", _("Next step"), lambda row: row.next_due, right=True, paper=True),
    ]  # fmt: skip


def _own(field: OwnField) -> Spec[ContactTableRow]:
    return Spec(OWN + field.key, field.label, _own_value(field), right=field.kind in _RIGHT)


def _own_value(field: OwnField) -> Callable[[ContactTableRow], Value]:
    def value(row: ContactTableRow) -> Value:
        stored = row.custom.get(field.key)
        match field.kind, stored:
            case FieldKind.MONEY, int():
                return Money(stored, row.currency)
            case FieldKind.NUMBER, int() | float():
                return Decimal(str(stored))
            case FieldKind.DATE, str():
                return _day(stored)
        return shown(field.kind, stored, row.currency or "EUR")

    return value


def _day(stored: str) -> Value:
    """Return a stored day; one that another program brought in another form as it is."""
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return stored


def _money(cents: int, currency: str) -> Money | None:
    return Money(cents, currency) if cents else None
