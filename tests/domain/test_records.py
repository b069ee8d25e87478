"""The records' fields are the columns of the program's own CSV, by name and in order."""

from __future__ import annotations

import pytest

from crm_desktop.domain.records import RecordKind, columns_of

COLUMNS = {
    RecordKind.CONTACTS: (
        "external_id, kind, company, salutation, title, given_name, family_name, job_title, email, phone, mobile, "
        "street, postal_code, city, region, country, website, category, industry, employees, founded, source, "
        "language, tags, customer_number, vat_id, birthday, referred_by, note, iban"
    ),
    RecordKind.PRODUCTS: "external_id, number, name, category, unit, price, cost, vat, text, tiers, parts, active",
    RecordKind.DEALS: (
        "external_id, title, company, person, pipeline, stage, status, amount, currency, opened, closed, "
        "expected_close, channel, campaign, lost_reason, product, quantity"
    ),
    RecordKind.STAGES: "deal, stage, entered",
    RecordKind.SALES: (
        "external_id, order, date, customer, product, product_name, category, quantity, unit_price, amount, "
        "currency, channel, campaign"
    ),
    RecordKind.ACTIVITIES: "external_id, at, kind, contact, company, deal, subject, text, direction, minutes",
    RecordKind.LEADS: (
        "external_id, arrived, wish, name, salutation, given_name, family_name, company, job_title, email, phone, "
        "mobile, website, street, postal_code, city, country, source, channel, campaign, status, closed, "
        "disqualify_reason, budget, currency, quantity, wanted_on, referred_by, text, note"
    ),
}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_the_columns_are_those_other_programs_were_promised(kind: RecordKind) -> None:
    assert ", ".join(columns_of(kind)) == COLUMNS[kind]
