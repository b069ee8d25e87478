"""Conditions of rules are asked of records and their contacts, and answered as segments answer them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.criteria import Check, Condition, from_plain
from crm_desktop.domain.rules import Subject
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import rule_records
from crm_desktop.store.queries.rule_fields import RECORD_FIELDS
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import TESTS, FieldKind
from crm_desktop.store.queries.segment_sql import compiled
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, add_person

TODAY = date(2026, 11, 24)
NOBODY_KNOWN = 999


@pytest.fixture
def people(writer: Writer) -> list[int]:
    """Return a company, a person there, and somebody else; the company has bought, been offered and tagged things."""
    setup.start_firm(writer, language="en")
    hotel = add_company(writer)
    kessler = add_person(writer, company_id=hotel)
    other = add_person(writer, "Ole", "Brandt")
    sale = "insert into sale (uuid, day, account_id, net_cents, currency) values"
    with writer.step("fill") as work:
        for statement in (
            f"{sale} ('s', '2026-10-01', :hotel, 500, 'EUR')",
            "insert into sale_line (sale_id, category, net_cents) values (1, 'Tables', 500)",
            f"{sale} ('t', '2026-10-02', :other, 100, 'EUR')",
            "insert into tag (contact_id, name) values (:hotel, 'VIP')",
            "insert into contact_point (contact_id, kind, value) values (:other, 'email', 'o@b.example')",
            "update contact set referred_by_id = :hotel where id = :other",
        ):
            given = {"hotel": hotel, "other": other}
            work.execute(statement, {name: value for name, value in given.items() if f":{name}" in statement})
    return [hotel, kessler, other]


def fulfilling(reader: Reader, subject: Subject, refs: list[int], plain: dict[str, Any]) -> set[int]:
    tree = from_plain(plain)
    return rule_records.fulfilling(reader, subject=subject, refs=refs, trees=[tree], as_of=TODAY)[0]


def test_a_few_contacts_are_told_what_the_segment_of_all_is_told(reader: Reader, people: list[int]) -> None:
    """The small file that stands in for the whole one gives the same answers, whatever is asked."""
    values = {FieldKind.MONEY: 300, FieldKind.NUMBER: 1, FieldKind.SINCE: 30, FieldKind.YES_NO: "1"}
    words = {"bought_category": "Tables", "tag": "VIP", "city": "Lüneburg", "category": "B"}
    for name, field in FIELDS.items():
        for check in TESTS[field.kind]:
            value = ("B", "VIP") if check is Check.ANY_OF else values.get(field.kind, words.get(name, "x"))
            plain = {"field": name, "is": check.value, "value": value}
            all_of_it = compiled(reader, plain, as_of=TODAY)
            everybody = set(reader.ids(f"select c.id from contact c where {all_of_it.sql}", all_of_it.values))
            assert fulfilling(reader, Subject.CONTACT, people, plain) == everybody, plain
            for one in people:
                inside = fulfilling(reader, Subject.CONTACT, [one], plain)
                assert inside == everybody & {one}, plain


def test_every_field_of_every_record_can_be_asked_in_every_way(
    writer: Writer, reader: Reader, people: list[int]
) -> None:
    deals.add_deal(writer, title="Lobby", account_id=people[0], amount_cents=500_000)
    for name, field in RECORD_FIELDS.items():
        subject = Subject(name.partition(".")[0])
        for check in (*TESTS[field.kind], Check.EMPTY, Check.FILLED):
            value = ("1", "x") if check is Check.ANY_OF else 1
            condition = Condition(name, check, value)
            rule_records.check_conditions(reader, subject=subject, tree=condition, as_of=TODAY)
            rule_records.fulfilling(reader, subject=subject, refs=[1], trees=[condition], as_of=TODAY)


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ({"field": "deal.amount", "is": "at_least", "value": 500_000}, 1),
        ({"field": "deal.amount", "is": "at_most", "value": 499_999}, 0),
        ({"field": "deal.status", "is": "is", "value": "open"}, 1),
        ({"field": "deal.stage", "is": "is", "value": "1"}, 1),
        ({"field": "deal.title", "is": "contains", "value": "obb"}, 1),
        ({"field": "deal.close_set", "is": "is", "value": "1"}, 0),
        ({"field": "deal.age", "is": "at_most", "value": 1}, 1),
        ({"field": "deal.age", "is": "at_least", "value": 1}, 0),
        ({"field": "deal.tag", "is": "is_not", "value": "hot"}, 1),
        ({"field": "category", "is": "is", "value": "B"}, 1),
        ({"field": "revenue", "is": "at_least", "value": 500}, 1),
        ({"field": "revenue", "is": "at_least", "value": 501}, 0),
        ({"none": [{"field": "open_deals", "is": "at_least", "value": 1}]}, 0),
        ({"any": [{"field": "city", "is": "is", "value": "Ulm"}, {"field": "tag", "is": "is", "value": "VIP"}]}, 1),
    ],
)
def test_a_deal_fulfils_what_is_so(
    plain: dict[str, Any], found: int, writer: Writer, reader: Reader, people: list[int]
) -> None:
    deal = deals.add_deal(writer, title="Lobby", account_id=people[0], amount_cents=500_000).value
    assert len(fulfilling(reader, Subject.DEAL, [deal], plain)) == found


def test_a_record_without_a_contact_fulfils_nothing_asked_of_one(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    deal = deals.add_deal(writer, title="Nobody's").value
    assert fulfilling(reader, Subject.DEAL, [deal], {"field": "category", "is": "is_not", "value": "B"}) == set()
    assert fulfilling(reader, Subject.DEAL, [deal], {"field": "deal.amount", "is": "at_most", "value": 1}) == {deal}
    with pytest.raises(BadInput):
        fulfilling(reader, Subject.DEAL, [deal], {"field": "nothing", "is": "is", "value": "1"})
    record = rule_records.records(reader, subject=Subject.DEAL, refs=[deal, NOBODY_KNOWN])[deal]
    assert (record.title, record.contact, record.whom, record.deal_id) == ("Nobody's", "", [], deal)
