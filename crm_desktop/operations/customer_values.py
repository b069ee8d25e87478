"""What customers are worth, read from the orders."""

from __future__ import annotations

from datetime import date

from crm_desktop.engine.customer_value import ValueReport, customer_values
from crm_desktop.store.queries.facts import sale_facts
from crm_desktop.store.reading import Reader


def value_report(reader: Reader, *, as_of: date) -> ValueReport:
    """Return what each customer brought until a day and what the twelve months from then are expected to bring."""
    return customer_values(sale_facts(reader, last=as_of), as_of)
