"""The page of the monthly report that is used with a pencil: whom to call, whom to win back."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.documents.report_sheet import Cell, Cents, Column, Heading, Note, Part, Table, Titled
from crm_desktop.operations.contacts import customer_values
from crm_desktop.operations.contacts.customer_values import Gone
from crm_desktop.operations.reports.words import Pen
from crm_desktop.store.queries import report_customers
from crm_desktop.store.reading import Reader

_MOST = 10


def people_parts(reader: Reader, by: Pen) -> Iterator[Part]:
    """Yield the customers who are silent for longer than usual for them, with phone, last word and last offer."""
    found = customer_values.to_win_back(reader, as_of=by.as_of, limit=_MOST)
    yield Heading(_("Whom to call"), _("silent for longer than their own rhythm, the most valuable first"))
    if not found:
        yield Note(_("Nobody who has ordered more than once is silent for longer than usual."))
        return
    phones = report_customers.phones(reader, [one.customer.account_id for one in found])
    rows: list[list[Cell]] = [_row(one, phones.get(one.customer.account_id, "")) for one in found]
    columns = (
        Column("", 7, figures=False),
        Column(_("Customer"), figures=False),
        Column(_("So far"), 20),
        Column(_("usual"), 18),
        Column(_("silent"), 18),
        Column(_("Last order"), 26, figures=False),
        Column(_("Last said"), 48, figures=False),
    )
    yield Table(columns, rows)
    yield Note(_("Usual and silent in days; the usual gap leans towards the firm's own where there are few orders."))


def _row(one: Gone, phone: str) -> list[Cell]:
    customer, words = one.customer, one.words
    offer = " ".join(part for part in (words.offer_number, words.offer_subject) if part)
    said = ", ".join(part for part in (words.lost_reason, offer) if part)
    return [
        "□", Titled(customer.name, phone), Cents(customer.revenue_cents), round(customer.gap_days),
        customer.silent_days, formats.day(customer.last), said,
    ]  # fmt: skip
